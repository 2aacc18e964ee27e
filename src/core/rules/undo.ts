import { failed } from '../errors/addonError.ts';
import type { App } from '../model/app.ts';
import { isEqual } from '../model/entries.ts';
import type { AppId } from '../model/ids.ts';
import type { Operation } from '../model/operation.ts';
import { patch } from '../model/edit.ts';
import * as queries from '../model/queries.ts';
import type { State } from '../model/state.ts';
import { describe, isUndoable, newestUndoable } from './operations.ts';
import { addRelease } from './releases.ts';
import type { Given, Rule } from './rule.ts';
import { culpritOf, obstacleTo, takeBack } from './takeBack.ts';
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
  const what = obstacleTo(state, operations);
  if (what !== undefined) {
    const by = culpritOf(state, operations);
    throw failed('undo_conflict', {
      undone: describe(operations),
      what,
      by: by === undefined ? 'another change' : describe([by]),
    });
  }
  const takenBack = takeBack(state, operations, given.nowMs);
  const recorded = operations
    .flatMap(({ edits }) => edits)
    .reduce((next, edit) => recordEdit(next, edit, given), takenBack);
  const released = releaseChangedApps(state, recorded, operations, given);
  const next = operations.reduce(
    (each, { id }) => patch(each, 'operations', id, { undoneBy: given.operationId }),
    released,
  );
  return [next, { undone: operations.map(({ id }) => id), what: describe(operations) }];
};

function operationsToUndo(state: State, id: string | undefined, given: Given): readonly Operation[] {
  const named = id !== undefined && Object.hasOwn(state.operations, id) ? state.operations[id] : undefined;
  const operation = id === undefined ? newestUndoable(state, given.origin) : named;
  if (operation === undefined || !isUndoable(operation) || given.nowMs - operation.at >= given.undoKeepMs) {
    const isUndone = named !== undefined && named.undoneBy !== null;
    throw failed('nothing_to_undo', { already: isUndone ? describe([named]) : null });
  }
  const all = Object.values(state.operations);
  const group = all.filter(
    (each) =>
      each === operation || (operation.group !== null && each.group === operation.group && isUndoable(each)),
  );
  const created = new Set(group.flatMap(createdAddons));
  const completions = all.filter(
    (each) => each.type === 'completeProvisioning' && each.edits.some(({ key }) => created.has(key)),
  );
  return [...group, ...completions].sort((first, second) => second.sequence - first.sequence);
}

/** Add-ons that an operation made: what their provider reported since goes with them. */
function createdAddons({ edits }: Operation): readonly string[] {
  return edits.flatMap(({ bucket, key, before }) => (bucket === 'addons' && before === null ? [key] : []));
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
      const release = { appId: id, description, ...commitBefore(before, id, operations) };
      return addRelease(before, next, release, given);
    }, after);
}

/** The commit of before a rollback runs again, unless another one was deployed since. */
function commitBefore(
  state: State,
  appId: AppId,
  operations: readonly Operation[],
): { slug?: string | null } {
  const changes = operations.flatMap(({ commits }) => commits[appId] ?? []);
  const present = queries.releasesOf(state, appId).at(-1)?.slug ?? null;
  const oldest = changes.at(-1);
  return oldest !== undefined && changes[0]?.after === present ? { slug: oldest.before } : {};
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
  const aliases = (state: State): readonly (readonly string[])[] =>
    queries.attachmentsOfApp(state, appId).map(({ id, alias, addonId }) => [id, alias, addonId]);
  return (
    !isEqual(aliases(before), aliases(after)) ||
    !isEqual(queries.configOf(before, appId), queries.configOf(after, appId))
  );
}
