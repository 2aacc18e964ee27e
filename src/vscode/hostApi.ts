import * as queries from '../core/model/queries.ts';
import type { ChangeList } from '../core/model/changes.ts';
import { findApp } from '../core/model/identifiers.ts';
import type { AddonPlatform } from '../core/platform/addonPlatform.ts';
import type { Disposable } from '../core/ports/disposable.ts';

/** What other extensions get: `vscode.extensions.getExtension('addon-manager.addon-manager').exports.getApi(1)`. */
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
   * @throws AddonError `app_not_found`
   */
  config(app: string): Promise<Readonly<Record<string, string>>>;
  /** Called after each commit with what it changed; ids only. */
  onDidChange(listener: (changes: ChangeList) => void): Disposable;
}

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
      return queries.configOf(platform.state, findApp(platform.state, app).id);
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
