import type { PageTools } from '../../components/pageTools.ts';
import type { Asked, PricingModel, PricingWords } from '../protocol.ts';

/** What every part of the page works with. */
export type Tools = PageTools<PricingModel, PricingWords, Asked>;
