import type { AddonId, AppId } from './ids.ts';
import type { Price } from './plan.ts';

/** Suffix → value. The same for every alias on every app (R15). */
export type AddonValues = Readonly<Record<string, string>>;

export type AddonState = 'provisioning' | 'provisioned' | 'deprovisioning' | 'deprovisioned';

/** One provisioned instance of a plan. It exists once, whoever uses it. */
export interface Addon {
  readonly id: AddonId;
  /** Unique over all apps and owners (R2). */
  readonly name: string;
  /** Slug of the service. */
  readonly service: string;
  /** Slug of the plan, without the service. */
  readonly plan: string;
  /** The app it was created on, which pays for it; never changes (D1). */
  readonly billingAppId: AppId;
  readonly state: AddonState;
  /**
   * Suffixes of the config vars it sets, copied from the service: they reserve names while values are still to
   * come, and a later catalogue changes nothing about an add-on that exists.
   */
  readonly suffixes: readonly string[];
  /** Empty until provisioned (R20). */
  readonly values: AddonValues;
  /** Copied at create and at plan change (R43). */
  readonly billedPrice: Price;
  readonly providerId: string | null;
  readonly provisionMessage: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** The plan as people and the API write it. */
export function planName(addon: Pick<Addon, 'service' | 'plan'>): string {
  return `${addon.service}:${addon.plan}`;
}
