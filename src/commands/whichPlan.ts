import * as l10n from '@vscode/l10n';
import { monthlyText, priceText } from '../core/pricing/priceText.ts';
import type { Service } from '../core/model/plan.ts';
import type { Question, QuestionContext } from './command.ts';
import type { Choice } from './ports.ts';

/** Which service, and which of its plans? Two choices, with a way back between them; answers `service:plan`. */
export const whichPlan: Question<unknown> = async (context) => {
  const { platform, ask, step } = context;
  for (;;) {
    const chosen = await ask.choose({
      step,
      placeholder: l10n.t('Search services by name, kind or what they are for'),
      choices: serviceChoices(context),
    });
    if (chosen.kind !== 'answer') {
      return chosen;
    }
    const service = platform.catalog.service(chosen.value);
    const choices = service.plans
      .filter((plan) => plan.visible || plan.slug === service.defaultPlan)
      .map((plan) => ({
        value: `${service.slug}:${plan.slug}`,
        label: plan.slug,
        description: priceText(plan.price),
        detail: plan.slug === service.defaultPlan ? l10n.t('default') : undefined,
      }));
    const plan = await ask.choose({
      step: { ...step, canGoBack: true },
      placeholder: l10n.t('Choose a plan of {0}', service.name),
      choices,
      preselected: `${service.slug}:${service.defaultPlan}`,
    });
    if (plan.kind !== 'back') {
      return plan;
    }
  }
};

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
