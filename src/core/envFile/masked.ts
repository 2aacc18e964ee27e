import * as l10n from '@vscode/l10n';
import { parseEnvText, valuesIn, type Segment } from './parse.ts';

/** Always eight: the length of a secret says something about it. */
const mask = '••••••••';

/**
 * The text of a .env file before and after an edit, to be looked at: names, order and comments without a single value.
 * A value that changes is marked in the text after, where it would look like the old one.
 */
export function maskedTexts(
  before: string,
  after: string,
): { readonly before: string; readonly after: string } {
  const old = valuesIn(parseEnvText(before));
  const seen = new Map<string, number>();
  return {
    before: parseEnvText(before)
      .map((segment) => maskedSegment(segment, mask))
      .join(''),
    after: parseEnvText(after)
      .map((segment) => {
        if (segment.kind !== 'assignment') {
          return maskedSegment(segment, mask);
        }
        const position = seen.get(segment.name) ?? 0;
        seen.set(segment.name, position + 1);
        const was = old.get(segment.name)?.[position];
        const isChanged = was !== undefined && was !== segment.value;
        return maskedSegment(segment, isChanged ? l10n.t('{0} (new)', mask) : mask);
      })
      .join(''),
  };
}

function maskedSegment(segment: Segment, value: string): string {
  switch (segment.kind) {
    case 'assignment': {
      const { lead, name, equals, rest, lineEnd } = segment;
      return lead + name + equals + value + maskedComment(rest) + lineEnd;
    }
    case 'comment':
      return maskedComment(segment.text);
    case 'blank':
      return segment.text;
    case 'other':
      // A part of a broken value, perhaps: nothing of it is known to be harmless.
      return segment.text.replace(/[^\r\n]+/g, () => mask);
    default:
      return segment satisfies never;
  }
}

/** A comment without the values that people keep in comments: a line put out of use, a URL with its password. */
function maskedComment(text: string): string {
  return text
    .replace(/^(\s*#+\s*(?:export\s+)?[\w.-]+\s*=)(?=.)[^\r\n]*/, (_, start: string) => start + mask)
    .replace(/:\/\/[^\s/@]+@/g, () => `://${mask}@`);
}
