import type { State } from './state.ts';

/** How much a store holds, as people count it. */
export interface Holding {
  readonly apps: number;
  readonly addons: number;
  /** Config vars that apps own themselves; those of add-ons go with them. */
  readonly configVars: number;
}

/** How much a state holds. */
export function holdingOf({ apps, addons, configVars }: State): Holding {
  return {
    apps: Object.keys(apps).length,
    addons: Object.keys(addons).length,
    configVars: Object.keys(configVars).length,
  };
}
