import type { OpenedPage } from '../../components/openPage.ts';
import type { Asked, MarketplaceModel, MarketplaceWords } from '../protocol.ts';

/** What every part of the page works with. */
export interface Tools {
  readonly page: OpenedPage<MarketplaceModel, MarketplaceWords, Asked>;
  readonly words: MarketplaceWords;
}

/** Asks for something whose answer says nothing. */
export function start<Type extends keyof Asked>(
  { page }: Tools,
  type: Type,
  input: Asked[Type]['input'],
): void {
  page.attempt(page.host.request(type, input).then(() => undefined));
}

/** Keeps one choice for when the page is loaded again. */
export function keepChoice({ page }: Tools, name: string, value: string): void {
  page.host.keep({ choices: { ...page.host.kept.choices, [name]: value } });
}
