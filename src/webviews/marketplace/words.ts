import * as l10n from '@vscode/l10n';

const sentences = () => ({
  dismiss: l10n.t('Dismiss'),
  title: l10n.t('Add-on Marketplace'),
  intro: l10n.t('Services that an app can have. Add-ons are simulated on this machine: nothing is bought.'),
  searchHint: l10n.t('Search…'),
  search: l10n.t('Search by name, kind, config var or what it is for'),
  categories: l10n.t('Categories'),
  all: l10n.t('All'),
  price: l10n.t('Price'),
  anyPrice: l10n.t('Any price'),
  free: l10n.t('With a free plan'),
  upTo5: l10n.t('From $5/month or less'),
  upTo20: l10n.t('From $20/month or less'),
  upTo100: l10n.t('From $100/month or less'),
  unknownPrice: l10n.t('Price not known'),
  metered: l10n.t('Metered only'),
  historical: l10n.t('Show historical services, with prices of then'),
  results: l10n.t('Services'),
  count: l10n.t('{0} services'),
  oneService: l10n.t('1 service'),
  nothing: l10n.t('No service matches.'),
  historicalHidden: l10n.t('{0} more match among historical services.'),
  clear: l10n.t('Clear Filters'),
  details: l10n.t('Details'),
  choose: l10n.t('Choose a service to see its plans.'),
  back: l10n.t('Back to the List'),
  app: l10n.t('On app'),
  noApp: l10n.t('There is no app yet. An add-on is created on an app, which pays for it.'),
  createApp: l10n.t('Create App…'),
  create: l10n.t('Create on {0}…'),
  createPlan: l10n.t('Create on {1}… {0}'),
  alias: l10n.t('Alias on {0}'),
  configVars: l10n.t('Config vars on {0}'),
  noConfigVars: l10n.t('It sets none.'),
  getsOn: l10n.t('What {0} Gets'),
  wouldBe: l10n.t('{0} would be {1} on {2}.'),
  wouldBeLike: l10n.t('{0} would get an alias such as {1} on {2}.'),
  about: l10n.t('{0}: {1}'),
  plans: l10n.t('Plans'),
  eachUnit: l10n.t('{0}: {1} for each {2}'),
  source: l10n.t('How the price is known'),
  isDefault: l10n.t('default'),
  allows: l10n.t('What the Service Allows'),
  mayDo: l10n.t('What It May Do'),
  aboutVars: l10n.t('How Its Config Vars Are Known'),
  prices: l10n.t('Compare Prices'),
});

export type MarketplaceWords = ReturnType<typeof sentences>;

/** The sentences of the marketplace that hold no data. */
export function marketplaceWords(): MarketplaceWords {
  return sentences();
}
