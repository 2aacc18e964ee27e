/**
 * The line of a `.gitignore` that names one file and nothing else.
 *
 * @param path of the file, from the folder of the `.gitignore`, with `/` between its parts
 */
export function gitIgnoreLine(path: string): string {
  return `/${path.replace(/[\\*?[\]]/g, (character) => `\\${character}`).replace(/ $/, '\\ ')}`;
}

/** A `.gitignore` with one line more, in its own line ends; as it is when it has the line already. */
export function withGitIgnoreLine(text: string, line: string): string {
  if (text.split(/\r?\n/).includes(line)) {
    return text;
  }
  const end = /\r?\n/.exec(text)?.[0] ?? '\n';
  const isLineOpen = text !== '' && !text.endsWith('\n');
  return text + (isLineOpen ? end : '') + line + end;
}
