import * as l10n from '@vscode/l10n';
import type { App } from '../../core/model/app.ts';
import type { AppId } from '../../core/model/ids.ts';
import type { PriceSegment } from '../../core/model/priceSegment.ts';
import * as queries from '../../core/model/queries.ts';
import type { State } from '../../core/model/state.ts';
import type { AddonPlatform } from '../../core/platform/addonPlatform.ts';
import { billOf, totalOf, type Bill, type BillLine, type Total } from '../../core/pricing/bill.ts';
import { costLine, monthText } from '../../core/pricing/billText.ts';
import { monthAfter, monthAt, monthBefore, type Month } from '../../core/pricing/month.ts';
import {
  amountText,
  knownText,
  totalText,
  unitPriceText,
  unknownText,
} from '../../core/pricing/moneyText.ts';
import { curveOf } from './curve.ts';
import type { AppCost, BarPart, CostModel, CostRow } from './protocol.ts';

interface Present {
  readonly platform: AddonPlatform;
  readonly nowMs: number;
}

/** What one app costs in the present month, or all of them. */
export function costModel(app: App | undefined, title: string, { platform, nowMs }: Present): CostModel {
  const { state, catalog } = platform;
  const segments = Object.values(state.priceSegments).filter(
    ({ appId }) => app === undefined || appId === app.id,
  );
  const month = monthAt(nowMs);
  const bill = billOf(segments, { month, nowMs });
  const nameOf = (slug: string): string => catalog.find(slug)?.name ?? slug;
  const parts = barOf(bill.lines, nameOf);
  return {
    kind: 'costs',
    title,
    app: app?.name ?? null,
    month: monthText(month),
    soFar: knownText(bill.soFar),
    byEnd: knownText(bill.byEnd),
    unknown: unknownText(bill.byEnd.unknown),
    lastMonth: lastMonthText(segments, month, nowMs),
    nextMonth: l10n.t(
      'A whole month of all that is held now: {0}',
      totalText(billOf(segments, { month: monthAfter(month), nowMs }).byEnd),
    ),
    meters: bill.lines.some(({ segment }) => segment.metered && segment.end === null)
      ? l10n.t('What meters count comes on top: simulated add-ons count nothing.')
      : '',
    bar: parts,
    barText: barText(parts, bill.byEnd),
    curve: curveOf(bill, nowMs),
    apps: app === undefined ? appsOf(bill, state) : [],
    rows: bill.lines.map((line) => rowOf(line, state)).sort((first, second) => byCost(first, second)),
  };
}

function lastMonthText(segments: readonly PriceSegment[], month: Month, nowMs: number): string {
  const last = billOf(segments, { month: monthBefore(month), nowMs });
  return last.lines.length === 0
    ? l10n.t('Nothing was held in {0}.', monthText(last.month))
    : l10n.t('{0}: {1}', monthText(last.month), totalText(last.byEnd));
}

/** The dearest first; what has no price last. */
function byCost(first: CostRow, second: CostRow): number {
  return (
    second.byEndCents - first.byEndCents ||
    queries.byText(first.addon, second.addon) ||
    queries.byText(first.key, second.key)
  );
}

function rowOf(line: BillLine, state: State): CostRow {
  const { segment } = line;
  const addon = state.addons[segment.addonId];
  const isKnown = segment.cents !== null;
  return {
    key: segment.id,
    addonId: segment.addonId,
    addon: addon?.name ?? segment.addonName,
    isThere: addon !== undefined,
    app: state.apps[segment.appId]?.name ?? segment.appName,
    ...costLine(line),
    soFarCents: isKnown ? line.soFar.cents : -1,
    byEndCents: isKnown ? line.byEnd.cents : -1,
    notes: notesOf(segment, addon !== undefined),
  };
}

function notesOf(segment: PriceSegment, isThere: boolean): readonly string[] {
  return [
    ...(isThere ? [] : [l10n.t('destroyed')]),
    ...(isThere && segment.end !== null ? [l10n.t('earlier plan')] : []),
    ...segment.meters.map(({ name, unit, centsPerUnit }) =>
      l10n.t('{0}: {1} for each {2}', name, unitPriceText(centsPerUnit), unit),
    ),
  ];
}

/** Shares of the forecast by service, the dearest first. What costs nothing has no part. */
function barOf(lines: readonly BillLine[], nameOf: (slug: string) => string): readonly BarPart[] {
  const slugs = new Set(lines.map(({ segment }) => slugIn(segment)));
  const totals = [...slugs].map((slug) => ({
    slug,
    total: totalOf(
      lines.filter(({ segment }) => slugIn(segment) === slug),
      'byEnd',
    ),
  }));
  const all = totals.reduce((sum, { total }) => sum + total.cents, 0);
  return totals
    .filter(({ total }) => total.cents > 0)
    .sort(
      (first, second) => second.total.cents - first.total.cents || queries.byText(first.slug, second.slug),
    )
    .map(({ slug, total }) => ({
      slug,
      service: nameOf(slug),
      amount: amountText(total),
      percent: (total.cents / all) * 100,
    }));
}

function barText(parts: readonly BarPart[], { unknown }: Total): string {
  if (parts.length === 0) {
    return unknown === 0
      ? l10n.t('Nothing costs anything this month.')
      : l10n.t('There are no amounts to draw: nothing has a known price above $0.');
  }
  return l10n.t(
    'By the end of the month, by service: {0}.',
    parts
      .map(({ service, amount, percent }) => l10n.t('{0} {1} ({2} %)', service, amount, Math.round(percent)))
      .join(', '),
  );
}

function slugIn({ plan }: PriceSegment): string {
  return plan.split(':')[0] ?? plan;
}

function appsOf({ lines }: Bill, state: State): readonly AppCost[] {
  const byApp = new Map<AppId, BillLine[]>();
  for (const line of lines) {
    byApp.set(line.segment.appId, [...(byApp.get(line.segment.appId) ?? []), line]);
  }
  const totals = [...byApp].map(([appId, parts]) => ({
    appId,
    app: state.apps[appId]?.name ?? parts.at(-1)?.segment.appName ?? appId,
    isThere: state.apps[appId] !== undefined,
    addons: new Set(parts.map(({ segment }) => segment.addonId)).size,
    soFar: totalOf(parts, 'soFar'),
    byEnd: totalOf(parts, 'byEnd'),
  }));
  const highest = Math.max(1, ...totals.map(({ byEnd }) => byEnd.cents));
  return totals
    .sort((first, second) => second.byEnd.cents - first.byEnd.cents || queries.byText(first.app, second.app))
    .map(({ soFar, byEnd, ...rest }) => ({
      ...rest,
      soFar: totalText(soFar),
      byEnd: totalText(byEnd),
      percent: (byEnd.cents / highest) * 100,
    }));
}
