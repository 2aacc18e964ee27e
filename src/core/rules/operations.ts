import { isSameEntry } from '../model/entries.ts';
import type { AppId, OperationGroupId, OriginId } from '../model/ids.ts';
import { undoableBuckets, type EntryEdit, type Operation } from '../model/operation.ts';
import { put } from '../model/edit.ts';
import * as queries from '../model/queries.ts';
import type { State } from '../model/state.ts';
import type { Given } from './rule.ts';
import { nameOf } from './takeBack.ts';

/** No more operations than this are kept, however young. */
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
  { type, cli, origin, group }: OperationContext & { type: string; cli: string | null },
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
    descriptions: descriptionsOf(before, after),
    commits: commitsOf(before, after),
    cli,
    undoneBy: null,
    edits: undoableBuckets.flatMap((bucket) => editsOf(before, after, bucket)),
  };
  const counted = put(after, 'counters', 'operation', sequence);
  const kept = Object.values(counted.operations)
    .filter((each) => given.nowMs - each.at < given.undoKeepMs)
    .slice(-(keptOperations - 1));
  const operations = Object.fromEntries([...kept, operation].map((each) => [each.id, each]));
  return withoutLostHistories({ ...counted, operations });
}

function editsOf(before: State, after: State, bucket: EntryEdit['bucket']): readonly EntryEdit[] {
  const [old, now] = [before[bucket], after[bucket]];
  if (old === now) {
    return [];
  }
  const changed = Object.keys(now).filter((key) => old[key] !== now[key]);
  const gone = Object.keys(old).filter((key) => now[key] === undefined);
  return [...changed, ...gone]
    .filter((key) => !isSameEntry(old[key] ?? null, now[key] ?? null))
    .map((key) => ({ bucket, key, before: old[key] ?? null, after: now[key] ?? null }));
}

/** By app, what the last release says that the operation made there. */
function descriptionsOf(before: State, after: State): Operation['descriptions'] {
  return Object.fromEntries(
    releasedApps(before, after).map((appId) => [
      appId,
      queries.releasesOf(after, appId).at(-1)?.description ?? '',
    ]),
  );
}

function commitsOf(before: State, after: State): Operation['commits'] {
  const commit = (state: State, appId: AppId): string | null =>
    queries.releasesOf(state, appId).at(-1)?.slug ?? null;
  return Object.fromEntries(
    releasedApps(before, after)
      .map((appId) => [appId, { before: commit(before, appId), after: commit(after, appId) }] as const)
      .filter(([, commits]) => commits.before !== commits.after),
  );
}

function releasedApps(before: State, after: State): readonly AppId[] {
  return (Object.keys(after.releases) as AppId[]).filter(
    (appId) => before.releases[appId] !== after.releases[appId],
  );
}

/** Releases and events of a destroyed app go once no operation is left that could bring it back. */
function withoutLostHistories(state: State): State {
  const lost = Object.keys(state.releases).filter((appId) => state.apps[appId] === undefined);
  if (lost.length === 0) {
    return state;
  }
  const named = new Set(
    Object.values(state.operations).flatMap(({ edits }) =>
      edits.filter(({ bucket }) => bucket === 'apps').map(({ key }) => key),
    ),
  );
  const gone = new Set(lost.filter((appId) => !named.has(appId)));
  const without = <Entry>(entries: Readonly<Record<string, Entry>>): Readonly<Record<string, Entry>> =>
    Object.fromEntries(Object.entries(entries).filter(([appId]) => !gone.has(appId)));
  return gone.size === 0
    ? state
    : { ...state, releases: without(state.releases), events: without(state.events) };
}

/** An undo is itself no candidate (R37), and what a provider reported would come back as a promise that nobody keeps. */
const notUndoable: ReadonlySet<string> = new Set(['undo', 'completeProvisioning', 'failProvisioning']);

/** Whether an operation can be taken back at all: it changed something, and was not undone. */
export function isUndoable(operation: Operation): boolean {
  return operation.undoneBy === null && !notUndoable.has(operation.type) && operation.edits.length > 0;
}

/** The operation that *Undo* takes without an id: the newest of an origin, of any if it made none (R37). */
export function newestUndoable(state: State, origin: OriginId): Operation | undefined {
  return newestOf(state, origin).find(isUndoable);
}

/** What an origin did, or anybody if it did nothing, newest first. */
export function newestOf(state: State, origin: OriginId): readonly Operation[] {
  const operations = Object.values(state.operations)
    .filter(({ type }) => !notUndoable.has(type))
    .sort((first, second) => second.sequence - first.sequence);
  const own = operations.filter((operation) => operation.origin === origin);
  return own.length > 0 ? own : operations;
}

/** What operations did: in the words of their releases, or by what they are called and what they are about. */
export function describe(operations: readonly Operation[]): string {
  return [...new Set(operations.toReversed().flatMap(wordsOf))].join(', ');
}

/** Operations whose releases, if any, tell of something beside. */
const titles: ReadonlyMap<string, string> = new Map([
  ['createApp', 'Create app'],
  ['destroyApp', 'Destroy app'],
  ['destroyAddon', 'Destroy add-on'],
]);

function wordsOf({ type, descriptions, edits }: Operation): readonly string[] {
  if (type === 'createAddon') {
    return [createdAddonInWords(edits)];
  }
  const texts = [...new Set(Object.values(descriptions))];
  if (texts.length > 0 && !titles.has(type)) {
    return texts.map(inShort);
  }
  const [edit] = edits;
  const words = titles.get(type) ?? inWords(type);
  return [edit === undefined ? words : `${words} ${nameOf(edit)}`];
}

/** The words of a release name every config var that was set; as many as are read will do here. */
function inShort(description: string): string {
  const most = 120;
  const end = description.lastIndexOf(', ', most);
  return description.length <= most || end < 0 ? description : `${description.slice(0, end)}, …`;
}

/** Its release tells of the alias alone, as an attachment's does. */
function createdAddonInWords(edits: readonly EntryEdit[]): string {
  const created = edits.filter(({ before }) => before === null);
  const addon = created.find(({ bucket }) => bucket === 'addons');
  const attachment = created.find(
    ({ bucket, after }) =>
      bucket === 'attachments' && (after as { readonly addonId: string }).addonId === addon?.key,
  );
  const alias = attachment === undefined ? '' : ` (${nameOf(attachment)})`;
  return `Create add-on ${addon === undefined ? '' : nameOf(addon)}${alias}`;
}

/** `renameAddon` → `Rename add-on` */
function inWords(type: string): string {
  const words = type.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace('addon', 'add-on');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
