import * as l10n from '@vscode/l10n';

const sentences = () => ({
  dismiss: l10n.t('Dismiss'),
  soFar: l10n.t('This month so far'),
  byEnd: l10n.t('By its end'),
  utc: l10n.t(
    'Months, days and amounts are by UTC, to the second. The monthly price is the most that a plan costs.',
  ),
  byService: l10n.t('By Service'),
  overTheMonth: l10n.t('Over the Month'),
  soFarLine: l10n.t('so far'),
  forecastLine: l10n.t('if nothing changes'),
  byApp: l10n.t('By App'),
  app: l10n.t('App'),
  addons: l10n.t('Add-ons'),
  addon: l10n.t('Add-on'),
  plan: l10n.t('Plan'),
  price: l10n.t('Price'),
  held: l10n.t('Held this month'),
  soFarColumn: l10n.t('So far'),
  byEndColumn: l10n.t('By its end'),
  lines: l10n.t('Add-ons Billed This Month'),
  filterHint: l10n.t('Filter…'),
  filter: l10n.t('Filter by add-on, app or plan'),
  nothing: l10n.t('No add-on was held this month. An add-on costs something from the moment it is ready.'),
  noMatch: l10n.t('No line matches “{0}”.'),
  matches: l10n.t('{0} lines'),
  previous: l10n.t('Previous'),
  next: l10n.t('Next'),
  shown: l10n.t('{0} to {1} of {2}'),
  showApp: l10n.t('Prices of {0}'),
  showAddon: l10n.t('Show {0}'),
  plans: l10n.t('Plans'),
  limits: l10n.t('Limits'),
  meters: l10n.t('Meters'),
  source: l10n.t('How the price is known'),
  used: l10n.t('In use'),
  actions: l10n.t('Actions'),
  create: l10n.t('Create…'),
  createPlan: l10n.t('Create… {0}'),
  isDefault: l10n.t('default plan'),
  none: l10n.t('none known'),
  eachUnit: l10n.t('{0}: {1} for each {2}'),
});

export type PricingWords = ReturnType<typeof sentences>;

/** The sentences of the page of prices that hold no data. */
export function pricingWords(): PricingWords {
  return sentences();
}
