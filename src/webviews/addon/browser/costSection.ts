import { element, filled } from '../../components/element.ts';
import { plainTable } from '../../components/plainTable.ts';
import { Section } from '../../components/section.ts';
import type { PresentAddon } from '../protocol.ts';
import type { Part, Tools } from './tools.ts';

type Shown = Pick<PresentAddon, 'month' | 'soFar' | 'byEnd' | 'costLines'>;

/** What it costs in the present month. */
export function costSection({ words }: Tools): Part {
  const section = new Section<Shown>({
    title: words.cost,
    draw: ({ month, soFar, byEnd, costLines }) => [
      element(
        'p',
        {},
        `${words.soFar} `,
        element('strong', {}, soFar),
        ` · ${words.byEnd} `,
        element('strong', {}, byEnd),
      ),
      element('p', { class: 'quiet' }, filled(words.monthOfUtc, month)),
      costLines.length === 0
        ? element('p', { class: 'quiet' }, words.noCost)
        : plainTable({
            caption: words.cost,
            columns: [words.plan, words.price, words.held, words.soFar, words.byEnd],
            rows: costLines.map((line) => ({
              cells: [[line.plan], [line.price], [line.held], [line.soFar], [line.byEnd]],
            })),
          }),
    ],
  });
  return {
    root: section.root,
    show: ({ month, soFar, byEnd, costLines }: PresentAddon) => {
      section.show({ month, soFar, byEnd, costLines });
    },
  };
}
