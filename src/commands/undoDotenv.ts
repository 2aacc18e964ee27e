import * as l10n from '@vscode/l10n';
import { failed } from '../core/errors/addonError.ts';
import type { ConfirmQuestion } from './ports.ts';
import { definePlainCommand } from './runCommand.ts';

interface UndoDotenvArguments {
  /** Id of the write; the newest one of this window, if left out. */
  write?: string;
}

/** Puts a .env file back as it was before a write: the button of its notification, or the newest one. */
export const undoDotenv = definePlainCommand<UndoDotenvArguments>({
  id: 'addons.undoDotenv',
  title,
  arguments: { write: 'optionalText' },
  questions: {},
  run: async ({ write }, { envFiles, ask, report, isAsking }) => {
    let id = write;
    if (id === undefined) {
      const last = envFiles.lastWrite;
      if (last === undefined) {
        throw failed('nothing_to_undo', { already: null });
      }
      // The button of a notification says what it takes back; without that, it is shown first.
      if (isAsking && (await ask.confirm(questionOf(last.name))) !== 'confirmed') {
        return undefined;
      }
      id = last.id;
    }
    const file = await envFiles.undo(id);
    report.done(l10n.t('{0} is as it was before.', file), []);
    return { file };
  },
});

function title(): string {
  return l10n.t('Undo Writing .env');
}

function questionOf(file: string): ConfirmQuestion {
  return {
    title: title(),
    typed: '',
    invitation: l10n.t('Press Enter to undo the newest write, Escape to leave everything as it is'),
    ready: l10n.t('Press Enter to undo the newest write'),
    consequences: [
      { value: 'file', label: file, icon: 'discard', description: l10n.t('goes back to what it was before') },
    ],
  };
}
