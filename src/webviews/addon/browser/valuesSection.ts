import { action } from '../../components/controls.ts';
import { element, filled, setText } from '../../components/element.ts';
import { plainTable, type PlainRow } from '../../components/plainTable.ts';
import { RevealedValues } from '../../components/revealedValues.ts';
import { keyed, Section } from '../../components/section.ts';
import type { PresentAddon, ValueRow } from '../protocol.ts';
import type { Part, Tools } from './tools.ts';

/** What stands for any value, of whatever length. */
const mask = '••••••••';

/** The values that the add-on sets, hidden until they are asked for, and again after a while. */
export function valuesSection(tools: Tools): Part {
  const { words } = tools;
  const lines = new Map<string, ValueLine>();
  const revealed: RevealedValues = new RevealedValues(
    (suffixes) => {
      suffixes.forEach((suffix) => lines.get(suffix)?.show(revealed.valueOf(suffix)));
    },
    // Each line tells it of its own value.
    () => undefined,
  );
  const section = new Section<readonly ValueRow[]>({
    title: words.values,
    draw: (values) => {
      revealed.hide();
      lines.clear();
      return values.length === 0
        ? [element('p', { class: 'quiet' }, words.noValues)]
        : [
            plainTable({
              caption: words.values,
              columns: [words.name, words.holds, words.value, words.actions],
              rows: values.map((row) => rowOf(row, tools, { lines, revealed })),
            }),
          ];
    },
  });
  return {
    root: section.root,
    show: ({ values }: PresentAddon) => {
      section.show(values);
    },
  };
}

interface Shown {
  readonly lines: Map<string, ValueLine>;
  readonly revealed: RevealedValues;
}

function rowOf(
  { suffix, names, kind, isReady }: ValueRow,
  tools: Tools,
  { lines, revealed }: Shown,
): PlainRow {
  const { page, words } = tools;
  const title = names.join(', ');
  if (!isReady) {
    return { cells: [[monospaced(title)], [kind], [words.notYet], []] };
  }
  const line: ValueLine = new ValueLine(suffix, title, tools, () => {
    if (revealed.valueOf(suffix) !== undefined) {
      revealed.hide([suffix]);
      return;
    }
    const answer = page.host.request('reveal', { suffix });
    page.attempt(
      answer.then((value) => {
        // Meanwhile the row may be another.
        if (lines.get(suffix) === line) {
          revealed.show([{ name: suffix, value }]);
        }
      }),
    );
  });
  lines.set(suffix, line);
  const copy = keyed(
    `copy ${suffix}`,
    action({
      label: words.copyValue,
      icon: 'copy',
      description: filled('{0}: {1}', words.copyValue, title),
      onPress: () => {
        page.attempt(
          page.host.request('copy', { suffix }).then((said) => {
            page.say(said);
          }),
        );
      },
    }),
  );
  return {
    cells: [
      [monospaced(title)],
      [kind],
      [line.text],
      [element('div', { class: 'actions' }, line.toggle, copy)],
    ],
  };
}

function monospaced(text: string): HTMLElement {
  return element('span', { class: 'mono' }, text);
}

/** One value, hidden or shown. */
class ValueLine {
  readonly text: HTMLElement;
  readonly toggle: HTMLElement;
  readonly #title: string;
  readonly #tools: Tools;
  readonly #value = element('span', { class: 'mono' });
  readonly #spoken = element('span', { class: 'spoken', role: 'status' });

  constructor(suffix: string, title: string, tools: Tools, onToggle: () => void) {
    this.#title = title;
    this.#tools = tools;
    // Beside the value: that itself is read where somebody wants it, and not spoken into the room.
    this.text = element('div', {}, this.#value, this.#spoken);
    this.toggle = keyed(
      `reveal ${suffix}`,
      action({ label: tools.words.revealValue, icon: 'eye', onPress: onToggle }),
    );
    this.show(undefined);
  }

  /** @param value undefined hides it */
  show(value: string | undefined): void {
    const { words } = this.#tools;
    const isShown = value !== undefined;
    setText(this.#value, value ?? mask);
    if (isShown) {
      this.#value.removeAttribute('aria-hidden');
    } else {
      this.#value.setAttribute('aria-hidden', 'true');
    }
    setText(this.#spoken, isShown ? words.shown : words.hidden);
    const name = isShown ? words.hideValue : words.revealValue;
    const label = this.toggle.querySelector('span');
    if (label !== null) {
      setText(label, name);
    }
    this.toggle.setAttribute('aria-label', filled('{0}: {1}', name, this.#title));
  }
}
