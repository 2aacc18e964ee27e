import { hasCode } from './errorCode.ts';
import type { FilePort } from './filePort.ts';

const debounceMs = 20;

export interface WatchOptions {
  readonly files: FilePort;
  /** Asked anew each time: the folder may get its real path later. */
  readonly folder: () => string;
  /** Slower, and always: the system may tell of nothing. */
  readonly pollMs: number;
  /** Looks at the folder. Never rejects. */
  readonly look: () => Promise<void>;
  readonly onWatched: (isWatched: boolean) => void;
}

/** Looks at a folder soon after something changed in it, and every now and then anyway. Keeps no process alive. */
export class FolderWatch {
  readonly #options: WatchOptions;
  #watcher: { close(): void } | undefined;
  #poll: NodeJS.Timeout | undefined;
  #debounce: NodeJS.Timeout | undefined;
  #isHopeless = false;
  #isLooking = false;

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  start(): void {
    if (this.#poll !== undefined) {
      return;
    }
    this.#watch();
    this.#poll = setInterval(() => {
      this.#watch();
      void this.#look();
    }, this.#options.pollMs);
    this.#poll.unref();
  }

  /** The folder has gone: another one of the same name would not be noticed by what watches it. */
  forget(): void {
    this.#unwatch();
  }

  close(): void {
    clearInterval(this.#poll);
    clearTimeout(this.#debounce);
    this.#poll = undefined;
    this.#unwatch();
  }

  #watch(): void {
    if (this.#watcher !== undefined || this.#isHopeless) {
      return;
    }
    const { files, folder, onWatched } = this.#options;
    try {
      this.#watcher = files.watch(
        folder(),
        () => {
          this.#soon();
        },
        () => {
          this.#giveUp();
        },
      );
      onWatched(true);
    } catch (error) {
      // The folder may still be to come.
      if (!hasCode(error, 'ENOENT', 'ENOTDIR')) {
        this.#giveUp();
      }
    }
  }

  #giveUp(): void {
    this.#isHopeless = true;
    this.#unwatch();
  }

  #unwatch(): void {
    if (this.#watcher !== undefined) {
      this.#watcher.close();
      this.#watcher = undefined;
      this.#options.onWatched(false);
    }
  }

  #soon(): void {
    if (this.#debounce !== undefined) {
      return;
    }
    this.#debounce = setTimeout(() => {
      this.#debounce = undefined;
      void this.#look();
    }, debounceMs);
    this.#debounce.unref();
  }

  async #look(): Promise<void> {
    if (this.#isLooking) {
      // What comes meanwhile is seen by the next look.
      this.#soon();
      return;
    }
    this.#isLooking = true;
    await this.#options.look();
    this.#isLooking = false;
  }
}
