import type { AddonValues } from '../model/addon.ts';
import type { Plan, Service } from '../model/plan.ts';
import type { Chance } from './chance.ts';

/** What a provider is told of an add-on. */
export interface ProvisionRequest {
  readonly service: Service;
  readonly plan: Plan;
  readonly addonName: string;
}

export type ProvisionOutcome =
  | { readonly state: 'ready'; readonly values: AddonValues }
  | { readonly state: 'failed'; readonly reason: string };

/**
 * Who runs services: makes the values of their config vars and changes them (R22, R33).
 *
 * It is asked inside a rule, which may run twice: it answers at once, from its arguments alone.
 */
export interface Provider {
  provision(request: ProvisionRequest, chance: Chance): ProvisionOutcome;
  /** New values with new secrets; `values` are the present ones. */
  rotate(request: ProvisionRequest, values: AddonValues, chance: Chance): ProvisionOutcome;
}
