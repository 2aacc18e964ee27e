import * as l10n from '@vscode/l10n';
import type { Catalog } from '../../core/catalog/catalog.ts';
import { planName, type Addon } from '../../core/model/addon.ts';
import type { AddonId, AppId, AttachmentId } from '../../core/model/ids.ts';
import * as queries from '../../core/model/queries.ts';
import type { State } from '../../core/model/state.ts';
import { appDescription } from '../../core/pricing/appDescription.ts';
import { monthlySumText, priceText } from '../../core/pricing/priceText.ts';
import { hiddenVarsOf, isDisplaced } from './marks.ts';
import { appOfPath, type NodeKind, type TreeNode } from './node.ts';

/** What a row shows. Texts are text: names from outside are never read as Markdown or icons. */
export interface Appearance {
  readonly label: string;
  readonly description: string;
  /** Name of a codicon. */
  readonly icon: string;
  /** Name of a theme colour, for what is not as it should be. */
  readonly color?: string | undefined;
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
export function appearance(node: TreeNode, state: State, catalog: Catalog, linkedApp?: string): Appearance {
  const row = rowOf(node, state, catalog, linkedApp);
  return {
    ...row,
    spoken: row.spoken ?? row.label,
    contextValue: node.kind,
  };
}

type Row = Omit<Appearance, 'contextValue' | 'spoken'> & { readonly spoken?: string };

function rowOf(node: TreeNode, state: State, catalog: Catalog, linkedApp: string | undefined): Row {
  switch (node.kind) {
    case 'app':
      return appRow(node.appId, state, linkedApp);
    case 'resources':
      return group(l10n.t('Resources'), queries.addonsBilledTo(state, node.appId).length, 'package');
    case 'attachments':
      return group(l10n.t('Attachments'), queries.attachmentsOfApp(state, node.appId).length, 'plug');
    case 'configVars':
      return ownVarsRow(queries.ownVarsOf(state, node.appId).length);
    case 'addon':
      return addonRow(node.addonId, appOfPath(node.path), state, catalog);
    case 'use':
      return useRow(node.attachmentId, appOfPath(node.path), state);
    case 'attachment':
      return attachmentRow(node.attachmentId, state);
    case 'ownedVar':
      return configVarRow(node.name, 'symbol-key');
    case 'ownVar':
      return configVarRow(node.name, 'symbol-variable');
    case 'failedAddon':
      return failedAddonRow(node.addonId, state);
    case 'nothing':
      return { label: l10n.t('No add-ons yet'), description: '', icon: 'info', canExpand: false };
    default:
      return node satisfies never;
  }
}

function group(label: string, count: number, icon: string): Row {
  return { label, description: String(count), icon, canExpand: true, spoken: `${label}, ${count}` };
}

function ownVarsRow(count: number): Row {
  return {
    label: l10n.t('Config Vars'),
    description: l10n.t('{0} of your own', count),
    icon: 'symbol-variable',
    canExpand: true,
    spoken: l10n.t('Config Vars, {0} of your own', count),
  };
}

function appRow(appId: AppId, state: State, linkedApp: string | undefined): Row {
  const { name } = queries.appOf(state, appId);
  const version = queries.currentVersion(state, appId);
  const hasAddons = queries.addonsBilledTo(state, appId).length > 0;
  const price = monthlySumText(queries.monthlyPriceOf(state, appId));
  const isLinked = name === linkedApp;
  const spoken = hasAddons
    ? l10n.t('{0}, app, release {1}, {2}', name, version, price)
    : l10n.t('{0}, app, release {1}', name, version);
  return {
    label: name,
    description: appDescription(state, appId),
    icon: isLinked ? 'home' : 'server-process',
    canExpand: true,
    spoken: isLinked ? l10n.t('{0}, linked to this folder', spoken) : spoken,
  };
}

/** `heroku-redis:mini · $3/month` below its app; with the app where no row above says it. */
function addonRow(addonId: AddonId, belowApp: AppId | null, state: State, catalog: Catalog): Row {
  const addon = queries.addonOf(state, addonId);
  const price = addon.state === 'provisioning' ? l10n.t('being created') : priceText(addon.billedPrice);
  const uses = queries
    .attachmentsOfAddon(state, addonId)
    .map(({ alias, appId }) => l10n.t('{0} on {1}', alias, queries.appOf(state, appId).name))
    .join(', ');
  const parts =
    belowApp === null
      ? [planName(addon), price, queries.appOf(state, addon.billingAppId).name]
      : [planName(addon), price];
  const mark = markOf(addonId, state);
  return {
    label: addon.name,
    description: [...parts, ...(mark === undefined ? [] : [mark.word])].join(' · '),
    icon: addonIcon(addon, catalog),
    color: mark?.color,
    canExpand: true,
    spoken: [
      l10n.t('{0}, add-on, {1}, {2}, attached as {3}', addon.name, planName(addon), price, uses),
      ...(mark === undefined ? [] : [mark.word]),
    ].join(', '),
  };
}

/** What a person should see of an add-on at a glance: that others share it, or that nothing uses it any more. */
function markOf(addonId: AddonId, state: State): { word: string; color?: string } | undefined {
  if (isDisplaced(addonId, state)) {
    return { word: l10n.t('displaced'), color: 'list.warningForeground' };
  }
  return queries.appsUsing(state, addonId).length > 1 ? { word: l10n.t('shared') } : undefined;
}

function addonIcon(addon: Addon, catalog: Catalog): string {
  if (addon.state === 'provisioning') {
    return 'loading~spin';
  }
  return categoryIcons[catalog.find(addon.service)?.category ?? ''] ?? 'extensions';
}

/** Under an add-on: where it is used; the app is named only when it is another than the row's. */
function useRow(attachmentId: AttachmentId, belowApp: AppId | null, state: State): Row {
  const { alias, appId } = queries.attachmentOf(state, attachmentId);
  const app = queries.appOf(state, appId).name;
  return {
    label: belowApp === null ? `${app}::${alias}` : alias,
    description: belowApp === null || appId === belowApp ? '' : l10n.t('on {0}', app),
    icon: 'plug',
    canExpand: false,
    spoken: l10n.t('{0}, alias on {1}', alias, app),
  };
}

function attachmentRow(attachmentId: AttachmentId, state: State): Row {
  const attachment = queries.attachmentOf(state, attachmentId);
  const { name, billingAppId } = queries.addonOf(state, attachment.addonId);
  const billingApp = queries.appOf(state, billingAppId).name;
  const isForeign = billingAppId !== attachment.appId;
  const [hidden] = hiddenVarsOf(attachment, state);
  const description = isForeign ? l10n.t('→ {0} · billed to {1}', name, billingApp) : `→ ${name}`;
  const spoken = isForeign
    ? l10n.t('{0}, alias of {1}, billed to {2}', attachment.alias, name, billingApp)
    : l10n.t('{0}, alias of {1}', attachment.alias, name);
  return {
    label: attachment.alias,
    description:
      hidden === undefined ? description : l10n.t('{0} · {1} is hidden by your own', description, hidden),
    icon: hidden === undefined ? 'plug' : 'warning',
    color: hidden === undefined ? undefined : 'list.warningForeground',
    canExpand: true,
    spoken: hidden === undefined ? spoken : l10n.t('{0}, {1} is hidden by your own', spoken, hidden),
  };
}

function failedAddonRow(addonId: AddonId, state: State): Row {
  const note = state.failedAddons[addonId];
  if (note === undefined) {
    throw new Error(`No failed add-on ${addonId}`);
  }
  return {
    label: note.name,
    description: l10n.t('was not created: {0}', note.reason),
    icon: 'error',
    color: 'list.errorForeground',
    canExpand: false,
    spoken: l10n.t('{0}, add-on that was not created: {1}', note.name, note.reason),
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
