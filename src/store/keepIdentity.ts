import { isEqual } from '../core/model/entries.ts';
import { bucketNames, type State } from '../core/model/state.ts';

/**
 * A state that was read, in which each entry that equals a known one *is* the known one: change lists, indexes and
 * trees then see only what another process really changed.
 */
export function keepIdentity(known: State, read: State): State {
  const buckets = bucketNames.map((name) => [name, keepEntries(known[name], read[name])] as const);
  const isSame = buckets.every(([name, bucket]) => bucket === known[name]);
  return isSame ? known : (Object.fromEntries(buckets) as unknown as State);
}

function keepEntries(
  known: Readonly<Record<string, unknown>>,
  read: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(read).map(([key, entry]) => {
    const before = known[key];
    return [key, isEqual(before, entry) ? before : entry] as const;
  });
  const isSame =
    entries.length === Object.keys(known).length && entries.every(([key, entry]) => entry === known[key]);
  return isSame ? known : Object.fromEntries(entries);
}
