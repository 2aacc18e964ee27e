import type { Addon } from '../core/model/addon.ts';
import { findApp, resolveAddon } from '../core/model/identifiers.ts';
import type { State } from '../core/model/state.ts';

/** An add-on, by any identifier of it. */
export interface AddonOrAlias {
  addon: string;
  /** The app whose aliases are meant first. */
  app?: string;
}

/** What a row means where an add-on is wanted: one of an alias stands for its add-on. */
export function addonOfRow({ addon, app, alias }: Readonly<Record<string, unknown>>): Partial<AddonOrAlias> {
  if (typeof addon === 'string') {
    return { addon };
  }
  return typeof app === 'string' && typeof alias === 'string' ? { addon: alias, app } : {};
}

/** @throws AddonError `app_not_found`, `addon_not_found`, `multiple_matches` */
export function resolveAddonOrAlias({ addon, app }: AddonOrAlias, state: State): Addon {
  return resolveAddon(state, addon, app === undefined ? undefined : findApp(state, app));
}
