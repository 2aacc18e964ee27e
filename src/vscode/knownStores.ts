import type { Disposable } from '../core/ports/disposable.ts';
import type { StateStore } from '../core/ports/stateStore.ts';
import type { StoreCare } from '../core/ports/storeCare.ts';
import type { Memory } from './memory.ts';

/** Remembers which folders have held a store: one that is missing there later is not taken for a new one. */
export class KnownStores {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /** @param folder as it is set, not as links resolve it */
  has(folder: string): boolean {
    return this.#memory.get(nameOf(folder)) === true;
  }

  /** Remembers a folder as soon as something stored in it is shown. */
  follow(folder: string, store: Pick<StateStore, 'onChange'> & Pick<StoreCare, 'health'>): Disposable {
    return store.onChange(() => {
      if (store.health.generation > 0 && !this.has(folder)) {
        void this.#memory.update(nameOf(folder), true);
      }
    });
  }
}

/** One name for each folder: windows with different ones must not overwrite each other's. */
function nameOf(folder: string): string {
  return `addons.store.known ${folder}`;
}
