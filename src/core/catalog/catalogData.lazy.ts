import data from './catalog.json' with { type: 'json' };
import type { CatalogData } from './catalog.ts';

/** Services, plans and prices: loaded when first needed, as a bundle of its own. `catalog.test.ts` holds its shape. */
export const catalogData = data as CatalogData;
