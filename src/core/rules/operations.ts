import { undoableBuckets, type EntryEdit, type Operation } from '../model/operation.ts';
import type { OperationGroupId, OriginId } from '../model/ids.ts';
import { put } from '../model/edit.ts';
import type { State } from '../model/state.ts';
import type { Given } from './rule.ts';

/** Undo data are kept for a day (R37), and for no more operations than this. */
const keptMs = 24 * 3_600_000;
const keptOperations = 500;

/** Who performs, and together with what (R37). */
export interface OperationContext {
  readonly origin: OriginId;
  readonly group: OperationGroupId | null;
}

/**
 * Writes into the state that an action was performed, with what undo needs: the entries before and after. They are
 * compared here, for all rules, so that no rule can leave out one.
 */
export function recordOperation(
  before: State,
  after: State,
  { type, origin, group }: OperationContext & { type: string },
  given: Given,
): State {
  const sequence = (after.counters['operation'] ?? 0) + 1;
  const operation: Operation = {
    id: given.operationId,
    sequence,
    at: given.nowMs,
    actor: given.actor,
    origin,
    group,
    type,
    edits: undoableBuckets.flatMap((bucket) => editsOf(before, after, bucket)),
  };
  const counted = put(after, 'counters', 'operation', sequence);
  const kept = Object.values(counted.operations)
    .filter((each) => given.nowMs - each.at < keptMs)
    .slice(-(keptOperations - 1));
  const operations = Object.fromEntries([...kept, operation].map((each) => [each.id, each]));
  return { ...counted, operations };
}

function editsOf(before: State, after: State, bucket: EntryEdit['bucket']): readonly EntryEdit[] {
  const [old, now] = [before[bucket], after[bucket]];
  if (old === now) {
    return [];
  }
  const keys = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...keys]
    .filter((key) => old[key] !== now[key])
    .map((key) => ({ bucket, key, before: old[key] ?? null, after: now[key] ?? null }));
}
