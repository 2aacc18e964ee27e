import * as path from 'node:path';
import { Low } from 'lowdb';
import { emptyState, type State } from '../core/model/state.ts';
import type { Disposable } from '../core/ports/disposable.ts';
import type { StateStore, Transition } from '../core/ports/stateStore.ts';
import { tellAll } from '../core/ports/tellAll.ts';
import { keepIdentity } from './keepIdentity.ts';
import { StateFile, StoreConflict } from './stateFile.ts';

interface Waiting {
  /** Applies the transition; keeps its answer, or what it threw, for `settle`. */
  apply(state: State): State;
  /** Answers the caller, once the outcome is durable. */
  settle(): void;
  reject(error: unknown): void;
}

type Listener = (before: State, after: State) => void;

/**
 * The state in `db.json` of a folder, by lowdb. Every transaction reads the file again before it writes; all that
 * wait meanwhile are committed by one write.
 */
export class LowdbStateStore implements StateStore {
  readonly #file: StateFile;
  readonly #db: Low<State>;
  readonly #listeners = new Set<Listener>();
  readonly #queue: Waiting[] = [];
  #committed: State = emptyState;
  #work: Promise<void> = Promise.resolve();

  /** @param folder is made with the first write, not before */
  constructor(folder: string) {
    this.#file = new StateFile(path.join(folder, 'db.json'));
    this.#db = new Low<State>(this.#file, emptyState);
  }

  get state(): State {
    return this.#committed;
  }

  async open(): Promise<State> {
    const state = await this.refresh();
    await this.#file.sweep();
    return state;
  }

  refresh(): Promise<State> {
    return this.#inTurn(async () => {
      await this.#read();
      return this.#committed;
    });
  }

  transact<Result>(transition: Transition<Result>): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      let settle: (() => void) | undefined;
      this.#queue.push({
        apply: (state) => {
          try {
            const [next, result] = transition(state);
            settle = () => {
              resolve(result);
            };
            return next;
          } catch (error) {
            settle = () => {
              reject(error instanceof Error ? error : new Error(String(error)));
            };
            return state;
          }
        },
        settle: () => settle?.(),
        reject,
      });
      void this.#inTurn(() => this.#commitWaiting());
    });
  }

  onChange(listener: Listener): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  replace(state: State): Promise<string | null> {
    return this.#inTurn(async () => {
      for (;;) {
        const remembered = this.#committed === emptyState ? null : this.#committed;
        const copy = await this.#file.backUp(remembered);
        try {
          await this.#write(state);
          this.#show(state);
          return copy;
        } catch (error) {
          if (!(error instanceof StoreConflict)) {
            throw error;
          }
          // Another process stored something meanwhile: that is to be copied too.
        }
      }
    });
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    await this.#work;
  }

  /** Never rejects: each caller gets its own answer. */
  async #commitWaiting(): Promise<void> {
    const batch = this.#queue.splice(0);
    if (batch.length === 0) {
      return;
    }
    try {
      while (!(await this.#commit(batch))) {
        // Another process was faster: the batch is applied again, to what it stored.
      }
    } catch (error) {
      for (const waiting of batch) {
        waiting.reject(error);
      }
      return;
    }
    for (const waiting of batch) {
      waiting.settle();
    }
  }

  /** @returns false when another process has committed between our reading and writing */
  async #commit(batch: readonly Waiting[]): Promise<boolean> {
    await this.#read();
    const next = batch.reduce((state, waiting) => waiting.apply(state), this.#committed);
    if (next === this.#committed) {
      return true;
    }
    try {
      await this.#write(next);
    } catch (error) {
      if (error instanceof StoreConflict) {
        return false;
      }
      throw error;
    }
    this.#show(next);
    return true;
  }

  async #read(): Promise<void> {
    await this.#db.read();
    this.#db.data = keepIdentity(this.#committed, this.#db.data);
    this.#show(this.#db.data);
  }

  async #write(next: State): Promise<void> {
    this.#db.data = next;
    try {
      await this.#db.write();
    } catch (error) {
      // lowdb's memory would be ahead of the disk.
      this.#db.data = this.#committed;
      throw error;
    }
  }

  #show(after: State): void {
    const before = this.#committed;
    if (before === after) {
      return;
    }
    this.#committed = after;
    tellAll(this.#listeners, before, after);
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#work.then(work);
    this.#work = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }
}
