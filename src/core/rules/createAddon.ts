import { failed } from '../errors/addonError.ts';
import type { Addon } from '../model/addon.ts';
import { addonHaiku } from '../model/haikuName.ts';
import { findApp } from '../model/identifiers.ts';
import type { AddonId } from '../model/ids.ts';
import type { Service } from '../model/plan.ts';
import type { App } from '../model/app.ts';
import { put } from '../model/edit.ts';
import * as queries from '../model/queries.ts';
import type { State } from '../model/state.ts';
import { checkNewAddonName } from './checkNames.ts';
import { recordEvent } from './events.ts';
import {
  addAttachment,
  checkChosenAlias,
  clearAlias,
  releaseAttachment,
  settleAlias,
} from './newAttachment.ts';
import { openPriceSegment } from './priceSegments.ts';
import type { Rule } from './rule.ts';

/**
 * Creates an add-on, billed to an app, and attaches it there.
 *
 * @throws AddonError `app_not_found`, `service_not_found`, `plan_not_found`, `invalid_addon_name`,
 *   `addon_name_taken`, `invalid_alias`, `alias_not_supported`, `multiple_installs_not_supported`,
 *   `config_var_taken`, `confirmation_required`, `provider_failed`, in this order
 * @see docs/addon-rules.md, R21–R22 and R25–R27
 */
export const createAddon: Rule<'createAddon'> = (state, input, given) => {
  const app = findApp(state, input.app);
  const { service, plan } = given.catalog.plan(input.plan);
  if (input.name !== undefined) {
    checkNewAddonName(state, input.name);
  }
  checkChosenAlias(service, input.alias);
  checkInstalls(state, app, service);
  const suffixes = service.configSuffixes.map(({ suffix }) => suffix);
  const wanted = {
    app,
    service,
    suffixes,
    addonId: undefined,
    name: input.name ?? service.slug,
    alias: input.alias,
    confirm: input.confirm,
  };
  const settled = settleAlias(state, wanted, given);
  const isTaken = (name: string): boolean => queries.addonNamed(state, name) !== undefined;
  const name = input.name ?? addonHaiku(given.chance, isTaken);
  const request = { service, plan, addonName: name, config: input.config ?? {} };
  const outcome = given.provider.provision(request, given.chance);
  if (outcome.state === 'failed') {
    throw failed('provider_failed', { service: service.slug, reason: outcome.reason });
  }
  const addon: Addon = {
    id: given.chance.uuid() as AddonId,
    name,
    service: service.slug,
    plan: plan.slug,
    billingAppId: app.id,
    state: outcome.state === 'ready' ? 'provisioned' : 'provisioning',
    suffixes,
    values: outcome.state === 'ready' ? outcome.values : {},
    billedPrice: plan.price,
    providerId: null,
    provisionMessage: null,
    createdAt: given.nowMs,
    updatedAt: given.nowMs,
  };
  const cleared = clearAlias(state, app, settled, given);
  const data = { name };
  let next = put(cleared, 'addons', addon.id, addon);
  next = recordEvent(next, { type: 'addon.created', appId: app.id, addonId: addon.id, data }, given);
  if (addon.state === 'provisioned') {
    next = openPriceSegment(next, addon, given);
    next = recordEvent(next, { type: 'addon.provisioned', appId: app.id, addonId: addon.id, data }, given);
  }
  const { alias, reason } = settled;
  const [attached, attachment] = addAttachment(next, { app, addonId: addon.id, alias, reason }, given);
  const released = releaseAttachment(cleared, attached, attachment, given);
  return [released, { addonId: addon.id, addon: name, attachmentId: attachment.id, alias, reason }];
};

/** Counts what is billed to the app, not what is attached from elsewhere (D19). */
function checkInstalls(state: State, app: App, service: Service): void {
  const installed = queries.addonsBilledTo(state, app.id).find((addon) => addon.service === service.slug);
  if (installed !== undefined && !service.supports.multipleInstalls) {
    const details = { service: service.slug, addon: installed.name, app: app.name };
    throw failed('multiple_installs_not_supported', details);
  }
}
