import type { Broken, FromPage, Refusal, Show, ToPage } from '../host/messages.ts';

/** What VS Code keeps of a page for when it is loaded again. Never a value of a config var. */
export interface KeptState {
  readonly version: 1;
  readonly subject: string;
  readonly scroll: number;
  readonly filter: string;
  /** The page's own: what is sorted by, which part is shown. */
  readonly choices: Readonly<Record<string, string>>;
}

/** What a page may ask its host: by type, what it sends and what it gets. */
export type Requests = Readonly<Record<string, { readonly input: unknown; readonly reply: unknown }>>;

interface VsCode {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: KeptState): void;
}
declare function acquireVsCodeApi(): VsCode;

/** A request that was not done, with the reason in words for people. */
export class Refused extends Error {
  readonly code: string;

  constructor({ code, text }: Refusal) {
    super(text);
    this.code = code;
  }
}

const emptyState: KeptState = { version: 1, subject: '', scroll: 0, filter: '', choices: {} };

export interface Listener<Model, Words> {
  readonly shown: (show: Show<Model, Words>) => void;
  readonly broken: (message: Broken) => void;
}

interface Waiting {
  readonly resolve: (reply: never) => void;
  readonly reject: (error: Refused) => void;
}

/** The page's end of the messages to its presenter, and what is kept of it. One for each page. */
export class HostChannel<Model, Words, Asked extends { readonly [Type in keyof Asked]: Requests[string] }> {
  readonly #vscode = acquireVsCodeApi();
  readonly #waiting = new Map<number, Waiting>();
  /** Of the next request. Another load of the page may still be answered: its numbers are none of ours. */
  #requests = Math.floor(Math.random() * 2 ** 40);

  constructor(listener: Listener<Model, Words>) {
    // Anything may come by this event; what has no type of ours is none of ours.
    addEventListener('message', ({ data }: MessageEvent<ToPage | null | undefined>) => {
      switch (data?.type) {
        case 'show':
          listener.shown(data as Show<Model, Words>);
          break;
        case 'broken':
          listener.broken(data);
          break;
        case 'reply':
          this.#settle(data.replyTo, data);
          break;
        default:
          data satisfies null | undefined;
      }
    });
    // The page goes: nobody waits for an answer that can't come.
    addEventListener('pagehide', () => {
      for (const id of this.#waiting.keys()) {
        this.#settle(id, { failure: { code: 'page_closed', text: '' } });
      }
    });
  }

  /** Asks to be shown the present state. */
  readonly ready = (): void => {
    this.#vscode.postMessage({ type: 'ready' });
  };

  /** @throws Refused */
  readonly request = <Type extends keyof Asked & string>(
    type: Type,
    input: Asked[Type]['input'],
  ): Promise<Asked[Type]['reply']> => {
    const id = this.#requests;
    this.#requests += 1;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#vscode.postMessage({ id, type, input });
    });
  };

  get kept(): KeptState {
    const state = this.#vscode.getState() as Partial<KeptState> | null | undefined;
    return state?.version === 1 ? { ...emptyState, ...state } : emptyState;
  }

  /** Keeps something, for when the page is loaded again. */
  keep(part: Partial<Omit<KeptState, 'version'>>): void {
    this.#vscode.setState({ ...this.kept, ...part });
  }

  /** Keeps one of the page's own choices; undefined forgets it. */
  choose(name: string, value: string | undefined): void {
    const { [name]: _, ...others } = this.kept.choices;
    this.keep({ choices: value === undefined ? others : { ...others, [name]: value } });
  }

  #settle(id: number, answer: { readonly ok: unknown } | { readonly failure: Refusal }): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if ('failure' in answer) {
      waiting?.reject(new Refused(answer.failure));
    } else {
      waiting?.resolve(answer.ok as never);
    }
  }
}
