import type { App } from './app.ts';
import type { AddonId } from './ids.ts';
import * as queries from './queries.ts';
import type { State } from './state.ts';

/** Who sets a config var on an app: the user, or an add-on under an alias. */
export type VarSource =
  | { readonly kind: 'own' }
  | { readonly kind: 'addon'; readonly alias: string; readonly addonId: AddonId; readonly addon: string };

/** One name on two apps; `null` where an app does not have it. Never a value. */
export interface ComparedVar {
  readonly name: string;
  readonly first: VarSource | null;
  readonly second: VarSource | null;
}

/** The config vars of two apps beside each other, by name. */
export interface ConfigComparison {
  readonly onlyFirst: readonly ComparedVar[];
  readonly onlySecond: readonly ComparedVar[];
  readonly different: readonly ComparedVar[];
  readonly same: readonly ComparedVar[];
}

/** Compares the whole config of two apps. Values are compared here and never leave. */
export function compareConfigs(state: State, first: App, second: App): ConfigComparison {
  const values = [queries.configOf(state, first.id), queries.configOf(state, second.id)] as const;
  const sources = [sourcesOf(state, first), sourcesOf(state, second)] as const;
  const names = [...new Set(values.flatMap((config) => Object.keys(config)))].sort(queries.byText);
  const all = names.map((name) => ({
    name,
    first: sources[0].get(name) ?? null,
    second: sources[1].get(name) ?? null,
  }));
  const onBoth = all.filter((each) => each.first !== null && each.second !== null);
  const isSame = ({ name }: ComparedVar): boolean => values[0][name] === values[1][name];
  return {
    onlyFirst: all.filter((each) => each.second === null),
    onlySecond: all.filter((each) => each.first === null),
    different: onBoth.filter((each) => !isSame(each)),
    same: onBoth.filter(isSame),
  };
}

function sourcesOf(state: State, app: App): ReadonlyMap<string, VarSource> {
  const own = queries.ownVarsOf(state, app.id).map(({ name }) => [name, { kind: 'own' }] as const);
  const owned = queries.ownedVarsOf(state, app.id).map(({ name, attachmentId, addonId }) => {
    const alias = queries.attachmentOf(state, attachmentId).alias;
    return [name, { kind: 'addon', alias, addonId, addon: queries.addonOf(state, addonId).name }] as const;
  });
  return new Map<string, VarSource>([...own, ...owned]);
}
