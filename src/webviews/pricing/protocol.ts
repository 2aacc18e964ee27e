import * as z from 'zod/mini';
import type { PlanFacts } from '../../core/help/planFacts.ts';

export type { PricingWords } from './words.ts';

const text = z.string().check(z.maxLength(200));

/** What the page of prices may ask for. */
export const pricingRequests = {
  showAddon: z.strictObject({ addon: text }),
  showApp: z.strictObject({ app: text }),
  showService: z.strictObject({ service: text }),
  create: z.strictObject({ plan: text }),
};

export interface PricingReplies {
  readonly showAddon: null;
  readonly showApp: null;
  readonly showService: null;
  readonly create: null;
}

/** A line of the bill. */
export interface CostRow {
  readonly key: string;
  readonly addonId: string;
  readonly addon: string;
  /** Whether it is still there to be shown. */
  readonly isThere: boolean;
  readonly app: string;
  readonly plan: string;
  readonly price: string;
  readonly held: string;
  readonly soFar: string;
  readonly byEnd: string;
  /** For sorting; whole cents, -1 where nobody knows. */
  readonly soFarCents: number;
  readonly byEndCents: number;
  /** A note under the plan: its meters, or that it was destroyed. */
  readonly notes: readonly string[];
}

/** A part of the bar: a service and its share of the forecast. */
export interface BarPart {
  readonly service: string;
  readonly slug: string;
  readonly amount: string;
  /** Of the whole, 0 to 100. */
  readonly percent: number;
}

/** What an app comes to. */
export interface AppCost {
  readonly appId: string;
  readonly app: string;
  readonly isThere: boolean;
  readonly addons: number;
  readonly soFar: string;
  readonly byEnd: string;
  /** Of the dearest app's forecast, 0 to 100. */
  readonly percent: number;
}

/** A curve of what was billed, day by day. Points are percent of the width and of the height. */
export interface Curve {
  readonly soFar: readonly Point[];
  readonly byEnd: readonly Point[];
  readonly top: string;
  readonly firstDay: string;
  readonly lastDay: string;
  /** The same in a sentence. */
  readonly text: string;
}

export type Point = readonly [x: number, y: number];

/** What apps cost. */
export interface CostModel {
  readonly kind: 'costs';
  readonly title: string;
  /** Name of the one app that it is about; null for all. */
  readonly app: string | null;
  readonly month: string;
  readonly soFar: string;
  readonly byEnd: string;
  /** "plus 2 add-ons of unknown price"; empty where all are known. */
  readonly unknown: string;
  readonly lastMonth: string;
  readonly nextMonth: string;
  /** Said when meters come on top. */
  readonly meters: string;
  readonly bar: readonly BarPart[];
  readonly barText: string;
  readonly curve: Curve;
  readonly apps: readonly AppCost[];
  readonly rows: readonly CostRow[];
}

/** What the plans of a service cost. */
export interface ServicePrices {
  readonly kind: 'service';
  readonly title: string;
  readonly service: string;
  readonly slug: string;
  readonly about: string;
  readonly plans: readonly PriceRow[];
  readonly chartText: string;
}

export interface PriceRow extends PlanFacts {
  readonly fullName: string;
  /** Of the dearest plan, 0 to 100; null where the price is not known. */
  readonly percent: number | null;
  /** How many add-ons are on it here. */
  readonly used: number;
}

export interface NothingToPrice {
  readonly kind: 'gone';
  readonly title: string;
  /** Says what is there no more. */
  readonly text: string;
}

export type PricingModel = CostModel | ServicePrices | NothingToPrice;

/** What the page asks and gets, by request. */
export type Asked = {
  readonly [Type in keyof typeof pricingRequests]: {
    readonly input: z.infer<(typeof pricingRequests)[Type]>;
    readonly reply: PricingReplies[Type];
  };
};
