import * as z from 'zod/mini';
import type { MeterFacts, PlanFacts } from '../../core/help/planFacts.ts';
import type { CostLineText } from '../../core/pricing/billText.ts';

export type { AddonWords } from './words.ts';

const text = z.string().check(z.maxLength(200));
const nothing = z.strictObject({});

/** What the page of an add-on may ask for. */
export const addonRequests = {
  /** Starts a command about the add-on; it asks for the rest. */
  start: z.strictObject({
    command: z.enum(['attach', 'rotateCredentials', 'failOver', 'destroy', 'showHelp', 'revealAddon']),
  }),
  changePlan: z.strictObject({ plan: text }),
  checkName: z.strictObject({ name: text }),
  rename: z.strictObject({ name: text }),
  detach: z.strictObject({ attachment: text }),
  renameAlias: z.strictObject({ attachment: text }),
  showConfigVars: z.strictObject({ attachment: text }),
  showReleases: z.strictObject({ app: text }),
  showPlans: nothing,
  /** What destroying it would do, tried without a commit. */
  breakage: nothing,
  reveal: z.strictObject({ suffix: text }),
  copy: z.strictObject({ suffix: text }),
};

export interface AddonReplies {
  readonly start: null;
  readonly changePlan: null;
  /** Why it can't be called so; null when it can. */
  readonly checkName: string | null;
  readonly rename: null;
  readonly detach: null;
  readonly renameAlias: null;
  readonly showConfigVars: null;
  readonly showReleases: null;
  readonly showPlans: null;
  readonly breakage: readonly BreakageRow[];
  readonly reveal: string;
  /** What to say once it is copied. */
  readonly copy: string;
}

/** An attachment of the add-on. */
export interface UseRow {
  readonly attachment: string;
  readonly appId: string;
  readonly app: string;
  readonly isBillingApp: boolean;
  readonly alias: string;
  readonly configVars: readonly string[];
  readonly since: string;
  readonly sinceExactly: string;
}

/** One of its values, under all its names. Never the value itself. */
export interface ValueRow {
  readonly suffix: string;
  readonly names: readonly string[];
  readonly kind: string;
  readonly isReady: boolean;
  /** Which change it comes from: one that is shown is hidden again, as it is another now. */
  readonly change: number;
}

export interface PlanRow extends Omit<PlanFacts, 'source' | 'isDefault'> {
  readonly isPresent: boolean;
  /** What changing to it now makes of this month, and of each later one; empty for the present one. */
  readonly thisMonth: string;
  readonly later: string;
}

export interface ReleaseRow {
  readonly appId: string;
  readonly app: string;
  readonly version: string;
  readonly what: string;
  readonly when: string;
  readonly exactly: string;
}

export interface BreakageRow {
  readonly heading: string;
  readonly label: string;
  readonly description: string;
}

/** All that the page shows of an add-on. */
export interface PresentAddon {
  readonly kind: 'addon';
  readonly id: string;
  readonly name: string;
  readonly plan: string;
  readonly planSlug: string;
  readonly price: string;
  readonly state: string;
  readonly isReady: boolean;
  readonly billedTo: string;
  readonly since: string;
  readonly about: readonly string[];
  readonly uses: readonly UseRow[];
  readonly values: readonly ValueRow[];
  readonly limits: readonly string[];
  readonly meters: readonly MeterFacts[];
  readonly priceNotes: readonly string[];
  readonly plans: readonly PlanRow[];
  readonly month: string;
  readonly soFar: string;
  readonly byEnd: string;
  readonly costLines: readonly CostLineText[];
  readonly history: readonly ReleaseRow[];
  readonly dashboard: string;
  readonly canFailOver: boolean;
  readonly allows: readonly string[];
  readonly mayDo: readonly string[];
  readonly varsKnownFrom: string;
}

export interface AbsentAddon {
  readonly kind: 'gone';
  readonly name: string;
}

export type AddonModel = PresentAddon | AbsentAddon;

/** What the page asks and gets, by request. */
export type Asked = {
  readonly [Type in keyof typeof addonRequests]: {
    readonly input: z.infer<(typeof addonRequests)[Type]>;
    readonly reply: AddonReplies[Type];
  };
};
