import * as l10n from '@vscode/l10n';
import { definePlainCommand } from './runCommand.ts';

/** Shows all rows again. */
export const clearFilter = definePlainCommand<object>({
  id: 'addons.clearFilter',
  title: () => l10n.t('Clear Filter'),
  arguments: {},
  questions: {},
  run: (_args, { sidebar }) => {
    sidebar.filter = '';
    return Promise.resolve({});
  },
});
