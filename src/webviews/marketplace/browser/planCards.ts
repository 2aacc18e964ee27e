import { action } from '../../components/controls.ts';
import { element, filled } from '../../components/element.ts';
import { textList } from '../../components/plainTable.ts';
import { keyed } from '../../components/section.ts';
import type { AppChoice, MarketplaceWords, ServiceDetails } from '../protocol.ts';

interface CardParts {
  readonly app: AppChoice | undefined;
  readonly words: MarketplaceWords;
  readonly create: (plan: string) => void;
  /** Whether an add-on of the service can be created on the app. */
  readonly canCreate: boolean;
}

type Plans = ServiceDetails['plans'];

/** The plans side by side. How their prices are known is said once where it is the same for all. */
export function planCards(plans: Plans, parts: CardParts): readonly Node[] {
  const { words } = parts;
  const sources = new Set(plans.map(({ source }) => source));
  const [common = ''] = sources.size === 1 ? sources : [];
  return [
    element(
      'ul',
      { class: 'plans' },
      ...plans.map((plan) => element('li', { class: 'plan' }, ...card(plan, parts, sources.size > 1))),
    ),
    ...(common === '' ? [] : [element('p', { class: 'quiet' }, `${words.source}: ${common}`)]),
  ];
}

function card(
  plan: Plans[number],
  { app, words, create, canCreate }: CardParts,
  withSource: boolean,
): readonly (Node | undefined)[] {
  const { name, slug, fullName, price, hourly, limits, meters, source, isDefault } = plan;
  return [
    element(
      'h4',
      {},
      name,
      isDefault ? element('span', { class: 'badge' }, words.isDefault) : undefined,
      element('span', { class: 'quiet mono' }, slug),
    ),
    element('p', { class: 'price' }, price),
    hourly === '' ? undefined : element('p', { class: 'quiet' }, hourly),
    limits.length === 0 ? undefined : textList(limits),
    meters.length === 0
      ? undefined
      : textList(meters.map((meter) => filled(words.eachUnit, meter.name, meter.price, meter.unit))),
    withSource ? element('p', { class: 'quiet source' }, source) : undefined,
    app === undefined || !canCreate
      ? undefined
      : keyed(
          `create ${slug}`,
          action({
            label: filled(words.create, app.name),
            icon: 'add',
            description: filled(words.createPlan, fullName, app.name),
            onPress: () => {
              create(fullName);
            },
          }),
        ),
  ];
}
