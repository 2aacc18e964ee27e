import * as l10n from '@vscode/l10n';
import { definePlainCommand } from './runCommand.ts';

/** Writes the whole store to one file, values included. */
export const exportStore = definePlainCommand<{ file?: string }>({
  id: 'addons.exportStore',
  title: () => l10n.t('Export Store'),
  arguments: { file: 'optionalText' },
  questions: {},
  run: async ({ file: given }, { platform, store, report, isAsking }) => {
    await platform.refresh();
    const file = given ?? (isAsking ? await store.whereToExport() : undefined);
    if (file === undefined) {
      return undefined;
    }
    await store.writeFile(file, store.exportText());
    report.done(
      l10n.t(
        'Exported everything to {0}. The file holds all values: keep it where only you can read it.',
        file,
      ),
      [],
    );
    return { file };
  },
});
