import { failed } from '../errors/addonError.ts';
import { findApp, resolveAddon } from '../model/identifiers.ts';
import { changeValues } from './changeValues.ts';
import type { Rule } from './rule.ts';

/**
 * The provider makes new secrets; every attached app gets them with one release. An add-on without secrets stays
 * as it is.
 *
 * @throws AddonError `app_not_found`, `addon_not_found`, `multiple_matches`, `addon_not_ready`, `provider_failed`
 * @see docs/addon-rules.md, R33
 */
export const rotateCredentials: Rule<'rotateCredentials'> = (state, input, given) => {
  const app = input.app === undefined ? undefined : findApp(state, input.app);
  const addon = resolveAddon(state, input.addon, app);
  if (addon.state !== 'provisioned') {
    const doing = addon.state === 'provisioning' ? 'provisioning' : 'deprovisioning';
    throw failed('addon_not_ready', { addon: addon.name, state: doing });
  }
  const { service, plan } = given.catalog.plan(`${addon.service}:${addon.plan}`);
  const outcome = given.provider.rotate({ service, plan, addonName: addon.name }, addon.values, given.chance);
  if (outcome.state === 'failed') {
    throw failed('provider_failed', { service: service.slug, reason: outcome.reason });
  }
  return [changeValues(state, addon, outcome.values, given), { addonId: addon.id, addon: addon.name }];
};
