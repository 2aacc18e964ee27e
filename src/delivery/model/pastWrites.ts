/** What was written last, so that it can be taken back: the newest ones, in memory, for this session. */
export class PastWrites<Write> {
  readonly #kept: number;
  readonly #writes = new Map<string, Write>();
  #made = 0;

  /** @param kept how many are remembered; each holds the text of a file */
  constructor(kept: number) {
    this.#kept = kept;
  }

  /** @returns the id of the write */
  add(write: Write): string {
    this.#made += 1;
    const id = String(this.#made);
    this.#writes.set(id, write);
    for (const oldest of [...this.#writes.keys()].slice(0, -this.#kept)) {
      this.#writes.delete(oldest);
    }
    return id;
  }

  get(id: string): Write | undefined {
    return this.#writes.get(id);
  }

  /** The last one that was not taken back. */
  get newest(): { readonly id: string; readonly write: Write } | undefined {
    return [...this.#writes].map(([id, write]) => ({ id, write })).at(-1);
  }

  forget(id: string): void {
    this.#writes.delete(id);
  }
}
