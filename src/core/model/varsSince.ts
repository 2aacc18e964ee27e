import type { AppId } from './ids.ts';
import * as queries from './queries.ts';
import type { State } from './state.ts';

/** The release since which a config var has the value that it has. */
export interface VarSince {
  readonly version: number;
  readonly createdAt: number;
  /** The releases before were folded into this one: it may have had the value for longer. */
  readonly isAtLatest: boolean;
}

/** Of every config var of an app, the release that set it last, as far as releases are kept. */
export function varsSince(state: State, appId: AppId): ReadonlyMap<string, VarSince> {
  const foldedThrough = state.releases[appId]?.foldedThrough ?? 0;
  const since = new Map<string, VarSince>();
  queries.releasesOf(state, appId).forEach(({ version, createdAt, changes }, position) => {
    const isAtLatest = position === 0 && foldedThrough > 0;
    [...changes.own.unset, ...changes.owned.unset].forEach((name) => since.delete(name));
    for (const name of [...Object.keys(changes.own.set), ...Object.keys(changes.owned.set)]) {
      since.set(name, { version, createdAt, isAtLatest });
    }
  });
  return since;
}
