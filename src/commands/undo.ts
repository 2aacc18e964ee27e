import * as l10n from '@vscode/l10n';
import { releaseInWords } from '../core/model/releaseInWords.ts';
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
  bound: (args, { undone: [operation] }) => ({ ...args, ...(operation !== undefined && { operation }) }),
  subject: ({ what }) => shortened(releaseInWords(what)),
  action: (args) => ({ type: 'undo', ...args }),
  done: ({ result, effect }) => doneText(l10n.t('Undone: {0}.', releaseInWords(result.what)), effect),
});

/** A gesture of many changes names so many of them that the title stays on one line. */
function shortened(what: string): string {
  const longest = 60;
  return what.length <= longest ? what : l10n.t('{0}…', what.slice(0, longest - 1).trimEnd());
}
