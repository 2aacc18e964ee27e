import { failed } from '../errors/addonError.ts';
import type { App } from '../model/app.ts';
import { isEqual, isSameEntry } from '../model/entries.ts';
import { configVarKey } from '../model/configVar.ts';
import type { AppId } from '../model/ids.ts';
import { brokenInvariants } from '../model/invariants.ts';
import type { EntryEdit, Operation } from '../model/operation.ts';
import { drop, patch, put } from '../model/edit.ts';
import * as queries from '../model/queries.ts';
import type { Entries, State } from '../model/state.ts';
import { addRelease } from './releases.ts';
import type { Given, Rule } from './rule.ts';
import { recordEdit } from './undoEvents.ts';

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
  if (operation === undefined || !isUndoable(operation) || given.nowMs - operation.at >= given.undoKeepMs) {
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

/** What stands in the way though no entry of the operation itself was changed: a name taken since, a new user. */
function refuseBroken(before: State, after: State, operations: readonly Operation[]): void {
  const [broken] = [...brokenInvariants(after), ...newlyHiddenVars(before, after)];
  if (broken === undefined) {
    return;
  }
  const [oldest] = operations.slice(-1);
  const later = Object.values(before.operations).filter(({ sequence }) => sequence > (oldest?.sequence ?? 0));
  throw failed('undo_conflict', { what: broken.replace(/^I\d: /, ''), by: sentenceOf(later.at(-1)) });
}

/** Own config vars that hide one of an attachment, and did not before: one of the two would be lost. */
function newlyHiddenVars(before: State, after: State): readonly string[] {
  const known = new Set(hiddenVars(before));
  return hiddenVars(after).filter((name) => !known.has(name));
}

function hiddenVars(state: State): readonly string[] {
  return Object.values(state.attachments).flatMap((attachment) =>
    queries
      .varNamesOf(state, attachment)
      .filter((name) => state.configVars[configVarKey(attachment.appId, name)] !== undefined)
      .map((name) => `${queries.appOf(state, attachment.appId).name}::${name}`),
  );
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
  return inOrderOfReleases(after, operations)
    .filter(({ id }) => hasChanged(before, after, id))
    .reduce((next, { id }) => {
      const texts = operations.toReversed().flatMap(({ descriptions }) => descriptions[id] ?? []);
      const description = `Undo: ${[...new Set(texts)].join(', ') || describe(operations)}`;
      return addRelease(
        before,
        next,
        { appId: id, description, ...commitBefore(before, id, operations) },
        given,
      );
    }, after);
}

/** The commit of before a rollback runs again, unless another one was deployed since. */
function commitBefore(
  state: State,
  appId: AppId,
  operations: readonly Operation[],
): { slug?: string | null } {
  const oldest = operations.findLast(({ commits }) => commits[appId] !== undefined)?.commits[appId];
  const newest = operations.find(({ commits }) => commits[appId] !== undefined)?.commits[appId];
  const present = queries.releasesOf(state, appId).at(-1)?.slug ?? null;
  return oldest !== undefined && newest?.after === present ? { slug: oldest.before } : {};
}

/** R34: apps that pay for an add-on that is touched come first, then the others by name. */
function inOrderOfReleases(state: State, operations: readonly Operation[]): readonly App[] {
  const addonIds = operations.flatMap(({ edits }) =>
    edits.flatMap(({ bucket, key, before, after }) => {
      const entry = (before ?? after) as { readonly addonId?: string };
      return bucket === 'addons' ? [key] : (entry.addonId ?? []);
    }),
  );
  const billing = new Set(addonIds.map((id) => state.addons[id]?.billingAppId));
  const apps = queries.allApps(state);
  return [...apps.filter(({ id }) => billing.has(id)), ...apps.filter(({ id }) => !billing.has(id))];
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
    !isEqual(queries.configOf(before, appId), queries.configOf(after, appId))
  );
}
