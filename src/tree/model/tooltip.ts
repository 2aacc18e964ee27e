import * as l10n from '@vscode/l10n';
import type { Catalog } from '../../core/catalog/catalog.ts';
import { markdownList, markdownText } from '../../core/help/markdownText.ts';
import { planName } from '../../core/model/addon.ts';
import type { AddonId, AppId, AttachmentId } from '../../core/model/ids.ts';
import * as queries from '../../core/model/queries.ts';
import type { State } from '../../core/model/state.ts';
import { priceText } from '../../core/pricing/priceText.ts';
import { explainAlias } from '../../core/rules/explainAlias.ts';
import { hiddenVarsOf, isDisplaced } from './marks.ts';
import type { TreeNode } from './node.ts';

/**
 * What a row says when one stays on it, as Markdown: names are escaped, values never there. Undefined for rows that
 * say all themselves.
 */
export function tooltip(node: TreeNode, state: State, catalog: Catalog): string | undefined {
  switch (node.kind) {
    case 'app':
      return appTooltip(node.appId, state);
    case 'addon':
      return addonTooltip(node.addonId, state, catalog);
    case 'use':
    case 'attachment':
      return attachmentTooltip(node.attachmentId, state);
    case 'ownedVar': {
      const attachment = queries.attachmentOf(state, node.attachmentId);
      return paragraphs(
        bold(node.name),
        l10n.t(
          'Set by {0} through {1}. Rotate, detach or overwrite the alias to change it.',
          markdownText(queries.addonOf(state, attachment.addonId).name),
          markdownText(attachment.alias),
        ),
        copyName({ name: node.name }),
      );
    }
    case 'ownVar':
      return paragraphs(bold(node.name), l10n.t('Set by you.'), copyName({ name: node.name }));
    case 'failedAddon': {
      const note = state.failedAddons[node.addonId];
      return note === undefined
        ? undefined
        : paragraphs(
            bold(note.name),
            l10n.t(
              '{0} could not be created, {1}: {2}',
              markdownText(planName(note)),
              when(note.failedAt),
              markdownText(note.reason),
            ),
          );
    }
    case 'resources':
      return l10n.t('Add-ons that this app pays for.');
    case 'attachments':
      return l10n.t('Aliases of this app, whoever pays for their add-ons. Each sets config vars.');
    case 'configVars':
      return l10n.t('Config vars that you set yourself. Those of add-ons are below their aliases.');
    case 'nothing':
      return undefined;
    default:
      return node satisfies never;
  }
}

function appTooltip(appId: AppId, state: State): string {
  const app = queries.appOf(state, appId);
  const release = queries.releasesOf(state, appId).at(-1);
  const counts = l10n.t(
    'Add-ons billed to it: {0}. Aliases: {1}. Config vars: {2}.',
    queries.addonsBilledTo(state, appId).length,
    queries.attachmentsOfApp(state, appId).length,
    Object.keys(queries.configOf(state, appId)).length,
  );
  return paragraphs(
    bold(app.name),
    counts,
    ...(release === undefined
      ? []
      : [
          l10n.t(
            'v{0}, {1}: {2}',
            release.version,
            when(release.createdAt),
            markdownText(release.description),
          ),
        ]),
    copyName({ app: app.name }),
  );
}

function addonTooltip(addonId: AddonId, state: State, catalog: Catalog): string {
  const addon = queries.addonOf(state, addonId);
  const service = catalog.find(addon.service);
  const attachments = queries.attachmentsOfAddon(state, addonId);
  const uses = attachments.map((attachment) =>
    l10n.t(
      '{0} on {1}: {2}',
      markdownText(attachment.alias),
      markdownText(queries.appOf(state, attachment.appId).name),
      queries.varNamesOf(state, attachment).map(markdownText).join(', '),
    ),
  );
  return paragraphs(
    bold(addon.name),
    l10n.t(
      '{0} ({1}), {2}, billed to {3} since {4}',
      markdownText(service?.name ?? addon.service),
      markdownText(planName(addon)),
      priceText(addon.billedPrice),
      markdownText(queries.appOf(state, addon.billingAppId).name),
      when(addon.createdAt),
    ),
    ...(isDisplaced(addonId, state)
      ? [
          l10n.t(
            'Another add-on took its alias, so nothing may read its config vars any more; it costs what it did.',
          ),
        ]
      : []),
    markdownList(uses),
    l10n.t('Simulated: its values lead to no service.'),
    copyName({ addon: addon.name }),
  );
}

function attachmentTooltip(attachmentId: AttachmentId, state: State): string {
  const attachment = queries.attachmentOf(state, attachmentId);
  const hidden = hiddenVarsOf(attachment, state).map(markdownText).join(', ');
  return paragraphs(
    bold(attachment.alias),
    markdownText(explainAlias(attachment, state)),
    l10n.t(
      'Sets {0} on {1}, since {2}.',
      queries.varNamesOf(state, attachment).map(markdownText).join(', '),
      markdownText(queries.appOf(state, attachment.appId).name),
      when(attachment.createdAt),
    ),
    ...(hidden === ''
      ? []
      : [l10n.t('{0} is hidden by the config var of your own. Unset that to use it.', hidden)]),
    copyName({ alias: attachment.alias, app: queries.appOf(state, attachment.appId).name }),
  );
}

function bold(name: string): string {
  return `**${markdownText(name)}**`;
}

/** A link that copies a name: the only command that tooltips may start. */
function copyName(known: Readonly<Record<string, string>>): string {
  const query = encodeURIComponent(JSON.stringify([{ known }]));
  return `[${l10n.t('Copy Name')}](command:addons.copyName?${query})`;
}

function when(atMs: number): string {
  return new Date(atMs).toLocaleString();
}

function paragraphs(...parts: readonly string[]): string {
  return parts.join('\n\n');
}
