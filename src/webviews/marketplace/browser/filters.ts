import {
  action,
  checkbox,
  dropdown,
  textField,
  type CheckControl,
  type ChoiceControl,
  type TextControl,
} from '../../components/controls.ts';
import { element, setText } from '../../components/element.ts';
import type { MarketplaceModel, ServiceRow } from '../protocol.ts';
import type { Tools } from './tools.ts';
import { matches, type PriceFilter, type Wanted } from './wanted.ts';

/** Search, price, tags and categories. */
export class Filters {
  /** Above the list. */
  readonly bar: HTMLElement;
  /** Beside the list. */
  readonly categories: HTMLElement;
  readonly #tools: Tools;
  readonly #onChange: () => void;
  readonly #search: TextControl;
  readonly #price: ChoiceControl;
  readonly #metered: CheckControl;
  readonly #historical: CheckControl;
  readonly #list = element('ul', {});
  readonly #buttons = new Map<string, { readonly button: HTMLElement; readonly count: HTMLElement }>();
  // Controls tell their values only once they are drawn.
  #wanted: Wanted;
  #services: readonly ServiceRow[] = [];

  /** @param toResults leads from the field to what it found */
  constructor(tools: Tools, onChange: () => void, toResults: () => void) {
    const { words, page } = tools;
    const { filter, choices } = page.host.kept;
    this.#tools = tools;
    this.#onChange = onChange;
    this.#wanted = {
      search: filter.trim(),
      category: choices['category'] ?? '',
      price: (choices['price'] ?? 'any') as PriceFilter,
      isMetered: choices['metered'] === 'yes',
      withHistorical: choices['historical'] === 'yes',
    };
    this.#search = textField({
      label: words.search,
      placeholder: words.searchHint,
      kind: 'search',
      value: filter,
      onInput: (text) => {
        page.host.keep({ filter: text });
        this.#want({ search: text.trim() });
      },
    });
    this.#search.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowDown' && !event.isComposing) {
        event.preventDefault();
        toResults();
      }
    });
    this.#price = dropdown({
      label: words.price,
      value: this.#wanted.price,
      choices: [
        { value: 'any', label: words.anyPrice },
        { value: 'free', label: words.free },
        { value: '500', label: words.upTo5 },
        { value: '2000', label: words.upTo20 },
        { value: '10000', label: words.upTo100 },
        { value: 'unknown', label: words.unknownPrice },
      ],
      onChange: (price) => {
        page.host.choose('price', price);
        this.#want({ price: price as PriceFilter });
      },
    });
    this.#metered = checkbox({
      label: words.metered,
      isChecked: this.#wanted.isMetered,
      onChange: (isMetered) => {
        page.host.choose('metered', isMetered ? 'yes' : 'no');
        this.#want({ isMetered });
      },
    });
    this.#historical = checkbox({
      label: words.historical,
      isChecked: this.#wanted.withHistorical,
      onChange: (withHistorical) => {
        page.host.choose('historical', withHistorical ? 'yes' : 'no');
        this.#want({ withHistorical });
      },
    });
    this.bar = element(
      'div',
      { class: 'toolbar filters', role: 'search', 'data-part': '' },
      this.#search,
      this.#price,
      this.#metered,
      this.#historical,
    );
    this.categories = element(
      'nav',
      { class: 'categories', 'aria-label': words.categories, 'data-part': '' },
      this.#list,
    );
    document.addEventListener('keydown', (event) => {
      if (
        event.key === '/' &&
        !(event.target instanceof Element && event.target.matches('vscode-text-field'))
      ) {
        event.preventDefault();
        this.#search.focus();
      }
    });
  }

  get wanted(): Wanted {
    return this.#wanted;
  }

  show({ categories, services }: MarketplaceModel): void {
    this.#services = services;
    if (this.#buttons.size > 0) {
      return;
    }
    const { words } = this.#tools;
    for (const { id, name } of [{ id: '', name: words.all }, ...categories]) {
      const count = element('span', { class: 'quiet' });
      const button = action({
        label: name,
        onPress: () => {
          this.#choose(id);
        },
      });
      button.append(count);
      this.#buttons.set(id, { button, count });
      this.#list.append(element('li', {}, button));
    }
    this.#markChosen();
  }

  /** Writes beside each category how many of its services match everything else; those of none are left out. */
  count(): void {
    const wanted = { ...this.#wanted, category: '' };
    const matching = this.#services.filter((service) => matches(service, wanted));
    for (const [id, { button, count }] of this.#buttons) {
      const number = id === '' ? matching.length : matching.filter(({ category }) => category === id).length;
      setText(count, String(number));
      const item = button.closest('li');
      if (item !== null) {
        item.hidden =
          number === 0 && id !== '' && id !== this.#wanted.category && !item.contains(document.activeElement);
      }
    }
  }

  /** Everything again, but what is historical. */
  clear(): void {
    this.#search.value = '';
    this.#price.value = 'any';
    this.#metered.checked = false;
    const { host } = this.#tools.page;
    host.keep({ filter: '' });
    host.choose('price', 'any');
    host.choose('metered', 'no');
    this.#want({ search: '', price: 'any', isMetered: false });
    this.#choose('');
    this.#search.focus();
  }

  #choose(id: string): void {
    this.#tools.page.host.choose('category', id);
    this.#want({ category: id });
    this.#markChosen();
  }

  #want(part: Partial<Wanted>): void {
    this.#wanted = { ...this.#wanted, ...part };
    this.#onChange();
  }

  #markChosen(): void {
    for (const [id, { button }] of this.#buttons) {
      button.setAttribute('aria-pressed', String(id === this.#wanted.category));
    }
  }
}
