import * as z from 'zod/mini';
import type { PlanFacts } from '../../core/help/planFacts.ts';

export type { MarketplaceWords } from './words.ts';

const text = z.string().check(z.maxLength(200));

/** What the marketplace may ask for. */
export const marketplaceRequests = {
  /** All about one service, and what it would get on an app. */
  service: z.strictObject({ service: text, app: text }),
  create: z.strictObject({ plan: text, app: text }),
  createApp: z.strictObject({}),
  showPrices: z.strictObject({ service: text }),
};

export interface MarketplaceReplies {
  readonly service: ServiceDetails;
  readonly create: null;
  readonly createApp: null;
  readonly showPrices: null;
}

export interface CategoryRow {
  readonly id: string;
  readonly name: string;
}

export interface AppChoice {
  readonly id: string;
  readonly name: string;
}

/** A service as the list shows it. */
export interface ServiceRow {
  readonly slug: string;
  readonly name: string;
  readonly category: string;
  readonly line: string;
  /** `from $3/month`, `free and up`, `by use`, `price not known`. */
  readonly from: string;
  /** Whole cents of its cheapest plan by a known monthly price; null where there is none, also when all goes by use. */
  readonly fromCents: number | null;
  /** Whether a plan costs nothing, whatever one does with it. */
  readonly hasFreePlan: boolean;
  /** Whether nobody knows a price of any plan. */
  readonly isPriceUnknown: boolean;
  readonly isMetered: boolean;
  readonly isHistorical: boolean;
  readonly tags: readonly string[];
  /** What a search looks through, in lower case. */
  readonly searched: string;
}

export interface MarketplaceModel {
  readonly categories: readonly CategoryRow[];
  readonly services: readonly ServiceRow[];
  readonly apps: readonly AppChoice[];
}

/** What an add-on of the service would get on the chosen app. */
export type Outcome =
  | { readonly kind: 'noApp' }
  | { readonly kind: 'refused'; readonly text: string }
  /** It can be created, once it is confirmed that something is overwritten. */
  | {
      readonly kind: 'asks';
      readonly alias: string;
      readonly configVars: readonly string[];
      /** What is overwritten, and what will be asked. */
      readonly text: string;
    }
  | {
      readonly kind: 'made';
      readonly alias: string;
      /** Whether another one of this kind may come of it. */
      readonly isExample: boolean;
      /** Why this alias. */
      readonly reason: string;
      readonly configVars: readonly string[];
    };

export interface ServiceDetails {
  readonly slug: string;
  readonly name: string;
  readonly byline: string;
  readonly description: string;
  readonly lifecycle: string;
  readonly tags: readonly string[];
  readonly plans: readonly (PlanFacts & { readonly fullName: string })[];
  readonly outcome: Outcome;
  readonly allows: readonly string[];
  readonly mayDo: readonly string[];
  readonly varsKnownFrom: string;
}

/** What the page asks and gets, by request. */
export type Asked = {
  readonly [Type in keyof typeof marketplaceRequests]: {
    readonly input: z.infer<(typeof marketplaceRequests)[Type]>;
    readonly reply: MarketplaceReplies[Type];
  };
};
