import type { Bucket, BucketName, Entries, State } from './state.ts';

/** The next state with `entry` under `key`. With `patch` and `drop` one of the only three ways to derive a state. */
export function put<Name extends BucketName>(
  state: State,
  bucket: Name,
  key: string,
  entry: Entries[Name],
): State {
  const entries: Bucket<Entries[Name]> = state[bucket];
  return { ...state, [bucket]: { ...entries, [key]: entry } };
}

/** The next state in which some fields of the entry under `key` differ. The entry must be there. */
export function patch<Name extends Exclude<BucketName, 'counters'>>(
  state: State,
  bucket: Name,
  key: string,
  fields: Partial<Entries[Name]>,
): State {
  const entries: Bucket<Entries[Name]> = state[bucket];
  const entry = entries[key];
  if (entry === undefined) {
    throw new Error(`Nothing to patch in ${bucket} under ${key}`);
  }
  return put(state, bucket, key, { ...entry, ...fields });
}

/** The next state without the entry under `key`. */
export function drop(state: State, bucket: BucketName, key: string): State {
  const entries: Record<string, unknown> = { ...state[bucket] };
  Reflect.deleteProperty(entries, key);
  return { ...state, [bucket]: entries };
}
