import * as l10n from '@vscode/l10n';
import type { Bill, BillLine } from '../../core/pricing/bill.ts';
import { dayText } from '../../core/pricing/billText.ts';
import { amountText } from '../../core/pricing/moneyText.ts';
import { secondsOf } from '../../core/pricing/month.ts';
import type { Curve, Point } from './protocol.ts';

const dayMs = 86_400_000;

/** How the bill of a month grows, day by day: until now, and as it goes on. For drawing; amounts are told in words. */
export function curveOf(bill: Bill, nowMs: number): Curve {
  const { startMs, endMs } = bill.month;
  const days = Array.from({ length: (endMs - startMs) / dayMs + 1 }, (_each, day) => startMs + day * dayMs);
  const highest = Math.max(1, bill.byEnd.cents);
  const pointAt = (atMs: number): Point => [
    ((atMs - startMs) / (endMs - startMs)) * 100,
    Math.min(100, (centsUntil(atMs, bill) / highest) * 100),
  ];
  return {
    soFar: [...days.filter((day) => day < nowMs), nowMs].map(pointAt),
    byEnd: [nowMs, ...days.filter((day) => day > nowMs)].map(pointAt),
    top: amountText(bill.byEnd),
    firstDay: dayText(startMs),
    lastDay: dayText(endMs - 1),
    text: l10n.t(
      'The bill grows from $0.00 on {0} to {1} now, and to {2} by {3}.',
      dayText(startMs),
      amountText(bill.soFar),
      amountText(bill.byEnd),
      dayText(endMs - 1),
    ),
  };
}

/** A height to draw, no amount to show: without rounding. */
function centsUntil(atMs: number, { lines, month }: Bill): number {
  const all = secondsOf(month);
  return lines.reduce((sum, line) => sum + ((line.segment.cents ?? 0) * heldUntil(atMs, line)) / all, 0);
}

function heldUntil(atMs: number, { fromMs, byEndSeconds }: BillLine): number {
  return Math.min(Math.max(0, (atMs - fromMs) / 1000), byEndSeconds);
}
