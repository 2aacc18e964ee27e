import type { Attachment } from '../../core/model/attachment.ts';
import type { AddonId, AppId } from '../../core/model/ids.ts';
import { configVarKey } from '../../core/model/configVar.ts';
import * as queries from '../../core/model/queries.ts';
import type { State } from '../../core/model/state.ts';

/**
 * Whether an add-on lives on only under aliases that it was given when another took its own (R27): it costs what it
 * did, and probably nothing reads its config vars any more.
 */
export function isDisplaced(addonId: AddonId, state: State): boolean {
  const attachments = queries.attachmentsOfAddon(state, addonId);
  return attachments.length > 0 && attachments.every(({ reason }) => reason.isFallback === true);
}

/** Config vars that an attachment would set if the user had not set them (R17). */
export function hiddenVarsOf(attachment: Attachment, state: State): readonly string[] {
  return queries
    .varNamesOf(state, attachment)
    .filter((name) => Object.hasOwn(state.configVars, configVarKey(attachment.appId, name)));
}

/** What needs a person: add-ons that could not be made, and aliases whose config vars are hidden. */
export interface Needs {
  readonly failedAddons: number;
  readonly hiddenAliases: number;
}

/** Counts what needs a person over all apps. */
export function needsOf(state: State): Needs {
  const withOwnVars = new Set(Object.values(state.configVars).map(({ appId }) => appId));
  const hiding = [...withOwnVars].flatMap((appId: AppId) =>
    queries.attachmentsOfApp(state, appId).filter((attachment) => hiddenVarsOf(attachment, state).length > 0),
  );
  return { failedAddons: Object.keys(state.failedAddons).length, hiddenAliases: hiding.length };
}
