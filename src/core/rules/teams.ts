import { failed } from '../errors/addonError.ts';
import { findApp, findOwner } from '../model/identifiers.ts';
import type { OwnerId } from '../model/ids.ts';
import { isAppName } from '../model/names.ts';
import type { Owner } from '../model/owner.ts';
import { patch, put } from '../model/edit.ts';
import * as queries from '../model/queries.ts';
import type { State } from '../model/state.ts';
import type { App } from '../model/app.ts';
import { recordEvent } from './events.ts';
import type { Rule } from './rule.ts';

/**
 * Makes a team, which can own apps. Its name has the form of an app's.
 *
 * @throws AddonError `invalid_request`
 * @see docs/addon-rules.md, D24
 */
export const createTeam: Rule<'createTeam'> = (state, { name }, given) => {
  if (!isAppName(name)) {
    const problem = 'must be 3–30 lower-case letters, digits and dashes, a letter first.';
    throw failed('invalid_request', { field: 'name', problem });
  }
  if (Object.values(state.owners).some((owner) => owner.name === name)) {
    throw failed('invalid_request', { field: 'name', problem: 'is taken by another team.' });
  }
  const owner: Owner = {
    id: given.chance.uuid() as OwnerId,
    kind: 'team',
    name,
    email: `${name}@herokumanager.com`,
  };
  return [put(state, 'owners', owner.id, owner), { ownerId: owner.id, team: name }];
};

/**
 * Gives an app to another owner. Refused while it shares an add-on with an app that stays (D17).
 *
 * @throws AddonError `app_not_found`, `owner_not_found`, `transfer_breaks_sharing`
 * @see docs/addon-rules.md, D17
 */
export const transferApp: Rule<'transferApp'> = (state, input, given) => {
  const app = findApp(state, input.app);
  const owner = findOwner(state, input.owner);
  const result = { appId: app.id, app: app.name, owner: owner.name };
  if (owner.id === app.ownerId) {
    return [state, result];
  }
  refuseSharing(state, app);
  const next = patch(state, 'apps', app.id, { ownerId: owner.id, updatedAt: given.nowMs });
  const data = { owner: owner.email };
  return [recordEvent(next, { type: 'app.transferred', appId: app.id, data }, given), result];
};

/** Both ways: its own add-ons used elsewhere, and foreign ones that it uses. */
function refuseSharing(state: State, app: App): void {
  const ids = new Set([
    ...queries.addonsBilledTo(state, app.id).map(({ id }) => id),
    ...queries.attachmentsOfApp(state, app.id).map(({ addonId }) => addonId),
  ]);
  for (const id of ids) {
    const addon = queries.addonOf(state, id);
    const others = new Set([addon.billingAppId, ...queries.appsUsing(state, id).map((user) => user.id)]);
    others.delete(app.id);
    if (others.size > 0) {
      const apps = [...others].map((each) => queries.appOf(state, each).name).sort(queries.byText);
      throw failed('transfer_breaks_sharing', { app: app.name, addon: addon.name, apps });
    }
  }
}
