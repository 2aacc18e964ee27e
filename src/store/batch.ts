import type { State } from '../core/model/state.ts';
import type { Transition } from '../core/ports/stateStore.ts';

export interface Waiting {
  /** Applies the transition; keeps its answer, or what it threw, for `settle`. */
  apply(state: State): State;
  /** Answers the caller, once the outcome is durable. */
  settle(): void;
  reject(error: unknown): void;
}

/** Transitions that are committed together. */
export class Batch {
  readonly #waiting: readonly Waiting[];

  constructor(waiting: readonly Waiting[]) {
    this.#waiting = waiting;
  }

  get size(): number {
    return this.#waiting.length;
  }

  /** The same transitions, each to be committed alone. */
  each(): readonly Batch[] {
    return this.#waiting.map((waiting) => new Batch([waiting]));
  }

  /** Each to what the one before made; one that throws is passed over. May be called again, on a newer state. */
  apply(state: State): State {
    return this.#waiting.reduce((next, waiting) => waiting.apply(next), state);
  }

  settle(): void {
    for (const waiting of this.#waiting) {
      waiting.settle();
    }
  }

  reject(error: unknown): void {
    for (const waiting of this.#waiting) {
      waiting.reject(error);
    }
  }
}

/** A transition that waits for its commit; the answer goes to one of the two. */
export function waitingFor<Result>(
  transition: Transition<Result>,
  resolve: (result: Result) => void,
  reject: (error: unknown) => void,
): Waiting {
  let settle: (() => void) | undefined;
  return {
    apply(state) {
      try {
        const [next, result] = transition(state);
        settle = () => {
          resolve(result);
        };
        return next;
      } catch (error) {
        settle = () => {
          reject(error);
        };
        return state;
      }
    },
    settle: () => settle?.(),
    reject,
  };
}
