import type { Vars } from '../model/configVar.ts';
import { notWrittenLine } from './dotenvText.ts';
import { parseEnvText, textOf, valuesIn, type Assignment, type Segment } from './parse.ts';
import { quoteVar, type NoPortableForm } from './quote.ts';

/** A place of the old text, and what it becomes. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What becomes of one config var. */
export interface VarEdit {
  readonly name: string;
  readonly outcome: 'added' | 'changed' | 'same' | 'leftOut';
  /** Why it is left out. */
  readonly reason: NoPortableForm | null;
  /** How often the file sets it: readers disagree on which one counts, so all get the value. */
  readonly count: number;
}

export interface EnvEdit {
  readonly text: string;
  /** In the order of the text; they don't overlap. */
  readonly changes: readonly TextChange[];
  readonly vars: readonly VarEdit[];
}

/**
 * Sets variables in the text of a .env file. Only the written values of those variables change: lead, spaces, comments,
 * line ends, order and every other line stay byte for byte. New ones come at the end. A value that reads as it should
 * stays in the form it has, so a second edit changes nothing. What has no portable form is left out: a comment says so
 * where the variable is new, and its old line stays where it is not.
 *
 * @param eol line end of new lines where the text has none to go by
 */
export function editEnvText(before: string, vars: Vars, eol: '\n' | '\r\n' = '\n'): EnvEdit {
  const segments = parseEnvText(before);
  const values = valuesIn(segments);
  const notes = new Set(segments.map((segment) => noteOf(segment)));
  const forms = new Map<string, string>();
  const added: string[] = [];
  const edits = Object.entries(vars).map(([name, value]): VarEdit => {
    const present = values.get(name) ?? [];
    const count = present.length;
    if (count > 0 && present.every((each) => each === value)) {
      return { name, outcome: 'same', reason: null, count };
    }
    const quoted = quoteVar(name, value);
    if ('reason' in quoted) {
      if (count === 0 && !notes.has(notWrittenLine(name))) {
        added.push(notWrittenLine(name));
      }
      return { name, outcome: 'leftOut', reason: quoted.reason, count };
    }
    forms.set(name, quoted.text);
    if (count === 0 && !notes.has(notWrittenLine(name))) {
      added.push(`${name}=${quoted.text}`);
    }
    return { name, outcome: count === 0 ? 'added' : 'changed', reason: null, count };
  });
  const changes = [...changesIn(segments, forms, vars), ...appended(before, added, eol)];
  return { text: applyChanges(before, changes), changes, vars: edits };
}

/**
 * Looks whether an edit reads as it was meant: every variable that was set has its value, each time it is set, and
 * all others have theirs as before. A quote that stands open in the file may take in what comes after it.
 *
 * @returns the first name that does not; undefined when all is well
 */
export function misread(before: string, edit: EnvEdit, vars: Vars): string | undefined {
  const old = valuesIn(parseEnvText(before));
  const read = valuesIn(parseEnvText(edit.text));
  const isSet = new Set(edit.vars.filter(({ outcome }) => outcome !== 'leftOut').map(({ name }) => name));
  const isRight = (name: string): boolean => {
    const values = read.get(name) ?? [];
    const expected = isSet.has(name)
      ? Array.from({ length: Math.max(1, old.get(name)?.length ?? 0) }, () => vars[name])
      : (old.get(name) ?? []);
    return values.length === expected.length && values.every((value, index) => value === expected[index]);
  };
  return [...new Set([...isSet, ...old.keys(), ...read.keys()])].find((name) => !isRight(name));
}

/** The changes that lead back, made in the text that the changes have led to. */
export function inverseChanges(before: string, changes: readonly TextChange[]): readonly TextChange[] {
  let moved = 0;
  return changes.map(({ start, end, text }) => {
    const from = start + moved;
    moved += text.length - (end - start);
    return { start: from, end: from + text.length, text: before.slice(start, end) };
  });
}

/** The text of a line that says what was not written; empty for any other. */
function noteOf(segment: Segment): string {
  return segment.kind === 'comment' ? segment.text.trimEnd() : '';
}

function changesIn(
  segments: readonly Segment[],
  forms: ReadonlyMap<string, string>,
  vars: Vars,
): readonly TextChange[] {
  const changes: TextChange[] = [];
  /** Notes of variables that now can be written: the first becomes the variable's line. */
  const notes = new Map([...forms].map(([name, form]) => [notWrittenLine(name), `${name}=${form}`]));
  let offset = 0;
  for (const segment of segments) {
    if (segment.kind === 'assignment') {
      const form = forms.get(segment.name);
      if (form !== undefined && segment.value !== vars[segment.name]) {
        changes.push(newValue(segment, offset, form));
      }
      notes.delete(notWrittenLine(segment.name));
    }
    offset += textOf(segment).length;
  }
  offset = 0;
  for (const segment of segments) {
    const note = noteOf(segment);
    const line = notes.get(note);
    if (line !== undefined) {
      changes.push({ start: offset, end: offset + note.length, text: line });
      notes.delete(note);
    }
    offset += textOf(segment).length;
  }
  return changes.sort((one, other) => one.start - other.start);
}

function newValue(segment: Assignment, offset: number, form: string): TextChange {
  const behindEquals = segment.lead.length + segment.name.length + segment.equals.length;
  // dotenv alone finds a quote in the next line; a bare value there would be lost to it as well.
  const spaces = /[\n\r\u2028\u2029]/.test(segment.equals.slice(segment.equals.indexOf('=')))
    ? segment.equals.length - segment.equals.indexOf('=') - 1
    : 0;
  const start = offset + behindEquals;
  return {
    start: start - spaces,
    end: start + segment.valueText.length,
    // `9#note` is a value with a `#` in it to 8 of 30 readers.
    text: segment.rest.startsWith('#') ? `${form} ` : form,
  };
}

function appended(before: string, lines: readonly string[], eol: string): readonly TextChange[] {
  if (lines.length === 0) {
    return [];
  }
  const end = /\r\n|\n|\r/.exec(before)?.[0] ?? eol;
  const isLineOpen = !/(^\uFEFF?|[\n\r])$/.test(before);
  const text = (isLineOpen ? end : '') + lines.map((line) => line + end).join('');
  return [{ start: before.length, end: before.length, text }];
}

/** The text with its changes, which stand in its order and don't overlap. */
export function applyChanges(before: string, changes: readonly TextChange[]): string {
  const parts: string[] = [];
  let position = 0;
  for (const { start, end, text } of changes) {
    parts.push(before.slice(position, start), text);
    position = end;
  }
  parts.push(before.slice(position));
  return parts.join('');
}
