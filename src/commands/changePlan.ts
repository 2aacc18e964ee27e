import * as l10n from '@vscode/l10n';
import { failed } from '../core/errors/addonError.ts';
import { resolveAddon } from '../core/model/identifiers.ts';
import { priceText, signedMonthlyText } from '../core/pricing/priceText.ts';
import type { Question } from './command.ts';
import { whichAddon } from './questions.ts';
import { doneText } from './releasedText.ts';
import { defineActionCommand } from './runCommand.ts';
import { limitsOf } from './whichPlan.ts';

interface ChangePlanArguments {
  addon: string;
  plan: string;
}

/** Which of the other plans of the service, with the difference in price? */
const whichOtherPlan: Question<ChangePlanArguments> = ({ platform, ask, step, known, previous }) => {
  const addon = resolveAddon(platform.state, known.addon ?? '');
  const service = platform.catalog.service(addon.service);
  const present = addon.billedPrice.cents;
  const choices = service.plans
    .filter((plan) => plan.visible && plan.slug !== addon.plan)
    .map((plan) => ({
      value: plan.slug,
      label: plan.slug,
      description:
        present === null || plan.price.cents === null
          ? priceText(plan.price)
          : l10n.t('{0} · {1}', priceText(plan.price), signedMonthlyText(plan.price.cents - present)),
      detail: limitsOf(plan),
    }));
  if (choices.length === 0) {
    throw failed('nothing_to_choose', { what: 'plans', app: null });
  }
  return ask.choose({
    step,
    placeholder: l10n.t('{0} is on {1} now', addon.name, addon.plan),
    choices,
    preselected: previous,
  });
};

/** Puts an add-on on another plan of its service. */
export const changePlan = defineActionCommand<ChangePlanArguments, 'changePlan'>({
  id: 'addons.changePlan',
  title: () => l10n.t('Change Plan'),
  arguments: { addon: 'text', plan: 'text' },
  questions: { addon: whichAddon, plan: whichOtherPlan },
  review: 'always',
  subject: ({ plan }) => plan,
  action: (args) => ({ type: 'changePlan', ...args }),
  done: ({ result, effect }) => doneText(l10n.t('{0} is on {1} now.', result.addon, result.plan), effect),
});
