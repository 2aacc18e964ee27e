import { button, textField, type TextControl } from '../../components/controls.ts';
import { element, filled, setText } from '../../components/element.ts';
import { focusWhenHere } from '../../components/focusWhenHere.ts';
import { oneAtATime } from '../../components/oneAtATime.ts';
import { RowTable, type SortOrder } from '../../components/table.ts';
import type { VarRow } from '../protocol.ts';
import type { PageParts } from './context.ts';
import type { Draft } from './drafts.ts';
import { EditForm } from './editForm.ts';
import { VarRowView } from './varRow.ts';

const orders: Readonly<Record<string, (one: VarRow, other: VarRow) => number>> = {
  name: (one, other) => compare(one.name, other.name),
  from: (one, other) => compare(one.from, other.from) || compare(one.name, other.name),
  since: (one, other) => one.sinceAt - other.sinceAt || compare(one.name, other.name),
};

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** @param text in lower case */
function matches({ name, from }: VarRow, text: string): boolean {
  return name.toLowerCase().includes(text) || from.toLowerCase().includes(text);
}

/** The table of config vars, with its filter and the form for a new one. */
export class VarList {
  readonly root: HTMLElement;
  readonly filter: TextControl;
  readonly #page: PageParts;
  readonly #table: RowTable<VarRow>;
  readonly #views = new Map<string, VarRowView>();
  readonly #adding = element('div', { class: 'adding', hidden: '' });
  readonly #matching = element('p', { class: 'quiet', role: 'status' });
  readonly #nothing = element('div', { class: 'nothing' });
  #rows: readonly VarRow[] = [];
  #order: SortOrder;
  #form: EditForm | undefined;
  /** Name of a config var that was added, and is to have the focus once it is there. */
  #toFocus: string | undefined;

  constructor(page: PageParts) {
    this.#page = page;
    const { words, host } = page;
    const { filter, choices } = host.kept;
    this.#order = { column: choices['sort'] ?? 'name', isDescending: choices['descending'] === 'true' };
    this.filter = textField({
      label: words.filter,
      placeholder: words.filterHint,
      value: filter,
      kind: 'search',
      onInput: (text) => {
        host.keep({ filter: text });
        this.#draw();
      },
    });
    this.filter.classList.add('filter');
    this.filter.addEventListener('keydown', (event) => {
      this.#onFilterKey(event);
    });
    this.#table = new RowTable<VarRow>({
      caption: words.captionOfAll,
      columns: [
        { id: 'name', title: words.name, isSortable: true },
        { id: 'value', title: words.value },
        { id: 'from', title: words.from, isSortable: true },
        { id: 'since', title: words.since, isSortable: true },
        { id: 'actions', title: words.actions },
      ],
      keyOf: ({ name }) => name,
      words,
      order: this.#order,
      page: Number(choices['page'] ?? 0),
      onTurn: (to) => {
        host.choose('page', String(to));
      },
      onSort: (order) => {
        this.#order = order;
        host.choose('sort', order.column);
        host.choose('descending', String(order.isDescending));
        this.#draw();
      },
      make: (row) => {
        const view = new VarRowView(row, page, this.#unset);
        this.#views.set(row.name, view);
        return view;
      },
    });
    this.root = element('div', {}, this.#adding, this.#matching, this.#table.root, this.#nothing);
  }

  /** @param rows those of the app now */
  show(rows: readonly VarRow[]): void {
    const before = new Map(this.#rows.map((row) => [row.name, row.mark]));
    const now = new Map(rows.map((row) => [row.name, row.mark]));
    // What was revealed is no longer the value.
    const stale = [...before.keys()].filter((name) => before.get(name) !== now.get(name));
    this.#page.revealed.hide(stale.filter((name) => this.#page.revealed.valueOf(name) !== undefined));
    this.#rows = rows;
    this.#draw();
    this.#focusNew();
  }

  /** A filter that hides the row goes. */
  focusRow(name: string): void {
    if (!this.matchingNames.includes(name) && this.#rows.some((row) => row.name === name)) {
      this.#setFilter('');
    }
    this.#table.focusRow(name);
  }

  /** Names of the vars that are there and match the filter. */
  get matchingNames(): readonly string[] {
    const text = this.#filterText;
    return this.#rows.filter((row) => matches(row, text)).map(({ name }) => name);
  }

  drawValues(names: readonly string[]): void {
    for (const name of names) {
      this.#views.get(name)?.drawValue();
    }
  }

  /** A row has begun or ended to be edited: one that is left is no longer held against filter and order. */
  readonly editingChanged = (): void => {
    this.#draw();
  };

  /** Opens the form for a new config var. @param typed and `newName`: what was typed of it already */
  readonly add = (newName?: string, typed?: string): void => {
    if (this.#form === undefined) {
      const parts = {
        newName,
        typed,
        value: '',
        mark: null,
        onEnd: this.#endAdding,
        onEditOther: this.#edit,
      };
      this.#form = new EditForm(parts, this.#page);
      this.#adding.replaceChildren(element('h2', {}, this.#page.words.addTitle), this.#form.root);
      this.#adding.hidden = false;
    }
    this.#form.focus();
  };

  /**
   * Goes on with an edit from before the page was out of sight; of a var that is gone, as with a new one.
   *
   * @returns whether there was a place for it
   */
  restore(name: string, draft: Draft): boolean {
    if (this.#rows.some((row) => row.name === name)) {
      this.focusRow(name);
      this.#views.get(name)?.restore(draft);
      return true;
    }
    if (this.#form !== undefined) {
      return false;
    }
    this.#page.drafts.keep(name, undefined);
    this.add(name, draft.typed);
    return true;
  }

  /** @returns whether what was typed is gone on with there; not while something else is typed for it */
  readonly #edit = (name: string, typed: string): boolean => {
    this.focusRow(name);
    const view = this.#views.get(name);
    const isFree = view?.isEditing === false;
    view?.edit(typed === '' ? undefined : typed);
    return isFree;
  };

