import { element, type Content } from './element.ts';

export interface PlainRow {
  /** Whether it is the one that all is about. */
  readonly isCurrent?: boolean;
  /** The first cell is the head of the row. */
  readonly cells: readonly (readonly Content[])[];
}

export interface PlainTableParts {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly PlainRow[];
}

/** A native table of a few rows; they are cards where the page is narrow (base.css). */
export function plainTable({ caption, columns, rows }: PlainTableParts): HTMLTableElement {
  // Roles by name: without them the table is none to screen readers where CSS makes cards of its rows.
  const head = element(
    'thead',
    { role: 'rowgroup' },
    element(
      'tr',
      { role: 'row' },
      ...columns.map((column) => element('th', { scope: 'col', role: 'columnheader' }, column)),
    ),
  );
  const bodies = rows.map(({ cells, isCurrent }) =>
    element(
      'tbody',
      { role: 'rowgroup', class: isCurrent === true ? 'current' : undefined },
      element('tr', { role: 'row' }, ...cells.map((content, at) => cell(content, at, columns[at] ?? ''))),
    ),
  );
  return element('table', { role: 'table' }, element('caption', {}, caption), head, ...bodies);
}

function cell(content: readonly Content[], at: number, column: string): HTMLElement {
  return at === 0
    ? element('th', { scope: 'row', role: 'rowheader' }, ...content)
    : element('td', { role: 'cell', 'data-label': column === '' ? undefined : column }, ...content);
}

/** Short texts under each other; an empty list says so in words. */
export function textList(texts: readonly string[], nothing = ''): HTMLElement {
  return texts.length === 0
    ? element('span', { class: 'quiet' }, nothing)
    : element('ul', { class: 'texts' }, ...texts.map((text) => element('li', {}, text)));
}
