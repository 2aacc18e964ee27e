import * as l10n from '@vscode/l10n';
import type { Total } from './bill.ts';
import type { Amount } from './exactAmount.ts';

const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

/** More digits than this are noise, and fewer would make some prices zero. */
const unitPrice = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  maximumFractionDigits: 6,
});

/** Whole cents as `$1,500.00`. */
export function centsText(cents: number): string {
  return dollars.format(cents / 100);
}

/** `$22.30`; `<$0.01` for what was rounded to nothing. */
export function amountText({ cents, isTrace }: Amount): string {
  return isTrace ? '<$0.01' : centsText(cents);
}

/** A difference with its sign: `+$10.50`, `−$2.00`, `$0.00`. */
export function signedCentsText(cents: number): string {
  if (cents === 0) {
    return centsText(0);
  }
  return cents < 0 ? `−${centsText(-cents)}` : `+${centsText(cents)}`;
}

/** What one unit of a meter costs: `$0.02`, `$0.0005`. @param centsPerUnit with at most 6 decimals */
export function unitPriceText(centsPerUnit: number): string {
  return unitPrice.format(centsPerUnit / 100);
}

/** A total with what it does not hold: `$22.30 plus 2 add-ons of unknown price`; never $0 for nothing known (R42). */
export function totalText(total: Total): string {
  return isNothingKnown(total) ? knownText(total) : withUnknown(amountText(total), total.unknown);
}

/** What is known of a total: `$22.30`; never $0 for nothing known (R42). */
export function knownText(total: Total): string {
  return isNothingKnown(total) ? l10n.t('price not known') : amountText(total);
}

function isNothingKnown({ cents, isTrace, unknown }: Total): boolean {
  return unknown > 0 && cents === 0 && !isTrace;
}

/** A sum with what comes on top of it. @param unknown how many add-ons have a price that nobody knows */
export function withUnknown(known: string, unknown: number): string {
  return unknown === 0 ? known : `${known} ${unknownText(unknown)}`;
}

/** `plus 2 add-ons of unknown price`; empty for none. */
export function unknownText(unknown: number): string {
  if (unknown === 0) {
    return '';
  }
  return unknown === 1
    ? l10n.t('plus 1 add-on of unknown price')
    : l10n.t('plus {0} add-ons of unknown price', unknown);
}
