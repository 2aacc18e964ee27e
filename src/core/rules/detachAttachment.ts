import { failed } from '../errors/addonError.ts';
import { findApp, resolveAttachment } from '../model/identifiers.ts';
import * as queries from '../model/queries.ts';
import { isLastOnBillingApp, removeAttachment } from './newAttachment.ts';
import { addRelease } from './releases.ts';
import type { Rule } from './rule.ts';

/**
 * Takes one alias off one app. The add-on, its other attachments and its bill stay.
 *
 * @throws AddonError `app_not_found`, `attachment_not_found`; `last_attachment` when its billing app would be left
 *   without an alias
 * @see docs/addon-rules.md, R28
 */
export const detachAttachment: Rule<'detachAttachment'> = (state, input, given) => {
  const app = findApp(state, input.app);
  const attachment = resolveAttachment(state, input.alias, app);
  const addon = queries.addonOf(state, attachment.addonId);
  if (isLastOnBillingApp(state, attachment)) {
    throw failed('last_attachment', { addon: addon.name, app: app.name, alias: attachment.alias });
  }
  const detached = removeAttachment(state, attachment, given);
  const result = {
    attachmentId: attachment.id,
    addonId: addon.id,
    addon: addon.name,
    alias: attachment.alias,
  };
  if (addon.state === 'provisioning') {
    return [detached, result];
  }
  const description = `Detach ${attachment.alias} (@ref:${addon.name})`;
  return [addRelease(state, detached, { appId: app.id, description }, given), result];
};
