import { failed } from '../errors/addonError.ts';
import type { Addon, AddonValues } from '../model/addon.ts';
import { isLocked } from '../model/lockedValue.ts';
import type { ChangeOutcome, ProvisionRequest } from '../ports/provider.ts';
import type { Given } from './rule.ts';

/**
 * The values that an add-on has once its provider has changed it.
 *
 * @param planSlug the plan that it is on afterwards
 * @throws AddonError `addon_not_ready`, `provider_failed`
 * @throws AddonError `store_locked` when the present values are needed
 */
export function askProvider(
  addon: Addon,
  planSlug: string,
  change: 'rotate' | 'failOver' | 'changePlan',
  given: Given,
): AddonValues {
  requireReady(addon);
  const { service, plan } = given.catalog.plan(`${addon.service}:${planSlug}`);
  const request = { service, plan, addonName: addon.name, config: {} };
  const outcome = isOpen(addon)
    ? given.provider[change](request, addon.values, given.chance)
    : whileLocked(addon, change, request, given);
  if (outcome.state === 'failed') {
    throw failed('provider_failed', { service: service.slug, reason: outcome.reason });
  }
  return outcome.values;
}

function isOpen({ values }: Addon): boolean {
  return !Object.values(values).some(isLocked);
}

/** Locked values are carried along, or replaced by wholly new ones: a provider must not take them for values. */
function whileLocked(
  addon: Addon,
  change: 'rotate' | 'failOver' | 'changePlan',
  request: ProvisionRequest,
  given: Given,
): ChangeOutcome {
  if (change === 'changePlan') {
    return { state: 'ready', values: addon.values };
  }
  const outcome = change === 'rotate' ? given.provider.provision(request, given.chance) : undefined;
  if (outcome === undefined || outcome.state === 'pending') {
    throw failed('store_locked', {});
  }
  return outcome;
}

/** @throws AddonError `addon_not_ready` */
export function requireReady(addon: Addon): void {
  if (addon.state !== 'provisioned') {
    const state = addon.state === 'provisioning' ? 'provisioning' : 'deprovisioning';
    throw failed('addon_not_ready', { addon: addon.name, state });
  }
}
