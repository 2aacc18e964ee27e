import * as l10n from '@vscode/l10n';
import { whichApp } from './questions.ts';
import { doneText } from './releasedText.ts';
import { defineActionCommand } from './runCommand.ts';

interface DestroyAppArguments {
  app: string;
  confirm?: string;
}

/** Destroys an app and the add-ons billed to it, with their data. */
export const destroyApp = defineActionCommand<DestroyAppArguments, 'destroyApp'>({
  id: 'addons.destroyApp',
  title: () => l10n.t('Destroy App'),
  arguments: { app: 'text', confirm: 'optionalText' },
  questions: { app: whichApp },
  action: (args) => ({ type: 'destroyApp', ...args }),
  done: ({ result, effect }) => doneText(l10n.t('Destroyed {0}.', result.app), effect),
});
