import type { PageTools } from '../../components/pageTools.ts';
import type { Asked, MarketplaceModel, MarketplaceWords } from '../protocol.ts';

/** What every part of the page works with. */
export type Tools = PageTools<MarketplaceModel, MarketplaceWords, Asked>;
