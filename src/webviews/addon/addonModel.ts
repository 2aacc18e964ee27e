import * as l10n from '@vscode/l10n';
import { plainText } from '../../core/help/markdownText.ts';
import { meterFacts, offeredPlans, planFacts } from '../../core/help/planFacts.ts';
import {
  capabilitiesInWords,
  configSourceInWords,
  lifecycleInWords,
  supportsInWords,
} from '../../core/help/serviceWords.ts';
import { planName, type Addon } from '../../core/model/addon.ts';
import { varName } from '../../core/model/attachment.ts';
import type { ConfigSuffixKind, Plan, Service } from '../../core/model/plan.ts';
import * as queries from '../../core/model/queries.ts';
import type { State } from '../../core/model/state.ts';
import type { AddonPlatform } from '../../core/platform/addonPlatform.ts';
import { monthlyText, priceText } from '../../core/pricing/priceText.ts';
import { exactTime, relativeTime } from '../../core/time/timeText.ts';
import { costOf, planRow } from './addonCost.ts';
import { releasesCausedBy } from './addonHistory.ts';
import type { AddonModel, PlanRow, PresentAddon, UseRow, ValueRow } from './protocol.ts';

/** What the page of an add-on shows; of one that is gone, its name. Values are never in it. */
export function addonModel(id: string, { state, catalog }: AddonPlatform, nowMs: number): AddonModel {
  const addon = Object.hasOwn(state.addons, id) ? state.addons[id] : undefined;
  if (addon === undefined) {
    return { kind: 'gone', name: nameOf(state, id) };
  }
  const service = catalog.find(addon.service);
  const plan = service?.plans.find(({ slug }) => slug === addon.plan);
  const { billedPrice } = addon;
  return {
    kind: 'addon',
    id: addon.id,
    name: addon.name,
    plan: planName(addon),
    planSlug: addon.plan,
    price: priceText(billedPrice),
    state: stateText(addon),
    isReady: addon.state === 'provisioned',
    billedTo: queries.appOf(state, addon.billingAppId).name,
    since: l10n.t('created {0}', relativeTime(addon.createdAt, nowMs)),
    about: aboutService(addon, service),
    uses: usesOf(addon, state, nowMs),
    values: valuesOf(addon, service, state),
    ...limitsOf(addon, service, plan),
    plans: plansOf(addon, service, { state, nowMs }),
    ...costOf(addon, state, nowMs),
    history: releasesCausedBy(addon.id, state, nowMs),
    dashboard: dashboardText(service),
    canFailOver: service?.capabilities.includes('fail_over') ?? false,
    allows: service === undefined ? [] : supportsInWords(service).map(plainText),
    mayDo: service === undefined ? [] : capabilitiesInWords(service).map(plainText),
    varsKnownFrom: service === undefined ? '' : plainText(configSourceInWords(service)),
  };
}

/** Name of an add-on, or what it was called when it was destroyed. */
export function nameOf(state: State, id: string): string {
  const addon = Object.hasOwn(state.addons, id) ? state.addons[id] : undefined;
  const last = Object.values(state.priceSegments).findLast(({ addonId }) => addonId === id);
  return addon?.name ?? last?.addonName ?? l10n.t('Add-on');
}

function stateText({ state }: Addon): string {
  switch (state) {
    case 'provisioned':
      return l10n.t('ready');
    case 'provisioning':
      return l10n.t('being created: its config vars and its bill begin once it is ready');
    case 'deprovisioning':
    case 'deprovisioned':
      return l10n.t('being destroyed');
    default:
      return state satisfies never;
  }
}

function aboutService(addon: Addon, service: Service | undefined): readonly string[] {
  return service === undefined
    ? [l10n.t('The catalogue has no service {0}: what it allows and its plans are not known.', addon.service)]
    : [
        l10n.t('{0} ({1}), by {2}. {3}', service.name, service.slug, service.provider, service.description),
        plainText(lifecycleInWords(service)),
      ];
}

function usesOf(addon: Addon, state: State, nowMs: number): readonly UseRow[] {
  return queries.attachmentsOfAddon(state, addon.id).map((attachment) => ({
    attachment: attachment.id,
    appId: attachment.appId,
    app: queries.appOf(state, attachment.appId).name,
    isBillingApp: attachment.appId === addon.billingAppId,
    alias: attachment.alias,
    configVars: queries.varNamesOf(state, attachment),
    since: relativeTime(attachment.createdAt, nowMs),
    sinceExactly: exactTime(attachment.createdAt),
  }));
}

function valuesOf(addon: Addon, service: Service | undefined, state: State): readonly ValueRow[] {
  const attachments = queries.attachmentsOfAddon(state, addon.id);
  const change = lastChangeOf(addon, state);
  return addon.suffixes.map((suffix) => ({
    suffix,
    names: [...new Set(attachments.map(({ alias }) => varName(alias, suffix)))],
    kind: kindText(service?.configSuffixes.find((each) => each.suffix === suffix)?.kind),
    isReady: Object.hasOwn(addon.values, suffix),
    change,
  }));
}

/** Number of the last event that made or changed an add-on's values; 0 when it is kept no more. */
function lastChangeOf({ id, billingAppId }: Addon, state: State): number {
  const { events = [] } = state.events[billingAppId] ?? {};
  return (
    events.findLast(
      ({ type, addonId }) =>
        addonId === id && ['addon.provisioned', 'addon.updated', 'addon.plan_changed'].includes(type),
    )?.sequence ?? 0
  );
}

function kindText(kind: ConfigSuffixKind | undefined): string {
  switch (kind) {
    case 'url':
      return l10n.t('address with its secrets');
    case 'username':
      return l10n.t('user name');
    case 'password':
      return l10n.t('password');
    case 'token':
      return l10n.t('secret key');
    case 'host':
      return l10n.t('host name');
    case 'port':
      return l10n.t('port');
    case 'text':
    case undefined:
      return l10n.t('text');
    default:
      return kind satisfies never;
  }
}

function limitsOf(
  addon: Addon,
  service: Service | undefined,
  plan: Plan | undefined,
): Pick<PresentAddon, 'limits' | 'meters' | 'priceNotes'> {
  const facts = service === undefined || plan === undefined ? undefined : planFacts(plan, service);
  const { billedPrice } = addon;
  const isOtherPrice = facts !== undefined && facts.price !== priceText(billedPrice);
  return {
    limits: facts?.limits ?? [],
    meters: (billedPrice.meters ?? []).map(meterFacts),
    priceNotes: [
      ...(billedPrice.metered && billedPrice.cents !== null && billedPrice.cents > 0
        ? [l10n.t('Base price: {0}', monthlyText(billedPrice.cents))]
        : []),
      ...(isOtherPrice
        ? [l10n.t('A new add-on of this plan costs {0}; this one keeps its price.', facts.price)]
        : []),
      facts === undefined
        ? l10n.t('The catalogue does not have the plan {0}.', planName(addon))
        : facts.source,
    ],
  };
}

function plansOf(
  addon: Addon,
  service: Service | undefined,
  at: { readonly state: State; readonly nowMs: number },
): readonly PlanRow[] {
  if (service === undefined) {
    return [];
  }
  const present = service.plans.filter(({ slug, visible }) => slug === addon.plan && !visible);
  const offered = offeredPlans(service).filter((plan) => !present.includes(plan));
  return [...present, ...offered].map((plan) => planRow(addon, plan, service, at));
}

function dashboardText(service: Service | undefined): string {
  return service?.dashboard === false
    ? l10n.t('The service has no dashboard.')
    : l10n.t('This add-on is simulated and has no dashboard to open.');
}
