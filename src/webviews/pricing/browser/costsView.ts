import { action, textField, type TextControl } from '../../components/controls.ts';
import { smallBar } from '../../components/drawing.ts';
import { element, filled, setText } from '../../components/element.ts';
import { plainTable } from '../../components/plainTable.ts';
import { keyed, Section } from '../../components/section.ts';
import { RowTable, type RowView, type SortOrder } from '../../components/table.ts';
import { start } from '../../components/pageTools.ts';
import type { AppCost, CostModel, CostRow } from '../protocol.ts';
import { barDrawing, curveDrawing } from './drawings.ts';
import type { Tools } from './tools.ts';

type Head = Pick<CostModel, 'month' | 'soFar' | 'byEnd' | 'unknown' | 'lastMonth' | 'nextMonth' | 'meters'>;

/** What apps cost: figures, drawings, and a table of every line. */
export class CostsView {
  readonly root: HTMLElement;
  readonly #tools: Tools;
  readonly #head: Section<Head>;
  readonly #drawings: Section<Pick<CostModel, 'bar' | 'barText' | 'curve'>>;
  readonly #apps: Section<readonly AppCost[]>;
  readonly #filter: TextControl;
  readonly #count = element('span', { role: 'status', class: 'quiet' });
  readonly #nothing = element('p', { class: 'nothing' });
  readonly #table: RowTable<CostRow>;
  #rows: readonly CostRow[] = [];
  #order: SortOrder;

