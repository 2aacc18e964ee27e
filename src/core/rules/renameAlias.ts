import { failed } from '../errors/addonError.ts';
import { varName, type Attachment } from '../model/attachment.ts';
import { findApp, resolveAttachment } from '../model/identifiers.ts';
import * as queries from '../model/queries.ts';
import type { State } from '../model/state.ts';
import { checkChosenAlias, renameAttachment } from './newAttachment.ts';
import { addRelease } from './releases.ts';
import type { Rule } from './rule.ts';

/**
 * Gives an attachment another alias on its app: its config vars are renamed in one release. Its id stays. It never
 * overwrites: a taken alias is refused.
 *
 * @throws AddonError `app_not_found`, `attachment_not_found`, `invalid_alias`, `alias_not_supported`, `alias_taken`
 * @see docs/addon-rules.md, Renaming
 */
export const renameAlias: Rule<'renameAlias'> = (state, input, given) => {
  const app = findApp(state, input.app);
  const attachment = resolveAttachment(state, input.alias, app);
  const addon = queries.addonOf(state, attachment.addonId);
  const alias = input.newAlias;
  const result = { attachmentId: attachment.id, addon: addon.name, alias };
  if (alias === attachment.alias) {
    return [state, result];
  }
  checkChosenAlias(given.catalog.service(addon.service), alias);
  refuseTaken(state, attachment, alias);
  const reason = { step: 'chosen', obstacles: [] } as const;
  const renamed = renameAttachment(state, attachment, { alias, reason }, given);
  if (addon.state === 'provisioning') {
    return [renamed, result];
  }
  const description = `Rename ${attachment.alias} to ${alias} (@ref:${addon.name})`;
  return [addRelease(state, renamed, { appId: app.id, description }, given), result];
};

function refuseTaken(state: State, attachment: Attachment, alias: string): void {
  const app = queries.appOf(state, attachment.appId);
  const others = queries.attachmentsOfApp(state, app.id).filter(({ id }) => id !== attachment.id);
  if (others.some((other) => other.alias === alias)) {
    throw failed('alias_taken', { alias, app: app.name, configVar: null });
  }
  const taken = new Set([
    ...queries.ownVarsOf(state, app.id).map(({ name }) => name),
    ...others.flatMap((other) => queries.varNamesOf(state, other)),
  ]);
  const configVar = queries
    .addonOf(state, attachment.addonId)
    .suffixes.map((suffix) => varName(alias, suffix))
    .find((name) => taken.has(name));
  if (configVar !== undefined) {
    throw failed('alias_taken', { alias, app: app.name, configVar });
  }
}
