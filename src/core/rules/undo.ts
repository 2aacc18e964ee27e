import { failed } from '../errors/addonError.ts';
import { isSameEntry } from '../model/entries.ts';
import type { EventType } from '../model/event.ts';
import type { AddonId, AppId } from '../model/ids.ts';
import { brokenInvariants } from '../model/invariants.ts';
import type { EntryEdit, Operation } from '../model/operation.ts';
import { drop, patch, put } from '../model/edit.ts';
import * as queries from '../model/queries.ts';
import type { Entries, State } from '../model/state.ts';
import { recordEvent } from './events.ts';
import { addRelease } from './releases.ts';
import type { Given, Rule } from './rule.ts';

/**
 * Takes back an operation, and those of its group, newest first: apps, add-ons, attachments, config vars, domains and
 * bills are as before. It adds one release on each app whose config or attachments change by it, and removes none.
 *
 * @throws AddonError `nothing_to_undo`; `undo_conflict` when something that it touched was changed since
 * @see docs/addon-rules.md, R37
 */
export const undo: Rule<'undo'> = (state, input, given) => {
  const operations = operationsToUndo(state, input.operation, given);
  let next = operations.reduce((each, operation) => takeBack(each, operation, given), state);
  refuseBroken(state, next, operations);
  next = releaseChangedApps(state, next, operations, given);
  for (const { id } of operations) {
    next = patch(next, 'operations', id, { undoneBy: given.operationId });
  }
  return [next, { undone: operations.map(({ id }) => id), what: describe(operations) }];
};

/** Whether an operation can be taken back at all: it changed something, is no undo, and was not undone. */
export function isUndoable(operation: Operation): boolean {
  return operation.undoneBy === null && operation.type !== 'undo' && operation.edits.length > 0;
}

/** The operation that *Undo* would take without an id: the newest of this origin, of any if it made none (R37). */
export function newestUndoable(state: State, origin: string): Operation | undefined {
  const newest = Object.values(state.operations)
    .filter(isUndoable)
    .sort((first, second) => second.sequence - first.sequence);
  const hasOwn = Object.values(state.operations).some(
    (operation) => operation.origin === origin && operation.type !== 'undo',
  );
  return hasOwn ? newest.find((operation) => operation.origin === origin) : newest[0];
}

function operationsToUndo(state: State, id: string | undefined, given: Given): readonly Operation[] {
  const named = id !== undefined && Object.hasOwn(state.operations, id) ? state.operations[id] : undefined;
  const operation = id === undefined ? newestUndoable(state, given.origin) : named;
  if (operation === undefined || !isUndoable(operation)) {
    throw failed('nothing_to_undo', {});
  }
  const group = Object.values(state.operations).filter(
    (each) =>
      each === operation || (operation.group !== null && each.group === operation.group && isUndoable(each)),
  );
  return group.sort((first, second) => second.sequence - first.sequence);
}

function takeBack(state: State, operation: Operation, given: Given): State {
  return operation.edits.reduce((next, edit) => {
    const present: unknown = state[edit.bucket][edit.key] ?? null;
    if (!isSameEntry(present, edit.after)) {
      throw conflict(state, operation, edit);
    }
    return recordEdit(restore(next, edit, given), edit, given);
  }, state);
}

/** Puts an entry back as it was; the moments of its last change stay with the present. */
function restore(state: State, { bucket, key, before }: EntryEdit, given: Given): State {
  if (before === null) {
    return drop(state, bucket, key);
  }
  const entry = bucket === 'apps' ? withMoments(state, key, before as Entries['apps'], given) : before;
  return put(state, bucket, key, entry as Entries[typeof bucket]);
}

function withMoments(state: State, key: string, app: Entries['apps'], given: Given): Entries['apps'] {
  const releasedAt = state.apps[key]?.releasedAt ?? app.releasedAt;
  return { ...app, releasedAt, updatedAt: given.nowMs };
}

/** What an entry is called when undo speaks of it, and what its coming and going is called (R38). */
const eventTypes: Partial<
  Record<EntryEdit['bucket'], readonly [put: EventType, dropped: EventType, changed: EventType]>
