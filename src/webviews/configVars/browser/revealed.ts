import type { RevealedVar } from '../protocol.ts';

/** For how long a value stays in the page. */
const shownMs = 30_000;

interface Shown {
  readonly value: string;
  readonly timer: ReturnType<typeof setTimeout>;
}

/**
 * The values that are in the page because a person asked for them. They go when the page is hidden, when the focus
 * leaves it, and after a while.
 */
export class RevealedValues {
  readonly #shown = new Map<string, Shown>();
  readonly #held = new Set<() => void>();
  readonly #changed: (names: readonly string[]) => void;
  readonly #left: () => void;

  /**
   * @param changed called with the names that are revealed or hidden now
   * @param left called when values went by themselves
   */
  constructor(changed: (names: readonly string[]) => void, left: () => void) {
    this.#changed = changed;
    this.#left = left;
    addEventListener('blur', this.#leave);
    addEventListener('pagehide', this.#leave);
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) {
        this.#leave();
      }
    });
  }

  get size(): number {
    return this.#shown.size;
  }

  valueOf(name: string): string | undefined {
    return this.#shown.get(name)?.value;
  }

  show(values: readonly RevealedVar[]): void {
    const names = values.map(({ name }) => name);
    this.#forget(names);
    const timer = setTimeout(() => {
      this.hide(names.filter((name) => this.#shown.get(name)?.timer === timer));
      this.#left();
    }, shownMs);
    for (const { name, value } of values) {
      this.#shown.set(name, { value, timer });
    }
    this.#changed(names);
  }

  /** Something else that holds values: it is told to forget them when values go, once. */
  hold(forget: () => void): void {
    const once = (): void => {
      clearTimeout(timer);
      if (this.#held.delete(once)) {
        forget();
      }
    };
    const timer = setTimeout(once, shownMs);
    this.#held.add(once);
  }

  hide(names: readonly string[] = [...this.#shown.keys()]): void {
    this.#forget(names);
    this.#changed(names);
  }

  #forget(names: readonly string[]): void {
    for (const name of names) {
      this.#shown.delete(name);
    }
  }

  readonly #leave = (): void => {
    if (this.size + this.#held.size > 0) {
      [...this.#held].forEach((forget) => {
        forget();
      });
      this.hide();
      this.#left();
    }
  };
}
