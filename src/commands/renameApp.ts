import * as l10n from '@vscode/l10n';
import { newName } from './newName.ts';
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
  questions: { app: whichApp, name: newName },
  action: (args) => ({ type: 'renameApp', ...args }),
  done: ({ result }) => l10n.t('The app is called {0} now.', result.app),
});
