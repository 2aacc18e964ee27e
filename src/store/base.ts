import { emptyState, type State } from '../core/model/state.ts';
import type { FolderListing, GenerationName } from './folderListing.ts';
import { sortOut } from './folderListing.ts';
import type { Header } from './generation.ts';
import type { Newest } from './newestGeneration.ts';

/** What a store has read or written last, and what its next commit stands on. */
export interface Base {
  readonly state: State;
  /** Null as long as no generation is known: an empty folder, a plain file, or what replaces a damaged store. */
  readonly header: Header | null;
  /** The names that were there. */
  readonly listing: FolderListing;
  /** The number of the next commit. */
  readonly next: number;
  readonly bytes: number;
  /** Names that were passed over. */
  readonly damaged: readonly GenerationName[];
  /** Which file `header` was read from, or written to. */
  readonly mark: string | null;
  /** Which plain file the state was read from: equal marks, equal content. */
  readonly plainMark: string | null;
}

export const nothing: Base = {
  state: emptyState,
  header: null,
  listing: sortOut([]),
  next: 1,
  bytes: 0,
  damaged: [],
  mark: null,
  plainMark: null,
};

/** @param state the state of what was found, its values opened */
export function baseOn({ listing, found, damaged, mark }: Newest, state: State): Base {
  return {
    ...nothing,
    state,
    header: found.header,
    listing,
    next: listing.top + 1,
    bytes: found.bytes,
    damaged,
    mark,
  };
}
