import type { ChangeList } from '../../core/model/changes.ts';
import type { AddonId, AppId } from '../../core/model/ids.ts';
import * as queries from '../../core/model/queries.ts';
import type { State } from '../../core/model/state.ts';

/**
 * The apps whose rows look different after a commit: those that it touched, and those that see a touched add-on,
 * because it is billed to them or attached there.
 */
export function affectedApps(changes: ChangeList, state: State): ReadonlySet<AppId> {
  const appIds = new Set<AppId>();
  for (const { kind, type, appId, addonId } of changes) {
    if (appId !== null) {
      appIds.add(appId);
    }
    if (kind === 'apps' && type === 'renamed' && appId !== null) {
      // Its name stands in the rows of apps that share an add-on with it.
      const shared = [
        ...queries.addonsBilledTo(state, appId).map(({ id }) => id),
        ...queries.attachmentsOfApp(state, appId).map((attachment) => attachment.addonId),
      ];
      shared.flatMap((id) => usersOf(id, state)).forEach((id) => appIds.add(id));
    }
    if (addonId !== null) {
      usersOf(addonId, state).forEach((id) => appIds.add(id));
    }
  }
  return appIds;
}

/** The app that pays for an add-on, and those that it is attached to; none for one that is gone. */
function usersOf(addonId: AddonId, state: State): readonly AppId[] {
  const addon = state.addons[addonId];
  return addon === undefined
    ? []
    : [addon.billingAppId, ...queries.attachmentsOfAddon(state, addonId).map(({ appId }) => appId)];
}
