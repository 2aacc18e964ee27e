import * as l10n from '@vscode/l10n';
import { offeredPlans, priceYears } from '../../core/help/planFacts.ts';
import { varName } from '../../core/model/attachment.ts';
import type { Category, Service } from '../../core/model/plan.ts';
import * as queries from '../../core/model/queries.ts';
import type { AddonPlatform } from '../../core/platform/addonPlatform.ts';
import { fromPriceText, monthlyPrices } from '../../core/pricing/fromPriceText.ts';
import type { MarketplaceModel, ServiceRow } from './protocol.ts';

/** Every service in few words, by category, then name. */
export function marketplaceModel({ catalog, state }: AddonPlatform): MarketplaceModel {
  const order = new Map(catalog.categories.map(({ id }, position) => [id, position]));
  const names = new Map(catalog.categories.map((category) => [category.id, category]));
  return {
    categories: catalog.categories.map(({ id, name }) => ({ id, name })),
    services: catalog.services
      .toSorted(
        (first, second) =>
          (order.get(first.category) ?? 0) - (order.get(second.category) ?? 0) ||
          queries.byText(first.name.toLowerCase(), second.name.toLowerCase()),
      )
      .map((service) => serviceRow(service, names.get(service.category))),
    apps: queries.allApps(state).map(({ id, name }) => ({ id, name })),
  };
}

function serviceRow(service: Service, category: Category | undefined): ServiceRow {
  const { slug, name, description, provider } = service;
  const prices = offeredPlans(service).map(({ price }) => price);
  const known = monthlyPrices(prices);
  const fromCents = known.length === 0 ? null : Math.min(...known);
  const isPriceUnknown = prices.every(({ cents }) => cents === null);
  return {
    slug,
    name,
    category: service.category,
    line: description,
    from: fromPriceText(prices),
    fromCents,
    hasFreePlan: prices.some(({ cents, metered }) => cents === 0 && !metered),
    isPriceUnknown,
    isMetered: hasMeters(service),
    isHistorical: service.lifecycle === 'historical',
    tags: tagsOf(service),
    searched: [slug, name, provider, description, category?.name ?? '', ...searchedVars(service)]
      .join('\n')
      .toLowerCase(),
  };
}

function hasMeters(service: Service): boolean {
  return offeredPlans(service).some(({ price }) => price.metered);
}

/** Names of its config vars; without a default alias nobody knows more of them than their ends. */
function searchedVars({ configSuffixes, defaultAlias }: Service): readonly string[] {
  return configSuffixes.map(({ suffix }) => (defaultAlias === null ? suffix : varName(defaultAlias, suffix)));
}

/** What somebody should know of a service before choosing it, in two words each. */
export function tagsOf(service: Service): readonly string[] {
  const { supports, lifecycle, state } = service;
  const years = priceYears(service);
  return [
    ...(hasMeters(service) ? [l10n.t('Metered')] : []),
    ...(supports.multipleInstalls ? [] : [l10n.t('One per app')]),
    ...(supports.sharing ? [] : [l10n.t('Not shared')]),
    ...(supports.customAlias ? [] : [l10n.t('Fixed alias')]),
    ...(years === null ? [] : [l10n.t('Price of {0}', years)]),
    ...(lifecycle === 'historical' ? [l10n.t('Historical')] : []),
    ...(lifecycle === 'made-up' ? [l10n.t('Made up')] : []),
    ...(state === 'beta' ? [l10n.t('Invited users')] : []),
  ];
}
