import * as l10n from '@vscode/l10n';
import { definePlainCommand } from './runCommand.ts';

/** Puts a .env file back as it was before a write: the button of its notification. */
export const undoDotenv = definePlainCommand<{ write: string }>({
  id: 'addons.undoDotenv',
  title: () => l10n.t('Undo Write to .env'),
  arguments: { write: 'text' },
  questions: {},
  run: async ({ write }, { envFiles, report }) => {
    const file = await envFiles.undo(write);
    report.done(l10n.t('{0} is as it was before.', file), []);
    return { file };
  },
});
