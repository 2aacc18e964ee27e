import { configVarKey } from '../model/configVar.ts';
import { isSameEntry } from '../model/entries.ts';
import { breaches } from '../model/invariants.ts';
import { drop, put } from '../model/edit.ts';
import type { EntryEdit, Operation } from '../model/operation.ts';
import * as queries from '../model/queries.ts';
import type { Entries, State } from '../model/state.ts';
import { isConfigTooLarge } from './configSize.ts';

/** The state with the entries of operations as they were before them. The caller has asked for obstacles. */
export function takeBack(state: State, operations: readonly Operation[], nowMs: number): State {
  return operations.flatMap(({ edits }) => edits).reduce((next, edit) => restore(next, edit, nowMs), state);
}

/**
 * What forbids taking operations back, by its name: an entry that was changed since, or one that would not fit any
 * more beside what came since.
 *
 * @param operations newest first
 * @returns undefined when nothing does
 */
export function obstacleTo(state: State, operations: readonly Operation[]): string | undefined {
  let next = state;
  for (const { edits } of operations) {
    const changed = edits.find((edit) => !isSameEntry(next[edit.bucket][edit.key] ?? null, edit.after));
    if (changed !== undefined) {
      return nameOf(changed);
    }
    next = edits.reduce((each, edit) => restore(each, edit, 0), next);
  }
  return breaches(next)[0]?.name ?? newlyHiddenVar(state, next) ?? newlyTooLarge(state, next);
}

/**
 * The operation that put the obstacle there: going back through what came since, newest first, the last one without
 * which nothing would stand in the way.
 */
export function culpritOf(state: State, operations: readonly Operation[]): Operation | undefined {
  const oldest = operations.at(-1)?.sequence ?? 0;
  const since = Object.values(state.operations)
    .filter((each) => each.sequence > oldest && !operations.includes(each))
    .sort((first, second) => second.sequence - first.sequence);
  let culprit: Operation | undefined;
  let past = state;
  for (const operation of since) {
    if (obstacleTo(past, operations) === undefined) {
      return culprit;
    }
    culprit = operation;
    past = takeBack(past, [operation], 0);
  }
  return culprit;
}

/** What an entry is called by people. */
export function nameOf({ before, after }: EntryEdit): string {
  const entry = (after ?? before) as Readonly<Record<string, string>>;
  return entry['name'] ?? entry['alias'] ?? entry['hostname'] ?? entry['addonName'] ?? '';
}

/** Puts an entry back as it was; the moments of an app's last change stay with the present. */
function restore(state: State, { bucket, key, before }: EntryEdit, nowMs: number): State {
  if (before === null) {
    return drop(state, bucket, key);
  }
  const entry = bucket === 'apps' ? withMoments(state, key, before as Entries['apps'], nowMs) : before;
  return put(state, bucket, key, entry as Entries[typeof bucket]);
}

function withMoments(state: State, key: string, app: Entries['apps'], nowMs: number): Entries['apps'] {
  return { ...app, releasedAt: state.apps[key]?.releasedAt ?? app.releasedAt, updatedAt: nowMs };
}

/** An own config var that would hide one of an attachment, and does not now: one of the two would be lost. */
function newlyHiddenVar(before: State, after: State): string | undefined {
  const known = new Set(hiddenVars(before));
  return hiddenVars(after).find((name) => !known.has(name));
}

function hiddenVars(state: State): readonly string[] {
  return Object.values(state.attachments).flatMap((attachment) =>
    queries
      .varNamesOf(state, attachment)
      .filter((name) => state.configVars[configVarKey(attachment.appId, name)] !== undefined)
      .map((name) => `${queries.appOf(state, attachment.appId).name}::${name}`),
  );
}

/** R5: the own config vars of an app that would be larger together than they may be. */
function newlyTooLarge(before: State, after: State): string | undefined {
  return before.configVars === after.configVars
    ? undefined
    : queries.allApps(after).find(({ id }) => isConfigTooLarge(after, id))?.name;
}
