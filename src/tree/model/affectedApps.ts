import type { ChangeList } from '../../core/model/changes.ts';
import type { AppId } from '../../core/model/ids.ts';
import * as queries from '../../core/model/queries.ts';
import type { State } from '../../core/model/state.ts';

/**
 * The apps whose rows look different after a commit: those that it touched, and those that see a touched add-on,
 * because it is billed to them or attached there.
 */
export function affectedApps(changes: ChangeList, state: State): ReadonlySet<AppId> {
  const appIds = new Set<AppId>();
  for (const { appId, addonId } of changes) {
    if (appId !== null) {
      appIds.add(appId);
    }
    const addon = addonId === null ? undefined : state.addons[addonId];
    if (addon !== undefined) {
      appIds.add(addon.billingAppId);
      queries.attachmentsOfAddon(state, addon.id).forEach((attachment) => appIds.add(attachment.appId));
    }
  }
  return appIds;
}
