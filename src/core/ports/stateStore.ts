import type { State } from '../model/state.ts';
import type { Disposable } from './disposable.ts';

/** A step from one state to the next. May run several times, on newer states; returns the same object for "no change". */
export type Transition<Result> = (state: State) => readonly [State, Result];

/**
 * Who made a commit: this store, or another one on the same state (a second window, a server). `replacement`: another
 * one replaced everything since the last look.
 */
export type CommittedBy = 'self' | 'other' | 'replacement';

export type ChangeListener = (before: State, after: State, by: CommittedBy) => void;

/**
 * Where the state is kept. Several processes may share one store: a transition is applied to the newest state,
 * again when another process was faster, and is answered only when its outcome is durable.
 */
export interface StateStore {
  /** The committed state, never one that is being written. The empty state before `open`. */
  readonly state: State;

  /**
   * Reads, and from then on follows what others commit.
   *
   * @throws AddonError `store_damaged`, `store_gone`, `store_newer_format`, `store_unreadable`; nothing
   *   is written, moved or deleted then
   */
  open(): Promise<State>;

  /**
   * Applies a transition, writes and makes it durable, then shows it in `state` and answers.
   *
   * @throws what the transition throws, alone: others that were committed with it are not touched;
   *   AddonError `store_…` or `disk_full`, with the state as it was; `outcome_unknown` when it can't be told whether
   *   it was stored
   */
  transact<Result>(transition: Transition<Result>): Promise<Result>;

  /** Reads what other processes committed. */
  refresh(): Promise<State>;

  /** Called after each commit, ours or another process's, with the state before and after. */
  onChange(listener: ChangeListener): Disposable;

  /**
   * Stores a whole state in the place of what is there, of which a copy is kept, byte for byte. Works on a store that
   * is damaged or gone as well: what the window remembers is copied then.
   *
   * @returns where the copy is, for people; null when there was nothing
   * @throws AddonError `disk_full`, `store_read_only`, `store_newer_format`
   */
  replace(state: State): Promise<string | null>;

  close(): Promise<void>;
}
