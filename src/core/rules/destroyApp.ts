import { failed } from '../errors/addonError.ts';
import type { App } from '../model/app.ts';
import type { Attachment } from '../model/attachment.ts';
import type { AppId } from '../model/ids.ts';
import { findApp } from '../model/identifiers.ts';
import { drop } from '../model/edit.ts';
import * as queries from '../model/queries.ts';
import type { State } from '../model/state.ts';
import { recordEvent } from './events.ts';
import { removeAttachment } from './newAttachment.ts';
import { closePriceSegment } from './priceSegments.ts';
import { addRelease } from './releases.ts';
import type { Given, Rule } from './rule.ts';

/**
 * Destroys an app and the add-ons billed to it, with their data. Other apps that use those add-ons lose their
 * aliases, with one release each; its own aliases of foreign add-ons go without a release elsewhere.
 *
 * @throws AddonError `app_not_found`, `confirmation_required`, `confirmation_mismatch`
 * @see docs/addon-rules.md, R32
 */
export const destroyApp: Rule<'destroyApp'> = (state, input, given) => {
  const app = findApp(state, input.app);
  confirmDestroy(state, app, input.confirm);
  const gone = withoutApp(state, app, given);
  return [releaseElsewhere(state, gone, app, given), { appId: app.id, app: app.name }];
};

/**
 * The next state without an app and all that is its own. Its releases and events stay, out of sight, until the
 * operation can't be undone any more (R37).
 */
function withoutApp(state: State, app: App, given: Given): State {
  const addons = queries.addonsBilledTo(state, app.id);
  const attachments = new Set([
    ...addons.flatMap((addon) => queries.attachmentsOfAddon(state, addon.id)),
    ...queries.attachmentsOfApp(state, app.id),
  ]);
  let next = addons.reduce((each, addon) => closePriceSegment(each, addon.id, given), state);
  next = [...attachments].reduce((each, attachment) => removeAttachment(each, attachment, given), next);
  for (const addon of addons) {
    const event = { type: 'addon.destroyed', appId: app.id, addonId: addon.id } as const;
    next = recordEvent(drop(next, 'addons', addon.id), { ...event, data: { name: addon.name } }, given);
  }
  next = dropAll(next, 'configVars', app);
  next = dropAll(next, 'domains', app);
  for (const { id } of Object.values(next.failedAddons).filter(
    ({ billingAppId }) => billingAppId === app.id,
  )) {
    next = drop(next, 'failedAddons', id);
  }
  next = recordEvent(next, { type: 'app.destroyed', appId: app.id, data: { name: app.name } }, given);
  return drop(next, 'apps', app.id);
}

function confirmDestroy(state: State, app: App, typed: string | undefined): void {
  if (typed === app.name) {
    return;
  }
  if (typed !== undefined) {
    throw failed('confirmation_mismatch', { typed, app: app.name });
  }
  const addons = queries.addonsBilledTo(state, app.id).map((addon) => ({
    addon: addon.name,
    otherApps: queries
      .appsUsing(state, addon.id)
      .filter(({ id }) => id !== app.id)
      .map(({ name }) => name),
  }));
  const monthlyCents = queries.monthlyPriceOf(state, app.id).cents;
  throw failed('confirmation_required', { kind: 'destroyApp', app: app.name, addons, monthlyCents });
}

/** One release for each other app in all, however many add-ons it loses; none for vars that had not come yet. */
function releaseElsewhere(before: State, after: State, app: App, given: Given): State {
  const lost = queries
    .addonsBilledTo(before, app.id)
    .filter((addon) => addon.state === 'provisioned')
    .flatMap((addon) => queries.attachmentsOfAddon(before, addon.id))
    .filter(({ appId }) => appId !== app.id);
  return queries
    .allApps(after)
    .map(({ id }) => ({ id, gone: lost.filter(({ appId }) => appId === id) }))
    .filter(({ gone }) => gone.length > 0)
    .reduce(
      (next, { id, gone }) =>
        addRelease(before, next, { appId: id, description: describe(before, gone) }, given),
      after,
    );
}

/** "Detach A, B (@ref:x), C (@ref:y)" */
function describe(state: State, gone: readonly Attachment[]): string {
  const aliases = new Map<string, string[]>();
  for (const { addonId, alias } of gone) {
    const { name } = queries.addonOf(state, addonId);
    aliases.set(name, [...(aliases.get(name) ?? []), alias]);
  }
  return `Detach ${[...aliases].map(([addon, names]) => `${names.join(', ')} (@ref:${addon})`).join(', ')}`;
}

function dropAll(state: State, bucket: 'configVars' | 'domains', app: App): State {
  const entries: Readonly<Record<string, { readonly appId: AppId }>> = state[bucket];
  const keys = Object.entries(entries).filter(([, entry]) => entry.appId === app.id);
  return keys.reduce((next, [key]) => drop(next, bucket, key), state);
}
