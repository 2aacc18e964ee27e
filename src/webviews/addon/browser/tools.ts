import type { PageTools } from '../../components/pageTools.ts';
import type { AddonModel, AddonWords, Asked, PresentAddon } from '../protocol.ts';

/** What every part of the page works with. */
export type Tools = PageTools<AddonModel, AddonWords, Asked>;

/** A part of the page. */
export interface Part {
  readonly root: HTMLElement;
  show(model: PresentAddon): void;
}
