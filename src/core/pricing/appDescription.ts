import type { AppId } from '../model/ids.ts';
import * as queries from '../model/queries.ts';
import type { State } from '../model/state.ts';
import { monthlySumText } from './priceText.ts';

/** An app in few words: `v16 · $6/month`; the version alone when nothing is billed to it. */
export function appDescription(state: State, appId: AppId): string {
  const version = `v${queries.currentVersion(state, appId)}`;
  return queries.addonsBilledTo(state, appId).length === 0
    ? version
    : `${version} · ${monthlySumText(queries.monthlyPriceOf(state, appId))}`;
}
