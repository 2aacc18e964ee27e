import type { ServiceRow } from '../protocol.ts';

export type PriceFilter = 'any' | 'free' | '500' | '2000' | '10000' | 'unknown';

/** What is looked for. */
export interface Wanted {
  readonly search: string;
  /** Id of a category; empty for all. */
  readonly category: string;
  readonly price: PriceFilter;
  readonly isMetered: boolean;
  readonly withHistorical: boolean;
}

/** Whether a service is what is looked for. */
export function matches(service: ServiceRow, wanted: Wanted): boolean {
  return (
    (wanted.withHistorical || !service.isHistorical) &&
    (!wanted.isMetered || service.isMetered) &&
    (wanted.category === '' || wanted.category === service.category) &&
    isInPrice(service, wanted.price) &&
    wanted.search
      .toLowerCase()
      .split(/\s+/)
      .every((word) => service.searched.includes(word))
  );
}

/** A price that nobody knows, or that depends on use, is under no limit. */
function isInPrice({ fromCents, hasFreePlan, isPriceUnknown }: ServiceRow, price: PriceFilter): boolean {
  switch (price) {
    case 'any':
      return true;
    case 'free':
      return hasFreePlan;
    case 'unknown':
      return isPriceUnknown;
    case '500':
    case '2000':
    case '10000':
      return fromCents !== null && fromCents <= Number(price);
    default:
      return price satisfies never;
  }
}
