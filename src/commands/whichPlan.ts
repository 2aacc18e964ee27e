import * as l10n from '@vscode/l10n';
import { limitsInWords } from '../core/help/planWords.ts';
import type { Plan } from '../core/model/plan.ts';
import { priceText } from '../core/pricing/priceText.ts';
import type { Question } from './command.ts';

/** Which plan of the service that is known? Answers `service:plan`. */
export const whichPlan: Question<{ plan: string }> = ({ platform, ask, step, known, previous }) => {
  const service = platform.catalog.service((known.plan ?? '').split(':')[0] ?? '');
  const choices = service.plans
    .filter((plan) => plan.visible || plan.slug === service.defaultPlan)
    .map((plan) => ({
      value: `${service.slug}:${plan.slug}`,
      label: plan.slug,
      description:
        plan.slug === service.defaultPlan
          ? l10n.t('{0} · default', priceText(plan.price))
          : priceText(plan.price),
      detail: limitsOf(plan),
    }));
  return ask.choose({
    step,
    placeholder: l10n.t('Choose a plan of {0}', service.name),
    choices,
    preselected: previous ?? `${service.slug}:${service.defaultPlan}`,
  });
};

/** What a plan is limited to, in one line; undefined where that is not known. */
export function limitsOf(plan: Plan): string | undefined {
  const limits = limitsInWords(plan);
  return limits.length === 0 ? undefined : limits.join(' · ');
}
