/** For how long a value stays in the page. */
const shownMs = 30_000;

/** A value by the name that the page has for it. */
export interface RevealedValue {
  readonly name: string;
  readonly value: string;
}

/** What was revealed at once, and goes at once. */
interface Group {
  readonly names: Set<string>;
  readonly timer: ReturnType<typeof setTimeout>;
}

interface Shown {
  readonly value: string;
  readonly group: Group;
}

interface Held {
  readonly forget: () => void;
  readonly release: () => void;
}

/**
 * The values that are in the page because a person asked for them. They go when the page is hidden, when the focus
 * leaves it, and after a while.
 */
export class RevealedValues {
  readonly #shown = new Map<string, Shown>();
  readonly #held = new Set<Held>();
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

  /** Whether nobody is at the page: what was asked for before, and comes now, is not to be shown. */
  get isAway(): boolean {
    return document.hidden || !document.hasFocus();
  }

  valueOf(name: string): string | undefined {
    return this.#shown.get(name)?.value;
  }

  /** @returns whether values are shown: not to nobody, and none when there are none */
  show(values: readonly RevealedValue[]): boolean {
    if (this.isAway || values.length === 0) {
      return false;
    }
    const names = values.map(({ name }) => name);
    this.#forget(names);
    const group: Group = {
      names: new Set(names),
      timer: setTimeout(() => {
        this.hide([...group.names]);
        this.#left();
      }, shownMs),
    };
    for (const { name, value } of values) {
      this.#shown.set(name, { value, group });
    }
    this.#changed(names);
    return true;
  }

  /**
   * Something else that holds values: it is told to forget them when values go, once.
   *
   * @returns to be called when it holds them no more
   */
  hold(forget: () => void): () => void {
    const timer = setTimeout(() => {
      held.release();
      forget();
      this.#left();
    }, shownMs);
    const held: Held = {
      forget,
      release: () => {
        clearTimeout(timer);
        this.#held.delete(held);
      },
    };
    this.#held.add(held);
    return held.release;
  }

  hide(names: readonly string[] = [...this.#shown.keys()]): void {
    this.#forget(names);
    this.#changed(names);
  }

  #forget(names: readonly string[]): void {
    for (const name of names) {
      const group = this.#shown.get(name)?.group;
      this.#shown.delete(name);
      group?.names.delete(name);
      if (group?.names.size === 0) {
        clearTimeout(group.timer);
      }
    }
  }

  readonly #leave = (): void => {
    if (this.size + this.#held.size > 0) {
      [...this.#held].forEach(({ release, forget }) => {
        release();
        forget();
      });
      this.hide();
      this.#left();
    }
  };
}
