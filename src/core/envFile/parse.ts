/** A line, or lines in quotes, that sets a variable. Its texts in this order are what stands in the file. */
export interface Assignment {
  readonly kind: 'assignment';
  /** Indent and `export `. */
  readonly lead: string;
  readonly name: string;
  /** `=` with the spaces around it. */
  readonly equals: string;
  /** The value as it is written, with its quotes. */
  readonly valueText: string;
  /** Spaces and an inline comment. */
  readonly rest: string;
  /** Empty at the end of a file that ends without one. */
  readonly lineEnd: string;
  /** What a program gets. */
  readonly value: string;
}

/** A line that sets nothing, with its line end. What `other` is for some reader is not for us to change. */
export interface PlainText {
  readonly kind: 'blank' | 'comment' | 'other';
  readonly text: string;
}

export type Segment = Assignment | PlainText;

/**
 * An assignment as the package dotenv reads it, from the start of a line. Groups: lead, name, separator, value, rest.
 * `NAME: value` is an assignment to some readers and an error to others: it is found, and left alone.
 */
const assignment =
  /((?:[^\S\n\r\u2028\u2029])*(?:export\s+)?)([\w.-]+)(\s*=\s*?|:\s+?)(\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?(\s*(?:#.*)?)$/my;

/** What ends a line for dotenv. */
const lineEnd = /\r\n|[\n\r\u2028\u2029]/g;

/**
 * The segments of a .env file. Their texts joined are the file, byte for byte, whatever it holds: nothing is refused.
 * Reads as dotenv does: values in quotes may go over lines, and a quote that is not closed makes its line a bare value.
 */
export function parseEnvText(text: string): readonly Segment[] {
  // A byte order mark belongs to no line.
  const segments: Segment[] = text.startsWith('\uFEFF') ? [{ kind: 'blank', text: '\uFEFF' }] : [];
  let position = segments.length;
  while (position < text.length) {
    const segment = assignmentAt(text, position) ?? lineAt(text, position);
    segments.push(segment);
    position += textOf(segment).length;
  }
  return segments;
}

/** What stands in the file for a segment. */
export function textOf(segment: Segment): string {
  return segment.kind === 'assignment'
    ? segment.lead + segment.name + segment.equals + segment.valueText + segment.rest + segment.lineEnd
    : segment.text;
}

/** Every value of each name, in the order of the file: readers disagree on which of several counts. */
export function valuesIn(segments: readonly Segment[]): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const segment of segments) {
    if (segment.kind === 'assignment') {
      const known = values.get(segment.name);
      if (known === undefined) {
        values.set(segment.name, [segment.value]);
      } else {
        known.push(segment.value);
      }
    }
  }
  return values;
}

function assignmentAt(text: string, start: number): Segment | undefined {
  assignment.lastIndex = start;
  const match = assignment.exec(text);
  if (match === null) {
    return undefined;
  }
  const [whole, lead = '', name = '', separator = '', written = '', comment = ''] = match;
  const valueText = written.trim();
  // Without a value, all that stands there comes after it: a new value goes right behind the `=`.
  const spaces = valueText === '' ? '' : written.slice(0, written.indexOf(valueText));
  const after = written.slice(spaces.length + valueText.length) + comment;
  // What dotenv skips may go on in the next lines, which are segments of their own.
  const end = lineEndFrom(text, start + whole.length - after.length);
  const rest = text.slice(start + whole.length - after.length, end.at);
  return separator.includes('=')
    ? {
        kind: 'assignment',
        lead,
        name,
        equals: separator + spaces,
        valueText,
        rest,
        lineEnd: end.text,
        value: valueOf(valueText),
      }
    : { kind: 'other', text: text.slice(start, end.at + end.text.length) };
}

function lineAt(text: string, start: number): PlainText {
  const end = lineEndFrom(text, start);
  const line = text.slice(start, end.at);
  const content = line.trim();
  const whole = line + end.text;
  if (content === '') {
    return { kind: 'blank', text: whole };
  }
  return { kind: content.startsWith('#') ? 'comment' : 'other', text: whole };
}

function lineEndFrom(text: string, start: number): { readonly at: number; readonly text: string } {
  lineEnd.lastIndex = start;
  const match = lineEnd.exec(text);
  return match === null ? { at: text.length, text: '' } : { at: match.index, text: match[0] };
}

function valueOf(valueText: string): string {
  const text = valueText.replace(/\r\n?/g, '\n');
  const unquoted = text.replace(/^(['"`])([\s\S]*)\1$/gm, '$2');
  return text.startsWith('"') ? unquoted.replace(/\\n/g, '\n').replace(/\\r/g, '\r') : unquoted;
}
