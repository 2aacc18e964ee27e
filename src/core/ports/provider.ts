import type { AddonValues } from '../model/addon.ts';
import type { Plan, Service } from '../model/plan.ts';
import type { Chance } from './chance.ts';

/** What a provider is told of an add-on. */
export interface ProvisionRequest {
  readonly service: Service;
  readonly plan: Plan;
  readonly addonName: string;
  /** Options that were given at create, as they were; empty for later changes. */
  readonly config: Readonly<Record<string, string>>;
}

export type ProvisionOutcome =
  | { readonly state: 'ready'; readonly values: AddonValues }
  /** Promised: `completeProvisioning` or `failProvisioning` will follow (R20). Only for `provision`. */
  | { readonly state: 'pending' }
  | { readonly state: 'failed'; readonly reason: string };

/** What comes of a change to an add-on that is there. */
export type ChangeOutcome = Exclude<ProvisionOutcome, { readonly state: 'pending' }>;

/**
 * Who runs services: makes the values of their config vars and changes them (R22, R33).
 *
 * It is asked inside a rule, which may run twice: it answers at once, from its arguments alone.
 */
export interface Provider {
  provision(request: ProvisionRequest, chance: Chance): ProvisionOutcome;
  /** New secrets; `values` are the present ones. */
  rotate(request: ProvisionRequest, values: AddonValues, chance: Chance): ChangeOutcome;
  /** Moves to another server, with new secrets. */
  failOver(request: ProvisionRequest, values: AddonValues, chance: Chance): ChangeOutcome;
  /** Goes on under `request.plan`; the values that it has then, which may be the present ones. */
  changePlan(request: ProvisionRequest, values: AddonValues, chance: Chance): ChangeOutcome;
}
