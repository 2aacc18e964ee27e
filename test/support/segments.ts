import type { AddonId, AppId, PriceSegmentId } from '../../src/core/model/ids.ts';
import type { PriceSegment } from '../../src/core/model/priceSegment.ts';
import { billOf, type Bill } from '../../src/core/pricing/bill.ts';
import { monthAt } from '../../src/core/pricing/month.ts';

let count = 0;

/** A stretch of one price; instants as `2026-11-24` or with a time, UTC. */
export function segment(
  cents: number | null,
  start: string,
  end: string | null = null,
  rest: Partial<PriceSegment> = {},
): PriceSegment {
  count += 1;
  return {
    id: `segment-${count}` as PriceSegmentId,
    addonId: 'addon' as AddonId,
    addonName: 'cache',
    appId: 'app' as AppId,
    appName: 'example-app',
    plan: 'heroku-redis:mini',
    cents,
    metered: false,
    meters: [],
    start: Date.parse(start),
    end: end === null ? null : Date.parse(end),
    ...rest,
  };
}

/** The bill of a month that is over, or the one at an instant; the month as `2026-11`. */
export function billIn(month: string, segments: readonly PriceSegment[], now?: string): Bill {
  const start = monthAt(Date.parse(`${month}-01`));
  const nowMs = now === undefined ? start.endMs : Date.parse(now);
  return billOf(segments, { month: start, nowMs });
}
