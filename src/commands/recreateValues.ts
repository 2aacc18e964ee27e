import * as l10n from '@vscode/l10n';
import { AddonError, isAddonError } from '../core/errors/addonError.ts';
import type { Addon } from '../core/model/addon.ts';
import { isLocked } from '../core/model/lockedValue.ts';
import * as queries from '../core/model/queries.ts';
import type { State } from '../core/model/state.ts';
import type { PlainContext } from './command.ts';
import type { ConfirmQuestion } from './ports.ts';
import { definePlainCommand } from './runCommand.ts';

/** Gives every add-on whose values are locked new ones. Own config vars stay locked until they are set anew. */
export const recreateValues = definePlainCommand<object>({
  id: 'addons.recreateValues',
  title,
  arguments: {},
  questions: {},
  run: async (_args, context) => {
    const { platform, store, ask, report, isAsking } = context;
    await platform.refresh();
    const addons = lockedAddons(platform.state);
    const own = lockedVars(platform.state);
    if (addons.length + own.length === 0 && store.health.secrets.mode !== 'locked') {
      report.note(l10n.t('No value is locked.'));
      return { addons: [], configVars: [] };
    }
    if (isAsking && (await ask.confirm(questionOf(addons, own))) !== 'confirmed') {
      return undefined;
    }
    if (store.health.secrets.mode === 'locked') {
      await store.secrets.renew();
    }
    const { done, refusal } = await rotate(lockedAddons(platform.state), context);
    if (refusal !== undefined && done.length === 0) {
      throw new AddonError(refusal.failure);
    }
    const left = [...lockedAddons(platform.state).map(({ name }) => name), ...lockedVars(platform.state)];
    report.done(
      left.length === 0
        ? l10n.t('Values are new: {0}.', done.join(', '))
        : l10n.t(
            'Values are new: {0}. Still locked, until they are set anew: {1}.',
            done.join(', ') || '–',
            left.join(', '),
          ),
      [],
    );
    return { addons: done, configVars: lockedVars(platform.state) };
  },
});

function title(): string {
  return l10n.t('Re-create Locked Values');
}

/** One after another: an add-on that can't be asked now keeps no other one from it. */
async function rotate(
  addons: readonly Addon[],
  { platform }: PlainContext,
): Promise<{ readonly done: readonly string[]; readonly refusal: AddonError | undefined }> {
  const group = platform.newGroup();
  const done: string[] = [];
  let refusal: AddonError | undefined;
  for (const { id, name } of addons) {
    try {
      await platform.perform({ type: 'rotateCredentials', addon: id }, { group });
      done.push(name);
    } catch (error) {
      if (!isAddonError(error)) {
        throw error;
      }
      refusal = error;
    }
  }
  return { done, refusal };
}

function lockedAddons(state: State): readonly Addon[] {
  return queries.allAddons(state).filter(({ values }) => Object.values(values).some(isLocked));
}

/** As `app::NAME`. */
function lockedVars(state: State): readonly string[] {
  return Object.values(state.configVars)
    .filter(({ value }) => isLocked(value))
    .map(({ appId, name }) => `${queries.appOf(state, appId).name}::${name}`)
    .sort(queries.byText);
}

function questionOf(addons: readonly Addon[], own: readonly string[]): ConfirmQuestion {
  return {
    title: title(),
    typed: '',
    invitation: l10n.t('Press Enter to give the add-ons new values, Escape to leave everything as it is'),
    ready: l10n.t('Press Enter to give the add-ons new values'),
    consequences: [
      ...addons.map(({ name }) => ({
        value: name,
        label: name,
        icon: 'sync',
        description: l10n.t('gets new values; the apps that use it restart'),
      })),
      ...own.map((name) => ({
        value: name,
        label: name,
        icon: 'lock',
        description: l10n.t('stays locked until it is set anew'),
      })),
      {
        value: 'key',
        label: l10n.t('A new key is made'),
        icon: 'key',
        description: l10n.t('what is locked stays, and the old key still opens it'),
      },
    ],
  };
}
