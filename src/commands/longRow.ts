import type { Choice } from './ports.ts';

/** About as many letters as a quick pick shows in a line; it cuts off what is longer. */
const lineLength = 72;

/** A sentence as a row: what doesn't fit into its first line stands in its second. */
export function longRow(text: string): Pick<Choice, 'label' | 'detail'> {
  const end = text.length <= lineLength ? -1 : text.lastIndexOf(' ', lineLength);
  return end <= 0 ? { label: text } : { label: text.slice(0, end), detail: text.slice(end + 1) };
}
