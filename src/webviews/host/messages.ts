/** Messages between host and page, in both directions. Types alone: what a page sends is checked by `channel.ts`. */

/** Why a request was not done, in words for people. */
export interface Refusal {
  readonly code: string;
  readonly text: string;
}

/** Everything that a page shows. */
export interface Show<Model = unknown, Words = unknown> {
  readonly type: 'show';
  readonly subject: string;
  readonly model: Model;
  readonly words: Words;
  /** A row to lead the eye to, said once. */
  readonly row?: string;
}

/** There is nothing to show, since the store can't be read; *Try again* sends `ready`. */
export interface Broken {
  readonly type: 'broken';
  readonly text: string;
  readonly retry: string;
}

export type Reply =
  | { readonly type: 'reply'; readonly replyTo: number; readonly ok: unknown }
  | { readonly type: 'reply'; readonly replyTo: number; readonly failure: Refusal };

export type ToPage = Show | Broken | Reply;

export type FromPage =
  { readonly type: 'ready' } | { readonly id: number; readonly type: string; readonly input: unknown };
