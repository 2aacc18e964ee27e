/** One priced meter of a plan. `centsPerUnit` may have up to 6 decimals. */
export interface Meter {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly centsPerUnit: number;
}

/** Price of a plan: whole US cents a calendar month (UTC); `null` is a price nobody knows, never zero (R42). */
export interface Price {
  readonly cents: number | null;
  readonly unit: 'month';
  readonly metered: boolean;
  readonly meters?: readonly Meter[] | undefined;
}

/** Priced variant of a service, written `service:plan`. */
export interface Plan {
  readonly slug: string;
  readonly name: string;
  readonly price: Price;
  readonly visible: boolean;
  readonly source: string;
  readonly features?: Readonly<Record<string, string | number | boolean>> | undefined;
}

export type ConfigSuffixKind = 'url' | 'username' | 'password' | 'token' | 'host' | 'port' | 'text';

/** One config var of a service: its name is the alias, `_` and the suffix (R15). */
export interface ConfigSuffix {
  readonly suffix: string;
  readonly kind: ConfigSuffixKind;
  readonly template?: string | undefined;
}

/** What a service allows (R21, R23). */
export interface Supports {
  readonly customAlias: boolean;
  readonly multipleAttachments: boolean;
  readonly sharing: boolean;
  readonly multipleInstalls: boolean;
}

/** A product in the catalogue; `slug` is its id for people. */
export interface Service {
  readonly slug: string;
  readonly name: string;
  readonly provider: string;
  readonly category: string;
  readonly description: string;
  readonly docs: string | null;
  readonly state: 'ga' | 'beta';
  readonly lifecycle: 'current' | 'long-lived' | 'historical' | 'made-up';
  readonly defaultAlias: string | null;
  readonly configSuffixes: readonly ConfigSuffix[];
  readonly configSource: string;
  readonly supports: Supports;
  readonly supportsBasis: Readonly<Record<string, string>>;
  readonly dashboard: boolean;
  readonly capabilities: readonly string[];
  readonly defaultPlan: string;
  readonly plans: readonly Plan[];
}

/** A heading of the marketplace. */
export interface Category {
  readonly id: string;
  readonly name: string;
}
