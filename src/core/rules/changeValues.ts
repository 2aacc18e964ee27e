import type { Addon, AddonValues } from '../model/addon.ts';
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
  if (areEqual(addon.values, values)) {
    return state;
  }
  const user = `${addon.service}@addons.heroku.com`;
  const suffixes = Object.keys(values);
  const changed = patch(state, 'addons', addon.id, { values, suffixes, updatedAt: given.nowMs });
  let next = recordEvent(
    changed,
    {
      type: 'addon.updated',
      appId: addon.billingAppId,
      addonId: addon.id,
      actor: user,
      data: { name: addon.name },
    },
    given,
  );
  for (const app of queries.appsUsing(state, addon.id)) {
    const aliases = queries
      .attachmentsOfApp(state, app.id)
      .filter((attachment) => attachment.addonId === addon.id)
      .map((attachment) => attachment.alias);
    const description = `Update ${aliases.join(', ')} by ${addon.service}`;
    next = addRelease(state, next, { appId: app.id, description, user }, given);
  }
  return next;
}

function areEqual(first: AddonValues, second: AddonValues): boolean {
  const names = Object.keys(first);
  return (
    names.length === Object.keys(second).length &&
    names.every((name) => Object.hasOwn(second, name) && first[name] === second[name])
  );
}
