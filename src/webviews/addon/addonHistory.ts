import type { AddonId } from '../../core/model/ids.ts';
import { releaseInWords } from '../../core/model/releaseInWords.ts';
import * as queries from '../../core/model/queries.ts';
import type { State } from '../../core/model/state.ts';
import { exactTime, relativeTime } from '../../core/time/timeText.ts';
import type { ReleaseRow } from './protocol.ts';

/** So many of them are shown; an app keeps more. */
const shownCount = 50;

/**
 * The releases that an add-on caused on the apps that use it, newest first: those of the operations that did
 * something to it. Apps it was taken off are among them.
 */
export function releasesCausedBy(addonId: AddonId, state: State, nowMs: number): readonly ReleaseRow[] {
  const events = Object.values(state.events).flatMap((history) => history.events);
  const operations = new Set(
    events.flatMap((event) => (event.addonId === addonId ? [event.operationId] : [])),
  );
  return events
    .filter(({ type, operationId }) => type === 'release.created' && operations.has(operationId))
    .filter(({ appId }) => state.apps[appId] !== undefined)
    .sort((first, second) => second.sequence - first.sequence)
    .slice(0, shownCount)
    .map(({ appId, at, data }) => ({
      appId,
      app: queries.appOf(state, appId).name,
      version: `v${String(data['version'])}`,
      what: releaseInWords(String(data['description'])),
      when: relativeTime(at, nowMs),
      exactly: exactTime(at),
    }));
}
