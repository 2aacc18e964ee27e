import type { Requests } from './hostChannel.ts';
import type { OpenedPage } from './openPage.ts';

/** What every part of a page works with. */
export interface PageTools<Model, Words, Asked extends { readonly [Type in keyof Asked]: Requests[string] }> {
  readonly page: OpenedPage<Model, Words, Asked>;
  readonly words: Words;
}

/** Asks for something whose answer says nothing. */
export function start<
  Model,
  Words,
  Asked extends { readonly [Type in keyof Asked]: Requests[string] },
  Type extends keyof Asked & string,
>({ page }: PageTools<Model, Words, Asked>, type: Type, input: Asked[Type]['input']): void {
  page.attempt(page.host.request(type, input).then(() => undefined));
}
