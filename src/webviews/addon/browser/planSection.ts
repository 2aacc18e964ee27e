import { action } from '../../components/controls.ts';
import { element, filled } from '../../components/element.ts';
import { plainTable, textList, type PlainRow } from '../../components/plainTable.ts';
import { keyed, Section } from '../../components/section.ts';
import { start } from '../../components/pageTools.ts';
import type { PlanRow, PresentAddon } from '../protocol.ts';
import type { Part, Tools } from './tools.ts';

type Shown = Pick<PresentAddon, 'plans' | 'limits' | 'meters' | 'priceNotes' | 'isReady'>;

/** Limits, meters, and every plan beside the present one, with what a change would make of the bill. */
export function planSection(tools: Tools): Part {
  const { words } = tools;
  const section = new Section<Shown>({
    title: words.plans,
    draw: ({ plans, limits, meters, priceNotes, isReady }) => [
      textList(limits, words.noLimits),
      ...(meters.length === 0
        ? []
        : [
            plainTable({
              caption: words.meters,
              columns: [words.meter, words.unit, words.eachUnit],
              rows: meters.map(({ name, unit, price }) => ({ cells: [[name], [unit], [price]] })),
            }),
          ]),
      ...priceNotes.map((text) => element('p', { class: 'quiet' }, text)),
      plainTable({
        caption: words.plans,
        columns: [words.plan, words.price, words.limits, words.thisMonth, words.later, words.actions],
        rows: plans.map((plan) => rowOf(plan, isReady, tools)),
      }),
      element('p', { class: 'quiet' }, words.changeNote),
      keyed(
        'showPlans',
        action({
          label: words.allPlans,
          onPress: () => {
            start(tools, 'showPlans', {});
          },
        }),
      ),
    ],
  });
  return {
    root: section.root,
    show: ({ plans, limits, meters, priceNotes, isReady }: PresentAddon) => {
      section.show({ plans, limits, meters, priceNotes, isReady });
    },
  };
}

function rowOf(plan: PlanRow, isReady: boolean, tools: Tools): PlainRow {
  const { words } = tools;
  const { slug, name, price, hourly, limits, meters, isPresent, thisMonth, later } = plan;
  const change = isPresent
    ? element('span', { class: 'badge' }, words.present)
    : keyed(
        `change ${slug}`,
        action({
          label: filled(words.changeTo, slug),
          onPress: () => {
            start(tools, 'changePlan', { plan: slug });
          },
        }),
      );
  change.toggleAttribute('disabled', !isReady && !isPresent);
  return {
    isCurrent: isPresent,
    cells: [
      [name, ' ', element('span', { class: 'quiet mono' }, slug)],
      [price, element('div', { class: 'quiet' }, hourly)],
      [
        textList(
          [...limits, ...meters.map(({ name: meter, unit, price: each }) => `${meter}: ${each} / ${unit}`)],
          '–',
        ),
      ],
      [isPresent ? '–' : thisMonth],
      [isPresent ? '–' : later],
      [change],
    ],
  };
}
