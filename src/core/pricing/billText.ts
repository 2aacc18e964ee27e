import * as l10n from '@vscode/l10n';
import type { BillLine } from './bill.ts';
import { amountText } from './moneyText.ts';
import type { Month } from './month.ts';
import { priceText } from './priceText.ts';

const words = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });

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

/** How long something was held: `15 days 3 hours`, `4 minutes`, `20 seconds`. */
export function heldText(seconds: number): string {
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

function unitText(amount: number, unit: 'day' | 'hour' | 'minute' | 'second'): string {
  return amount.toLocaleString('en', { style: 'unit', unit, unitDisplay: 'long' });
}

/** `November 2026`: a month as bills have it, of UTC. */
export function monthText({ startMs }: Month): string {
  return words.format(startMs);
}
