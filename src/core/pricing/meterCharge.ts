import * as l10n from '@vscode/l10n';
import { failed } from '../errors/addonError.ts';
import type { AddonId } from '../model/ids.ts';
import type { Meter } from '../model/plan.ts';
import { nothing, roundedCents, type Amount } from './exactAmount.ts';

/** Something that a meter counted at an instant. */
export interface Usage {
  readonly addonId: AddonId;
  /** Id of the meter. */
  readonly meter: string;
  /** Instant of the event, in ms UTC: it decides month and price. */
  readonly atMs: number;
  /** In units of the meter (12,345 tokens are 12.345 of "1k tokens"); 0 or more, at most 6 decimals. */
  readonly quantity: number;
}

/** One in the unit that quantities and unit prices are kept in. */
const million = 1_000_000n;

/** Shorter use than this tells nothing about the rest of a month, in seconds. */
const shortestForecastSeconds = 3600;

/**
 * A quantity or a unit price as an integer, × 10⁶.
 *
 * @throws AddonError `invalid_request` when it is negative, no finite number, or has more than 6 decimals
 */
export function millionths(amount: number): bigint {
  // The shortest text that means this number: what somebody wrote, without what binary fractions add to it.
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d{1,6}))?$/.exec(String(amount)) ?? [];
  if (whole === undefined) {
    throw failed('invalid_request', {
      field: 'quantity',
      problem: l10n.t('must be 0 or more, with at most 6 decimals.'),
    });
  }
  return BigInt(whole) * million + BigInt(fraction.padEnd(6, '0'));
}

/** Sum of quantities × 10⁶. @throws AddonError `invalid_request`, see `millionths` */
export function sumOfQuantities(usages: readonly Usage[]): bigint {
  return usages.reduce((sum, { quantity }) => sum + millionths(quantity), 0n);
}

/**
 * What a meter comes to: quantity × cents a unit, rounded once, half up.
 *
 * @param quantity × 10⁶, see `sumOfQuantities`
 */
export function meterCharge(meter: Meter, quantity: bigint): Amount {
  return roundedCents(quantity * millionths(meter.centsPerUnit), million * million);
}

/** How long a segment has been used, and will have been by the end of its month, in whole seconds. */
export interface Extent {
  readonly soFarSeconds: number;
  readonly byEndSeconds: number;
}

/**
 * What a meter comes to by the end of the month, if it goes on as so far. Under one hour it is what it is so far.
 *
 * @param quantity so far, × 10⁶
 */
export function meterForecast(meter: Meter, quantity: bigint, extent: Extent): Amount {
  const { soFarSeconds, byEndSeconds } = extent;
  if (soFarSeconds < shortestForecastSeconds) {
    return quantity === 0n ? nothing : meterCharge(meter, quantity);
  }
  const cents = quantity * millionths(meter.centsPerUnit) * BigInt(byEndSeconds);
  return roundedCents(cents, million * million * BigInt(soFarSeconds));
}
