import { failed } from '../errors/addonError.ts';
import { planName, type Addon } from '../model/addon.ts';
import { findApp, resolveAddon } from '../model/identifiers.ts';
import { patch } from '../model/edit.ts';
import * as queries from '../model/queries.ts';
import { askProvider, requireReady } from './askProvider.ts';
import { setValues, releaseValues } from './changeValues.ts';
import { recordEvent } from './events.ts';
import { closePriceSegment, openPriceSegment } from './priceSegments.ts';
import { addRelease } from './releases.ts';
import type { Rule } from './rule.ts';

/**
 * Puts an add-on on another plan of its service. Id, name and aliases stay; from now on it costs the new price.
 * One release on the billing app; one on every other attached app only if its values change.
 *
 * @throws AddonError `app_not_found`, `addon_not_found`, `multiple_matches`, `addon_not_ready`,
 *   `plan_of_other_service`, `plan_not_found`, `plan_unchanged`, `provider_failed`
 * @see docs/addon-rules.md, R33, R43 and D15
 */
export const changePlan: Rule<'changePlan'> = (state, input, given) => {
  const app = input.app === undefined ? undefined : findApp(state, input.app);
  const addon = resolveAddon(state, input.addon, app);
  requireReady(addon);
  const { plan } = given.catalog.plan(`${addon.service}:${slugOf(addon, input.plan)}`);
  if (plan.slug === addon.plan) {
    throw failed('plan_unchanged', { addon: addon.name, plan: planName(addon) });
  }
  const values = askProvider(addon, plan.slug, 'changePlan', given);
  const closed = closePriceSegment(state, addon.id, given);
  const fields = { plan: plan.slug, billedPrice: plan.price, updatedAt: given.nowMs };
  const changed = setValues(patch(closed, 'addons', addon.id, fields), addon, values, given);
  const renewed = queries.addonOf(changed, addon.id);
  const opened = openPriceSegment(changed, renewed, given);
  const data = { name: addon.name, plan: planName(renewed), oldPlan: planName(addon) };
  const recorded = recordEvent(
    opened,
    { type: 'addon.plan_changed', appId: addon.billingAppId, addonId: addon.id, data },
    given,
  );
  const description = `Change plan of ${addon.name} to ${planName(renewed)}`;
  const released = addRelease(state, recorded, { appId: addon.billingAppId, description }, given);
  const others = queries.appsUsing(state, addon.id).filter(({ id }) => id !== addon.billingAppId);
  const next =
    renewed.values === addon.values
      ? released
      : releaseValues(state, released, { addon, apps: others }, given);
  return [next, { addonId: addon.id, addon: addon.name, plan: planName(renewed) }];
};

/** The plan's slug of `plan` or `service:plan`. */
function slugOf(addon: Addon, plan: string): string {
  const colon = plan.indexOf(':');
  if (colon < 0) {
    return plan;
  }
  if (plan.slice(0, colon) !== addon.service) {
    throw failed('plan_of_other_service', { plan, service: addon.service });
  }
  return plan.slice(colon + 1);
}
