import type { AppId, ReleaseId } from './ids.ts';
import type { VarChanges } from './configVar.ts';

/** Numbered snapshot of an app, and a restart of it (R35). The highest is the current one (I6). */
export interface Release {
  readonly id: ReleaseId;
  /** 1, 2, 3 … without gap. */
  readonly version: number;
  readonly description: string;
  /** E-mail of who caused it; a provider's is `<service>@addons.heroku.com` (R33). */
  readonly user: string;
  readonly status: 'succeeded';
  readonly createdAt: number;
  /** Against the release before; the oldest one kept holds both parts whole. */
  readonly changes: { readonly own: VarChanges; readonly owned: VarChanges };
  /** `service:plan` of every add-on billed to the app then. */
  readonly addonPlanNames: readonly string[];
  readonly slug: string | null;
}

/**
 * All releases of one app, oldest first; kept together because an app's releases are read and folded together, and
 * a store of 1,000 apps must not copy all of them for one.
 */
export interface ReleaseHistory {
  readonly appId: AppId;
  /** Versions up to this one were folded away; their numbers stay used (R35). */
  readonly foldedThrough: number;
  readonly releases: readonly Release[];
}
