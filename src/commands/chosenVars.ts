import { failed } from '../core/errors/addonError.ts';
import type { App } from '../core/model/app.ts';
import type { Vars } from '../core/model/configVar.ts';
import { givenOut } from '../core/model/lockedValue.ts';
import { nearest } from '../core/model/nearest.ts';
import * as queries from '../core/model/queries.ts';
import type { State } from '../core/model/state.ts';

/**
 * Some config vars of an app, its add-ons' included, in the order of its config.
 *
 * @param names all of them, if left out
 * @throws AddonError `config_var_not_found` for the first name that there is not; `store_locked`
 */
export function chosenVars(state: State, app: App, names: readonly string[] | undefined): Vars {
  const config = queries.configOf(state, app.id);
  if (names === undefined) {
    return givenOut(config);
  }
  const missing = names.find((name) => !Object.hasOwn(config, name));
  if (missing !== undefined) {
    const known = Object.keys(config);
    throw failed('config_var_not_found', { name: missing, app: app.name, nearest: nearest(missing, known) });
  }
  const chosen = new Set(names);
  return givenOut(Object.fromEntries(Object.entries(config).filter(([name]) => chosen.has(name))));
}
