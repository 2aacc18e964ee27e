import * as l10n from '@vscode/l10n';
import type { Price } from '../model/plan.ts';
import { monthlyText } from './priceText.ts';

/** Prices of plans that count by the month. A metered plan without a base price goes by use: that is none of them. */
export function monthlyPrices(prices: readonly Price[]): readonly number[] {
  return prices.flatMap(({ cents, metered }) => (cents === null || (metered && cents === 0) ? [] : [cents]));
}

/** What the plans of a service cost at least: `from $3/month`, `free and up`, `by use`, `price not known` (R42, R44). */
export function fromPriceText(prices: readonly Price[]): string {
  const known = monthlyPrices(prices);
  if (prices.every(({ cents }) => cents === null)) {
    return l10n.t('price not known');
  }
  if (known.length === 0) {
    return l10n.t('by use');
  }
  const lowest = Math.min(...known);
  if (lowest === 0) {
    return known.length === 1 ? l10n.t('free') : l10n.t('free and up');
  }
  return known.length === 1 ? monthlyText(lowest) : l10n.t('from {0}', monthlyText(lowest));
}