  readonly #unsetOne = oneAtATime(async ({ name, mark }: VarRow) => {
    const { host, tell } = this.#page;
    tell(await host.request('save', { name, value: null, mark }));
  });

  readonly #unset = (row: VarRow): void => {
    this.#page.attempt(this.#unsetOne(row));
  };

  readonly #endAdding = (saved?: string): void => {
    const hadFocus = this.#adding.contains(document.activeElement);
    this.#form = undefined;
    this.#adding.replaceChildren();
    this.#adding.hidden = true;
    if (!hadFocus) {
      return;
    }
    if (saved === undefined) {
      this.#table.focus();
    } else {
      // A key that is pressed next is to mean the new one, which may still be to come.
      this.#toFocus = saved;
      this.#focusNew();
    }
  };

  #focusNew(): void {
    const name = this.#toFocus;
    if (name !== undefined && this.#rows.some((row) => row.name === name)) {
      this.#toFocus = undefined;
      focusWhenHere(() => {
        this.focusRow(name);
      });
    }
  }

  #draw(): void {
    const { words } = this.#page;
    const text = this.filter.value.trim();
    const shown = this.#shownRows();
    const hadFocus = this.#table.root.contains(document.activeElement);
    this.#table.root.hidden = shown.length === 0;
    this.#table.show(shown);
    for (const name of this.#views.keys()) {
      if (!shown.some((row) => row.name === name)) {
        this.#views.delete(name);
      }
    }
    setText(this.#matching, text === '' ? '' : filled(words.matching, shown.length, this.#rows.length));
    this.#drawNothing(shown.length === 0, text);
    if (hadFocus && shown.length === 0) {
      // The row that had the focus was the last one.
      focusWhenHere(() => this.#nothing.querySelector<HTMLElement>('vscode-button')?.focus());
    }
  }

  get #filterText(): string {
    return this.filter.value.trim().toLowerCase();
  }

  #shownRows(): readonly VarRow[] {
    // What is being edited stays, though it is gone or does not match: what was typed must not be lost.
    const edited = [...this.#views].filter(([, view]) => view.isEditing).map(([name]) => name);
    const isThere = new Set(this.#rows.map(({ name }) => name));
    const gone = edited.flatMap((name) => {
      const row = this.#views.get(name)?.row;
      return row === undefined || isThere.has(name) ? [] : [{ ...row, mark: null, sinceText: '' }];
    });
    const text = this.#filterText;
    const rows = this.#rows.filter((row) => matches(row, text) || edited.includes(row.name));
    const order = orders[this.#order.column] ?? orders['name'];
    const sorted = [...rows, ...gone].sort(order);
    return this.#order.isDescending ? sorted.reverse() : sorted;
  }

  #drawNothing(isNothing: boolean, text: string): void {
    const { words } = this.#page;
    this.#nothing.hidden = !isNothing;
    if (!isNothing) {
      this.#nothing.replaceChildren();
      return;
    }
    const sentence = text === '' ? words.empty : filled(words.nothingMatches, text);
    if (this.#nothing.firstChild?.textContent === sentence) {
      return;
    }
    const control =
      text === ''
        ? button({ label: words.add, isMain: true, onPress: this.#addFirst })
        : button({ label: words.clearFilter, onPress: this.#clearFilter });
    this.#nothing.replaceChildren(element('p', {}, sentence), control);
  }

  readonly #addFirst = (): void => {
    this.add();
  };

  #setFilter(text: string): void {
    this.filter.value = text;
    this.#page.host.keep({ filter: text });
    this.#draw();
  }

  readonly #clearFilter = (): void => {
    this.#setFilter('');
    this.filter.focus();
  };

  #onFilterKey(event: KeyboardEvent): void {
    // Keys mean the composition while there is one.
    if (event.isComposing) {
      return;
    }
    if (event.key === 'Escape' && this.filter.value !== '') {
      event.stopPropagation();
      this.#clearFilter();
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      this.#table.focus();
    }
  }
}
