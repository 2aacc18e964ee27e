import type * as vscode from 'vscode';

/** Key in the workspace's storage. */
const key = 'addons.expansion';

/** After so many changes only the newest are kept: rows that are gone are forgotten so. */
const keptRows = 2_000;

/** Which rows a person has opened or closed, kept for this workspace over reloads of the window. */
export class Expansion implements vscode.Disposable {
  readonly #storage: vscode.Memento;
  readonly #open: Map<string, boolean>;
  #saving: NodeJS.Timeout | undefined;

  constructor(storage: vscode.Memento) {
    this.#storage = storage;
    this.#open = new Map(storage.get<readonly (readonly [string, boolean])[]>(key, []));
  }

  dispose(): void {
    if (this.#saving !== undefined) {
      clearTimeout(this.#saving);
      this.#save();
    }
  }

  /** Whether a row was left open; undefined for one that nobody has touched. */
  isOpen(path: string): boolean | undefined {
    return this.#open.get(path);
  }

  remember(path: string, isOpen: boolean): void {
    // Moves it to the end: what was touched last is kept longest.
    this.#open.delete(path);
    this.#open.set(path, isOpen);
    // *Collapse All* tells of every row: one write for all of them.
    this.#saving ??= setTimeout(() => {
      this.#save();
    }, 100);
  }

  #save(): void {
    this.#saving = undefined;
    void this.#storage.update(key, [...this.#open].slice(-keptRows));
  }
}
