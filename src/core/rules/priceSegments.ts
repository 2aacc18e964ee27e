import { planName, type Addon } from '../model/addon.ts';
import type { AddonId, PriceSegmentId } from '../model/ids.ts';
import { patch, put } from '../model/edit.ts';
import * as queries from '../model/queries.ts';
import { wholeSecond } from '../pricing/month.ts';
import type { State } from '../model/state.ts';
import type { Given } from './rule.ts';

/** Billing begins: the price is copied and stays, whatever the catalogue says later (R43). */
export function openPriceSegment(state: State, addon: Addon, given: Given): State {
  const id = given.chance.uuid() as PriceSegmentId;
  return put(state, 'priceSegments', id, {
    id,
    addonId: addon.id,
    addonName: addon.name,
    appId: addon.billingAppId,
    appName: queries.appOf(state, addon.billingAppId).name,
    plan: planName(addon),
    cents: addon.billedPrice.cents,
    metered: addon.billedPrice.metered,
    meters: addon.billedPrice.meters ?? [],
    // After a clock that stepped back, where the last one ended: segments of an add-on never overlap.
    start: Math.max(wholeSecond(given.nowMs), ...endsOf(state, addon.id)),
    end: null,
  });
}

/** Billing ends. Names are written as they were last, for they may be used by others from now on. */
export function closePriceSegment(state: State, addonId: AddonId, given: Given): State {
  const open = Object.values(state.priceSegments).find(
    (segment) => segment.addonId === addonId && segment.end === null,
  );
  if (open === undefined) {
    return state;
  }
  const addon = queries.addonOf(state, addonId);
  return patch(state, 'priceSegments', open.id, {
    addonName: addon.name,
    appName: queries.appOf(state, addon.billingAppId).name,
    // A clock that steps back gives a segment of no length, never one of negative length.
    end: Math.max(open.start, wholeSecond(given.nowMs)),
  });
}

function endsOf(state: State, addonId: AddonId): readonly number[] {
  return Object.values(state.priceSegments).flatMap((segment) =>
    segment.addonId === addonId && segment.end !== null ? [segment.end] : [],
  );
}
