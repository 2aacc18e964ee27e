import type { Addon, AddonValues } from '../model/addon.ts';
import type { App } from '../model/app.ts';
import { varName } from '../model/attachment.ts';
import { patch } from '../model/edit.ts';
import * as queries from '../model/queries.ts';
import type { State } from '../model/state.ts';
import { recordEvent } from './events.ts';
import { addRelease } from './releases.ts';
import type { Given } from './rule.ts';

/**
 * A provider's new values reach every attachment of its add-on at once: one release on each attached app, however
 * many aliases it has there; none when the values are equal (R33).
 */
export function changeValues(state: State, addon: Addon, values: AddonValues, given: Given): State {
  const changed = setValues(state, addon, values, given);
  return changed === state
    ? state
    : releaseValues(state, changed, { addon, apps: queries.appsUsing(state, addon.id) }, given);
}

/**
 * A provider's values without those of new suffixes that would claim a config var which another attachment sets on
 * some app: who has a name keeps it (I5).
 */
export function withoutClaimed(state: State, addon: Addon, values: AddonValues): AddonValues {
  const attachments = queries.attachmentsOfAddon(state, addon.id);
  const isClaimed = (suffix: string): boolean =>
    attachments.some(({ id, appId, alias }) =>
      queries
        .attachmentsOfApp(state, appId)
        .filter((other) => other.id !== id)
        .some((other) => queries.varNamesOf(state, other).includes(varName(alias, suffix))),
    );
  const known = new Set(addon.suffixes);
  return Object.fromEntries(
    Object.entries(values).filter(([suffix]) => known.has(suffix) || !isClaimed(suffix)),
  );
}

/** The next state with a provider's values; the same state when they are equal. The releases are the caller's. */
export function setValues(state: State, addon: Addon, provided: AddonValues, given: Given): State {
  const values = withoutClaimed(state, addon, provided);
  if (areEqual(addon.values, values)) {
    return state;
  }
  const suffixes = Object.keys(values);
  const changed = patch(state, 'addons', addon.id, { values, suffixes, updatedAt: given.nowMs });
  return recordEvent(
    changed,
    {
      type: 'addon.updated',
      appId: addon.billingAppId,
      addonId: addon.id,
      actor: providerEmail(addon),
      data: { name: addon.name },
    },
    given,
  );
}

/** One release on each of some apps, for the values that an add-on has now. */
export function releaseValues(
  before: State,
  after: State,
  { addon, apps }: { addon: Addon; apps: readonly App[] },
  given: Given,
): State {
  return apps.reduce((next, app) => {
    const aliases = queries
      .attachmentsOfApp(after, app.id)
      .filter((attachment) => attachment.addonId === addon.id)
      .map((attachment) => attachment.alias);
    const description = `Update ${aliases.join(', ')} by ${addon.service}`;
    return addRelease(before, next, { appId: app.id, description, user: providerEmail(addon) }, given);
  }, after);
}

/** Who a provider is, in releases and events (R33). */
function providerEmail(addon: Addon): string {
  return `${addon.service}@addons.heroku.com`;
}

function areEqual(first: AddonValues, second: AddonValues): boolean {
  const names = Object.keys(first);
  return (
    names.length === Object.keys(second).length &&
    names.every((name) => Object.hasOwn(second, name) && first[name] === second[name])
  );
}
