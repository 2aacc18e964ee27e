import type { Catalog } from '../catalog/catalog.ts';
import { failed } from '../errors/addonError.ts';
import type { Ability } from '../errors/failure.ts';
import type { AddonId, AppId } from '../model/ids.ts';
import * as queries from '../model/queries.ts';
import type { State } from '../model/state.ts';

/**
 * The apps on which an add-on may use an ability now: those that it is attached to; of any other it hears nothing.
 *
 * @throws AddonError `capability_missing` when its service's capabilities lack the ability
 * @see docs/addon-rules.md, R39
 */
export function appsOpenTo(
  state: State,
  catalog: Catalog,
  { addonId, ability }: { addonId: AddonId; ability: Ability },
): readonly AppId[] {
  const addon = queries.addonOf(state, addonId);
  if (!catalog.service(addon.service).capabilities.includes(ability)) {
    throw failed('capability_missing', { service: addon.service, ability });
  }
  return queries.appsUsing(state, addonId).map(({ id }) => id);
}

/** The config vars that an add-on may see on an app: its own, never others (R39). */
export function varsVisibleTo(
  state: State,
  { addonId, appId }: { addonId: AddonId; appId: AppId },
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    queries
      .ownedVarsOf(state, appId)
      .filter((ownedVar) => ownedVar.addonId === addonId)
      .map(({ name, value }) => [name, value]),
  );
}
