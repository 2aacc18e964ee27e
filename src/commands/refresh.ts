import * as l10n from '@vscode/l10n';
import { definePlainCommand } from './runCommand.ts';

/** Reads what other windows and programs changed. */
export const refresh = definePlainCommand<object>({
  id: 'addons.refresh',
  title: () => l10n.t('Refresh'),
  arguments: {},
  questions: {},
  run: async (_args, { platform }) => {
    await platform.refresh();
    return undefined;
  },
});
