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
  #pending: { readonly secret: string; readonly timer: Disposable } | undefined;

  constructor(parts: ClearingClipboardParts) {
    this.#parts = parts;
  }

  readonly write: Clipboard['write'] = async (text, { isSecret } = { isSecret: true }) => {
    const { system, clearAfterMs, later } = this.#parts;
    // While that fails, the secret before it is there still, and is still to go.
    await system.writeText(text);
    this.#forget();
    const ms = clearAfterMs();
    if (isSecret && ms > 0) {
      this.#pending = { secret: text, timer: later(() => void this.clear(), ms) };
    }
  };

  readonly read: Clipboard['read'] = async () => this.#parts.system.readText();

  /** What `clear` does; nobody waits for it. */
  dispose(): void {
    void this.clear();
  }

  /** A secret that is to go goes now: once the window is closed, nobody is there to take it out. */
  async clear(): Promise<void> {
    const secret = this.#forget();
    if (secret !== undefined) {
      await this.#takeOut(secret);
    }
  }

  /** @returns the secret that was still to go */
  #forget(): string | undefined {
    const pending = this.#pending;
    this.#pending = undefined;
    pending?.timer.dispose();
    return pending?.secret;
  }

  async #takeOut(secret: string): Promise<void> {
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
