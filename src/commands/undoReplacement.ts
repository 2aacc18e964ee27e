import * as l10n from '@vscode/l10n';
import type { NextStep } from '../core/errors/sentenceTypes.ts';
import type { StorePort } from './storePort.ts';

/**
 * The button that brings back what was replaced as a whole.
 *
 * @param copy where what was there is kept; null when there was nothing
 * @returns none when the copy is no backup that can be read: then it can't be promised
 */
export async function undoReplacement(
  store: Pick<StorePort, 'backups'>,
  copy: string | null,
): Promise<readonly NextStep[]> {
  const backups = copy === null ? [] : await store.backups().catch(() => []);
  const kept = backups.find(({ name }) => copy?.endsWith(name));
  return kept === undefined
    ? []
    : [{ title: l10n.t('Undo'), command: 'addons.restoreBackup', known: { backup: kept.name } }];
}
