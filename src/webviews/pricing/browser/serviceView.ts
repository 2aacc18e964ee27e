import { action } from '../../components/controls.ts';
import { smallBar } from '../../components/drawing.ts';
import { element, filled } from '../../components/element.ts';
import { plainTable, textList } from '../../components/plainTable.ts';
import { keyed, Section } from '../../components/section.ts';
import { start } from '../../components/pageTools.ts';
import type { PriceRow, ServicePrices } from '../protocol.ts';
import type { Tools } from './tools.ts';

/** What the plans of one service cost. */
export class ServiceView {
  readonly root: HTMLElement;
  readonly #section: Section<ServicePrices>;

  constructor(tools: Tools) {
    const { words } = tools;
    this.#section = new Section<ServicePrices>({
      title: words.plans,
      draw: ({ about, chartText, plans, service }) => [
        element('p', {}, about),
        element('p', {}, chartText),
        plainTable({
          caption: `${words.plans}: ${service}`,
          columns: [
            words.plan,
            words.price,
            words.limits,
            words.meters,
            words.used,
            words.source,
            words.actions,
          ],
          rows: plans.map((plan) => ({ cells: cellsOf(plan, tools) })),
        }),
      ],
    });
    this.root = element('div', {}, this.#section.root);
  }

  show(model: ServicePrices): void {
    this.#section.show(model);
  }
}

function cellsOf(plan: PriceRow, tools: Tools): readonly (readonly (Node | string | undefined)[])[] {
  const { words } = tools;
  const { name, slug, fullName, isDefault, price, hourly, percent, limits, meters, used, source } = plan;
  return [
    [
      name,
      ' ',
      element('span', { class: 'quiet mono' }, slug),
      isDefault ? element('span', { class: 'badge' }, words.isDefault) : undefined,
    ],
    [price, element('div', { class: 'quiet' }, hourly), percent === null ? undefined : smallBar(percent)],
    [textList(limits, words.none)],
    [
      textList(
        meters.map((meter) => filled(words.eachUnit, meter.name, meter.price, meter.unit)),
        '–',
      ),
    ],
    [String(used)],
    [element('span', { class: 'quiet' }, source)],
    [
      keyed(
        fullName,
        action({
          label: words.create,
          icon: 'add',
          description: filled(words.createPlan, fullName),
          onPress: () => {
            start(tools, 'create', { plan: fullName });
          },
        }),
      ),
    ],
  ];
}
