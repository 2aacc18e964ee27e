import type { ActionType, InputOf, ResultOf } from '../actions/action.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { OperationId, OriginId } from '../model/ids.ts';
import type { State } from '../model/state.ts';
import type { Chance } from '../ports/chance.ts';
import type { Provider } from '../ports/provider.ts';

/** Everything a rule gets from the world, as values: fixed before its first try, the same at each repetition. */
export interface Given {
  /** ms since the epoch, UTC. */
  readonly nowMs: number;
  readonly chance: Chance;
  readonly catalog: Catalog;
  readonly provider: Provider;
  /** E-mail of the person who acts. */
  readonly actor: string;
  readonly operationId: OperationId;
  /** Who performs: a window or a server (R37). */
  readonly origin: OriginId;
  /** For how long operations can be undone, in ms. */
  readonly undoKeepMs: number;
  /** Releases, and events, kept per app: a commit is as long as the state is large. At least 1. */
  readonly keptReleases: number;
}

/**
 * What an action means: a pure function to the next state and a result. It may run more than once and never waits.
 * A rule that changes nothing returns the state it got.
 *
 * @throws AddonError, by code; then nothing has happened
 */
export type Rule<Type extends ActionType> = (
  state: State,
  input: InputOf<Type>,
  given: Given,
) => readonly [State, ResultOf<Type>];
