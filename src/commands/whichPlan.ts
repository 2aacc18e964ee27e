import * as l10n from '@vscode/l10n';
import { monthlyText, priceText } from '../core/pricing/priceText.ts';
import type { Service } from '../core/model/plan.ts';
import type { Question, QuestionContext } from './command.ts';
import type { Answer, Choice } from './ports.ts';

/**
 * Which service, and which of its plans? Two choices, with a way back between them; answers `service:plan`. Coming
 * back from a later question, it goes on at the plans.
 */
export const whichPlan: Question<unknown> = async (context) => {
  let service = serviceOf(context);
  let preselected = context.previous;
  for (;;) {
    if (service === undefined) {
      const chosen = await whichService(context);
      if (chosen.kind !== 'answer') {
        return chosen;
      }
      service = context.platform.catalog.service(chosen.value);
    }
    const plan = await whichPlanOf(service, preselected, context);
    if (plan.kind !== 'back') {
      return plan;
    }
    service = undefined;
    preselected = undefined;
  }
};

function serviceOf({ previous, platform }: QuestionContext<unknown>): Service | undefined {
  return previous === undefined ? undefined : platform.catalog.plan(previous).service;
}

function whichService(context: QuestionContext<unknown>): Promise<Answer<string>> {
  return context.ask.choose({
    step: context.step,
    placeholder: l10n.t('Search services by name, kind or what they are for'),
    choices: serviceChoices(context),
  });
}

function whichPlanOf(
  service: Service,
  preselected: string | undefined,
  { ask, step }: QuestionContext<unknown>,
): Promise<Answer<string>> {
  const choices = service.plans
    .filter((plan) => plan.visible || plan.slug === service.defaultPlan)
    .map((plan) => ({
      value: `${service.slug}:${plan.slug}`,
      label: plan.slug,
      description: priceText(plan.price),
      detail: plan.slug === service.defaultPlan ? l10n.t('default') : undefined,
    }));
  return ask.choose({
    step: { ...step, canGoBack: true },
    placeholder: l10n.t('Choose a plan of {0}', service.name),
    choices,
    preselected: preselected ?? `${service.slug}:${service.defaultPlan}`,
  });
}

function serviceChoices({ platform: { catalog } }: QuestionContext<unknown>): readonly Choice[] {
  const names = new Map(catalog.categories.map(({ id, name }) => [id, name]));
  const order = catalog.categories.map(({ id }) => id);
  return catalog.services
    .filter((service) => service.lifecycle !== 'historical')
    .toSorted((first, second) => order.indexOf(first.category) - order.indexOf(second.category))
    .map((service, position, all) => ({
      value: service.slug,
      label: service.name,
      description: [service.slug, fromPrice(service)].filter(Boolean).join(' · '),
      detail: service.description,
      heading: all[position - 1]?.category === service.category ? undefined : names.get(service.category),
    }));
}

/** The lowest price that is known of a service's plans. */
function fromPrice(service: Service): string {
  const known = service.plans.flatMap(({ visible, price }) =>
    visible && price.cents !== null ? [price.cents] : [],
  );
  if (known.length === 0) {
    return '';
  }
  const lowest = Math.min(...known);
  return lowest === 0 ? l10n.t('from free') : l10n.t('from {0}', monthlyText(lowest));
}
