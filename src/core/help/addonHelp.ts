import * as l10n from '@vscode/l10n';
import type { Catalog } from '../catalog/catalog.ts';
import { planName, type Addon } from '../model/addon.ts';
import type { Plan, Service } from '../model/plan.ts';
import * as queries from '../model/queries.ts';
import type { State } from '../model/state.ts';
import { monthlyText, priceText } from '../pricing/priceText.ts';
import { markdownList, markdownTable, markdownText } from './markdownText.ts';
import { differenceInWords, limitsInWords, meterInWords, sourceInWords } from './planWords.ts';
import {
  capabilitiesInWords,
  configSourceInWords,
  lifecycleInWords,
  supportsInWords,
} from './serviceWords.ts';

/**
 * A page about one add-on, in Markdown: what it is, where it is attached, what it costs and what else it could, what
 * its service allows, and how sure all this is. Config vars by name, never a value.
 *
 * An add-on whose service or plan the catalogue does not have (any more) has a shorter page.
 */
export function addonHelp(addon: Addon, state: State, catalog: Catalog): string {
  const service = catalog.find(addon.service);
  const plan = service?.plans.find(({ slug }) => slug === addon.plan);
  return [
    `# ${markdownText(addon.name)}`,
    ...introduction(addon, service),
    `## ${l10n.t('Where It Is Attached')}`,
    attachmentTable(addon, state),
    `## ${l10n.t('Plan, Price and Limits')}`,
    ...priceAndLimits(addon, plan, state),
    ...(service === undefined ? [] : aboutService(addon, service)),
  ]
    .join('\n\n')
    .concat('\n');
}

function introduction(addon: Addon, service: Service | undefined): readonly string[] {
  const slug = markdownText(addon.service);
  const about =
    service === undefined
      ? [l10n.t('The catalogue has no service {0}: what it allows and its plans are not known.', slug)]
      : [
          l10n.t(
            '{0} ({1}), by {2}. {3}',
            markdownText(service.name),
            slug,
            markdownText(service.provider),
            markdownText(service.description),
          ),
          lifecycleInWords(service),
        ];
  return addon.state === 'provisioned' ? about : [...about, stateInWords(addon)];
}

function stateInWords({ state }: Addon): string {
  return state === 'provisioning'
    ? l10n.t('It is still being created: its config vars and its bill begin once it is ready.')
    : l10n.t('It is being destroyed.');
}

function attachmentTable(addon: Addon, state: State): string {
  const rows = queries.attachmentsOfAddon(state, addon.id).map((attachment) => {
    const app = queries.appOf(state, attachment.appId);
    const configVars = queries.varNamesOf(state, attachment).map(markdownText);
    const name = markdownText(app.name);
    return [
      app.id === addon.billingAppId ? l10n.t('{0} (pays)', name) : name,
      markdownText(attachment.alias),
      configVars.length === 0 ? l10n.t('none') : configVars.join(', '),
    ];
  });
  return markdownTable([l10n.t('App'), l10n.t('Alias'), l10n.t('Config vars')], rows);
}

function priceAndLimits(addon: Addon, plan: Plan | undefined, state: State): readonly string[] {
  const { billedPrice } = addon;
  const fullName = markdownText(planName(addon));
  const limits = plan === undefined ? [] : limitsInWords(plan);
  const isUsedTwice = queries.attachmentsOfAddon(state, addon.id).length > 1;
  return [
    markdownList([
      plan === undefined
        ? l10n.t('Plan: {0}, which the catalogue does not have', fullName)
        : l10n.t('Plan: {0} ({1})', markdownText(plan.name), fullName),
      l10n.t('Price: {0}', priceText(billedPrice)),
      ...(billedPrice.metered && billedPrice.cents !== null && billedPrice.cents > 0
        ? [l10n.t('Base price: {0}', monthlyText(billedPrice.cents))]
        : []),
      ...(billedPrice.meters ?? []).map(meterInWords),
      ...limits.map((limit) => l10n.t('Limit: {0}', limit)),
    ]),
    ...(plan === undefined ? [] : [sourceInWords(plan)]),
    ...(plan === undefined || priceText(plan.price) === priceText(billedPrice)
      ? []
      : [l10n.t('A new add-on of this plan costs {0}; this one keeps its price.', priceText(plan.price))]),
    ...(plan !== undefined && limits.length === 0 ? [l10n.t('Its limits are not known.')] : []),
    ...(limits.length > 0 && isUsedTwice ? [l10n.t('All its aliases share these limits.')] : []),
  ];
}

function aboutService(addon: Addon, service: Service): readonly string[] {
  return [
    `## ${l10n.t('Other Plans')}`,
    otherPlans(addon, service),
    `## ${l10n.t('What the Service Allows')}`,
    markdownList(supportsInWords(service)),
    `## ${l10n.t('What It May Do')}`,
    markdownList(capabilitiesInWords(service)),
    `## ${l10n.t('How Its Config Vars Are Known')}`,
    configSourceInWords(service),
  ];
}

function otherPlans(addon: Addon, service: Service): string {
  const plans = service.plans.filter(({ slug, visible }) => visible && slug !== addon.plan);
  if (plans.length === 0) {
    return l10n.t('There is no other plan.');
  }
  const rows = plans.map((plan) => [
    l10n.t('{0} ({1})', markdownText(plan.name), markdownText(plan.slug)),
    priceText(plan.price),
    differenceInWords(addon.billedPrice, plan.price),
  ]);
  return markdownTable([l10n.t('Plan'), l10n.t('Price'), l10n.t('Difference')], rows);
}
