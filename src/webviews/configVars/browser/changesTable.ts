import { action, checkbox, type CheckControl } from '../../components/controls.ts';
import { element, filled } from '../../components/element.ts';
import type { TextChange } from '../protocol.ts';
import type { PageParts } from './context.ts';

/** Whose value is to stay where somebody else has changed the same var. */
export type Whose = 'mine' | 'theirs';

/** What a text changes, var by var. Values are shown when asked for; what others changed too is there to decide on. */
export class ChangesTable {
  readonly root = element('div', {});
  readonly #page: PageParts;
  readonly #decide: (change: TextChange, whose: Whose) => void;
  readonly #values: CheckControl;
  readonly #place = element('div', {});
  #changes: readonly TextChange[] = [];
  #mine: ReadonlyMap<string, unknown> = new Map();
  /** Forgets the hold of the values that are shown. */
  #release: () => void = () => undefined;

  constructor(page: PageParts, decide: (change: TextChange, whose: Whose) => void) {
    this.#page = page;
    this.#decide = decide;
    this.#values = checkbox({ label: page.words.showValues, onChange: this.#onShow });
    this.root.append(this.#values, this.#place);
  }

  /**
   * Shows changes; values stay shown where they were.
   *
   * @param mine by name, those that replace what others have changed
   */
  show(changes: readonly TextChange[], mine: ReadonlyMap<string, unknown>): void {
    this.#changes = changes;
    this.#mine = mine;
    this.#draw();
  }

  /** Forgets all that it shows. */
  clear(): void {
    this.#hideValues();
    this.show([], new Map());
  }

  readonly #onShow = (isShown: boolean): void => {
    this.#release();
    if (isShown) {
      this.#release = this.#page.revealed.hold(() => {
        this.#hideValues();
      });
    }
    this.#draw();
  };

  #hideValues(): void {
    this.#release();
    this.#values.checked = false;
    this.#draw();
  }

  #draw(): void {
    const { words } = this.#page;
    const heads = [words.name, words.change, words.before, words.after].map((text) =>
      element('th', { scope: 'col', role: 'columnheader' }, text),
    );
    const table = element(
      'table',
      { role: 'table' },
      element('caption', {}, words.textReview),
      element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...heads)),
      element('tbody', { role: 'rowgroup' }, ...this.#changes.map((change) => this.#row(change))),
    );
    this.#place.replaceChildren(...(this.#changes.length === 0 ? [] : [table]));
  }

  #row(change: TextChange): HTMLElement {
    const { words } = this.#page;
    const { name, kind, before, after } = change;
    const kinds = { added: words.added, changed: words.changed, unset: words.removed };
    return element(
      'tr',
      { role: 'row' },
      element('th', { scope: 'row', role: 'rowheader' }, name),
      element('td', { role: 'cell', class: `is-${kind}` }, kinds[kind], ...this.#conflict(change)),
      this.#value(words.before, before),
      this.#value(words.after, after),
    );
  }

  #conflict(change: TextChange): readonly (Node | string)[] {
    const { words } = this.#page;
    const button = (label: string, description: string, whose: Whose): HTMLElement =>
      action({
        label,
        description: filled(description, change.name),
        onPress: () => {
          this.#decide(change, whose);
        },
      });
    const theirs = button(words.takeTheirs, words.takeTheirsOf, 'theirs');
    if (change.isConflict) {
      const mine = button(words.takeMine, words.takeMineOf, 'mine');
      return [
        ' ',
        element('strong', { class: 'problem' }, words.conflicting),
        element('div', { class: 'buttons conflict' }, mine, theirs),
      ];
    }
    return this.#mine.has(change.name)
      ? [element('div', {}, words.replacing), element('div', { class: 'buttons' }, theirs)]
      : [];
  }

  #value(label: string, value: string | null): HTMLElement {
    const { isEmpty } = this.#page.words;
    const text = value === null ? '—' : this.#values.checked ? value || isEmpty : '••••••••';
    return element('td', { role: 'cell', class: 'mono', 'data-label': label }, text);
  }
}
