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
    if (isAsking) {
      const { folder } = store;
      const outcome = await store.openFolder();
      if (outcome === 'missing') {
        report.warn(l10n.t('There is no folder {0}: nothing was stored there yet, or it was moved.', folder));
      } else if (outcome === 'copied') {
        report.done(l10n.t('The store is in the folder {0}. Its path was copied.', folder), []);
      }
    }
    return { folder: store.folder };
  },
});
