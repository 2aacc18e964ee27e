import type { AddonId, AppId, PriceSegmentId } from './ids.ts';
import type { Meter } from './plan.ts';

/**
 * A stretch of time in which one add-on cost one price. Outlives the add-on: it is what a bill is made of.
 * `start` and `end` are ms UTC, floored to whole seconds (docs/addon-rules.md, Billing).
 */
export interface PriceSegment {
  readonly id: PriceSegmentId;
  readonly addonId: AddonId;
  readonly addonName: string;
  readonly appId: AppId;
  readonly appName: string;
  /** `service:plan`. */
  readonly plan: string;
  readonly cents: number | null;
  readonly metered: boolean;
  readonly meters: readonly Meter[];
  readonly start: number;
  /** `null` while it is open. */
  readonly end: number | null;
}
