import * as l10n from '@vscode/l10n';
import { failed } from '../core/errors/addonError.ts';
import type { Confirmation } from '../core/errors/failure.ts';
import { confirmAction, typedFor } from './confirmAction.ts';
import { definePlainCommand } from './runCommand.ts';

/** Puts what one file holds in the place of the whole store; what is there now is copied first. */
export const importStore = definePlainCommand<{ file?: string; confirm?: unknown }>({
  id: 'addons.importStore',
  title: () => l10n.t('Import Store'),
  arguments: { file: 'optionalText', confirm: 'anything' },
  questions: {},
  // It may be what mends one that can't be read.
  needsStore: false,
  run: async ({ file: given, confirm }, context) => {
    const { platform, store, report, isAsking } = context;
    const file = given ?? (isAsking ? await store.whatToImport() : undefined);
    if (file === undefined) {
      return undefined;
    }
    const text = await store.readFile(file);
    const isRead = await platform.ready().then(
      () => true,
      () => false,
    );
    const { apps, addons } = platform.state;
    const confirmation: Confirmation = {
      kind: 'importStore',
      apps: Object.keys(apps).length,
      addons: Object.keys(addons).length,
    };
    const isConfirmed =
      confirm === typedFor(confirmation) ||
      (isRead && confirmation.apps === 0) ||
      (isAsking && (await confirmAction(confirmation, context)) === 'confirmed');
    if (!isConfirmed) {
      if (isAsking) {
        return undefined;
      }
      throw failed('confirmation_required', confirmation);
    }
    const copy = await store.importText(text, file);
    report.done(
      copy === null
        ? l10n.t('Imported {0}.', file)
        : l10n.t('Imported {0}. What was there is kept as {1}.', file, copy),
      [],
    );
    return { file, copy };
  },
});