  constructor(tools: Tools) {
    const { words, page } = tools;
    this.#tools = tools;
    const { sort, descending, page: kept } = page.host.kept.choices;
    // The dearest first, until something else is wanted.
    this.#order = { column: sort ?? 'byEnd', isDescending: sort === undefined || descending === 'true' };
    this.#head = new Section<Head>({ draw: (head) => this.#drawHead(head) });
    this.#drawings = new Section({
      title: words.byService,
      draw: ({ bar, barText, curve }) => [
        ...barDrawing(bar, barText, (slug) => {
          start(tools, 'showService', { service: slug });
        }),
        ...(bar.length === 0 ? [] : curveDrawing(curve, words)),
      ],
    });
    this.#apps = new Section({ title: words.byApp, draw: (apps) => [this.#drawApps(apps)] });
    this.#filter = textField({
      label: words.filter,
      placeholder: words.filterHint,
      kind: 'search',
      value: page.host.kept.filter,
      onInput: (filter) => {
        page.host.keep({ filter });
        this.#showRows();
      },
    });
    this.#filter.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.isComposing && this.#filter.value !== '') {
        event.stopPropagation();
        this.#filter.value = '';
        page.host.keep({ filter: '' });
        this.#showRows();
      }
    });
    this.#table = new RowTable<CostRow>({
      caption: words.lines,
      columns: [
        { id: 'addon', title: words.addon, isSortable: true },
        { id: 'app', title: words.app, isSortable: true },
        { id: 'plan', title: words.plan, isSortable: true },
        { id: 'price', title: words.price },
        { id: 'held', title: words.held },
        { id: 'soFar', title: words.soFarColumn, isSortable: true },
        { id: 'byEnd', title: words.byEndColumn, isSortable: true },
      ],
      order: this.#order,
      page: Number(kept ?? 0),
      onTurn: (to) => {
        page.host.choose('page', String(to));
      },
      onSort: (order) => {
        this.#order = order;
        page.host.choose('sort', order.column);
        page.host.choose('descending', String(order.isDescending));
        this.#showRows();
      },
      keyOf: ({ key }) => key,
      make: () => this.#makeRow(),
      words,
    });
    const heading = element('h2', { id: 'lines' }, words.lines);
    this.root = element(
      'div',
      {},
      this.#head.root,
      this.#drawings.root,
      this.#apps.root,
      element(
        'section',
        { 'aria-labelledby': 'lines' },
        heading,
        element('div', { class: 'toolbar', 'data-part': '' }, this.#filter, this.#count),
        this.#nothing,
        this.#table.root,
      ),
    );
  }

  show(model: CostModel): void {
    const { month, soFar, byEnd, unknown, lastMonth, nextMonth, meters, bar, barText, curve } = model;
    this.#head.show({ month, soFar, byEnd, unknown, lastMonth, nextMonth, meters });
    this.#drawings.show({ bar, barText, curve });
    this.#apps.root.hidden = model.apps.length === 0;
    this.#apps.show(model.apps);
    this.#rows = model.rows;
    this.#showRows();
  }

  #drawHead({ month, soFar, byEnd, unknown, lastMonth, nextMonth, meters }: Head): readonly Node[] {
    const { words } = this.#tools;
    const figure = (name: string, text: string): HTMLElement =>
      element('div', {}, element('dt', {}, name), element('dd', {}, text));
    return [
      element('p', { class: 'quiet' }, month),
      element('dl', { class: 'figures' }, figure(words.soFar, soFar), figure(words.byEnd, byEnd)),
      ...[unknown, meters].filter((text) => text !== '').map((text) => element('p', {}, text)),
      element('p', { class: 'quiet' }, `${lastMonth} · ${nextMonth}`),
      element('p', { class: 'quiet' }, words.utc),
    ];
  }

  #drawApps(apps: readonly AppCost[]): HTMLElement {
    const tools = this.#tools;
    const { words } = tools;
    return plainTable({
      caption: words.byApp,
      columns: [words.app, words.addons, words.soFarColumn, words.byEndColumn],
      rows: apps.map(({ appId, app, isThere, addons, soFar, byEnd, percent }) => ({
        cells: [
          [
            isThere
              ? keyed(
                  appId,
                  action({
                    label: app,
                    description: filled(words.showApp, app),
                    onPress: () => {
                      start(tools, 'showApp', { app: appId });
                    },
                  }),
                )
              : app,
          ],
          [String(addons)],
          [soFar],
          [byEnd, smallBar(percent)],
        ],
      })),
    });
  }

  #showRows(): void {
    const { words } = this.#tools;
    const filter = this.#filter.value.trim().toLowerCase();
    const matching = this.#rows.filter(({ addon, app, plan }) =>
      `${addon}\n${app}\n${plan}`.toLowerCase().includes(filter),
    );
    const rows = matching.toSorted(compareBy(this.#order));
    this.#table.show(rows);
    this.#table.root.hidden = rows.length === 0;
    setText(this.#count, filled(words.matches, rows.length));
    this.#nothing.hidden = rows.length > 0;
    setText(
      this.#nothing,
      this.#rows.length === 0 ? words.nothing : filled(words.noMatch, this.#filter.value.trim()),
    );
  }

  #makeRow(): RowView<CostRow> {
    const tools = this.#tools;
    const { words } = tools;
    const body = element('tbody', {}, element('tr', { role: 'row' }));
    let drawn = '';
    return {
      body,
      update: (row) => {
        const text = JSON.stringify(row);
        if (text === drawn) {
          return;
        }
        drawn = text;
        const { addonId, addon, isThere, app, plan, price, held, soFar, byEnd, notes } = row;
        const hadFocus = body.querySelector('button')?.matches(':focus') === true;
        const name = isThere
          ? action({
              label: addon,
              description: filled(words.showAddon, addon),
              onPress: () => {
                start(tools, 'showAddon', { addon: addonId });
              },
            })
          : addon;
        const cell = (label: string, ...content: readonly (Node | string)[]): HTMLElement =>
          element('td', { role: 'cell', 'data-label': label }, ...content);
        body.rows[0]?.replaceChildren(
          element('th', { scope: 'row', role: 'rowheader' }, name),
          cell(words.app, app),
          cell(words.plan, plan, ...notes.map((note) => element('div', { class: 'quiet' }, note))),
          cell(words.price, price),
          cell(words.held, held),
          cell(words.soFarColumn, soFar),
          cell(words.byEndColumn, byEnd),
        );
        if (hadFocus) {
          body.querySelector('button')?.focus();
        }
      },
    };
  }
}

function compareBy({ column, isDescending }: SortOrder): (first: CostRow, second: CostRow) => number {
  const sign = isDescending ? -1 : 1;
  switch (column) {
    case 'soFar':
      return (first, second) => sign * (first.soFarCents - second.soFarCents);
    case 'byEnd':
      return (first, second) => sign * (first.byEndCents - second.byEndCents);
    case 'app':
      return (first, second) => sign * first.app.localeCompare(second.app);
    case 'plan':
      return (first, second) => sign * first.plan.localeCompare(second.plan);
    default:
      return (first, second) => sign * first.addon.localeCompare(second.addon);
  }
}
