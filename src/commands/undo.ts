import * as l10n from '@vscode/l10n';
import { doneText } from './releasedText.ts';
import { defineActionCommand } from './runCommand.ts';

/** Takes back a change, and those that were made in one gesture with it. */
export const undo = defineActionCommand<{ operation?: string }, 'undo'>({
  id: 'addons.undo',
  title: () => l10n.t('Undo Last Change'),
  arguments: { operation: 'optionalText' },
  questions: {},
  review: 'never',
  action: (args) => ({ type: 'undo', ...args }),
  done: ({ result, effect }) => doneText(l10n.t('Undone: {0}.', result.what), effect),
});
