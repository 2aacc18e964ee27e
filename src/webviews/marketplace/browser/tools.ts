import type { PageTools } from '../../components/pageTools.ts';
import type { Asked, MarketplaceModel, MarketplaceWords } from '../protocol.ts';

/** What every part of the page works with. */
export type Tools = PageTools<MarketplaceModel, MarketplaceWords, Asked>;

/** Keeps one choice for when the page is loaded again. */
export function keepChoice({ page }: Tools, name: string, value: string): void {
  page.host.keep({ choices: { ...page.host.kept.choices, [name]: value } });
}
