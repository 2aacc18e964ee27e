import type { AppId } from '../../core/model/ids.ts';
import * as queries from '../../core/model/queries.ts';
import type { State } from '../../core/model/state.ts';

export type SortOrder = 'name' | 'recent';

/** What a person wants to see of the trees, and in which order. */
export interface TreeOptions {
  readonly sortOrder: SortOrder;
  /** What was typed to filter rows; empty for all. */
  readonly filter: string;
  /** Name of the app that the folder at hand is linked to: it comes first. */
  readonly linkedApp: string | undefined;
}

/** Apps or add-ons in the order asked for: by name, or by their last change; the linked app before all others. */
export function rootOrder<Entry extends { readonly id: string; readonly name: string }>(
  entries: readonly Entry[],
  state: State,
  { sortOrder, linkedApp }: TreeOptions,
): readonly Entry[] {
  const sorted =
    sortOrder === 'name'
      ? entries
      : entries.toSorted((first, second) => lastChange(state, second.id) - lastChange(state, first.id));
  const linked = sorted.find(({ name }) => name === linkedApp);
  return linked === undefined || !(linked.id in state.apps)
    ? sorted
    : [linked, ...sorted.filter((entry) => entry !== linked)];
}

/** When an app was released last, or an add-on changed, in ms UTC. */
function lastChange(state: State, id: string): number {
  const release = queries.releasesOf(state, id as AppId).at(-1);
  const addon = Object.hasOwn(state.addons, id) ? state.addons[id] : undefined;
  return release?.createdAt ?? addon?.updatedAt ?? 0;
}
