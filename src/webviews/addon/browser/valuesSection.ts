import { action } from '../../components/controls.ts';
import { element, filled, setText } from '../../components/element.ts';
import { plainTable, type PlainRow } from '../../components/plainTable.ts';
import { keyed, Section } from '../../components/section.ts';
import type { PresentAddon, ValueRow } from '../protocol.ts';
import type { Part, Tools } from './tools.ts';

/** A value stands on the page for so long, in ms. */
const shownMs = 30_000;

/** What stands for any value, of whatever length. */
const mask = '••••••••';

/** The values that the add-on sets, hidden until they are asked for, and again after a while. */
export function valuesSection(tools: Tools): Part {
  const { words } = tools;
  const shown = new Set<ShownValue>();
  const hideAll = (): void => {
    shown.forEach((value) => {
      value.hide();
    });
  };
  addEventListener('blur', hideAll);
  document.addEventListener('visibilitychange', hideAll);
  const section = new Section<readonly ValueRow[]>({
    title: words.values,
    draw: (values) => {
      hideAll();
      shown.clear();
      return values.length === 0
        ? [element('p', { class: 'quiet' }, words.noValues)]
        : [
            plainTable({
              caption: words.values,
              columns: [words.name, words.holds, words.value, words.actions],
              rows: values.map((row) => rowOf(row, tools, shown)),
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

function rowOf({ suffix, names, kind, isReady }: ValueRow, tools: Tools, shown: Set<ShownValue>): PlainRow {
  const { page, words } = tools;
  const title = names.join(', ');
  if (!isReady) {
    return { cells: [[monospaced(title)], [kind], [words.notYet], []] };
  }
  const value = new ShownValue(suffix, title, tools);
  shown.add(value);
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
      [value.text],
      [element('div', { class: 'actions' }, value.toggle, copy)],
    ],
  };
}

function monospaced(text: string): HTMLElement {
  return element('span', { class: 'mono' }, text);
}

/** One value, hidden or shown. */
class ShownValue {
  readonly text: HTMLElement;
  readonly toggle: HTMLElement;
  readonly #suffix: string;
  readonly #title: string;
  readonly #tools: Tools;
  readonly #value = element('span', { class: 'mono' }, mask);
  readonly #spoken: HTMLElement;
  #timer = 0;
  #isShown = false;

  constructor(suffix: string, title: string, tools: Tools) {
    const { words } = tools;
    this.#suffix = suffix;
    this.#tools = tools;
    // Beside the value: that itself is read where somebody wants it, and not spoken into the room.
    this.#spoken = element('span', { class: 'spoken', role: 'status' }, words.hidden);
    this.#value.setAttribute('aria-hidden', 'true');
    this.text = element('div', {}, this.#value, this.#spoken);
    this.toggle = keyed(
      `reveal ${suffix}`,
      action({
        label: words.revealValue,
        icon: 'eye',
        onPress: () => {
          if (this.#isShown) {
            this.hide();
          } else {
            tools.page.attempt(this.#reveal());
          }
        },
      }),
    );
    this.#title = title;
    this.#nameToggle();
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.#show(undefined);
  }

  async #reveal(): Promise<void> {
    const value = await this.#tools.page.host.request('reveal', { suffix: this.#suffix });
    // Meanwhile the person may have gone elsewhere, or the row may be another.
    if (document.visibilityState === 'visible' && document.hasFocus() && this.text.isConnected) {
      this.#show(value);
      this.#timer = window.setTimeout(() => {
        this.hide();
      }, shownMs);
    }
  }

  #show(value: string | undefined): void {
    const { words } = this.#tools;
    this.#isShown = value !== undefined;
    setText(this.#value, value ?? mask);
    this.#value.toggleAttribute('aria-hidden', false);
    if (value === undefined) {
      this.#value.setAttribute('aria-hidden', 'true');
    }
    setText(this.#spoken, value === undefined ? words.hidden : words.shown);
    this.#nameToggle();
  }

  #nameToggle(): void {
    const { words } = this.#tools;
    const name = this.#isShown ? words.hideValue : words.revealValue;
    const label = this.toggle.querySelector('span');
    if (label !== null) {
      setText(label, name);
    }
    this.toggle.setAttribute('aria-label', filled('{0}: {1}', name, this.#title));
  }
}
