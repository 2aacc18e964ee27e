import { failed } from '../errors/addonError.ts';
import type { Addon } from '../model/addon.ts';
import type { App } from '../model/app.ts';
import { varName, type AliasReason, type Attachment } from '../model/attachment.ts';
import { configVarKey } from '../model/configVar.ts';
import type { AddonId, AttachmentId } from '../model/ids.ts';
import { isAlias, suggestAlias } from '../model/names.ts';
import type { Service } from '../model/plan.ts';
import { drop, patch, put } from '../model/edit.ts';
import * as queries from '../model/queries.ts';
import type { State } from '../model/state.ts';
import { chooseAlias, fallbackAlias, type AliasChoice, type Reserved } from './aliasName.ts';
import { recordEvent } from './events.ts';
import { addRelease } from './releases.ts';
import type { Given } from './rule.ts';

/** What a create or attach asks for, once it is known which app and service are meant. */
export interface AttachmentWanted {
  readonly app: App;
  readonly service: Service;
  readonly suffixes: readonly string[];
  /** The add-on to attach; undefined while it is still to be created. */
  readonly addonId: AddonId | undefined;
  /** How a confirmation calls it: the add-on, or at create its given name or the service's slug (R25). */
  readonly name: string;
  readonly alias: string | undefined;
  readonly confirm: unknown;
}

/** An alias that was checked and, where it overwrites, confirmed. */
export interface SettledAlias extends AliasChoice {
  readonly displaced: Displaced | undefined;
  /** The user's own config vars that go. */
  readonly hiddenVars: readonly string[];
}

interface Displaced {
  readonly attachment: Attachment;
  readonly addon: Addon;
  /** R27: its next alias, when it was its add-on's last one on the billing app. */
  readonly fallback: AliasChoice | undefined;
}

/**
 * Form of an alias that the user chose, and whether the service lets one be chosen (R4, D11).
 *
 * @throws AddonError `invalid_alias`, `alias_not_supported`
 */
export function checkChosenAlias(service: Service, alias: string | undefined): void {
  if (alias === undefined) {
    return;
  }
  if (!isAlias(alias)) {
    throw failed('invalid_alias', { alias, suggestion: suggestAlias(alias) });
  }
  if (!service.supports.customAlias && alias !== service.defaultAlias) {
    throw failed('alias_not_supported', { service: service.slug, defaultAlias: service.defaultAlias });
  }
}

/**
 * Chooses the alias and clears the way for it: what can't be confirmed away is refused, what can is asked for
 * (R9, R13, R19, R25, R27).
 *
 * @throws AddonError `already_attached`, `config_var_taken`, `confirmation_required`
 */
export function settleAlias(state: State, wanted: AttachmentWanted, given: Given): SettledAlias {
  const { app, service, suffixes } = wanted;
  const search = { appId: app.id, service: service.slug, defaultAlias: service.defaultAlias, suffixes };
  const { alias, reason } = chooseAlias(state, search, wanted.alias, given.chance);
  const attachments = queries.attachmentsOfApp(state, app.id);
  const taker = attachments.find((attachment) => attachment.alias === alias);
  if (taker !== undefined && taker.addonId === wanted.addonId) {
    throw failed('already_attached', { addon: wanted.name, app: app.name, alias });
  }
  const configVars = suffixes.map((suffix) => varName(alias, suffix));
  refuseTakenVars(state, { app, alias, configVars });
  const own = new Set(queries.ownVarsOf(state, app.id).map((configVar) => configVar.name));
  const hiddenVars = configVars.filter((name) => own.has(name));
  const displaced =
    taker === undefined
      ? undefined
      : displace(state, taker, { aliases: [alias], configVars, by: wanted.name }, given);
  if ((displaced !== undefined || hiddenVars.length > 0) && wanted.confirm !== app.name) {
    const lost = taker === undefined ? [] : queries.varNamesOf(state, taker);
    const overwritten = [...new Set([...lost, ...hiddenVars])];
    throw failed('confirmation_required', {
      kind: 'overwrite',
      name: wanted.name,
      app: app.name,
      alias,
      overwritten: overwritten.length > 0 ? overwritten : [alias],
      displaced:
        displaced === undefined
          ? null
          : { addon: displaced.addon.name, fallbackAlias: displaced.fallback?.alias ?? null },
    });
  }
  return { alias, reason, displaced, hiddenVars };
}

/** R19: a var owned through another alias can't be confirmed away, it would leave half an attachment (D9). */
function refuseTakenVars(
  state: State,
  { app, alias, configVars }: { app: App; alias: string; configVars: readonly string[] },
): void {
  for (const attachment of queries.attachmentsOfApp(state, app.id)) {
    const taken = queries.varNamesOf(state, attachment).find((name) => configVars.includes(name));
    if (taken !== undefined && attachment.alias !== alias) {
      const addon = queries.addonOf(state, attachment.addonId).name;
      const details = { alias, configVar: taken, addon, otherAlias: attachment.alias, app: app.name };
      throw failed('config_var_taken', details);
    }
  }
}

