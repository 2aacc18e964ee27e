import type { AddonId, AppId, OwnerId } from '../../src/core/model/ids.ts';
import type { Owner } from '../../src/core/model/owner.ts';
import * as queries from '../../src/core/model/queries.ts';
import { emptyState, type State } from '../../src/core/model/state.ts';

/** A second owner, for what may not be shared between two. */
export const team: Owner = {
  id: '00000000-0000-4000-8000-0000000000aa' as OwnerId,
  kind: 'team',
  name: 'acme',
  email: 'acme@herokumanager.com',
};

/** A first state with two owners. */
export const stateWithTeam: State = { ...emptyState, owners: { ...emptyState.owners, [team.id]: team } };

/** The state in which an add-on is still being created: attached, its values and its bill still to come (R20). */
export function withProvisioning(state: State, addonName: string): State {
  const addon = queries.addonNamed(state, addonName)!;
  const segments = Object.entries(state.priceSegments).filter(([, { addonId }]) => addonId !== addon.id);
  return {
    ...state,
    addons: { ...state.addons, [addon.id]: { ...addon, state: 'provisioning', values: {} } },
    priceSegments: Object.fromEntries(segments),
  };
}

/** The state after a provider gave up on an add-on of an app (R22). */
export function withFailedAddon(state: State, billingAppId: AppId): State {
  const id = '00000000-0000-4000-8000-0000000000ff' as AddonId;
  const note = {
    id,
    name: 'no-luck',
    service: 'heroku-redis',
    plan: 'mini',
    billingAppId,
    alias: 'REDIS',
    reason: 'out of capacity',
    failedAt: 0,
  };
  return { ...state, failedAddons: { [id]: note } };
}
