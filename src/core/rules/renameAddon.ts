import { findApp, resolveAddon } from '../model/identifiers.ts';
import { patch } from '../model/edit.ts';
import { checkNewAddonName } from './checkNames.ts';
import { recordEvent } from './events.ts';
import type { Rule } from './rule.ts';

/**
 * Gives an add-on another global name. Aliases, config vars and releases stay; no release (D14).
 *
 * @throws AddonError `app_not_found`, `addon_not_found`, `multiple_matches`, `invalid_addon_name`, `addon_name_taken`
 * @see docs/addon-rules.md, Renaming
 */
export const renameAddon: Rule<'renameAddon'> = (state, input, given) => {
  const app = input.app === undefined ? undefined : findApp(state, input.app);
  const addon = resolveAddon(state, input.addon, app);
  const { name } = input;
  const result = { addonId: addon.id, addon: name };
  if (name === addon.name) {
    return [state, result];
  }
  checkNewAddonName(state, name);
  const next = patch(state, 'addons', addon.id, { name, updatedAt: given.nowMs });
  const data = { name, oldName: addon.name };
  const event = { type: 'addon.renamed', appId: addon.billingAppId, addonId: addon.id, data } as const;
  return [recordEvent(next, event, given), result];
};
