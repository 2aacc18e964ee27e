import * as l10n from '@vscode/l10n';
import { definePlainCommand } from './runCommand.ts';

/** Keeps a .env file out of git: the button of the notification after a write. */
export const ignoreFile = definePlainCommand<{ file: string }>({
  id: 'addons.ignoreFile',
  title: () => l10n.t('Add .env File to .gitignore'),
  arguments: { file: 'text' },
  questions: {},
  run: async ({ file }, { envFiles, report }) => {
    const line = await envFiles.ignore(file);
    const gitState = await envFiles.gitState(file);
    if (gitState === 'tracked') {
      report.warn(l10n.t('git tracks this file all the same, until it is removed from the repository.'));
    } else if (gitState === 'notIgnored') {
      report.warn(
        l10n.t('git would track this file all the same: another line of a .gitignore takes it back in.'),
      );
    } else if (line === undefined) {
      report.note(l10n.t('git ignores this file already.'));
    } else {
      report.done(l10n.t('Added {0} to .gitignore.', line), []);
    }
    return { line: line ?? null };
  },
});
