import type { OpenedPage } from '../../components/openPage.ts';
import type { Asked, Model, Outcome, Words } from '../protocol.ts';
import type { RevealedValues } from './revealed.ts';

/** What the parts of the page share. */
export interface PageParts extends OpenedPage<Model, Words, Asked> {
  readonly words: Words;
  readonly revealed: RevealedValues;
  /** Says what came of a change, with its undo. @returns whether it was done */
  readonly tell: (outcome: Outcome) => boolean;
  /** A row began or ended to be edited. */
  readonly editingChanged: () => void;
}
