import * as l10n from '@vscode/l10n';
import { inLanguage } from '../language.ts';
import type { BillLine } from './bill.ts';
import { amountText } from './moneyText.ts';
import type { Month } from './month.ts';
import { priceText } from './priceText.ts';

const months = inLanguage(
  (language) => new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
);
const days = inLanguage(
  (language) => new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric', timeZone: 'UTC' }),
);
const units = {
  day: unitFormat('day'),
  hour: unitFormat('hour'),
  minute: unitFormat('minute'),
  second: unitFormat('second'),
};

/** A line of a bill in words. */
export interface CostLineText {
  readonly plan: string;
  readonly price: string;
  readonly held: string;
  readonly soFar: string;
  readonly byEnd: string;
}

/** A line of a bill in words; a price that nobody knows is said in each of its places (R42). */
export function costLine({ segment, soFarSeconds, soFar, byEnd }: BillLine): CostLineText {
  const unknown = l10n.t('price not known');
  const isKnown = segment.cents !== null;
  return {
    plan: segment.plan,
    price: priceText({ ...segment, unit: 'month' }),
    held: heldText(soFarSeconds),
    soFar: isKnown ? amountText(soFar) : unknown,
    byEnd: isKnown ? amountText(byEnd) : unknown,
  };
}

/**
 * How long something was held: `15 days 3 hours`, `4 minutes`, `20 seconds`.
 *
 * @param language tag of the language to say it in; that of the sentences in use
 */
export function heldText(seconds: number, language?: string): string {
  const unitText = (amount: number, unit: keyof typeof units): string => units[unit](language).format(amount);
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  if (days > 0) {
    return hours === 0 ? unitText(days, 'day') : `${unitText(days, 'day')} ${unitText(hours, 'hour')}`;
  }
  if (hours > 0) {
    return minutes === 0
      ? unitText(hours, 'hour')
      : `${unitText(hours, 'hour')} ${unitText(minutes, 'minute')}`;
  }
  return minutes > 0 ? unitText(minutes, 'minute') : unitText(seconds, 'second');
}

function unitFormat(unit: string): (language?: string) => Intl.NumberFormat {
  return inLanguage(
    (language) => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }),
  );
}

/** `November 2026`: a month as bills have it, of UTC. @param language as for `heldText` */
export function monthText({ startMs }: Month, language?: string): string {
  return months(language).format(startMs);
}

/** `Nov 24`: a day of UTC, by an instant in it. @param language as for `heldText` */
export function dayText(atMs: number, language?: string): string {
  return days(language).format(atMs);
}
