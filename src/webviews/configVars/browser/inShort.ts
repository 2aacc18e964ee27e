import { filled } from '../../components/element.ts';

/** More names than this are no longer read. */
const most = 5;

/** `A, B`; of many the first ones and how many more there are. */
export function inShort(names: readonly string[], { andMore }: { readonly andMore: string }): string {
  return names.length <= most
    ? names.join(', ')
    : filled(andMore, names.slice(0, most - 1).join(', '), names.length - (most - 1));
}
