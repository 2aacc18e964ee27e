import * as l10n from '@vscode/l10n';
import { whichAddon } from './questions.ts';
import { doneText } from './releasedText.ts';
import { defineActionCommand } from './runCommand.ts';

/** Moves an add-on to another server; every attached app gets the new values. */
export const failOver = defineActionCommand<{ addon: string }, 'failOver'>({
  id: 'addons.failOver',
  title: () => l10n.t('Fail Over'),
  arguments: { addon: 'text' },
  questions: { addon: whichAddon },
  review: 'always',
  action: (args) => ({ type: 'failOver', ...args }),
  done: ({ result, effect, operationId }) =>
    operationId === null
      ? l10n.t('{0} has no server to move; nothing was changed.', result.addon)
      : doneText(l10n.t('{0} failed over.', result.addon), effect),
});
