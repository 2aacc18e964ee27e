import * as l10n from '@vscode/l10n';
import { breakage } from '../../commands/breakage.ts';
import { breakageRows } from '../../commands/breakageRows.ts';
import { failed } from '../../core/errors/addonError.ts';
import { sentence } from '../../core/errors/sentence.ts';
import type { Addon } from '../../core/model/addon.ts';
import type { Attachment } from '../../core/model/attachment.ts';
import type { State } from '../../core/model/state.ts';
import { definePage, type RequestContext } from '../host/page.ts';
import { addonModel, nameOf } from './addonModel.ts';
import { addonRequests, type AddonModel, type AddonReplies, type BreakageRow } from './protocol.ts';
import { addonWords } from './words.ts';

/** The page of an add-on; its subject is the add-on's id. */
export const addonPage = definePage<typeof addonRequests, AddonReplies, AddonModel>({
  requests: addonRequests,
  title: (subject, { platform }) => nameOf(platform.state, subject),
  words: addonWords,
  model: (subject, { platform, clock }) => addonModel(subject, platform, clock.nowMs()),
  isNamedBy: (changes, subject) =>
    changes.some(({ addonId, kind, type }) => addonId === subject || (kind === 'apps' && type === 'renamed')),
  handlers: {
    start: async ({ command }, { run, subject }) => {
      await run(`addons.${command}`, { addon: subject });
      return null;
    },
    changePlan: async ({ plan }, { run, subject }) => {
      await run('addons.changePlan', { addon: subject, plan });
      return null;
    },
    checkName: async ({ name }, { platform, subject }) => {
      const { failure } = await platform.preview({ type: 'renameAddon', addon: subject, name });
      return failure === null ? null : sentence(failure).text;
    },
    rename: async ({ name }, { run, subject }) => {
      await run('addons.rename', { addon: subject, name });
      return null;
    },
    detach: ({ attachment }, context) => onAlias('addons.detach', attachment, context),
    renameAlias: ({ attachment }, context) => onAlias('addons.renameAlias', attachment, context),
    showConfigVars: async ({ attachment }, context) => {
      const { appId, alias } = attachmentIn(attachment, context);
      const [suffix = ''] = addonIn(context).suffixes;
      await context.tabs.show('configVars', appId, `${alias}_${suffix}`);
      return null;
    },
    showReleases: async ({ app }, { run }) => {
      await run('addons.showReleases', { app });
      return null;
    },
    showPlans: async (_nothing, context) => {
      await context.run('addons.showPricing', { service: addonIn(context).service });
      return null;
    },
    breakage: (_nothing, context) => rowsOfBreakage(context),
    reveal: ({ suffix }, context) => valueOf(suffix, context),
    copy: async ({ suffix }, context) => {
      await context.clipboard.write(valueOf(suffix, context));
      return l10n.t('Copied the value.');
    },
  },
});

async function onAlias(command: string, attachment: string, context: RequestContext): Promise<null> {
  const { appId, alias } = attachmentIn(attachment, context);
  await context.run(command, { app: appId, alias });
  return null;
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
