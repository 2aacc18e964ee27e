import type { Addon } from '../core/model/addon.ts';
import type { ConfigVar } from '../core/model/configVar.ts';
import type { Operation } from '../core/model/operation.ts';
import type { Release, ReleaseHistory } from '../core/model/release.ts';
import type { BucketName } from '../core/model/state.ts';

/** Where in the state a value stands. */
export interface Spot {
  readonly owner: string;
  readonly name: string;
  /**
   * `copy`: what an add-on's values were once; rules copy them there from the add-on, and nobody is given them.
   * `line`: a line of the CLI, which may hold values.
   */
  readonly kind: 'value' | 'copy' | 'line';
}

/** Makes another value of one, in whichever of its forms it is: text in a state, an object in a stored one. */
export type ChangeValue = (value: unknown, spot: Spot) => unknown;

/** Buckets whose entries hold values. */
export const secretBuckets: readonly BucketName[] = ['configVars', 'addons', 'releases', 'operations'];

/**
 * An entry with other values; the same object when they stay.
 *
 * @param known what came of releases before: the next history of an app holds nearly all of them again
 */
export function withValues(
  bucket: string,
  entry: unknown,
  change: ChangeValue,
  known?: WeakMap<Release, unknown>,
): unknown {
  switch (bucket) {
    case 'configVars':
      return ofConfigVar(entry as ConfigVar, change);
    case 'addons':
      return ofAddon(entry as Addon, change);
    case 'releases':
      return ofHistory(entry as ReleaseHistory, change, known);
    case 'operations':
      return ofOperation(entry as Operation, change);
    default:
      return entry;
  }
}

function ofConfigVar(entry: ConfigVar, change: ChangeValue): unknown {
  const value = change(entry.value, { owner: entry.appId, name: entry.name, kind: 'value' });
  return value === entry.value ? entry : { ...entry, value };
}

function ofAddon(entry: Addon, change: ChangeValue): unknown {
  const values = ofRecord(entry.values, change, { owner: entry.id, kind: 'value' });
  return values === entry.values ? entry : { ...entry, values };
}

function ofHistory(
  entry: ReleaseHistory,
  change: ChangeValue,
  known: WeakMap<Release, unknown> | undefined,
): unknown {
  const releases = ofList(entry.releases, (release) => {
    const next = known?.get(release) ?? ofRelease(entry.appId, release, change);
    known?.set(release, next);
    return next;
  });
  return releases === entry.releases ? entry : { ...entry, releases };
}

function ofRelease(owner: string, release: Release, change: ChangeValue): unknown {
  const { own, owned } = release.changes;
  const ownSet = ofRecord(own.set, change, { owner, kind: 'value' });
  const ownedSet = ofRecord(owned.set, change, { owner, kind: 'copy' });
  if (ownSet === own.set && ownedSet === owned.set) {
    return release;
  }
  return { ...release, changes: { own: { ...own, set: ownSet }, owned: { ...owned, set: ownedSet } } };
}

function ofOperation(entry: Operation, change: ChangeValue): unknown {
  const cli = entry.cli === null ? null : change(entry.cli, { owner: entry.id, name: 'cli', kind: 'line' });
  const edits = ofList(entry.edits, (edit) => {
    const before = edit.before === null ? null : withValues(edit.bucket, edit.before, change);
    const after = edit.after === null ? null : withValues(edit.bucket, edit.after, change);
    return before === edit.before && after === edit.after ? edit : { ...edit, before, after };
  });
  return cli === entry.cli && edits === entry.edits ? entry : { ...entry, cli, edits };
}

function ofRecord(
  record: Readonly<Record<string, unknown>>,
  change: ChangeValue,
  spot: Omit<Spot, 'name'>,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(record).map(
    ([name, value]) => [name, change(value, { ...spot, name })] as const,
  );
  return entries.every(([name, value]) => value === record[name]) ? record : Object.fromEntries(entries);
}

function ofList<Item>(list: readonly Item[], change: (item: Item) => unknown): readonly unknown[] {
  const next = list.map(change);
  return next.every((item, position) => item === list[position]) ? list : next;
}
