import type { AddonId } from '../model/ids.ts';
import type { Meter } from '../model/plan.ts';
import type { PriceSegment } from '../model/priceSegment.ts';
import { prorated, sumOfAmounts, type Amount } from './exactAmount.ts';
import { meterCharge, meterForecast, sumOfQuantities, type Extent, type Usage } from './meterCharge.ts';
import { secondsOf, wholeSecond, type Month } from './month.ts';
import { segmentRuns } from './segmentRuns.ts';

/** What one meter of a line comes to. */
export interface MeterLine {
  readonly meter: Meter;
  /** In units of the meter, so far. */
  readonly quantity: number;
  readonly soFar: Amount;
  readonly byEnd: Amount;
}

/** One line of a bill: an add-on at one price in one month. */
export interface BillLine {
  readonly segment: PriceSegment;
  /** First instant inside the month, in ms UTC. */
  readonly fromMs: number;
  /** Whole seconds that it was held in the month, until now and by the month's end. */
  readonly soFarSeconds: number;
  readonly byEndSeconds: number;
  /** The fixed price; nothing where that is not known. */
  readonly soFar: Amount;
  readonly byEnd: Amount;
  readonly meters: readonly MeterLine[];
}

/** A sum of rounded lines, meters included, and what it does not hold. */
export interface Total extends Amount {
  /** How many add-ons in it have a price that nobody knows (R42): "plus 2 add-ons of unknown price". */
  readonly unknown: number;
}

export interface Bill {
  readonly month: Month;
  readonly lines: readonly BillLine[];
  readonly soFar: Total;
  /** By the month's end, if everything goes on as it is now. */
  readonly byEnd: Total;
}

export interface BillOptions {
  readonly month: Month;
  /** The instant that it is told at, in ms UTC. */
  readonly nowMs: number;
  /** What meters counted; none are known by default, and no meter is billed then. */
  readonly usages?: readonly Usage[];
}

/**
 * What segments cost in one calendar month: until now, and by its end.
 *
 * Each line is prorated to the second of its own month and rounded once, half up; totals add up rounded lines, so the
 * order of the segments plays no part. In a month to come, segments that are open count whole, and meters not at all.
 *
 * @throws AddonError `invalid_request` for a quantity that is negative or has more than 6 decimals
 * @see docs/addon-rules.md, Billing
 */
export function billOf(segments: readonly PriceSegment[], options: BillOptions): Bill {
  const usages = usagesByAddon(options.usages ?? []);
  const lines = segmentRuns(segments).flatMap((segment) => {
    const line = lineOf(segment, options, usages.get(segment.addonId) ?? []);
    return line.byEndSeconds === 0 ? [] : [line];
  });
  return {
    month: options.month,
    lines,
    soFar: totalOf(lines, 'soFar'),
    byEnd: totalOf(lines, 'byEnd'),
  };
}

/** A sum of lines: of an add-on, of an app, of a month. */
export function totalOf(lines: readonly BillLine[], when: 'soFar' | 'byEnd'): Total {
  const amounts = lines.flatMap((line) => [line[when], ...line.meters.map((meter) => meter[when])]);
  const unknown = lines.filter(({ segment }) => segment.cents === null);
  return { ...sumOfAmounts(amounts), unknown: new Set(unknown.map(({ segment }) => segment.addonId)).size };
}

function lineOf(segment: PriceSegment, { month, nowMs }: BillOptions, usages: readonly Usage[]): BillLine {
  const now = wholeSecond(nowMs);
  const fromMs = Math.max(segment.start, month.startMs);
  const endMs = Math.min(segment.end ?? month.endMs, month.endMs);
  const extent = {
    soFarSeconds: secondsBetween(fromMs, Math.min(endMs, now)),
    byEndSeconds: secondsBetween(fromMs, endMs),
  };
  const all = secondsOf(month);
  return {
    segment,
    fromMs,
    ...extent,
    soFar: prorated(segment.cents, extent.soFarSeconds, all),
    byEnd: prorated(segment.cents, extent.byEndSeconds, all),
    meters: now < month.startMs ? [] : meterLines(segment, { fromMs, endMs, nowMs: now }, usages, extent),
  };
}

/** Quantities belong to the month and the segment of their instant, with that segment's unit price; those to come to none. */
function meterLines(
  segment: PriceSegment,
  { fromMs, endMs, nowMs }: { readonly fromMs: number; readonly endMs: number; readonly nowMs: number },
  usages: readonly Usage[],
  extent: Extent,
): readonly MeterLine[] {
  const inside = usages.filter(({ atMs }) => {
    const second = wholeSecond(atMs);
    return second >= fromMs && second < endMs && second <= nowMs;
  });
  return segment.meters.map((meter) => {
    const quantity = sumOfQuantities(inside.filter((usage) => usage.meter === meter.id));
    return {
      meter,
      quantity: Number(quantity) / 1e6,
      soFar: meterCharge(meter, quantity),
      // What is closed is used no more.
      byEnd: segment.end === null ? meterForecast(meter, quantity, extent) : meterCharge(meter, quantity),
    };
  });
}

function usagesByAddon(usages: readonly Usage[]): ReadonlyMap<AddonId, readonly Usage[]> {
  const byAddon = new Map<AddonId, Usage[]>();
  for (const usage of usages) {
    const others = byAddon.get(usage.addonId);
    if (others === undefined) {
      byAddon.set(usage.addonId, [usage]);
    } else {
      others.push(usage);
    }
  }
  return byAddon;
}

function secondsBetween(fromMs: number, toMs: number): number {
  return Math.max(0, toMs - fromMs) / 1000;
}
