import { button } from '../../components/controls.ts';
import { element, filled, setText } from '../../components/element.ts';
import type { MarketplaceModel, ServiceRow } from '../protocol.ts';
import type { Tools } from './tools.ts';
import { matches, type Wanted } from './wanted.ts';

export interface ResultsListener {
  readonly choose: (service: string) => void;
  readonly clear: () => void;
}

interface Row {
  readonly service: ServiceRow;
  readonly item: HTMLElement;
  readonly button: HTMLButtonElement;
}

/** The services that match, one under the other; arrow keys lead from one to the next. */
export class Results {
  readonly root: HTMLElement;
  readonly #tools: Tools;
  readonly #listener: ResultsListener;
  readonly #list = element('ul', { class: 'services' });
  readonly #count = element('p', { role: 'status', class: 'quiet' });
  readonly #nothing: HTMLElement;
  readonly #hidden = element('p', { class: 'quiet' });
  #rows: readonly Row[] = [];
  #drawn = '';

  constructor(tools: Tools, listener: ResultsListener) {
    const { words } = tools;
    this.#tools = tools;
    this.#listener = listener;
    this.#nothing = element(
      'div',
      { class: 'nothing', hidden: '' },
      element('p', {}, words.nothing),
      button({ label: words.clear, onPress: listener.clear }),
    );
    this.root = element(
      'section',
      { class: 'results', 'aria-label': words.results, 'data-part': '' },
      this.#count,
      this.#list,
      this.#nothing,
      this.#hidden,
    );
    this.#list.addEventListener('keydown', (event) => {
      this.#onKey(event);
    });
  }

  show({ services }: MarketplaceModel): void {
    const drawn = JSON.stringify(services);
    if (drawn === this.#drawn) {
      return;
    }
    this.#drawn = drawn;
    this.#rows = services.map((service) => this.#row(service));
    this.#list.replaceChildren(...this.#rows.map(({ item }) => item));
  }

  /** Leaves those that match; the elements stay, and the focus with them. */
  filter(wanted: Wanted): void {
    const { words } = this.#tools;
    let found = 0;
    for (const { service, item } of this.#rows) {
      item.hidden = !matches(service, wanted);
      found += item.hidden ? 0 : 1;
    }
    const historical = wanted.withHistorical
      ? 0
      : this.#rows.filter(
          ({ service }) => service.isHistorical && matches(service, { ...wanted, withHistorical: true }),
        ).length;
    setText(this.#count, found === 1 ? words.oneService : filled(words.count, found));
    this.#nothing.hidden = found > 0;
    this.#hidden.hidden = historical === 0;
    setText(this.#hidden, filled(words.historicalHidden, historical));
    this.#makeReachable();
  }

  /** Marks the service whose details are shown. */
  mark(slug: string): void {
    for (const { service, button: row } of this.#rows) {
      if (service.slug === slug) {
        row.setAttribute('aria-current', 'true');
      } else {
        row.removeAttribute('aria-current');
      }
    }
    this.#makeReachable();
  }

  /** Brings a service into view. */
  reveal(slug: string): void {
    this.#rows.find(({ service }) => service.slug === slug)?.item.scrollIntoView({ block: 'nearest' });
  }

  /** Focuses the service that Tab would lead to. */
  focusChosen(): void {
    this.#list.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }

  #row(service: ServiceRow): Row {
    const { slug, name, line, from, tags } = service;
    const made = element(
      'button',
      { type: 'button', class: 'service', tabindex: '-1', 'data-service': slug },
      element(
        'span',
        { class: 'title' },
        element('strong', {}, name),
        ` `,
        element('span', { class: 'from' }, from),
      ),
      element('span', { class: 'quiet' }, line),
      element('span', { class: 'tags' }, ...tags.map((tag) => element('span', { class: 'tag' }, tag))),
    );
    made.addEventListener('click', () => {
      this.#listener.choose(slug);
    });
    return { service, item: element('li', {}, made), button: made };
  }

  /** One of the visible rows is reached by Tab: the one with the focus, else the chosen one, else the first. */
  #makeReachable(): void {
    const visible = this.#rows.filter(({ item }) => !item.hidden);
    const reachable =
      visible.find(({ button: row }) => row === document.activeElement) ??
      visible.find(({ button: row }) => row.hasAttribute('aria-current')) ??
      visible[0];
    for (const { button: row } of this.#rows) {
      row.tabIndex = row === reachable?.button ? 0 : -1;
    }
  }

  #onKey(event: KeyboardEvent): void {
    const visible = this.#rows.filter(({ item }) => !item.hidden).map(({ button: row }) => row);
    const at = visible.findIndex((row) => row === document.activeElement);
    const steps: Readonly<Record<string, number>> = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      Home: 0,
      End: visible.length - 1,
    };
    const to = steps[event.key];
    if (to !== undefined && at >= 0) {
      event.preventDefault();
      visible[Math.max(0, Math.min(to, visible.length - 1))]?.focus();
      this.#makeReachable();
    }
  }
}
