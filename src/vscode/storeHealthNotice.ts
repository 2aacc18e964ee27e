import type { Report } from '../commands/ports.ts';
import * as l10n from '@vscode/l10n';
import type { ErrorCode } from '../core/errors/failure.ts';
import { lastingTrouble } from '../core/errors/lastingTrouble.ts';
import type { NextStep } from '../core/errors/sentenceTypes.ts';
import type { Disposable } from '../core/ports/disposable.ts';
import type { StoreCare, StoreHealth } from '../core/ports/storeCare.ts';

/** Tells once of each thing that is wrong with an open store, with what helps. */
export class StoreHealthNotice implements Disposable {
  readonly #listening: Disposable;
  readonly #report: Report;
  readonly #told = new Set<string>();
  #trouble: ErrorCode | null = null;

  constructor(store: StoreCare, report: Report) {
    this.#report = report;
    this.#listening = store.onHealth((health) => {
      this.#look(health);
    });
  }

  dispose(): void {
    this.#listening.dispose();
  }

  #look(health: StoreHealth): void {
    const { readOnly, damaged, kept, mode, conflictedCopies, secrets } = health;
    const trouble = lastingTrouble(health.trouble);
    if (secrets.mode === 'locked') {
      this.#once('locked', () => {
        this.#report.failed({ code: 'store_locked', details: {} });
      });
    } else {
      this.#told.delete('locked');
    }
    if (trouble === null) {
      // Mended: the next time it is news again.
      this.#trouble = null;
    } else if (trouble.code !== this.#trouble) {
      this.#trouble = trouble.code;
      this.#report.failed(trouble);
    }
    if (readOnly !== null) {
      this.#once('readOnly', () => {
        this.#report.failed(readOnly);
      });
    }
    if (damaged !== null) {
      this.#once(`damaged ${damaged.files.join()}`, () => {
        this.#report.warn(
          l10n.t(
            'The newest files of the store are damaged ({0}). What is shown was stored {1}; the next change goes on from there.',
            damaged.files.join(', '),
            new Date(damaged.at).toLocaleString(),
          ),
          [showState(), restoreBackup()],
        );
      });
    }
    if (kept !== null) {
      this.#once(`kept ${kept}`, () => {
        this.#report.warn(
          l10n.t(
            'The store no longer holds what this window showed: another one took its place. What was shown is kept as {0}.',
            kept,
          ),
          [restoreBackup()],
        );
      });
    }
    if (mode === 'rename') {
      this.#once('mode', () => {
        this.#report.warn(
          l10n.t(
            'The file system of the store has no links: use it from one window only, or move the store.',
          ),
          [showState()],
        );
      });
    }
    if (conflictedCopies.length > 0) {
      this.#once('copies', () => {
        this.#report.warn(
          l10n.t(
            'A sync service made copies in the store folder ({0}). They are ignored; a store must not be synced.',
            conflictedCopies.join(', '),
          ),
          [showState()],
        );
      });
    }
  }

  #once(what: string, tell: () => void): void {
    if (!this.#told.has(what)) {
      this.#told.add(what);
      tell();
    }
  }
}

function showState(): NextStep {
  return { title: l10n.t('Show Store State'), command: 'addons.showStore', known: {} };
}

function restoreBackup(): NextStep {
  return { title: l10n.t('Restore Backup…'), command: 'addons.restoreBackup', known: {} };
}
