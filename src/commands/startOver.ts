import * as l10n from '@vscode/l10n';
import { failed } from '../core/errors/addonError.ts';
import type { Confirmation } from '../core/errors/failure.ts';
import type { Holding } from '../core/model/holding.ts';
import { confirmAction, typedFor } from './confirmAction.ts';
import { presentHolding } from './presentHolding.ts';
import { definePlainCommand } from './runCommand.ts';
import { undoReplacement } from './undoReplacement.ts';

/** Empties the store, after a copy of it. */
export const startOver = definePlainCommand<{ confirm?: unknown }>({
  id: 'addons.startOver',
  title: () => l10n.t('Start Over'),
  arguments: { confirm: 'anything' },
  questions: {},
  needsStore: false,
  run: async ({ confirm }, context) => {
    const { platform, report } = context;
    const holding = await presentHolding(platform);
    const confirmation = confirmationOf(holding);
    const isConfirmed =
      confirm === typedFor(confirmation) ||
      (context.isAsking && (await confirmAction(confirmation, context)) === 'confirmed');
    if (!isConfirmed) {
      if (context.isAsking) {
        return undefined;
      }
      throw failed('confirmation_required', confirmation);
    }
    const copy = await platform.startOver();
    report.done(
      copy === null
        ? holding !== undefined
          ? l10n.t('The store was empty already.')
          : l10n.t('A new, empty store was started. There was nothing left to keep a copy of.')
        : l10n.t('Everything was removed. A copy of the store is kept as {0}.', copy),
      await undoReplacement(context.store, copy),
    );
    return { backup: copy };
  },
});

function confirmationOf(holding: Holding | undefined): Confirmation {
  return { kind: 'startOver', apps: holding?.apps ?? 0, addons: holding?.addons ?? 0 };
}
