import type { CommittedBy } from '../core/ports/stateStore.ts';
import type { Header } from './generation.ts';

/**
 * Who made what was just read.
 *
 * @param known what was read before; null for the first time, when nothing that was shown is replaced
 * @param writer whose store it is that reads
 */
export function committedBy(known: Header | null, read: Header | null, writer: string): CommittedBy {
  if (read?.by === writer) {
    return 'self';
  }
  return known !== null && (read?.replaced ?? 0) !== (known.replaced ?? 0) ? 'replacement' : 'other';
}
