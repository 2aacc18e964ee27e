import * as l10n from '@vscode/l10n';
import { whichAddon } from './questions.ts';
import { doneText } from './releasedText.ts';
import { defineActionCommand } from './runCommand.ts';

/** Gives an add-on new secrets, on every app that it is attached to. */
export const rotateCredentials = defineActionCommand<{ addon: string }, 'rotateCredentials'>({
  id: 'addons.rotateCredentials',
  title: () => l10n.t('Rotate Credentials'),
  arguments: { addon: 'text' },
  questions: { addon: whichAddon },
  // What holds the old secrets breaks.
  review: 'always',
  action: (args) => ({ type: 'rotateCredentials', ...args }),
  done: ({ result, effect, operationId }) =>
    operationId === null
      ? l10n.t('{0} has no secrets to rotate.', result.addon)
      : doneText(l10n.t('Rotated the credentials of {0}.', result.addon), effect),
});
