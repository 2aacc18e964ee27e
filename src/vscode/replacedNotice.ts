import * as l10n from '@vscode/l10n';
import { holdingText } from '../commands/holdingText.ts';
import type { Report } from '../commands/ports.ts';
import { holdingOf } from '../core/model/holding.ts';
import type { Disposable } from '../core/ports/disposable.ts';
import type { StateStore } from '../core/ports/stateStore.ts';

/** Tells when another window replaced the whole store, by Start Over, an import or a backup: rows go without a word. */
export function replacedNotice(
  store: Pick<StateStore, 'onChange'>,
  report: Pick<Report, 'warn'>,
): Disposable {
  return store.onChange((before, after, by) => {
    if (by === 'replacement' && holdingOf(before).apps > 0) {
      report.warn(
        l10n.t(
          'The whole store was replaced in another window. It holds {0} now; what was there is kept as a backup.',
          holdingText(holdingOf(after)),
        ),
        [{ title: l10n.t('Restore Backup…'), command: 'addons.restoreBackup', known: {} }],
      );
    }
  });
}
