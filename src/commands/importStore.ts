import * as l10n from '@vscode/l10n';
import { failed } from '../core/errors/addonError.ts';
import type { Confirmation } from '../core/errors/failure.ts';
import { holdingOf } from '../core/model/holding.ts';
import { confirmAction, typedFor } from './confirmAction.ts';
import { holdingText } from './holdingText.ts';
import { presentHolding } from './presentHolding.ts';
import { definePlainCommand } from './runCommand.ts';
import { undoReplacement } from './undoReplacement.ts';

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
    // What is no store is refused before anybody is asked to give up another one for it.
    const { holds: brings, format } = await store.inspectText(text, file);
    const present = await presentHolding(platform);
    const { apps, addons } = present ?? holdingOf(platform.state);
    const confirmation: Confirmation = { kind: 'importStore', apps, addons, brings, format };
    const isConfirmed =
      confirm === typedFor(confirmation) ||
      present?.apps === 0 ||
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
        ? l10n.t('Imported {0}: {1}.', file, holdingText(brings))
        : l10n.t('Imported {0}: {1}. What was there is kept as {2}.', file, holdingText(brings), copy),
      await undoReplacement(store, copy),
    );
    return { file, copy };
  },
});
