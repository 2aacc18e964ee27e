import type { OpenedPage } from '../../components/openPage.ts';
import type { AddonModel, AddonWords, Asked, PresentAddon } from '../protocol.ts';

/** What every part of the page works with. */
export interface Tools {
  readonly page: OpenedPage<AddonModel, AddonWords, Asked>;
  readonly words: AddonWords;
}

/** A part of the page. */
export interface Part {
  readonly root: HTMLElement;
  show(model: PresentAddon): void;
}

/** Asks for something whose answer says nothing. */
export function start<Type extends keyof Asked>(
  { page }: Tools,
  type: Type,
  input: Asked[Type]['input'],
): void {
  page.attempt(page.host.request(type, input).then(() => undefined));
}
