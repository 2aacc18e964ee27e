import * as l10n from '@vscode/l10n';
import type { Catalog } from '../../core/catalog/catalog.ts';
import { planName, type Addon } from '../../core/model/addon.ts';
import type { AddonId, AppId, AttachmentId } from '../../core/model/ids.ts';
import * as queries from '../../core/model/queries.ts';
import type { State } from '../../core/model/state.ts';
import { appDescription } from '../../core/pricing/appDescription.ts';
import { monthlySumText, priceText } from '../../core/pricing/priceText.ts';
import type { NodeKind, TreeNode } from './node.ts';

/** What a row shows. Texts are text: names from outside are never read as Markdown or icons. */
export interface Appearance {
  readonly label: string;
  readonly description: string;
  /** Name of a codicon. */
  readonly icon: string;
  /** What a screen reader says. */
  readonly spoken: string;
  readonly canExpand: boolean;
  /** Word for `when` clauses: `viewItem == addon`. */
  readonly contextValue: NodeKind;
}

/** Eight dots whatever the value: not even its length is told. */
const mask = '••••••••';

/** Icons by category of the catalogue; what is not here gets `extensions`. */
const categoryIcons: Readonly<Record<string, string>> = {
  'data-stores': 'database',
  'data-utilities': 'database',
  caching: 'zap',
  search: 'search',
  messaging: 'inbox',
  realtime: 'broadcast',
  'email-sms': 'mail',
  logging: 'output',
  monitoring: 'pulse',
  metrics: 'pulse',
  errors: 'bug',
  security: 'shield',
  users: 'account',
  network: 'globe',
  scheduling: 'watch',
  media: 'file-media',
  ai: 'sparkle',
};

/** How a row looks now. The row must be one that `children` gives for the same state. */
export function appearance(node: TreeNode, state: State, catalog: Catalog): Appearance {
  const row = rowOf(node, state, catalog);
  return { ...row, spoken: row.spoken ?? row.label, contextValue: node.kind };
}

type Row = Omit<Appearance, 'contextValue' | 'spoken'> & { readonly spoken?: string };

function rowOf(node: TreeNode, state: State, catalog: Catalog): Row {
  switch (node.kind) {
    case 'app':
      return appRow(node.appId, state);
    case 'resources':
      return group(l10n.t('Resources'), queries.addonsBilledTo(state, node.appId).length, 'package');
    case 'attachments':
      return group(l10n.t('Attachments'), queries.attachmentsOfApp(state, node.appId).length, 'plug');
    case 'configVars':
      return group(l10n.t('Config Vars'), queries.ownVarsOf(state, node.appId).length, 'symbol-variable');
    case 'addon':
      return addonRow(node.addonId, state, catalog);
    case 'use':
      return useRow(node.attachmentId, node.appId, state);
    case 'attachment':
      return attachmentRow(node.attachmentId, state);
    case 'ownedVar':
      return configVarRow(node.name, 'symbol-key');
    case 'ownVar':
      return configVarRow(node.name, 'symbol-variable');
    case 'nothing':
      return { label: l10n.t('No add-ons yet'), description: '', icon: 'info', canExpand: false };
    default:
      return node satisfies never;
  }
}

function group(label: string, count: number, icon: string): Row {
  return { label, description: String(count), icon, canExpand: true, spoken: `${label}, ${count}` };
}

function appRow(appId: AppId, state: State): Row {
  const { name } = queries.appOf(state, appId);
  const version = queries.currentVersion(state, appId);
  const hasAddons = queries.addonsBilledTo(state, appId).length > 0;
  const price = monthlySumText(queries.monthlyPriceOf(state, appId));
  return {
    label: name,
    description: appDescription(state, appId),
    icon: 'server-process',
    canExpand: true,
    spoken: hasAddons
      ? l10n.t('{0}, app, release {1}, {2}', name, version, price)
      : l10n.t('{0}, app, release {1}', name, version),
  };
}

function addonRow(addonId: AddonId, state: State, catalog: Catalog): Row {
  const addon = queries.addonOf(state, addonId);
  const price = addon.state === 'provisioning' ? l10n.t('being created') : priceText(addon.billedPrice);
  const uses = queries
    .attachmentsOfAddon(state, addonId)
    .map(({ alias, appId }) => l10n.t('{0} on {1}', alias, queries.appOf(state, appId).name))
    .join(', ');
  return {
    label: addon.name,
    description: `${planName(addon)} · ${price}`,
    icon: addonIcon(addon, catalog),
    canExpand: true,
    spoken: l10n.t('{0}, add-on, {1}, {2}, attached as {3}', addon.name, planName(addon), price, uses),
  };
}

function addonIcon(addon: Addon, catalog: Catalog): string {
  if (addon.state === 'provisioning') {
    return 'loading~spin';
  }
  return categoryIcons[catalog.find(addon.service)?.category ?? ''] ?? 'extensions';
}

/** Under an add-on: where it is used; the app is named only when it is another than the row's. */
function useRow(attachmentId: AttachmentId, rowAppId: AppId, state: State): Row {
  const attachment = state.attachments[attachmentId];
  if (attachment === undefined) {
    throw new Error(`No attachment ${attachmentId}`);
  }
  const app = queries.appOf(state, attachment.appId).name;
  return {
    label: attachment.alias,
    description: attachment.appId === rowAppId ? '' : l10n.t('on {0}', app),
    icon: 'plug',
    canExpand: false,
    spoken: l10n.t('{0}, alias on {1}', attachment.alias, app),
  };
}

function attachmentRow(attachmentId: AttachmentId, state: State): Row {
  const attachment = state.attachments[attachmentId];
  if (attachment === undefined) {
    throw new Error(`No attachment ${attachmentId}`);
  }
  const { name, billingAppId } = queries.addonOf(state, attachment.addonId);
  const billingApp = queries.appOf(state, billingAppId).name;
  const isForeign = billingAppId !== attachment.appId;
  return {
    label: attachment.alias,
    description: isForeign ? l10n.t('→ {0} · billed to {1}', name, billingApp) : `→ ${name}`,
    icon: 'plug',
    canExpand: true,
    spoken: isForeign
      ? l10n.t('{0}, alias of {1}, billed to {2}', attachment.alias, name, billingApp)
      : l10n.t('{0}, alias of {1}', attachment.alias, name),
  };
}

function configVarRow(name: string, icon: string): Row {
  return {
    label: name,
    description: mask,
    icon,
    canExpand: false,
    spoken: l10n.t('{0}, config var, value hidden', name),
  };
}
