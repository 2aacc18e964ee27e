import type { Action } from '../core/actions/action.ts';
import type { Failure } from '../core/errors/failure.ts';
import type { Addon } from '../core/model/addon.ts';
import type { App } from '../core/model/app.ts';
import type { Attachment } from '../core/model/attachment.ts';
import * as queries from '../core/model/queries.ts';
import type { State } from '../core/model/state.ts';
import type { AddonPlatform } from '../core/platform/addonPlatform.ts';
import type { Effect } from '../core/rules/effect.ts';
import { isLastOnBillingApp } from '../core/rules/newAttachment.ts';

/** What somebody thinks of taking away: an add-on or an app by destroying, an alias by detaching. */
export type Doomed =
  | { readonly kind: 'addon'; readonly addon: Addon }
  | { readonly kind: 'alias'; readonly attachment: Attachment }
  | { readonly kind: 'app'; readonly app: App };

export interface Breakage {
  /** What would change; null when it would be refused. Names only, never a value. */
  readonly effect: Effect | null;
  readonly refusal: Failure | null;
  /** Aliases that could be detached instead of destroying their add-on. */
  readonly detachable: readonly Attachment[];
}

/** What taking it away would do, tried without the commit. A refusal is an answer. */
export async function breakage(doomed: Doomed, platform: AddonPlatform): Promise<Breakage> {
  const { state } = platform;
  const preview = await platform.preview(actionOf(doomed, state));
  const detachable = doomed.kind === 'addon' ? detachableOf(doomed.addon, state) : [];
  return preview.failure === null
    ? { effect: preview.effect, refusal: null, detachable }
    : { effect: null, refusal: preview.failure, detachable };
}

/** As if it were confirmed: the question is what would come of it. */
function actionOf(doomed: Doomed, state: State): Action {
  switch (doomed.kind) {
    case 'addon': {
      const { id, billingAppId } = doomed.addon;
      const confirm = queries.appOf(state, billingAppId).name;
      return { type: 'destroyAddon', addon: id, confirm, force: true };
    }
    case 'alias':
      return {
        type: 'detachAttachment',
        app: doomed.attachment.appId,
        alias: doomed.attachment.id,
      };
    case 'app':
      return { type: 'destroyApp', app: doomed.app.id, confirm: doomed.app.name };
    default:
      return doomed satisfies never;
  }
}

/** By the rule's own word (R28): trying each one would take seconds where an add-on is on many apps. */
function detachableOf(addon: Addon, state: State): readonly Attachment[] {
  return queries.attachmentsOfAddon(state, addon.id).filter((each) => !isLastOnBillingApp(state, each));
}
