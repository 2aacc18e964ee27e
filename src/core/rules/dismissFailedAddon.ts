import { failed } from '../errors/addonError.ts';
import { drop } from '../model/edit.ts';
import type { Rule } from './rule.ts';

/**
 * Takes away the note about an add-on that its provider could not make. Nothing else changes: it had no name, alias
 * or price any more.
 *
 * @throws AddonError `addon_not_found` when there is no such note
 * @see docs/addon-rules.md, R22
 */
export const dismissFailedAddon: Rule<'dismissFailedAddon'> = (state, { addon }) => {
  const note = Object.values(state.failedAddons).find(({ id, name }) => id === addon || name === addon);
  if (note === undefined) {
    throw failed('addon_not_found', { addon, app: null, nearest: null });
  }
  return [drop(state, 'failedAddons', note.id), { addonId: note.id, addon: note.name }];
};
