import { action } from './controls.ts';
import { element, filled, setText } from './element.ts';
import { focusWhenHere } from './focusWhenHere.ts';

export interface Column {
  readonly id: string;
  readonly title: string;
  readonly isSortable?: boolean;
}

export interface SortOrder {
  readonly column: string;
  readonly isDescending: boolean;
}

/** One row, with what belongs to it: a body of the table, its first row the one that arrows lead to. */
export interface RowView<Row> {
  readonly body: HTMLTableSectionElement;
  /** Whether something is typed into it: then it stays in sight, on whatever page of the table. */
  readonly isEditing?: boolean;
  update(row: Row): void;
}

export interface TableParts<Row> {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly keyOf: (row: Row) => string;
  /** Makes the elements of a row that is drawn for the first time; `update` comes after it. */
  readonly make: (row: Row) => RowView<Row>;
  readonly order?: SortOrder;
  readonly onSort?: (order: SortOrder) => void;
  /** The page to begin with, from 0, where it is kept. */
  readonly page?: number;
  readonly onTurn?: (page: number) => void;
  readonly words: { readonly previous: string; readonly next: string; readonly shown: string };
}

/** The row that has the focus of the keys: the one that Tab leads to. */
const currentRow = 'tbody > tr[tabindex="0"]';
/** More rows than these are shown a page at a time: each row is several controls. */
const rowsAtOnce = 100;
/** Until then nobody has seen that the focus is at another row. */
const noticedWithinMs = 500;

/**
 * A native table whose rows keep their elements over updates: focus, scroll and what is being typed stay. Arrow keys
 * lead from row to row; below 480 pixels rows become cards (base.css).
 */
export class RowTable<Row> {
  readonly root: HTMLElement;
  readonly #parts: TableParts<Row>;
  readonly #table: HTMLTableElement;
  readonly #pager = element('nav', { class: 'pager', hidden: '' });
  readonly #shown = element('span', { role: 'status' });
  readonly #headers = new Map<string, HTMLTableCellElement>();
  readonly #views = new Map<string, RowView<Row>>();
  #rows: readonly Row[] = [];
  #order: SortOrder | undefined;
  #page: number;
  /** When the focus went to another row because its own was gone. */
  #movedAtMs = -Infinity;
  /** The row on which the key was pressed last that takes one away. */
  #deleted: Element | null = null;

