import type { OpenedPage } from '../../components/openPage.ts';
import type { Asked, Model, Outcome, Words } from '../protocol.ts';
import type { RevealedValues } from '../../components/revealedValues.ts';
import type { Drafts } from './drafts.ts';

/** What the parts of the page share. */
export interface PageParts extends OpenedPage<Model, Words, Asked> {
  readonly words: Words;
  readonly revealed: RevealedValues;
  readonly drafts: Drafts;
  /** Asks for values and shows them, with a sentence that says so. */
  readonly reveal: (names: readonly string[], said: string) => void;
  /** Says what came of a change, with its undo. @returns whether it was done */
  readonly tell: (outcome: Outcome) => boolean;
  /** A row began or ended to be edited. */
  readonly editingChanged: () => void;
}
