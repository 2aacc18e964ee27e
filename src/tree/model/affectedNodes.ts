import type { Change, ChangeList } from '../../core/model/changes.ts';
import type { AddonId, AppId } from '../../core/model/ids.ts';
import * as queries from '../../core/model/queries.ts';
import type { State } from '../../core/model/state.ts';
import { addonNode, appNode, attachmentNode, parentPath } from './node.ts';

/**
 * Paths of the rows that look different after a commit, in both views; a row below another one of them is left out,
 * as VS Code asks for it again with that. Rows that were never made are among them: who refreshes knows which were.
 */
export function affectedPaths(changes: ChangeList, state: State): readonly string[] {
  const paths = new Set(changes.flatMap((change) => pathsOf(change, state)));
  return [...paths].filter((path) => !isBelowAny(path, paths));
}

function pathsOf({ kind, type, appId, addonId }: Change, state: State): readonly string[] {
  const app = appId === null ? [] : [appNode(appId).path];
  switch (kind) {
    case 'apps':
      return type === 'renamed' && appId !== null ? [...app, ...namingApp(appId, state)] : app;
    case 'addons':
      return [...app, ...(addonId === null ? [] : namingAddon(addonId, state))];
    case 'attachments':
      return [...app, ...(addonId === null ? [] : addonRows(addonId, state))];
    case 'configVars':
    case 'releases':
    case 'failedAddons':
      return app;
    case 'owners':
    case 'domains':
    case 'priceSegments':
      return [];
    default:
      return kind satisfies never;
  }
}

/** Rows of other apps in which an app's name stands. */
function namingApp(appId: AppId, state: State): readonly string[] {
  const billed = queries.addonsBilledTo(state, appId).flatMap(({ id }) => namingAddon(id, state));
  const used = queries.attachmentsOfApp(state, appId).flatMap((each) => addonRows(each.addonId, state));
  return [...billed, ...used];
}

/** Rows in which an add-on's name stands: its own, and those of its aliases. */
function namingAddon(addonId: AddonId, state: State): readonly string[] {
  const aliases = queries
    .attachmentsOfAddon(state, addonId)
    .map(({ id, appId }) => attachmentNode(appId, id).path);
  return [...addonRows(addonId, state), ...aliases];
}

/** An add-on's own rows: below the app that pays for it, and in the view of all add-ons. */
function addonRows(addonId: AddonId, state: State): readonly string[] {
  const addon = state.addons[addonId];
  return addon === undefined
    ? []
    : [addonNode(addonId, addon.billingAppId).path, addonNode(addonId, null).path];
}

function isBelowAny(path: string, paths: ReadonlySet<string>): boolean {
  for (let above = parentPath(path); above !== undefined; above = parentPath(above)) {
    if (paths.has(above)) {
      return true;
    }
  }
  return false;
}
