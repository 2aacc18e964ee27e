import { emptyState, type State } from '../../src/core/model/state.ts';
import type { Disposable } from '../../src/core/ports/disposable.ts';
import type { ChangeListener, StateStore, Transition } from '../../src/core/ports/stateStore.ts';
import { tellAll } from '../../src/core/ports/tellAll.ts';
import { deepFreeze } from './deepFreeze.ts';

/** A store in memory; its states are frozen through and through. */
export class MemoryStateStore implements StateStore {
  readonly #listeners = new Set<ChangeListener>();
  #state: State;

  constructor(state: State = emptyState) {
    this.#state = deepFreeze(state);
  }

  get state(): State {
    return this.#state;
  }

  open(): Promise<State> {
    return Promise.resolve(this.#state);
  }

  refresh(): Promise<State> {
    return this.open();
  }

  transact<Result>(transition: Transition<Result>): Promise<Result> {
    // In the executor: a transition that throws rejects.
    return new Promise((resolve) => {
      const before = this.#state;
      const [after, result] = transition(before);
      if (after !== before) {
        this.#state = deepFreeze(after);
        tellAll(this.#listeners, before, after, 'self');
      }
      resolve(result);
    });
  }

  onChange(listener: ChangeListener): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  async replace(state: State): Promise<string | null> {
    await this.transact(() => [state, undefined]);
    return null;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
