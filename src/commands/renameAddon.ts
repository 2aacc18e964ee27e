import * as l10n from '@vscode/l10n';
import { newAddonName } from './newName.ts';
import { whichAddon } from './questions.ts';
import { defineActionCommand } from './runCommand.ts';

interface RenameAddonArguments {
  addon: string;
  name: string;
}

/** Gives an add-on another global name; aliases and config vars stay. */
export const renameAddon = defineActionCommand<RenameAddonArguments, 'renameAddon'>({
  id: 'addons.rename',
  title: () => l10n.t('Rename Add-on'),
  arguments: { addon: 'text', name: 'text' },
  questions: { addon: whichAddon, name: newAddonName },
  action: (args) => ({ type: 'renameAddon', ...args }),
  done: ({ result, operationId }) =>
    operationId === null
      ? l10n.t('It is called {0} already; nothing was changed.', result.addon)
      : l10n.t('The add-on is called {0} now.', result.addon),
});
