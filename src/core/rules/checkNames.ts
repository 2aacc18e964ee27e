import { failed } from '../errors/addonError.ts';
import { isAddonName, isAppName } from '../model/names.ts';
import * as queries from '../model/queries.ts';
import type { State } from '../model/state.ts';

/** @throws AddonError `invalid_app_name`, `app_name_taken` (R1) */
export function checkNewAppName(state: State, name: string): void {
  if (!isAppName(name)) {
    throw failed('invalid_app_name', { name });
  }
  if (queries.appNamed(state, name) !== undefined) {
    throw failed('app_name_taken', { name });
  }
}

/** @throws AddonError `invalid_addon_name`, `addon_name_taken` (R2) */
export function checkNewAddonName(state: State, name: string): void {
  if (!isAddonName(name)) {
    throw failed('invalid_addon_name', { name });
  }
  if (queries.addonNamed(state, name) !== undefined) {
    throw failed('addon_name_taken', { name });
  }
}
