import type { Failure } from '../core/errors/failure.ts';
import type { Disposable } from '../core/ports/disposable.ts';
import type { CommitMode, SecretsHealth, StoreHealth } from '../core/ports/storeCare.ts';
import { tellAll } from '../core/ports/tellAll.ts';
import type { Base } from './base.ts';

interface Observed {
  readonly base: Base;
  readonly mode: CommitMode;
  readonly secretsHealth: SecretsHealth;
  readonly kept: string | null;
}

/** Puts together what is known of a store's health, and tells when it changes. */
export class HealthRecord {
  readonly #observed: Observed;
  readonly #listeners = new Set<(health: StoreHealth) => void>();
  #present: StoreHealth;
  #reading: Failure | null = null;
  #writing: Failure | null = null;
  #readOnly: Failure | null = null;
  #isWatched = false;
  /** Stays after the next commit: what was lost does not come back. */
  #damaged: StoreHealth['damaged'] = null;

  constructor(observed: Observed) {
    this.#observed = observed;
    this.#present = this.#make();
  }

  get present(): StoreHealth {
    return this.#present;
  }

  onChange(listener: (health: StoreHealth) => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** @param trouble how the last reading ended; null: well */
  read(trouble: Failure | null): void {
    this.#reading = trouble;
    this.#update();
  }

  /** @param readOnly why nothing can be written; null when it can */
  opened(readOnly: Failure | null): void {
    this.#readOnly = readOnly;
    this.wrote(readOnly);
  }

  /** @param trouble how the last writing ended; null: well */
  wrote(trouble: Failure | null): void {
    this.#writing = trouble;
    this.#update();
  }

  /** Values may be kept in another way, or opened. */
  secretsChanged(): void {
    this.#update();
  }

  watched(isWatched: boolean): void {
    this.#isWatched = isWatched;
    this.#update();
  }

  close(): void {
    this.#listeners.clear();
  }

  #update(): void {
    const before = this.#present;
    const present = this.#make();
    this.#present = present;
    // The number and size of a commit are no news of their own.
    const told = ({ generation: _generation, bytes: _bytes, ...rest }: StoreHealth): string =>
      JSON.stringify(rest);
    if (told(before) !== told(present)) {
      tellAll(this.#listeners, present);
    }
  }

  #make(): StoreHealth {
    const { base, mode, secretsHealth, kept } = this.#observed;
    if (base.damaged.length > 0 && base.header !== null) {
      const files = base.damaged.map(({ name }) => name);
      this.#damaged = { files, generation: base.header.gen, at: base.header.at };
    }
    return {
      generation: base.header?.gen ?? 0,
      bytes: base.bytes,
      trouble: this.#reading ?? this.#writing,
      readOnly: this.#writing === null ? null : this.#readOnly,
      damaged: this.#damaged,
      kept,
      mode,
      isWatched: this.#isWatched,
      conflictedCopies: base.listing.conflictedCopies,
      secrets: secretsHealth,
    };
  }
}
