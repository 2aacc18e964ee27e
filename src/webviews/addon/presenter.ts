import * as l10n from '@vscode/l10n';
import { breakage } from '../../commands/breakage.ts';
import { breakageRows } from '../../commands/breakageRows.ts';
import { failed } from '../../core/errors/addonError.ts';
import { sentence } from '../../core/errors/sentence.ts';
import type { Addon } from '../../core/model/addon.ts';
import { varName, type Attachment } from '../../core/model/attachment.ts';
import type { State } from '../../core/model/state.ts';
import { definePage, type RequestContext } from '../host/page.ts';
import { startCommand } from '../host/startCommand.ts';
import { releasesCausedBy } from './addonHistory.ts';
import { addonModel, nameOf } from './addonModel.ts';
import { addonRequests, type AddonModel, type AddonReplies, type BreakageRow } from './protocol.ts';
import { addonWords } from './words.ts';

/** The page of an add-on; its subject is the add-on's id. */
export const addonPage = definePage<typeof addonRequests, AddonReplies, AddonModel>({
  requests: addonRequests,
  showingValues: ['reveal'],
  title: (subject, { platform }) => nameOf(platform.state, subject),
  words: addonWords,
  model: (subject, { platform, clock }) => addonModel(subject, platform, clock.nowMs()),
  isNamedBy: (changes, subject) =>
    changes.some(({ addonId, kind, type }) => addonId === subject || (kind === 'apps' && type === 'renamed')),
  handlers: {
    start: ({ command }, context) => startCommand(`addons.${command}`, { addon: context.subject }, context),
    changePlan: ({ plan }, context) =>
      startCommand('addons.changePlan', { addon: context.subject, plan }, context),
    checkName: async ({ name }, { platform, subject }) => {
      const { failure } = await platform.preview({ type: 'renameAddon', addon: subject, name });
      return failure === null ? null : sentence(failure).text;
    },
    rename: ({ name }, context) => startCommand('addons.rename', { addon: context.subject, name }, context),
    detach: ({ attachment }, context) => onAlias('addons.detach', attachment, context),
    renameAlias: ({ attachment }, context) => onAlias('addons.renameAlias', attachment, context),
    showConfigVars: async ({ attachment }, context) => {
      const { appId, alias } = attachmentIn(attachment, context);
      const [suffix] = addonIn(context).suffixes;
      // One that sets no config var has none to be led to.
      const row = suffix === undefined ? undefined : varName(alias, suffix);
      await context.tabs.show('configVars', appId, row);
      return null;
    },
    showReleases: ({ app }, context) =>
      startCommand('addons.showReleases', { app: appIn(app, context) }, context),
    showPlans: (_nothing, context) =>
      startCommand('addons.showPricing', { service: addonIn(context).service }, context),
    breakage: (_nothing, context) => rowsOfBreakage(context),
    reveal: ({ suffix }, context) => valueOf(suffix, context),
    copy: async ({ suffix }, context) => {
      await context.clipboard.write(valueOf(suffix, context));
      return l10n.t('Copied the value.');
    },
  },
});

function onAlias(command: string, attachment: string, context: RequestContext): Promise<null> {
  const { appId, alias } = attachmentIn(attachment, context);
  return startCommand(command, { app: appId, alias }, context);
}

/** @throws AddonError `addon_not_found` when it is gone by now */
function addonIn({ platform: { state }, subject }: RequestContext): Addon {
  const addon = Object.hasOwn(state.addons, subject) ? state.addons[subject] : undefined;
  if (addon === undefined) {
    throw failed('addon_not_found', { addon: nameOf(state, subject), app: null, nearest: null });
  }
  return addon;
}

/** An attachment of this add-on, and of no other. @throws AddonError `attachment_not_found` */
function attachmentIn(id: string, { platform: { state }, subject }: RequestContext): Attachment {
  const attachment = Object.hasOwn(state.attachments, id) ? state.attachments[id] : undefined;
  if (attachment?.addonId !== subject) {
    throw failed('attachment_not_found', { attachment: id, app: null, aliases: [] });
  }
  return attachment;
}

/** An app whose releases stand on the page, and no other. @throws AddonError `app_not_found` */
function appIn(id: string, context: RequestContext): string {
  const { platform, clock } = context;
  const found = releasesCausedBy(addonIn(context).id, platform.state, clock.nowMs()).find(
    ({ appId }) => appId === id,
  );
  if (found === undefined) {
    throw failed('app_not_found', { app: id, nearest: null });
  }
  return found.appId;
}

/** One value of the add-on. @throws AddonError `config_var_not_found` */
function valueOf(suffix: string, context: RequestContext): string {
  const { values, name } = addonIn(context);
  const value = Object.hasOwn(values, suffix) ? values[suffix] : undefined;
  if (value === undefined) {
    throw failed('config_var_not_found', { name: suffix, app: name, nearest: null });
  }
  return value;
}

async function rowsOfBreakage(context: RequestContext): Promise<readonly BreakageRow[]> {
  const { platform } = context;
  const state: State = platform.state;
  const doomed = { kind: 'addon', addon: addonIn(context) } as const;
  const { rows } = breakageRows(doomed, await breakage(doomed, platform), state);
  return rows
    .filter(({ next }) => next === undefined)
    .map(({ row: { heading = '', label, description = '' } }) => ({ heading, label, description }));
}
