import * as l10n from '@vscode/l10n';
import { releaseInWords } from '../core/help/releaseInWords.ts';
import { doneText } from './releasedText.ts';
import { defineActionCommand } from './runCommand.ts';

/** Takes back a change, and those that were made in one gesture with it. */
export const undo = defineActionCommand<{ operation?: string }, 'undo'>({
  id: 'addons.undo',
  title: () => l10n.t('Undo Last Change'),
  arguments: { operation: 'optionalText' },
  questions: {},
  // A toast's own button names what it takes back; without that, what it will be is shown first.
  review: ({ operation }) => (operation === undefined ? 'always' : 'never'),
  subject: ({ what }) => releaseInWords(what),
  action: (args) => ({ type: 'undo', ...args }),
  done: ({ result, effect }) => doneText(l10n.t('Undone: {0}.', releaseInWords(result.what)), effect),
});
