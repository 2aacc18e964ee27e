import type { AddonId } from '../model/ids.ts';
import type { Price } from '../model/plan.ts';
import type { PriceSegment } from '../model/priceSegment.ts';
import { billOf } from './bill.ts';
import { monthAt, wholeSecond } from './month.ts';

/** What another plan would make of the bill; differences in whole cents, `null` where a price is not known (R42). */
export interface PlanComparison {
  /** This month: the forecast if changed now, less the forecast if kept. */
  readonly thisMonthCents: number | null;
  /** Each later month. */
  readonly laterCents: number | null;
  /** One of both plans has meters, which come on top of these figures. */
  readonly dependsOnUse: boolean;
}

/**
 * Compares keeping an add-on's plan with changing it now.
 *
 * @param segments those of the add-on; without an open one it is not billed yet, and nothing changes for this month
 * @param other the other plan as `service:plan`, with its price by today's catalogue (R43)
 * @param nowMs the instant of the change, in ms UTC
 * @see docs/addon-rules.md, Billing, 12
 */
export function comparePlan(
  segments: readonly PriceSegment[],
  other: { readonly plan: string; readonly price: Price },
  nowMs: number,
): PlanComparison {
  const { price } = other;
  const open = segments.find(({ end }) => end === null);
  const present = open?.cents ?? null;
  const isKnown = present !== null && price.cents !== null;
  const dependsOnUse = price.metered || (open?.metered ?? false);
  if (open === undefined || !isKnown) {
    return { thisMonthCents: null, laterCents: null, dependsOnUse };
  }
  const forecast = (parts: readonly PriceSegment[]): number =>
    billOf(parts, { month: monthAt(nowMs), nowMs }).byEnd.cents;
  const changed = segments.flatMap((segment) =>
    segment === open ? changedAt(open, other, wholeSecond(nowMs)) : [segment],
  );
  return {
    thisMonthCents: forecast(changed) - forecast(segments),
    laterCents: price.cents - present,
    dependsOnUse,
  };
}

/** Closed at an instant and opened at the same one: no gap, no overlap. */
function changedAt(
  open: PriceSegment,
  { plan, price }: { readonly plan: string; readonly price: Price },
  atMs: number,
): readonly PriceSegment[] {
  const at = Math.max(open.start, atMs);
  const next = { plan, cents: price.cents, metered: price.metered, meters: price.meters ?? [] };
  return [
    { ...open, end: at },
    { ...open, ...next, start: at },
  ];
}

/** The segments of each add-on, as `comparePlan` and the page of an add-on want them. */
export function segmentsOf(
  segments: Readonly<Record<string, PriceSegment>>,
  addonId: AddonId,
): readonly PriceSegment[] {
  return Object.values(segments).filter((segment) => segment.addonId === addonId);
}
