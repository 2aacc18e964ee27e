import type { AddonId, AppId } from './ids.ts';

/**
 * What is left of an add-on that its provider could not make: a note for a retry, which is a new create. It holds no
 * name and no alias any more, is in no list of add-ons, and is dropped after a week.
 */
export interface FailedAddon {
  readonly id: AddonId;
  readonly name: string;
  readonly service: string;
  readonly plan: string;
  readonly billingAppId: AppId;
  readonly alias: string;
  readonly reason: string;
  readonly failedAt: number;
}
