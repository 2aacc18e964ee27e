import * as l10n from '@vscode/l10n';

/** More names than this are no longer read. */
const most = 5;

/** `A, B`; of many the first ones and how many more there are: `A, B, C, D and 996 more`. */
export function namesInShort(names: readonly string[]): string {
  return names.length <= most
    ? names.join(', ')
    : l10n.t('{0} and {1} more', names.slice(0, most - 1).join(', '), names.length - (most - 1));
}
