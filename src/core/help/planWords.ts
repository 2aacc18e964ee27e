import * as l10n from '@vscode/l10n';
import type { Meter, Plan, Price } from '../model/plan.ts';
import { signedMonthlyText } from '../pricing/priceText.ts';
import { markdownText } from './markdownText.ts';

type FeatureValue = string | number | boolean;

/** What a plan is limited to, one phrase of Markdown each. What is not known is left out. */
export function limitsInWords(plan: Plan): readonly string[] {
  return Object.entries(plan.features ?? {}).map(([name, value]) => featureInWords(name, value));
}

function featureInWords(name: string, value: FeatureValue): string {
  if (name === 'highAvailability' && typeof value === 'boolean') {
    return value ? l10n.t('a standby that takes over when a server fails') : l10n.t('no standby');
  }
  const inWords = amounts.get(name);
  return inWords !== undefined && typeof value === 'number'
    ? inWords(value)
    : l10n.t('{0}: {1}', markdownText(name), markdownText(String(value)));
}

/** Features that are numbers. A map: a feature may be called `constructor`. */
const amounts: ReadonlyMap<string, (amount: number) => string> = new Map([
  ['memoryMB', (amount) => l10n.t('{0} of memory', size(amount, 'MB'))],
  ['memoryGB', (amount) => l10n.t('{0} of memory', size(amount, 'GB'))],
  ['storageGB', (amount) => l10n.t('{0} of storage', size(amount, 'GB'))],
  ['connections', (amount) => l10n.t('{0} connections at a time', count(amount))],
  ['rows', (amount) => l10n.t('{0} rows', count(amount))],
  ['partitions', (amount) => l10n.t('{0} partitions', count(amount))],
  ['produceKBps', (amount) => l10n.t('{0} KB a second written', count(amount))],
  ['consumeKBps', (amount) => l10n.t('{0} KB a second read', count(amount))],
  ['requestsPerMinute', (amount) => l10n.t('{0} requests a minute', count(amount))],
  ['tokensPerMinute', (amount) => l10n.t('{0} tokens a minute', count(amount))],
  ['concurrentUsers', (amount) => l10n.t('{0} users at a time', count(amount))],
  ['emailsPerMonth', (amount) => l10n.t('{0} e-mails a month', count(amount))],
  ['emailCredits', (amount) => l10n.t('{0} e-mail credits', count(amount))],
  ['tasksPerMonth', (amount) => l10n.t('{0} tasks a month', count(amount))],
  ['minutesPerMonth', (amount) => l10n.t('{0} minutes a month', count(amount))],
  ['encodingGBPerMonth', (amount) => l10n.t('{0} encoded a month', size(amount, 'GB'))],
  ['zones', (amount) => l10n.t('{0} zones', count(amount))],
]);

function count(amount: number): string {
  return amount.toLocaleString('en-US');
}

const units = ['MB', 'GB', 'TB', 'PB'] as const;

/** `1536 GB` as `1.5 TB`. */
function size(amount: number, unit: 'MB' | 'GB'): string {
  let [rest, place] = [amount, units.indexOf(unit)];
  while (rest >= 1024 && place < units.length - 1) {
    rest /= 1024;
    place += 1;
  }
  return `${Number(rest.toFixed(2)).toLocaleString('en-US')} ${units[place] ?? unit}`;
}

/** `$0.0005 for each GB-hour (Data Storage)`, as Markdown. */
export function meterInWords({ name, unit, centsPerUnit }: Meter): string {
  const digits = (centsPerUnit / 100).toFixed(8).replace(/0{1,6}$/, '');
  return l10n.t('{0} for each {1} ({2})', `$${digits}`, markdownText(unit), markdownText(name));
}

/** What another price is more or less than the present one. */
export function differenceInWords(present: Price, other: Price): string {
  if (present.cents === null || other.cents === null) {
    return l10n.t('not known');
  }
  if (present.metered || other.metered) {
    return l10n.t('depends on use');
  }
  const cents = other.cents - present.cents;
  return cents === 0 ? l10n.t('the same') : signedMonthlyText(cents);
}

/** The year in which the price of a plan was seen last; undefined where no source has one, or the price is not known. */
export function priceYear({ price, source }: Plan): string | undefined {
  // What stands in brackets is about something else: "(plan closed 2022)".
  const years = price.cents === null ? [] : (source.replace(/\([^)]*\)/g, '').match(/\b20\d\d\b/g) ?? []);
  return years.toSorted().at(-1);
}

/** How sure the price of a plan is: a sentence of Markdown. */
export function sourceInWords(plan: Plan): string {
  const { price, source } = plan;
  const text = markdownText(source);
  if (price.cents === null) {
    return l10n.t('No public source gives its price. Source of the plan: {0}.', text);
  }
  if (/chosen by us|assumed|taken for/.test(source)) {
    return l10n.t('Its price is our own choice, in whole or in part. Source: {0}.', text);
  }
  const year = priceYear(plan);
  return year === undefined
    ? l10n.t('Its price may have changed. Source: {0}.', text)
    : l10n.t('Its price is as of {0} and may have changed since. Source: {1}.', year, text);
}