  constructor(parts: TableParts<Row>) {
    this.#parts = parts;
    this.#order = parts.order;
    this.#page = parts.page ?? 0;
    const cells = parts.columns.map((column) => this.#header(column));
    // Roles by name: without them the table is none to screen readers where CSS makes cards of its rows.
    const head = element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...cells));
    const caption = element('caption', {}, parts.caption);
    this.#table = element('table', { role: 'table' }, caption, head);
    this.#table.addEventListener('keydown', (event) => {
      this.#moveByKey(event);
    });
    this.#table.addEventListener('keydown', this.#refuseTooSoon, { capture: true });
    this.#table.addEventListener('focusin', ({ target }) => {
      const body = target instanceof Element ? target.closest('tbody') : null;
      if (body !== null) {
        this.#makeCurrent(body);
      }
    });
    const { previous, next } = parts.words;
    this.#pager.append(this.#turner(previous, -1), this.#shown, this.#turner(next, 1));
    this.root = element('div', { class: 'rows', 'data-part': '' }, this.#table, this.#pager);
    this.#markOrder();
  }

  /** Shows rows, in this order. */
  show(rows: readonly Row[]): void {
    this.#rows = rows;
    const focusedAt = [...this.#table.tBodies].findIndex((body) => body.contains(document.activeElement));
    const focused = this.#table.tBodies[focusedAt];
    const keys = new Set(rows.map(this.#parts.keyOf));
    for (const key of this.#views.keys()) {
      if (!keys.has(key)) {
        this.#views.delete(key);
      }
    }
    this.#draw(focused);
    if (focusedAt >= 0 && document.activeElement === document.body) {
      // Its row is gone: the one in its place is next.
      const { tBodies } = this.#table;
      const next = tBodies[Math.min(focusedAt, tBodies.length - 1)];
      // Whoever takes row after row away looks at the next one already.
      this.#movedAtMs = focused === this.#deleted ? -Infinity : performance.now();
      focusWhenHere(() => firstRow(next)?.focus());
    }
  }

  /** The row of a key, on whatever page it is. */
  focusRow(key: string): void {
    const at = this.#rows.findIndex((row) => this.#parts.keyOf(row) === key);
    if (at >= 0) {
      this.#turnTo(Math.floor(at / rowsAtOnce));
      this.#draw();
      focusWhenHere(() => firstRow(this.#views.get(key)?.body)?.focus());
    }
  }

  /** Focuses the row that has the focus of the keys, or the first. */
  focus(): void {
    focusWhenHere(() => this.#table.querySelector<HTMLElement>(currentRow)?.focus());
  }

  get #pages(): number {
    return Math.max(1, Math.ceil(this.#rows.length / rowsAtOnce));
  }

  /** @param focused stays in sight: whoever is at a row is not to find another in its place */
  #draw(focused: HTMLTableSectionElement | null = null): void {
    this.#turnTo(Math.min(this.#page, this.#pages - 1));
    const start = this.#page * rowsAtOnce;
    const end = Math.min(start + rowsAtOnce, this.#rows.length);
    const shown = this.#rows.filter((row, at) => {
      const view = this.#views.get(this.#parts.keyOf(row));
      return (at >= start && at < end) || view?.isEditing === true || view?.body === focused;
    });
    const bodies = shown.map((row) => {
      const view = this.#viewOf(row);
      view.update(row);
      return view.body;
    });
    this.#place(bodies);
    this.#pager.hidden = this.#pages === 1;
    setText(this.#shown, filled(this.#parts.words.shown, start + 1, end, this.#rows.length));
    const [back, on] = this.#pager.querySelectorAll('button');
    // Not `disabled`: the one that was pressed keeps the focus.
    back?.setAttribute('aria-disabled', String(this.#page === 0));
    on?.setAttribute('aria-disabled', String(this.#page === this.#pages - 1));
  }

  #viewOf(row: Row): RowView<Row> {
    const key = this.#parts.keyOf(row);
    let view = this.#views.get(key);
    if (view === undefined) {
      view = this.#parts.make(row);
      view.body.setAttribute('role', 'rowgroup');
      firstRow(view.body)?.setAttribute('tabindex', '-1');
      this.#views.set(key, view);
    }
    return view;
  }

  /** Puts bodies into the table in this order, moving none that stands right: one that is moved loses the focus. */
  #place(bodies: readonly HTMLTableSectionElement[]): void {
    const focused = document.activeElement;
    for (const body of [...this.#table.tBodies]) {
      if (!bodies.includes(body)) {
        body.remove();
      }
    }
    bodies.forEach((body, index) => {
      const there = this.#table.tBodies[index];
      if (there !== body) {
        this.#table.insertBefore(body, there ?? null);
      }
    });
    if (focused instanceof HTMLElement && focused !== document.activeElement && focused.isConnected) {
      focusWhenHere(() => {
        focused.focus({ preventScroll: true });
      });
    }
    if (this.#table.querySelector(currentRow) === null && bodies[0] !== undefined) {
      this.#makeCurrent(bodies[0]);
    }
  }

  #makeCurrent(body: HTMLTableSectionElement): void {
    for (const row of this.#table.querySelectorAll(currentRow)) {
      row.setAttribute('tabindex', '-1');
    }
    firstRow(body)?.setAttribute('tabindex', '0');
  }

  /** A key that takes a row away is meant for the one that was there until just now. */
  readonly #refuseTooSoon = (event: KeyboardEvent): void => {
    if (event.key !== 'Delete') {
      return;
    }
    if (performance.now() - this.#movedAtMs < noticedWithinMs) {
      event.preventDefault();
      event.stopPropagation();
    } else {
      this.#deleted = event.target instanceof Element ? event.target.closest('tbody') : null;
    }
  };

  #moveByKey(event: KeyboardEvent): void {
    const { target } = event;
    const bodies = [...this.#table.tBodies];
    const at = bodies.findIndex((body) => firstRow(body) === target);
    // In a field or a long value of a row, keys mean that.
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const steps: Readonly<Record<string, number>> = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      Home: 0,
      End: bodies.length - 1,
    };
    const to = steps[event.key];
    if (to !== undefined) {
      event.preventDefault();
      firstRow(bodies[Math.max(0, Math.min(to, bodies.length - 1))])?.focus();
    }
  }

  #turner(label: string, step: number): HTMLButtonElement {
    return action({
      label,
      onPress: () => {
        const to = this.#page + step;
        if (to >= 0 && to < this.#pages) {
          this.#turnTo(to);
          this.#draw();
          this.root.scrollIntoView();
        }
      },
    });
  }

  #turnTo(page: number): void {
    if (page !== this.#page) {
      this.#page = page;
      this.#parts.onTurn?.(page);
    }
  }

  #header({ id, title, isSortable = false }: Column): HTMLTableCellElement {
    const cell = element('th', { scope: 'col', role: 'columnheader', class: `of-${id}` });
    if (isSortable) {
      const sort = element('button', { type: 'button', class: 'sort' }, title);
      sort.addEventListener('click', () => {
        const isDescending = this.#order?.column === id && !this.#order.isDescending;
        this.#order = { column: id, isDescending };
        this.#markOrder();
        this.#parts.onSort?.(this.#order);
      });
      cell.append(sort);
    } else {
      cell.append(title);
    }
    this.#headers.set(id, cell);
    return cell;
  }

  #markOrder(): void {
    for (const [id, cell] of this.#headers) {
      if (id === this.#order?.column) {
        cell.setAttribute('aria-sort', this.#order.isDescending ? 'descending' : 'ascending');
      } else {
        cell.removeAttribute('aria-sort');
      }
    }
  }
}

function firstRow(body: HTMLTableSectionElement | undefined): HTMLTableRowElement | undefined {
  return body?.rows[0];
}
