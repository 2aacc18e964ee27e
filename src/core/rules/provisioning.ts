import { failed } from '../errors/addonError.ts';
import type { Addon } from '../model/addon.ts';
import type { AddonId } from '../model/ids.ts';
import { drop, patch, put } from '../model/edit.ts';
import * as queries from '../model/queries.ts';
import type { State } from '../model/state.ts';
import { withoutClaimed } from './changeValues.ts';
import { recordEvent } from './events.ts';
import { removeAttachment } from './newAttachment.ts';
import { openPriceSegment } from './priceSegments.ts';
import { addRelease } from './releases.ts';
import type { Rule } from './rule.ts';

const keptFailureMs = 7 * 24 * 3_600_000;

/**
 * An add-on that was promised is ready: its config vars appear, with one release on each app that it is attached to
 * by now, and its bill begins. A var that a user has set meanwhile keeps the user's value (D22).
 *
 * @throws AddonError `addon_not_found` when it was destroyed meanwhile, or is ready or failed already
 * @see docs/addon-rules.md, R20
 */
export const completeProvisioning: Rule<'completeProvisioning'> = (state, input, given) => {
  const addon = promised(state, input.addonId);
  const values = withoutClaimed(state, addon, input.values);
  const ready = patch(state, 'addons', addon.id, {
    state: 'provisioned',
    values,
    suffixes: Object.keys(values),
    provisionMessage: input.message ?? null,
    updatedAt: given.nowMs,
  });
  let next = openPriceSegment(ready, addon, given);
  const event = { type: 'addon.provisioned', appId: addon.billingAppId, addonId: addon.id } as const;
  next = recordEvent(next, { ...event, data: { name: addon.name } }, given);
  for (const app of queries.appsUsing(state, addon.id)) {
    const aliases = queries.attachmentsOfApp(state, app.id).filter(({ addonId }) => addonId === addon.id);
    const description = `Attach ${aliases.map(({ alias }) => alias).join(', ')} (@ref:${addon.name})`;
    next = addRelease(state, next, { appId: app.id, description }, given);
  }
  return [next, { addonId: addon.id }];
};

/**
 * An add-on that was promised will not come: it and its attachments go, without a release or a price; a note with
 * the reason stays for a retry.
 *
 * @throws AddonError `addon_not_found` when it was destroyed meanwhile, or is ready or failed already
 * @see docs/addon-rules.md, R22
 */
export const failProvisioning: Rule<'failProvisioning'> = (state, { addonId, reason }, given) => {
  const addon = promised(state, addonId);
  const attachments = queries.attachmentsOfAddon(state, addon.id);
  let next = attachments.reduce((each, attachment) => removeAttachment(each, attachment, given), state);
  next = drop(next, 'addons', addon.id);
  next = put(withoutOldFailures(next, given.nowMs), 'failedAddons', addon.id, {
    id: addon.id,
    name: addon.name,
    service: addon.service,
    plan: addon.plan,
    billingAppId: addon.billingAppId,
    alias: attachments[0]?.alias ?? '',
    reason,
    failedAt: given.nowMs,
  });
  const event = { type: 'addon.destroyed', appId: addon.billingAppId, addonId: addon.id } as const;
  return [recordEvent(next, { ...event, data: { name: addon.name } }, given), { addonId: addon.id }];
};

function promised(state: State, addonId: AddonId): Addon {
  const addon = Object.hasOwn(state.addons, addonId) ? state.addons[addonId] : undefined;
  if (addon?.state !== 'provisioning') {
    throw failed('addon_not_found', { addon: addonId, app: null, nearest: null });
  }
  return addon;
}

function withoutOldFailures(state: State, nowMs: number): State {
  return Object.values(state.failedAddons)
    .filter(({ failedAt }) => nowMs - failedAt > keptFailureMs)
    .reduce((next, { id }) => drop(next, 'failedAddons', id), state);
}
