/** What VS Code keeps of a page. */
interface Kept {
  readonly kept: { readonly choices: Readonly<Record<string, string>> };
  choose(name: string, value: string | undefined): void;
}

/**
 * What is typed and not saved: VS Code unloads a page that is out of sight, and values are kept nowhere. That there was
 * something is kept, so that its loss is told.
 */
export class Unsaved {
  readonly #host: Kept;
  readonly #now = new Set<string>();
  /** What was typed and not saved when the page was unloaded, in words for people. */
  readonly lost: readonly string[];

  constructor(host: Kept) {
    this.#host = host;
    this.lost = host.kept.choices['unsaved']?.split('\n') ?? [];
    this.#keep();
  }

  /** @param what is typed: the name of a config var, or what else people call it */
  set(what: string, isUnsaved: boolean): void {
    if (this.#now.has(what) !== isUnsaved) {
      this.#now[isUnsaved ? 'add' : 'delete'](what);
      this.#keep();
    }
  }

  #keep(): void {
    this.#host.choose('unsaved', this.#now.size === 0 ? undefined : [...this.#now].join('\n'));
  }
}
