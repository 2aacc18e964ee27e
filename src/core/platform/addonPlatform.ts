import type { Action, ActionType, ResultOf } from '../actions/action.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Confirmation, Failure } from '../errors/failure.ts';
import type { ChangeList } from '../model/changes.ts';
import type { OperationGroupId, OperationId } from '../model/ids.ts';
import type { Operation } from '../model/operation.ts';
import type { State } from '../model/state.ts';
import type { Seed } from '../ports/chance.ts';
import type { Disposable } from '../ports/disposable.ts';
import type { Effect } from '../rules/effect.ts';

/** What an action did. */
export interface Done<Type extends ActionType> {
  readonly result: ResultOf<Type>;
  readonly effect: Effect;
  /** `null` when nothing changed. */
  readonly operationId: OperationId | null;
}

/** What an action would do; performing it with the same seed makes just the names that are shown here. */
export type Preview<Type extends ActionType> =
  | (Done<Type> & { readonly seed: Seed; readonly failure: null; readonly next: State })
  | { readonly seed: Seed; readonly failure: Failure };

/** What several actions of one gesture did, or would do, as one. */
export interface DoneTogether {
  readonly effect: Effect;
  /** Any of the operations, which are undone together (R37); `null` when nothing changed. */
  readonly operationId: OperationId | null;
}

export type PreviewTogether = (DoneTogether & { readonly failure: null }) | { readonly failure: Failure };

export interface PerformOptions {
  /** A preview's. */
  readonly seed?: Seed | undefined;
  /**
   * What a person saw and confirmed. When it would be something else by now, the action is refused with
   * `confirmation_required` and what it would be.
   */
  readonly confirmed?: Confirmation | undefined;
  /** The effect that a person saw: when it would be another by now, the action is refused with `changed_meanwhile`. */
  readonly seen?: Effect | undefined;
  /** Joins the actions of one gesture (R37). */
  readonly group?: OperationGroupId | undefined;
  readonly made?: Made | undefined;
}

/** Called, once it is committed, with the state that was made: `state` may be a later one by then. */
export type Made = (next: State) => void;

/**
 * The facade that every shell talks to: palette, tree, pages, HTTP, tests. The only way to change anything.
 */
export interface AddonPlatform {
  /** Opens the store and the catalogue; everything below needs it. Repeated calls answer the same. */
  ready(): Promise<void>;

  /** A snapshot to read, by the functions of `model/queries.ts`. */
  readonly state: State;
  readonly catalog: Catalog;

  /**
   * @throws AddonError by code, with nothing changed: those of the action's rule, and those of the store
   */
  perform<Type extends ActionType>(action: Action<Type>, options?: PerformOptions): Promise<Done<Type>>;

  /** The same rule on the present state, without the commit. A refusal is an answer, not an error. */
  preview<Type extends ActionType>(action: Action<Type>, options?: PerformOptions): Promise<Preview<Type>>;

  /**
   * The newest operation that this window made, of any if it made none; what *Undo* takes by default is the newest
   * of them that can be undone.
   */
  newestOperation(): Operation | undefined;

  /**
   * Empties the store, after a copy of what is there.
   *
   * @returns where the copy is, or null when there was nothing to copy
   * @throws AddonError `disk_full`, `store_read_only`
   */
  startOver(): Promise<string | null>;

  /** An id for actions of one gesture that are performed one by one. */
  newGroup(): OperationGroupId;

  /**
   * Performs several actions of one gesture in one commit, in order: all of them or none. They are undone together
   * (R37).
   *
   * @param seen the effect that a person saw and confirmed
   * @throws AddonError by code, with nothing changed: the first refusal; `changed_meanwhile` when they would do
   *   something else by now than what was seen
   */
  performTogether(
    actions: readonly Action[],
    options?: { readonly seen?: Effect | undefined; readonly made?: Made | undefined },
  ): Promise<DoneTogether>;

  /** The same on the present state, without the commit. */
  previewTogether(actions: readonly Action[]): Promise<PreviewTogether>;

  /** Called once a commit, ours or another process's, after `state` shows it. */
  onDidChange(listener: (changes: ChangeList) => void): Disposable;

  /** Called each time the store was opened, after failures too. */
  onDidOpen(listener: () => void): Disposable;

  /** Reads what other processes committed. */
  refresh(): Promise<void>;
}