function displace(state: State, attachment: Attachment, reserved: Reserved, given: Given): Displaced {
  const addon = queries.addonOf(state, attachment.addonId);
  if (!isLastOnBillingApp(state, attachment)) {
    return { attachment, addon, fallback: undefined };
  }
  // Its own present alias is no obstacle: it goes.
  const without = drop(state, 'attachments', attachment.id);
  const search = {
    appId: attachment.appId,
    service: addon.service,
    defaultAlias: given.catalog.find(addon.service)?.defaultAlias ?? null,
    suffixes: addon.suffixes,
  };
  return { attachment, addon, fallback: fallbackAlias(without, search, reserved, given.chance) };
}

/** I3: whether an attachment is the only one that its add-on has on its billing app. */
export function isLastOnBillingApp(state: State, attachment: Attachment): boolean {
  const addon = queries.addonOf(state, attachment.addonId);
  const onBillingApp = queries
    .attachmentsOfAddon(state, addon.id)
    .filter((each) => each.appId === addon.billingAppId);
  return attachment.appId === addon.billingAppId && onBillingApp.length === 1;
}

/** R26, first release: what stands in the way of a settled alias goes. Nothing in the way: nothing happens. */
export function clearAlias(state: State, app: App, settled: SettledAlias, given: Given): State {
  const { displaced, hiddenVars } = settled;
  if (displaced === undefined && hiddenVars.length === 0) {
    return state;
  }
  let next = state;
  for (const name of hiddenVars) {
    next = drop(next, 'configVars', configVarKey(app.id, name));
  }
  const removed = `emove ${hiddenVars.join(', ')} config vars`;
  if (displaced === undefined) {
    return addRelease(state, next, { appId: app.id, description: `R${removed}` }, given);
  }
  const { attachment, addon, fallback } = displaced;
  next =
    fallback === undefined
      ? removeAttachment(next, attachment, given)
      : renameAttachment(
          next,
          attachment,
          { ...fallback, reason: { ...fallback.reason, isFallback: true } },
          given,
        );
  const what =
    fallback === undefined
      ? `Detach ${attachment.alias} (@ref:${addon.name})`
      : `Rename ${attachment.alias} to ${fallback.alias} (@ref:${addon.name})`;
  const description = hiddenVars.length === 0 ? what : `${what} and r${removed}`;
  return addRelease(state, next, { appId: app.id, description }, given);
}

/** A new attachment in the next state; its release is the caller's, who knows what else belongs to it. */
export function addAttachment(
  state: State,
  fields: { app: App; addonId: AddonId; alias: string; reason: AliasReason },
  given: Given,
): readonly [State, Attachment] {
  const attachment: Attachment = {
    id: given.chance.uuid() as AttachmentId,
    appId: fields.app.id,
    addonId: fields.addonId,
    alias: fields.alias,
    namespace: null,
    reason: fields.reason,
    createdAt: given.nowMs,
    updatedAt: given.nowMs,
  };
  const { appId, addonId, alias } = attachment;
  const next = put(state, 'attachments', attachment.id, attachment);
  return [
    recordEvent(next, { type: 'attachment.created', appId, addonId, data: { alias } }, given),
    attachment,
  ];
}

/** The release that a new attachment makes; while its add-on is provisioning it sets nothing, and makes none (R20). */
export function releaseAttachment(before: State, after: State, attachment: Attachment, given: Given): State {
  const addon = queries.addonOf(after, attachment.addonId);
  const description = `Attach ${attachment.alias} (@ref:${addon.name})`;
  return addon.state === 'provisioned'
    ? addRelease(before, after, { appId: attachment.appId, description }, given)
    : after;
}

/** The next state without an attachment; the config vars that it set go with it. */
export function removeAttachment(state: State, attachment: Attachment, given: Given): State {
  const { appId, addonId, alias } = attachment;
  const next = drop(state, 'attachments', attachment.id);
  return recordEvent(next, { type: 'attachment.destroyed', appId, addonId, data: { alias } }, given);
}

/** The next state with an attachment under another alias. Id and add-on stay. */
export function renameAttachment(
  state: State,
  attachment: Attachment,
  choice: AliasChoice,
  given: Given,
): State {
  const { appId, addonId } = attachment;
  const fields = { alias: choice.alias, reason: choice.reason, updatedAt: given.nowMs };
  const next = patch(state, 'attachments', attachment.id, fields);
  const data = { alias: choice.alias, oldAlias: attachment.alias };
  return recordEvent(next, { type: 'attachment.renamed', appId, addonId, data }, given);
}
