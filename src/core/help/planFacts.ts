import type { Plan, Service } from '../model/plan.ts';
import { unitPriceText } from '../pricing/moneyText.ts';
import { hourlyText, priceText } from '../pricing/priceText.ts';
import { plainText } from './markdownText.ts';
import { limitsInWords, priceYear, sourceInWords } from './planWords.ts';

/** A meter in words: `Tokens`, `1k tokens`, `$0.02`. */
export interface MeterFacts {
  readonly name: string;
  readonly unit: string;
  readonly price: string;
}

/** What a page tells of a plan, as plain text. */
export interface PlanFacts {
  readonly slug: string;
  readonly name: string;
  readonly price: string;
  /** `~$0.004/hour`; empty where no fixed price is known. */
  readonly hourly: string;
  readonly limits: readonly string[];
  readonly meters: readonly MeterFacts[];
  /** A sentence on how sure the price is. */
  readonly source: string;
  readonly isDefault: boolean;
}

/** A plan of a service, for people. */
export function planFacts(plan: Plan, service: Pick<Service, 'defaultPlan'>): PlanFacts {
  const { cents } = plan.price;
  return {
    slug: plan.slug,
    name: plan.name,
    price: priceText(plan.price),
    hourly: cents === null || cents === 0 ? '' : hourlyText(cents),
    limits: limitsInWords(plan).map(plainText),
    meters: (plan.price.meters ?? []).map(meterFacts),
    source: plainText(sourceInWords(plan)),
    isDefault: plan.slug === service.defaultPlan,
  };
}

/** A meter for people. */
export function meterFacts({
  name,
  unit,
  centsPerUnit,
}: {
  readonly name: string;
  readonly unit: string;
  readonly centsPerUnit: number;
}): MeterFacts {
  return { name, unit, price: unitPriceText(centsPerUnit) };
}

/** The plans that people can choose, the default one among them even if it is hidden. */
export function offeredPlans(service: Service): readonly Plan[] {
  return service.plans.filter(({ visible, slug }) => visible || slug === service.defaultPlan);
}

/** The years in which the prices of a service were seen: `2026`, `2016–2026`; null where no source has one. */
export function priceYears(service: Service): string | null {
  const years = offeredPlans(service)
    .flatMap((plan) => priceYear(plan) ?? [])
    .toSorted();
  const [oldest, newest] = [years.at(0), years.at(-1)];
  return oldest === undefined || newest === undefined || oldest === newest
    ? (newest ?? null)
    : `${oldest}–${newest}`;
}
