import type { Asked } from '../protocol.ts';

/** What is typed, and whatever it needs to be gone on with. Of the page alone: the host keeps it as a text. */
export interface Draft {
  readonly typed: string;
  /** Of a new var: what was typed of its name. */
  readonly newName?: string;
  /** Of the value that is edited. */
  readonly mark?: string | null;
  /** Of a text: what it was made from. */
  readonly original?: string;
  readonly notes?: readonly string[];
}

interface Host {
  readonly kept: { readonly choices: Readonly<Record<string, string>> };
  choose(name: string, value: string | undefined): void;
  request<Type extends 'keepDraft' | 'drafts'>(
    type: Type,
    input: Asked[Type]['input'],
  ): Promise<Asked[Type]['reply']>;
}

/** How long nothing is typed before it is kept. */
const pauseMs = 200;

/**
 * What is typed and not saved. VS Code unloads a page that is out of sight: the host keeps it meanwhile, in memory
 * alone. That there was something is kept by VS Code, too, so that a loss over a reload of the window is told.
 */
export class Drafts {
  readonly #host: Host;
  readonly #now = new Set<string>();
  readonly #toKeep = new Map<string, Draft | undefined>();
  readonly #before: readonly string[];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host) {
    this.#host = host;
    this.#before = host.kept.choices['unsaved']?.split('\n') ?? [];
    for (const last of ['blur', 'pagehide']) {
      addEventListener(last, this.#send);
    }
    document.addEventListener('visibilitychange', this.#send);
  }

  /**
   * Keeps what is typed.
   *
   * @param what is typed: the name of a config var, or what else people call it
   * @param draft undefined when nothing is unsaved
   */
  keep(what: string, draft: Draft | undefined): void {
    const [wasUnsaved, isUnsaved] = [this.#now.has(what), draft !== undefined];
    if (!wasUnsaved && !isUnsaved) {
      return;
    }
    if (wasUnsaved !== isUnsaved) {
      this.#now[isUnsaved ? 'add' : 'delete'](what);
      this.#remember();
    }
    this.#toKeep.set(what, draft);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#send, pauseMs);
  }

  /**
   * What was typed and not saved when the page was unloaded.
   *
   * @returns by what it is called; `lost` names what nobody has any more
   * @throws Refused
   */
  async before(): Promise<{ readonly drafts: ReadonlyMap<string, Draft>; readonly lost: readonly string[] }> {
    if (this.#before.length === 0) {
      return { drafts: new Map(), lost: [] };
    }
    const { drafts } = await this.#host.request('drafts', {});
    const typed = drafts.filter(({ what }) => this.#before.includes(what));
    const found = new Map(typed.map(({ what, draft }) => [what, JSON.parse(draft) as Draft]));
    const lost = this.#before.filter((what) => !found.has(what));
    // What is given up from now on is to go there, too.
    for (const what of found.keys()) {
      this.#now.add(what);
    }
    this.#remember();
    return { drafts: found, lost };
  }

  readonly #send = (): void => {
    clearTimeout(this.#timer);
    for (const [what, draft] of this.#toKeep) {
      const input = { what, draft: draft === undefined ? null : JSON.stringify(draft) };
      // Kept or not: a page that goes hears no answer.
      this.#host.request('keepDraft', input).catch(() => undefined);
    }
    this.#toKeep.clear();
  };

  #remember(): void {
    this.#host.choose('unsaved', this.#now.size === 0 ? undefined : [...this.#now].join('\n'));
  }
}
