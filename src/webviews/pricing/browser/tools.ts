import type { OpenedPage } from '../../components/openPage.ts';
import type { Asked, PricingModel, PricingWords } from '../protocol.ts';

/** What every part of the page works with. */
export interface Tools {
  readonly page: OpenedPage<PricingModel, PricingWords, Asked>;
  readonly words: PricingWords;
}

/** Asks for something whose answer says nothing. */
export function start<Type extends keyof Asked>(
  { page }: Tools,
  type: Type,
  input: Asked[Type]['input'],
): void {
  page.attempt(page.host.request(type, input).then(() => undefined));
}
