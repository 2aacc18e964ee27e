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
  const addons = queries.addonsBilledTo(state, app.id);
  let next = addons.reduce((each, addon) => closePriceSegment(each, addon.id, given), state);
  next = detachElsewhere(next, app, given);
  for (const attachment of queries.attachmentsOfApp(next, app.id)) {
    next = removeAttachment(next, attachment, given);
  }
  for (const addon of addons) {
    const data = { name: addon.name };
    next = drop(next, 'addons', addon.id);
    next = recordEvent(next, { type: 'addon.destroyed', appId: app.id, addonId: addon.id, data }, given);
  }
  next = dropAll(next, 'configVars', app);
  next = dropAll(next, 'domains', app);
  for (const { id } of Object.values(next.failedAddons).filter(
    ({ billingAppId }) => billingAppId === app.id,
  )) {
    next = drop(next, 'failedAddons', id);
  }
  next = recordEvent(next, { type: 'app.destroyed', appId: app.id, data: { name: app.name } }, given);
  // Its releases and events stay out of sight until the operation can't be undone any more (R37).
  return [drop(next, 'apps', app.id), { appId: app.id, app: app.name }];
};

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

/** One release for each other app in all, however many add-ons it loses. */
function detachElsewhere(state: State, app: App, given: Given): State {
  const lost = queries
    .addonsBilledTo(state, app.id)
    .flatMap((addon) => queries.attachmentsOfAddon(state, addon.id))
    .filter(({ appId }) => appId !== app.id);
  const apps = [...new Set(lost.map(({ appId }) => appId))].map((id) => queries.appOf(state, id));
  let next = state;
  for (const other of apps.sort((first, second) => queries.byText(first.name, second.name))) {
    const before = next;
    const gone = lost.filter(({ appId }) => appId === other.id);
    next = gone.reduce((each, attachment) => removeAttachment(each, attachment, given), next);
    const released = gone.filter(({ addonId }) => queries.addonOf(state, addonId).state === 'provisioned');
    if (released.length > 0) {
      next = addRelease(before, next, { appId: other.id, description: describe(state, released) }, given);
    }
  }
  return next;
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
