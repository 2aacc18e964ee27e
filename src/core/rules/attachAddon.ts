import { failed } from '../errors/addonError.ts';
import type { Addon } from '../model/addon.ts';
import type { App } from '../model/app.ts';
import { findApp, resolveAddon } from '../model/identifiers.ts';
import type { Service } from '../model/plan.ts';
import * as queries from '../model/queries.ts';
import type { State } from '../model/state.ts';
import {
  addAttachment,
  checkChosenAlias,
  clearAlias,
  releaseAttachment,
  settleAlias,
} from './newAttachment.ts';
import type { Rule } from './rule.ts';

/**
 * Attaches an add-on that exists to an app, its own or another of the same owner. Price and billing app stay.
 *
 * @throws AddonError `app_not_found`, `addon_not_found`, `multiple_matches`, `addon_not_ready`, `different_owner`,
 *   `sharing_not_supported`, `multiple_attachments_not_supported`, `namespace_not_supported`, `invalid_alias`,
 *   `alias_not_supported`, `already_attached`, `config_var_taken`, `confirmation_required`, in this order
 * @see docs/addon-rules.md, R23–R27
 */
export const attachAddon: Rule<'attachAddon'> = (state, input, given) => {
  const app = findApp(state, input.app);
  const addon = resolveAddon(state, input.addon, app);
  const service = given.catalog.service(addon.service);
  checkSharing(state, { app, addon, service });
  if (input.namespace !== undefined && input.namespace !== null) {
    throw failed('namespace_not_supported', { service: service.slug, namespace: input.namespace });
  }
  checkChosenAlias(service, input.alias);
  const wanted = {
    app,
    service,
    suffixes: addon.suffixes,
    addonId: addon.id,
    name: addon.name,
    alias: input.alias,
    confirm: input.confirm,
  };
  const settled = settleAlias(state, wanted, given);
  const { alias, reason } = settled;
  const cleared = clearAlias(state, app, settled, given);
  const [attached, attachment] = addAttachment(cleared, { app, addonId: addon.id, alias, reason }, given);
  const released = releaseAttachment(cleared, attached, attachment, given);
  return [released, { addonId: addon.id, addon: addon.name, attachmentId: attachment.id, alias, reason }];
};

function checkSharing(
  state: State,
  { app, addon, service }: { app: App; addon: Addon; service: Service },
): void {
  if (addon.state !== 'provisioned' && addon.state !== 'provisioning') {
    throw failed('addon_not_ready', { addon: addon.name, state: 'deprovisioning' });
  }
  const billingApp = queries.appOf(state, addon.billingAppId);
  if (billingApp.ownerId !== app.ownerId) {
    throw failed('different_owner', { addon: addon.name, app: app.name });
  }
  if (billingApp.id !== app.id && !service.supports.sharing) {
    throw failed('sharing_not_supported', { service: service.slug, addon: addon.name, app: app.name });
  }
  const present = queries.attachmentsOfApp(state, app.id).find((each) => each.addonId === addon.id);
  if (present !== undefined && !service.supports.multipleAttachments) {
    const details = { service: service.slug, addon: addon.name, alias: present.alias, app: app.name };
    throw failed('multiple_attachments_not_supported', details);
  }
}
