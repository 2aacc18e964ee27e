import type { AppId } from '../core/model/ids.ts';
import type { State } from '../core/model/state.ts';
import type { AddonPlatform } from '../core/platform/addonPlatform.ts';
import type { AppTransfer } from './appTransfer.ts';
import type { EntryFolder } from './entryFolder.ts';
import type { LogFiles } from './logFiles.ts';
import type { Webhook } from './webhooks.ts';

/** What is kept of apps beside the state. */
export interface KeptBeside {
  readonly logs: LogFiles;
  readonly webhooks: EntryFolder<Webhook>;
  readonly appTransfers: EntryFolder<AppTransfer>;
}

/**
 * Removes what is kept beside the state of apps that are gone for good: destroyed so long ago that no undo can bring
 * them back.
 */
export async function removeLostApps(platform: AddonPlatform, kept: KeptBeside): Promise<void> {
  const [logs, webhooks, appTransfers] = await Promise.all([
    kept.logs.apps(),
    kept.webhooks.all(),
    kept.appTransfers.all(),
  ]);
  // Behind the look at the files: what another server made for a new app is not taken for lost.
  await platform.refresh();
  const { state } = platform;
  await Promise.all([
    ...logs.filter((appId) => isLost(state, appId as AppId)).map((appId) => kept.logs.remove(appId)),
    ...webhooks.filter(({ appId }) => isLost(state, appId)).map((each) => kept.webhooks.remove(each)),
    ...appTransfers.filter(({ appId }) => isLost(state, appId)).map((each) => kept.appTransfers.remove(each)),
  ]);
}

/** An app that can come back has its releases still. */
function isLost(state: State, appId: AppId): boolean {
  return state.apps[appId] === undefined && state.releases[appId] === undefined;
}
