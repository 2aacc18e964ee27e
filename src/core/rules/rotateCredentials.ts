import { findApp, resolveAddon } from '../model/identifiers.ts';
import { askProvider } from './askProvider.ts';
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
  const values = askProvider(addon, addon.plan, 'rotate', given);
  return [changeValues(state, addon, values, given), { addonId: addon.id, addon: addon.name }];
};
