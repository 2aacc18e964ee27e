import * as l10n from '@vscode/l10n';
import { newAlias } from './newName.ts';
import { whichAlias, whichApp } from './questions.ts';
import { doneText } from './releasedText.ts';
import { defineActionCommand } from './runCommand.ts';

interface RenameAliasArguments {
  app: string;
  alias: string;
  newAlias: string;
}

/** Gives an attachment another alias on its app; its config vars are renamed and the app restarts. */
export const renameAlias = defineActionCommand<RenameAliasArguments, 'renameAlias'>({
  id: 'addons.renameAlias',
  title: () => l10n.t('Rename Alias'),
  arguments: { app: 'text', alias: 'text', newAlias: 'text' },
  questions: { app: whichApp, alias: whichAlias, newAlias },
  action: (args) => ({ type: 'renameAlias', ...args }),
  done: ({ result, effect, operationId }) =>
    operationId === null
      ? l10n.t('It is called {0} already; nothing was changed.', result.alias)
      : doneText(l10n.t('{0} is {1} now.', result.addon, result.alias), effect),
});
