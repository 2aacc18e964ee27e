import * as l10n from '@vscode/l10n';
import { offeredPlans, planFacts } from '../../core/help/planFacts.ts';
import type { Service } from '../../core/model/plan.ts';
import type { State } from '../../core/model/state.ts';
import { monthlyText } from '../../core/pricing/priceText.ts';
import type { ServicePrices } from './protocol.ts';

/** What the plans of a service cost, and which of them are in use. */
export function servicePrices(service: Service, title: string, state: State): ServicePrices {
  const plans = offeredPlans(service);
  const known = plans.flatMap(({ price }) => (price.cents === null ? [] : [price.cents]));
  const highest = Math.max(1, ...known);
  const used = new Map<string, number>();
  for (const addon of Object.values(state.addons)) {
    if (addon.service === service.slug) {
      used.set(addon.plan, (used.get(addon.plan) ?? 0) + 1);
    }
  }
  return {
    kind: 'service',
    title,
    service: service.name,
    slug: service.slug,
    about: l10n.t('{0}, by {1}. {2}', service.slug, service.provider, service.description),
    plans: plans.map((plan) => ({
      ...planFacts(plan, service),
      fullName: `${service.slug}:${plan.slug}`,
      percent: plan.price.cents === null ? null : (plan.price.cents / highest) * 100,
      used: used.get(plan.slug) ?? 0,
    })),
    chartText: chartText(known, plans.length - known.length),
  };
}

function chartText(known: readonly number[], unknown: number): string {
  if (known.length === 0) {
    return l10n.t('No price of a plan is known.');
  }
  const [lowest, highest] = [Math.min(...known), Math.max(...known)];
  const range =
    lowest === highest
      ? l10n.t('All known plans cost {0}.', monthlyText(lowest))
      : l10n.t('Known prices go from {0} to {1}.', monthlyText(lowest), monthlyText(highest));
  return unknown === 0 ? range : l10n.t('{0} Prices of {1} plans are not known.', range, unknown);
}
