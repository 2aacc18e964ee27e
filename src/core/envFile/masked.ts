import * as l10n from '@vscode/l10n';
import { notWrittenLine } from './dotenvText.ts';
import { parseEnvText, textOf, valuesIn, type Assignment, type Segment } from './parse.ts';

/** Always eight: the length of a secret says something about it. */
const mask = '••••••••';

/**
 * The text of a .env file before and after an edit, to be looked at: names and order without a single value, and
 * without what stands in comments, where people keep old ones. A value that changes is marked in the text after, where
 * it would look like the old one.
 */
export function maskedTexts(
  before: string,
  after: string,
): { readonly before: string; readonly after: string } {
  const old = valuesIn(parseEnvText(before));
  const seen = new Map<string, number>();
  return {
    before: masked(before, () => mask),
    after: masked(after, ({ name, value }) => {
      const position = seen.get(name) ?? 0;
      seen.set(name, position + 1);
      const was = old.get(name)?.[position];
      return was !== undefined && was !== value ? l10n.t('{0} (new)', mask) : mask;
    }),
  };
}

function masked(text: string, shown: (assignment: Assignment) => string): string {
  /** What ends a value that goes on over lines that are read as something else. */
  let end: RegExp | undefined;
  return parseEnvText(text)
    .map((segment) => {
      const value = segment.kind === 'assignment' ? shown(segment) : mask;
      if (end === undefined) {
        end = endOfOpenValue(segment);
        return maskedSegment(segment, value);
      }
      const whole = textOf(segment);
      end = end.test(whole) ? undefined : end;
      return maskedLines(whole);
    })
    .join('');
}

function maskedSegment(segment: Segment, value: string): string {
  switch (segment.kind) {
    case 'assignment': {
      const { lead, name, equals, rest, lineEnd } = segment;
      return lead + name + equals + value + maskedComment(rest) + lineEnd;
    }
    case 'comment':
      return isOurNote(segment.text) ? segment.text : maskedComment(segment.text);
    case 'blank':
      return segment.text;
    case 'other':
      // A part of a broken value, perhaps: nothing of it is known to be harmless.
      return maskedLines(segment.text);
    default:
      return segment satisfies never;
  }
}

/** No end of it can be told: a reader may take in everything that follows. */
const never = /(?!)/;

/** What would end a value that is begun and not ended: by a quote, or as a key in PEM without quotes. */
function endOfOpenValue(segment: Segment): RegExp | undefined {
  if (segment.kind === 'assignment' && leavesQuoteOpen(segment.valueText)) {
    return never;
  }
  const text = textOf(segment);
  const begin = text.lastIndexOf('-----BEGIN ');
  return begin >= 0 && !text.includes('-----END ', begin) ? /-----END / : undefined;
}

function leavesQuoteOpen(valueText: string): boolean {
  const quote = valueText.charAt(0);
  return /["'`]/.test(quote) && valueText.replace(/\\[^]/g, '').split(quote).length % 2 === 0;
}

/** Only that there is a comment: it may hold anything, and what looks like one may be the tail of a secret. */
function maskedComment(text: string): string {
  return text.replace(/^(\s*#)[^\r\n]*[^\s#][^\r\n]*/, (_, start: string) => `${start} ${mask}`);
}

function maskedLines(text: string): string {
  return text.replace(/[^\r\n]+/g, () => mask);
}

function isOurNote(text: string): boolean {
  const note = text.trimEnd();
  const name = /^# ([\w.-]+): /.exec(note)?.[1];
  return name !== undefined && note === notWrittenLine(name);
}
