import type * as vscode from 'vscode';

/** Key in the workspace's storage. */
const key = 'addons.expansion';

/** After so many changes only the newest are kept: rows that are gone are forgotten so. */
const keptRows = 2_000;

/** Which rows a person has opened or closed, kept for this workspace over reloads of the window. */
export class Expansion {
  readonly #storage: vscode.Memento;
  readonly #open: Map<string, boolean>;
  #isSaving = false;
  #isChanged = false;

  constructor(storage: vscode.Memento) {
    this.#storage = storage;
    this.#open = new Map(storage.get<readonly (readonly [string, boolean])[]>(key, []));
  }

  /** Whether a row was left open; undefined for one that nobody has touched. */
  isOpen(path: string): boolean | undefined {
    return this.#open.get(path);
  }

  remember(path: string, isOpen: boolean): void {
    // Moves it to the end: what was touched last is kept longest.
    this.#open.delete(path);
    this.#open.set(path, isOpen);
    const [oldest] = this.#open.keys();
    if (this.#open.size > keptRows && oldest !== undefined) {
      this.#open.delete(oldest);
    }
    this.#isChanged = true;
    void this.#save();
  }

  /** *Collapse All* tells of every row: what changes during one write goes with the next. */
  async #save(): Promise<void> {
    if (this.#isSaving) {
      return;
    }
    this.#isSaving = true;
    try {
      while (this.#isChanged) {
        this.#isChanged = false;
        await this.#storage.update(key, [...this.#open]);
      }
    } catch {
      // What is open is lost with the window; the next change tries again.
    } finally {
      this.#isSaving = false;
    }
  }
}
