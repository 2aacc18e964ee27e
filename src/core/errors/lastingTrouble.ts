import type { ErrorCode, Failure } from './failure.ts';

/** What only a writing command meets, and tells by itself. */
const toldByCommands: ReadonlySet<ErrorCode> = new Set([
  'disk_full',
  'store_read_only',
  'store_busy',
  'store_too_large',
  'outcome_unknown',
]);

/** What keeps a store from being shown until somebody mends it; null for what passes, or only a change meets. */
export function lastingTrouble(trouble: Failure | null): Failure | null {
  return trouble === null || toldByCommands.has(trouble.code) ? null : trouble;
}
