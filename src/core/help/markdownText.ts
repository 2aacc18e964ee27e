/** Characters that turn the direction of text around: a name could look like another one. */
const directionMarks = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/**
 * A text from outside as one line of Markdown that shows it and nothing else: no emphasis, HTML, link, table cell,
 * `$(icon)`, and no address that a reader would make a link of.
 *
 * By entities, not by backslashes: those are gone by the time that VS Code looks for icons.
 */
export function markdownText(text: string): string {
  const line = text
    .replace(directionMarks, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return line.replace(/[!-/:-@[-`{-~]/g, (mark, position: number) =>
    isHarmless(mark, line.charAt(position - 1), line.charAt(position + 1))
      ? mark
      : `&#${mark.charCodeAt(0)};`,
  );
}

/** What a line of our Markdown shows, for where no Markdown is read: `markdownText` the other way round. */
export function plainText(markdown: string): string {
  return markdown.replace(/&#(\d+);/g, (_entity, code: string) => String.fromCharCode(Number(code)));
}

/** Marks that names and sentences are full of, where they mean nothing to Markdown. */
function isHarmless(mark: string, before: string, after: string): boolean {
  switch (mark) {
    case ',':
    case ';':
    case '%':
    case "'":
      return true;
    case '-':
    case '_':
    case ':':
    case '/':
      return /[A-Za-z0-9]/.test(before) && /[A-Za-z0-9]/.test(after);
    case '.':
      // Neither `1. ` of a list nor `www.example.com`, but `3.5` and the end of a sentence.
      return /\d/.test(before) ? /\d/.test(after) : !/\S/.test(after);
    default:
      return false;
  }
}

/** A table; heads and cells are Markdown already. */
export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A list; its items are Markdown already. */
export function markdownList(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}
