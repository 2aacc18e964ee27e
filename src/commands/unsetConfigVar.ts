import * as l10n from '@vscode/l10n';
import { findApp } from '../core/model/identifiers.ts';
import { whichApp, whichOwnConfigVar } from './questions.ts';
import { changedVars, doneText } from './releasedText.ts';
import { defineActionCommand } from './runCommand.ts';

interface UnsetConfigVarArguments {
  app: string;
  name: string;
}

/** Removes one config var of the user's own. */
export const unsetConfigVar = defineActionCommand<UnsetConfigVarArguments, 'setConfigVars'>({
  id: 'addons.unsetConfigVar',
  title: () => l10n.t('Unset Config Var'),
  arguments: { app: 'text', name: 'text' },
  questions: { app: whichApp, name: whichOwnConfigVar },
  action: ({ app, name }) => ({ type: 'setConfigVars', app, configVars: [{ name, value: null }] }),
  several: {
    thing: ({ app, name }) => `${app}:${name}`,
    row: ({ app, name }, state) => ({
      value: `${app}:${name}`,
      icon: 'remove',
      label: name,
      description: l10n.t('goes from {0}', findApp(state, app).name),
    }),
    title: (count) => l10n.t('Unset {0} Config Vars', count),
    done: (count) => l10n.t('Removed {0} config vars.', count),
    typed: (count) => `unset ${count}`,
  },
  done: ({ result, effect, operationId }) =>
    operationId === null
      ? l10n.t('{0} has no such config var; nothing was changed.', result.app)
      : doneText(l10n.t('Removed {0} from {1}.', changedVars(effect), result.app), effect),
});
