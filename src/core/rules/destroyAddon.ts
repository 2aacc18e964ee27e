import type { InputOf } from '../actions/action.ts';
import { failed } from '../errors/addonError.ts';
import type { Addon } from '../model/addon.ts';
import { findApp, resolveAddon } from '../model/identifiers.ts';
import { drop } from '../model/edit.ts';
import * as queries from '../model/queries.ts';
import type { State } from '../model/state.ts';
import { recordEvent } from './events.ts';
import { removeAttachment } from './newAttachment.ts';
import { closePriceSegment } from './priceSegments.ts';
import { addRelease } from './releases.ts';
import type { Given, Rule } from './rule.ts';

/**
 * Destroys an add-on with its data: its attachments go from all apps, its bill ends, its name is free.
 *
 * @throws AddonError `app_not_found`, `addon_not_found`, `multiple_matches`, `not_billing_app`,
 *   `addon_attached_elsewhere` (unless `force`), `confirmation_required`, `confirmation_mismatch`, in this order
 * @see docs/addon-rules.md, R29–R31
 */
export const destroyAddon: Rule<'destroyAddon'> = (state, input, given) => {
  const app = input.app === undefined ? undefined : findApp(state, input.app);
  const addon = resolveAddon(state, input.addon, app);
  const billingApp = queries.appOf(state, addon.billingAppId);
  if (app !== undefined && app.id !== billingApp.id) {
    throw failed('not_billing_app', { addon: addon.name, billingApp: billingApp.name, app: app.name });
  }
  const others = queries.appsUsing(state, addon.id).filter((each) => each.id !== billingApp.id);
  if (others.length > 0 && input.force !== true) {
    throw failed('addon_attached_elsewhere', { addon: addon.name, apps: others.map((each) => each.name) });
  }
  confirmDestroy(state, addon, { typed: input.confirm, calledBy: aliasOf(state, addon, input) });
  return [destroyed(state, addon, given), { addonId: addon.id, addon: addon.name }];
};

interface CalledBy {
  readonly app: string;
  readonly alias: string;
}

/** The attachment by whose alias an add-on was called, if it was: `ALIAS` or `app::ALIAS`. */
function aliasOf(
  state: State,
  addon: Addon,
  { addon: identifier }: InputOf<'destroyAddon'>,
): CalledBy | null {
  const alias = identifier.split('::').at(-1);
  const called = queries
    .attachmentsOfAddon(state, addon.id)
    .map((attachment) => ({ app: queries.appOf(state, attachment.appId).name, alias: attachment.alias }))
    .filter((each) => each.alias === alias);
  return called.find(({ app }) => identifier === `${app}::${alias ?? ''}`) ?? called[0] ?? null;
}

function confirmDestroy(
  state: State,
  addon: Addon,
  { typed, calledBy }: { typed: string | undefined; calledBy: CalledBy | null },
): void {
  const app = queries.appOf(state, addon.billingAppId).name;
  if (typed === app) {
    return;
  }
  if (typed !== undefined) {
    throw failed('confirmation_mismatch', { typed, app });
  }
  const attachments = queries.attachmentsOfAddon(state, addon.id).map((attachment) => ({
    app: queries.appOf(state, attachment.appId).name,
    alias: attachment.alias,
    configVars: queries.varNamesOf(state, attachment),
  }));
  const monthlyCents = addon.billedPrice.cents;
  throw failed('confirmation_required', {
    kind: 'destroyAddon',
    addon: addon.name,
    app,
    attachments,
    monthlyCents,
    calledBy,
  });
}

/** R30: one release on each app that had an alias, billing app first; none where its vars had not come yet. */
function destroyed(state: State, addon: Addon, given: Given): State {
  const attachments = queries.attachmentsOfAddon(state, addon.id);
  const closed = closePriceSegment(state, addon.id, given);
  const detached = attachments.reduce((next, each) => removeAttachment(next, each, given), closed);
  const dropped = drop(detached, 'addons', addon.id);
  const event = { type: 'addon.destroyed', appId: addon.billingAppId, addonId: addon.id } as const;
  const gone = recordEvent(dropped, { ...event, data: { name: addon.name } }, given);
  if (addon.state !== 'provisioned') {
    return gone;
  }
  return queries.appsUsing(state, addon.id).reduce((next, app) => {
    const aliases = attachments.filter(({ appId }) => appId === app.id).map(({ alias }) => alias);
    const description = `Detach ${aliases.join(', ')} (@ref:${addon.name})`;
    return addRelease(state, next, { appId: app.id, description }, given);
  }, gone);
}
