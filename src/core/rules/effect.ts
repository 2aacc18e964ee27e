import type { AppId } from '../model/ids.ts';
import * as queries from '../model/queries.ts';
import type { State } from '../model/state.ts';

/** What an action did, or would do, to one app. Names only, never a value. */
export interface AppEffect {
  readonly appId: AppId;
  readonly app: string;
  /** Versions of the releases it made; each one restarts the app (R35). */
  readonly releases: readonly number[];
  readonly attached: readonly string[];
  readonly detached: readonly string[];
  readonly configVarsSet: readonly string[];
  readonly configVarsChanged: readonly string[];
  readonly configVarsUnset: readonly string[];
}

/** What an action did, or would do: derived from the states before and after it, so the two can't disagree. */
export interface Effect {
  /** Apps that it touched, by name. */
  readonly apps: readonly AppEffect[];
  /** Difference of the monthly sum of fixed prices, in cents. */
  readonly monthlyCents: number;
}

/** The effect of going from one state to another. */
export function effectBetween(before: State, after: State): Effect {
  const ids = new Set([...changedKeys(before, after, 'apps'), ...changedKeys(before, after, 'releases')]);
  const apps = [...ids].map((id) => appEffect(before, after, id as AppId));
  return {
    apps: apps.sort((first, second) => queries.byText(first.app, second.app)),
    monthlyCents: before.addons === after.addons ? 0 : monthlyCents(after) - monthlyCents(before),
  };
}

function changedKeys(before: State, after: State, bucket: 'apps' | 'releases'): readonly string[] {
  const [old, now] = [before[bucket], after[bucket]];
  if (old === now) {
    return [];
  }
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((key) => old[key] !== now[key]);
}

function monthlyCents(state: State): number {
  return queries.sumOfPrices(Object.values(state.addons)).cents;
}

function appEffect(before: State, after: State, appId: AppId): AppEffect {
  const oldVars = queries.configOf(before, appId);
  const newVars = queries.configOf(after, appId);
  const oldVersion = queries.currentVersion(before, appId);
  return {
    appId,
    app: (after.apps[appId] ?? before.apps[appId])?.name ?? appId,
    releases: queries
      .releasesOf(after, appId)
      .map((release) => release.version)
      .filter((version) => version > oldVersion),
    attached: newAliases(before, after, appId),
    detached: newAliases(after, before, appId),
    configVarsSet: without(Object.keys(newVars), Object.keys(oldVars)),
    configVarsUnset: without(Object.keys(oldVars), Object.keys(newVars)),
    configVarsChanged: Object.keys(newVars).filter(
      (name) => Object.hasOwn(oldVars, name) && oldVars[name] !== newVars[name],
    ),
  };
}

/** Aliases that lead to an add-on in one state and did not in the other. */
function newAliases(before: State, after: State, appId: AppId): readonly string[] {
  const known = new Set(
    queries.attachmentsOfApp(before, appId).map(({ alias, addonId }) => `${alias} ${addonId}`),
  );
  return queries
    .attachmentsOfApp(after, appId)
    .filter(({ alias, addonId }) => !known.has(`${alias} ${addonId}`))
    .map(({ alias }) => alias);
}

function without(names: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others);
  return names.filter((name) => !known.has(name));
}
