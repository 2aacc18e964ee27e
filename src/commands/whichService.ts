import * as l10n from '@vscode/l10n';
import { findApp } from '../core/model/identifiers.ts';
import type { Service } from '../core/model/plan.ts';
import * as queries from '../core/model/queries.ts';
import { fromPriceText } from '../core/pricing/fromPriceText.ts';
import type { Question, QuestionContext } from './command.ts';
import type { Choice } from './ports.ts';

/** Value of the row that brings the services of long ago. */
const showHistorical = ':historical';

/** So many services that were used last stand above all others. */
const recentCount = 3;

/** Which service? Searched by name, kind and what it is for. Answers its slug. */
export const whichService: Question<{ app: string }> = async (context) => {
  let services = current(context);
  for (;;) {
    const answer = await context.ask.choose({
      step: context.step,
      placeholder: l10n.t('Search services by name, kind or what they are for'),
      choices: choicesOf(services, context),
      preselected: context.previous?.split(':')[0],
    });
    if (answer.kind !== 'answer' || answer.value !== showHistorical) {
      return answer;
    }
    services = context.platform.catalog.services;
  }
};

function current({ platform: { catalog } }: QuestionContext<unknown>): readonly Service[] {
  return catalog.services.filter(({ lifecycle }) => lifecycle !== 'historical');
}

function choicesOf(
  services: readonly Service[],
  context: QuestionContext<{ app: string }>,
): readonly Choice[] {
  const { catalog, state } = context.platform;
  const names = new Map(catalog.categories.map(({ id, name }) => [id, name]));
  const order = catalog.categories.map(({ id }) => id);
  const recent = recentlyUsed(services, context);
  const sorted = services
    .filter((service) => !recent.includes(service))
    .toSorted((first, second) => order.indexOf(first.category) - order.indexOf(second.category));
  const app = findApp(state, context.known.app ?? '');
  const rowOf = (service: Service, heading: string | undefined): Choice => {
    const installed = service.supports.multipleInstalls
      ? undefined
      : queries.addonsBilledTo(state, app.id).find((addon) => addon.service === service.slug);
    return {
      value: service.slug,
      label: service.name,
      description:
        installed === undefined
          ? `${service.slug} · ${fromPrice(service)}`
          : l10n.t('{0} is on {1} already, and one is all it takes', installed.name, app.name),
      detail: service.description,
      icon: installed === undefined ? undefined : 'circle-slash',
      isUnavailable: installed !== undefined,
      heading,
    };
  };
  const hidden = catalog.services.length - services.length;
  return [
    ...recent.map((service, position) =>
      rowOf(service, position === 0 ? l10n.t('Recently used') : undefined),
    ),
    ...sorted.map((service, position) =>
      rowOf(
        service,
        sorted[position - 1]?.category === service.category ? undefined : names.get(service.category),
      ),
    ),
    ...(hidden === 0
      ? []
      : [
          {
            value: showHistorical,
            label: l10n.t('Show {0} more…', hidden),
            description: l10n.t('services of long ago, with the prices of then'),
            icon: 'history',
            heading: l10n.t('Historical'),
          },
        ]),
  ];
}

/** The services of the add-ons that were created last. */
function recentlyUsed(
  services: readonly Service[],
  { platform: { state } }: QuestionContext<unknown>,
): readonly Service[] {
  const slugs = Object.values(state.addons)
    .toSorted((first, second) => second.createdAt - first.createdAt)
    .map(({ service }) => service);
  return [...new Set(slugs)]
    .flatMap((slug) => services.find((service) => service.slug === slug) ?? [])
    .slice(0, recentCount);
}

function fromPrice({ plans }: Service): string {
  return fromPriceText(plans.filter(({ visible }) => visible).map(({ price }) => price));
}
