/** How to read one field of a list's entries: texts and numbers that no two entries share. */
export type RangeFields<Entry> = Readonly<Record<string, (entry: Entry) => string | number>>;

/** A part of a list, and where it goes on. */
export interface Page<Entry> {
  readonly entries: readonly Entry[];
  /** Null when the list is whole. */
  readonly contentRange: string | null;
  /** Null when nothing follows. */
  readonly nextRange: string | null;
}

interface Bound {
  readonly value: string;
  readonly isExclusive: boolean;
}

interface Range {
  readonly field: string;
  readonly first: Bound | null;
  readonly last: Bound | null;
  readonly isDescending: boolean;
  readonly max: number;
}

export const mostEntries = 1000;

/**
 * The part of a list that a `Range` header asks for: `<field> [first]..[last]; order=asc|desc, max=N`, `]` before a
 * bound to leave that one out. `first` is where the list begins in the order asked for.
 *
 * A header that can't be read, or names a field that the list has not, is as none.
 *
 * @param natural the field to order by when nothing is asked for; undefined keeps the list's own order
 */
export function pageOf<Entry>(
  all: readonly Entry[],
  fields: RangeFields<Entry>,
  natural: string | undefined,
  header: string | undefined,
): Page<Entry> {
  const parsed = parseRange(header, fields);
  const asked = parsed !== undefined && isOfKeys(parsed, all, fields) ? parsed : undefined;
  const range = asked ?? whole(natural ?? Object.keys(fields)[0] ?? 'id');
  const keyOf = fields[range.field];
  if (keyOf === undefined) {
    return { entries: all, contentRange: null, nextRange: null };
  }
  const sign = range.isDescending ? -1 : 1;
  const isSorted = asked !== undefined || natural !== undefined;
  const sorted = isSorted ? all.toSorted((one, other) => sign * compare(keyOf(one), keyOf(other))) : all;
  const within = sorted.filter((entry) => isWithin(keyOf(entry), range, sign));
  const entries = within.slice(0, range.max);
  const [first, last] = [entries[0], entries.at(-1)];
  if (entries.length === all.length || first === undefined || last === undefined) {
    return { entries, contentRange: null, nextRange: null };
  }
  const isCut = entries.length < within.length;
  const order = range.isDescending ? 'order=desc, ' : '';
  const end = range.last === null ? '' : boundText(range.last);
  return {
    entries,
    contentRange: `${range.field} ${encode(keyOf(first))}..${encode(keyOf(last))}`,
    nextRange: isCut ? `${range.field} ]${encode(keyOf(last))}..${end}; ${order}max=${range.max}` : null,
  };
}

function whole(field: string): Range {
  return { field, first: null, last: null, isDescending: false, max: mostEntries };
}

function parseRange(header: string | undefined, fields: RangeFields<never>): Range | undefined {
  const match = /^\s*([a-z_]+)\s+(\]?)([^\s;\]]*)\.\.(\]?)([^\s;\]]*)\s*(?:;(.*))?$/s.exec(header ?? '');
  const [, field, firstMark, first, lastMark, last, rest] = match ?? [];
  if (field === undefined || !Object.hasOwn(fields, field)) {
    return undefined;
  }
  const options = parseOptions(rest ?? '');
  if (options === undefined) {
    return undefined;
  }
  const bounds = [boundOf(first, firstMark), boundOf(last, lastMark)] as const;
  return { field, first: bounds[0], last: bounds[1], ...options };
}

function parseOptions(text: string): { isDescending: boolean; max: number } | undefined {
  let [isDescending, max] = [false, mostEntries];
  for (const option of text.split(/[,;]/).map((each) => each.trim())) {
    const [, order] = /^order\s*=\s*(asc|desc)$/.exec(option) ?? [];
    const [, most] = /^max\s*=\s*(\d{1,9})$/.exec(option) ?? [];
    if (order !== undefined) {
      isDescending = order === 'desc';
    } else if (most !== undefined && Number(most) > 0) {
      max = Math.min(Number(most), mostEntries);
    } else if (option !== '') {
      return undefined;
    }
  }
  return { isDescending, max };
}

function boundOf(value: string | undefined, mark: string | undefined): Bound | null {
  return value === undefined || value === '' ? null : { value: decode(value), isExclusive: mark === ']' };
}

/** Whether the bounds are numbers, where the field is one. */
function isOfKeys<Entry>(range: Range, all: readonly Entry[], fields: RangeFields<Entry>): boolean {
  const [entry] = all;
  const isNumber = entry !== undefined && typeof fields[range.field]?.(entry) === 'number';
  return ![range.first, range.last].some(
    (bound) => isNumber && bound !== null && Number.isNaN(Number(bound.value)),
  );
}

function boundText({ value, isExclusive }: Bound): string {
  return `${isExclusive ? ']' : ''}${encode(value)}`;
}

function isWithin(key: string | number, { first, last }: Range, sign: number): boolean {
  const behindFirst = first === null ? 1 : sign * compare(key, valueLike(key, first.value));
  const beforeLast = last === null ? 1 : sign * compare(valueLike(key, last.value), key);
  return (
    (first?.isExclusive === true ? behindFirst > 0 : behindFirst >= 0) &&
    (last?.isExclusive === true ? beforeLast > 0 : beforeLast >= 0)
  );
}

function valueLike(key: string | number, text: string): string | number {
  return typeof key === 'number' ? Number(text) : text;
}

function compare(one: string | number, other: string | number): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Header values are ASCII without blanks. */
function encode(key: string | number): string {
  return encodeURIComponent(String(key));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not ours: taken as it is.
    return text;
  }
}
