import * as l10n from '@vscode/l10n';
import { newAppName } from './newName.ts';
import { whichApp } from './questions.ts';
import { defineActionCommand } from './runCommand.ts';

interface RenameAppArguments {
  app: string;
  name: string;
}

/** Gives an app another name; nothing restarts. */
export const renameApp = defineActionCommand<RenameAppArguments, 'renameApp'>({
  id: 'addons.renameApp',
  title: () => l10n.t('Rename App'),
  arguments: { app: 'text', name: 'text' },
  questions: { app: whichApp, name: newAppName },
  action: (args) => ({ type: 'renameApp', ...args }),
  done: ({ result, operationId }) =>
    operationId === null
      ? l10n.t('It is called {0} already; nothing was changed.', result.app)
      : l10n.t('The app is called {0} now.', result.app),
});
