import * as l10n from '@vscode/l10n';
import type { MonthlyPrice } from '../model/queries.ts';
import type { Price } from '../model/plan.ts';
import { withUnknown } from './moneyText.ts';

/** R44: `$3/month`, `$9.95/month`, `free`, `metered`; a price that nobody knows is said, never $0 (R42). */
export function priceText(price: Price): string {
  if (price.cents === null) {
    return l10n.t('price not known');
  }
  if (price.metered) {
    return l10n.t('metered');
  }
  return price.cents === 0 ? l10n.t('free') : monthlyText(price.cents);
}

/** Whole cents a month as `$3/month` or `$9.95/month`. */
export function monthlyText(cents: number): string {
  return l10n.t('{0}/month', dollars(cents));
}

/**
 * A monthly sum: `$6/month`, `free`; with what comes on top of it, meters and add-ons of unknown price. A sum of
 * nothing but unknown prices is never $0 (R42).
 */
export function monthlySumText({ cents, unknown, metered }: MonthlyPrice): string {
  if (cents === 0 && unknown > 0 && !metered) {
    return l10n.t('price not known');
  }
  const known = cents === 0 ? (metered ? l10n.t('metered') : l10n.t('free')) : monthlyText(cents);
  const withMeters = metered && cents > 0 ? l10n.t('{0} plus meters', known) : known;
  return withUnknown(withMeters, unknown);
}

function dollars(cents: number): string {
  return cents % 100 === 0 ? `$${cents / 100}` : `$${(cents / 100).toFixed(2)}`;
}

/** A difference of monthly prices, with its sign: `+$12/month`, `−$3/month`. */
export function signedMonthlyText(cents: number): string {
  return cents < 0 ? `−${monthlyText(-cents)}` : `+${monthlyText(cents)}`;
}

/** R44: about what an hour costs, in thousandths of a dollar: `~$0.004/hour`. For showing only. */
export function hourlyText(cents: number): string {
  return l10n.t('~{0}/hour', `$${(cents / 100 / 720).toFixed(3)}`);
}
