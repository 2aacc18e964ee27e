import { parseAction, type UserActionType } from '../commands/userActions.ts';
import * as queries from '../core/model/queries.ts';
import type { ChangeList } from '../core/model/changes.ts';
import { givenOut } from '../core/model/lockedValue.ts';
import { findApp } from '../core/model/identifiers.ts';
import type { Action, ActionType } from '../core/actions/action.ts';
import { failed } from '../core/errors/addonError.ts';
import type { Failure } from '../core/errors/failure.ts';
import type { AddonPlatform, Done } from '../core/platform/addonPlatform.ts';
import type { Disposable } from '../core/ports/disposable.ts';

/** What other extensions get: `(await vscode.extensions.getExtension('addon-manager.addon-manager').activate()).getApi(1)`. */
export interface AddonManagerExports {
  /** @throws RangeError for a version that there is not */
  getApi(version: 1): AddonManagerApi;
}

export interface AddonManagerApi {
  /** Every app, by name. */
  apps(): Promise<readonly { readonly id: string; readonly name: string; readonly version: number }[]>;
  /**
   * The whole config of an app, values included.
   *
   * @param app name or id
   * @throws AddonError `app_not_found`, `store_locked`
   */
  config(app: string): Promise<Readonly<Record<string, string>>>;
  /**
   * What an action would do, without doing it; a refusal is an answer. Its `seed`, given to `perform`, makes just the
   * names that it shows.
   */
  preview<Type extends UserActionType>(action: Action<Type>): Promise<PreviewAnswer<Type>>;
  /** @throws AddonError by code (`error.code`), with nothing changed */
  perform<Type extends UserActionType>(
    action: Action<Type>,
    options?: { readonly seed?: string },
  ): Promise<Done<Type>>;
  /** Called after each commit with what it changed; ids only. */
  onDidChange(listener: (changes: ChangeList) => void): Disposable;
}

/** A preview without the state that it leads to: that is the platform's own affair. */
export type PreviewAnswer<Type extends ActionType> =
  | (Done<Type> & { readonly seed: string; readonly failure: null })
  | { readonly seed: string; readonly failure: Failure };

/** The exports of the extension, over the platform. */
export function hostApi(platform: AddonPlatform): AddonManagerExports {
  const api: AddonManagerApi = {
    apps: async () => {
      await platform.ready();
      const { state } = platform;
      return queries
        .allApps(state)
        .map(({ id, name }) => ({ id, name, version: queries.currentVersion(state, id) }));
    },
    config: async (app) => {
      await platform.ready();
      return givenOut(queries.configOf(platform.state, findApp(platform.state, app).id));
    },
    preview: async (action) => {
      const preview = await platform.preview(parseAction(action));
      if (preview.failure !== null) {
        return preview;
      }
      const { result, effect, operationId, seed, failure } = preview;
      return { result, effect, operationId, seed, failure };
    },
    perform: async (action, options) => {
      const seed = options?.seed;
      if (seed !== undefined && !/^[0-9a-f]{64}$/.test(seed)) {
        throw failed('invalid_request', { field: 'seed', problem: 'must be one that a preview gave.' });
      }
      return platform.perform(parseAction(action), { seed });
    },
    onDidChange: (listener) => platform.onDidChange(listener),
  };
  return {
    getApi: (version: number) => {
      if (version !== 1) {
        throw new RangeError(`Add-on Manager has no API version ${version}; it has 1.`);
      }
      return api;
    },
  };
}