> = {
  apps: ['app.created', 'app.destroyed', 'app.updated'],
  addons: ['addon.created', 'addon.destroyed', 'addon.updated'],
  attachments: ['attachment.created', 'attachment.destroyed', 'attachment.renamed'],
  domains: ['domain.added', 'domain.removed', 'domain.added'],
};

function recordEdit(state: State, { bucket, key, before, after }: EntryEdit, given: Given): State {
  const types = eventTypes[bucket];
  const entry = (before ?? after) as Readonly<Record<string, string>>;
  const appId = entry['appId'] ?? entry['billingAppId'] ?? key;
  if (types === undefined) {
    return state;
  }
  const [created, dropped, changed] = types;
  const type = before === null ? dropped : after === null ? created : changed;
  const addonId = bucket === 'addons' ? key : entry['addonId'];
  const name = entry['name'] ?? entry['alias'] ?? entry['hostname'] ?? '';
  return recordEvent(
    state,
    {
      type,
      appId: appId as AppId,
      ...(addonId !== undefined && { addonId: addonId as AddonId }),
      data: { [bucket === 'attachments' ? 'alias' : bucket === 'domains' ? 'hostname' : 'name']: name },
    },
    given,
  );
}

/** What stands in the way though no entry of the operation itself was changed: a name taken since, a new user. */
function refuseBroken(before: State, after: State, operations: readonly Operation[]): void {
  const [broken] = brokenInvariants(after);
  if (broken === undefined) {
    return;
  }
  const [oldest] = operations.slice(-1);
  const later = Object.values(before.operations).filter(({ sequence }) => sequence > (oldest?.sequence ?? 0));
  throw failed('undo_conflict', { what: broken.replace(/^I\d: /, ''), by: sentenceOf(later.at(-1)) });
}

function conflict(state: State, operation: Operation, edit: EntryEdit): ReturnType<typeof failed> {
  const later = Object.values(state.operations)
    .filter(
      ({ sequence, edits }) =>
        sequence > operation.sequence &&
        edits.some(({ bucket, key }) => bucket === edit.bucket && key === edit.key),
    )
    .sort((first, second) => second.sequence - first.sequence);
  return failed('undo_conflict', { what: nameOf(edit), by: sentenceOf(later[0]) });
}

function nameOf({ before, after }: EntryEdit): string {
  const entry = (after ?? before) as Readonly<Record<string, string>>;
  return entry['name'] ?? entry['alias'] ?? entry['hostname'] ?? entry['addonName'] ?? '';
}

function sentenceOf(operation: Operation | undefined): string {
  return operation === undefined ? 'another change' : describe([operation]);
}

/** What operations did, in the words of their releases; their kind where they made none. */
function describe(operations: readonly Operation[]): string {
  const texts = operations.toReversed().flatMap(({ descriptions, type }) => {
    const each = [...new Set(Object.values(descriptions))];
    return each.length > 0 ? each : [type];
  });
  return [...new Set(texts)].join(', ');
}

function releaseChangedApps(
  before: State,
  after: State,
  operations: readonly Operation[],
  given: Given,
): State {
  return queries
    .allApps(after)
    .filter(({ id }) => hasChanged(before, after, id))
    .reduce((next, { id }) => {
      const texts = operations.toReversed().flatMap(({ descriptions }) => descriptions[id] ?? []);
      const description = `Undo: ${[...new Set(texts)].join(', ') || describe(operations)}`;
      // An app that comes back has its last release still, which tells of the same config.
      const base = before.apps[id] === undefined ? after : before;
      return addRelease(base, next, { appId: id, description }, given);
    }, after);
}

function hasChanged(before: State, after: State, appId: AppId): boolean {
  if (before.apps[appId] === undefined) {
    return true;
  }
  const aliases = (state: State): string =>
    queries
      .attachmentsOfApp(state, appId)
      .map(({ id, alias, addonId }) => [id, alias, addonId].join())
      .join(';');
  return (
    aliases(before) !== aliases(after) ||
    !isSameEntry(queries.configOf(before, appId), queries.configOf(after, appId))
  );
}
