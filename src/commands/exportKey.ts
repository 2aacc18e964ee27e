import * as l10n from '@vscode/l10n';
import { failed } from '../core/errors/addonError.ts';
import { definePlainCommand } from './runCommand.ts';

/** Puts the key of the store on the clipboard, so that it can be kept elsewhere. */
export const exportKey = definePlainCommand<object>({
  id: 'addons.exportKey',
  title: () => l10n.t('Copy Store Key'),
  arguments: {},
  questions: {},
  run: async (_args, { store, clipboard, report }) => {
    const key = await store.secrets.key();
    if (key === undefined) {
      throw failed('no_store_key', {});
    }
    await clipboard.write(key, { isSecret: true });
    report.note(l10n.t('Copied the key. Keep it where only you can read it.'));
    return {};
  },
});
