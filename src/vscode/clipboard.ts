import type { Clipboard } from '../commands/ports.ts';
import type { Disposable } from '../core/ports/disposable.ts';

/** The clipboard of the system, as VS Code gives it. */
export interface SystemClipboard {
  readText(): Thenable<string>;
  writeText(text: string): Thenable<void>;
}

export interface ClearingClipboardParts {
  readonly system: SystemClipboard;
  /** After how many ms a secret goes; 0 leaves it. Asked at each copy. */
  readonly clearAfterMs: () => number;
  /** Does something later, unless it is disposed of before. */
  readonly later: (work: () => void, ms: number) => Disposable;
}

/** The clipboard, from which secrets go after a while if nothing else was copied since. */
export class ClearingClipboard implements Clipboard, Disposable {
  readonly #parts: ClearingClipboardParts;
  #pending: Disposable | undefined;

  constructor(parts: ClearingClipboardParts) {
    this.#parts = parts;
  }

  readonly write: Clipboard['write'] = async (text, { isSecret } = { isSecret: true }) => {
    this.dispose();
    const { system, clearAfterMs, later } = this.#parts;
    await system.writeText(text);
    const ms = clearAfterMs();
    if (isSecret && ms > 0) {
      this.dispose();
      this.#pending = later(() => void this.#clear(text), ms);
    }
  };

  /** Gives up a clearing that is still to come. */
  dispose(): void {
    this.#pending?.dispose();
    this.#pending = undefined;
  }

  async #clear(secret: string): Promise<void> {
    const { system } = this.#parts;
    try {
      if ((await system.readText()) === secret) {
        await system.writeText('');
      }
    } catch {
      // A window without a clipboard to read: what is in it can't be told, so nothing is taken out of it.
    }
  }
}

/** Later, by the clock of the process. */
export function afterMs(work: () => void, ms: number): Disposable {
  const timer = setTimeout(work, ms);
  return {
    dispose: () => {
      clearTimeout(timer);
    },
  };
}
