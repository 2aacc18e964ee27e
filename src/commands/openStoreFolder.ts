import * as l10n from '@vscode/l10n';
import { definePlainCommand } from './runCommand.ts';

/** Shows the folder of the store; works when the store itself can't be read. */
export const openStoreFolder = definePlainCommand<object>({
  id: 'addons.openStoreFolder',
  title: () => l10n.t('Open Store Folder'),
  arguments: {},
  questions: {},
  needsStore: false,
  run: async (_args, { store, report, isAsking }) => {
    if (isAsking && !(await store.openFolder())) {
      report.note(l10n.t('Copied the path of the store folder.'));
    }
    return { folder: store.folder };
  },
});
