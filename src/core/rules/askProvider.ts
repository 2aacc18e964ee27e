import { failed } from '../errors/addonError.ts';
import type { Addon, AddonValues } from '../model/addon.ts';
import type { Given } from './rule.ts';

/**
 * The values that an add-on has once its provider has changed it.
 *
 * @param planSlug the plan that it is on afterwards
 * @throws AddonError `addon_not_ready`, `provider_failed`
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
  const outcome = given.provider[change](request, addon.values, given.chance);
  if (outcome.state === 'failed') {
    throw failed('provider_failed', { service: service.slug, reason: outcome.reason });
  }
  return outcome.values;
}

/** @throws AddonError `addon_not_ready` */
export function requireReady(addon: Addon): void {
  if (addon.state !== 'provisioned') {
    const state = addon.state === 'provisioning' ? 'provisioning' : 'deprovisioning';
    throw failed('addon_not_ready', { addon: addon.name, state });
  }
}
