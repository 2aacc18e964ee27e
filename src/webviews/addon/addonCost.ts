import * as l10n from '@vscode/l10n';
import { planFacts } from '../../core/help/planFacts.ts';
import { planName, type Addon } from '../../core/model/addon.ts';
import type { Plan, Service } from '../../core/model/plan.ts';
import type { State } from '../../core/model/state.ts';
import { billOf } from '../../core/pricing/bill.ts';
import { costLine, monthText } from '../../core/pricing/billText.ts';
import { monthAt } from '../../core/pricing/month.ts';
import { signedCentsText, totalText } from '../../core/pricing/moneyText.ts';
import { comparePlan, segmentsOf } from '../../core/pricing/planComparison.ts';
import type { PlanRow, PresentAddon } from './protocol.ts';

interface Present {
  readonly state: State;
  readonly nowMs: number;
}

/** What an add-on costs in the present month. */
export function costOf(
  addon: Addon,
  state: State,
  nowMs: number,
): Pick<PresentAddon, 'month' | 'soFar' | 'byEnd' | 'costLines'> {
  const month = monthAt(nowMs);
  const { lines, soFar, byEnd } = billOf(segmentsOf(state.priceSegments, addon.id), { month, nowMs });
  return {
    month: monthText(month),
    soFar: totalText(soFar),
    byEnd: totalText(byEnd),
    costLines: lines.map(costLine),
  };
}

/** A plan that the add-on could have, with what changing to it now would make of the bill. */
export function planRow(addon: Addon, plan: Plan, service: Service, { state, nowMs }: Present): PlanRow {
  const { slug, name, price, hourly, limits, meters } = planFacts(plan, service);
  const isPresent = slug === addon.plan;
  const row = { slug, name, price, hourly, limits, meters, isPresent };
  if (isPresent || addon.state !== 'provisioned') {
    return { ...row, thisMonth: '', later: '' };
  }
  const other = { plan: planName({ service: addon.service, plan: slug }), price: plan.price };
  const found = comparePlan(segmentsOf(state.priceSegments, addon.id), other, nowMs);
  return {
    ...row,
    thisMonth: differenceText(found.thisMonthCents, found.dependsOnUse),
    later: differenceText(found.laterCents, found.dependsOnUse),
  };
}

function differenceText(cents: number | null, dependsOnUse: boolean): string {
  if (cents === null) {
    return l10n.t('not known');
  }
  return dependsOnUse ? l10n.t('{0} and what meters count', signedCentsText(cents)) : signedCentsText(cents);
}
