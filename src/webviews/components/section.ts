import './parts.css';
import { element, type Content } from './element.ts';
import { focusWhenHere } from './focusWhenHere.ts';

export interface SectionParts<Data> {
  readonly title?: string | undefined;
  /** Makes the content anew for other data. Elements with the same `data-key` are taken for the same. */
  readonly draw: (data: Data) => readonly Content[];
}

let count = 0;

/**
 * A part of a page under a heading. It is drawn anew only when its data differ; the focus then goes on in the element
 * of the same `data-key`, so that a change from elsewhere does not throw anybody out.
 */
export class Section<Data> {
  readonly root: HTMLElement;
  readonly #content = element('div', { tabindex: '-1' });
  readonly #draw: SectionParts<Data>['draw'];
  #drawn: string | undefined;

  constructor({ title, draw }: SectionParts<Data>) {
    this.#draw = draw;
    count += 1;
    const id = `section${count}`;
    this.root =
      title === undefined
        ? element('div', {}, this.#content)
        : element(
            'section',
            { 'aria-labelledby': id, 'data-part': '' },
            element('h2', { id, tabindex: '-1' }, title),
            this.#content,
          );
  }

  show(data: Data): void {
    const drawn = JSON.stringify(data);
    if (drawn === this.#drawn) {
      return;
    }
    this.#drawn = drawn;
    const focused = this.#content.contains(document.activeElement) ? document.activeElement : null;
    const key = focused?.getAttribute('data-key');
    this.#content.replaceChildren(...this.#draw(data).filter((each) => each !== undefined));
    if (focused !== null) {
      focusWhenHere(() => {
        this.#focus(key ?? '');
      });
    }
  }

  /** What had the focus may be gone: then the part itself has it, not the top of the page. */
  #focus(key: string): void {
    const same = [...this.#content.querySelectorAll<HTMLElement>('[data-key]')].find(
      (each) => each.dataset['key'] === key,
    );
    for (const next of [same, this.root.querySelector('h2'), this.#content]) {
      next?.focus({ preventScroll: true });
      // One that can't be pressed now does not take it.
      if (next !== null && next === document.activeElement) {
        return;
      }
    }
  }
}

/** Gives an element the key by which a section knows it again. */
export function keyed<Made extends HTMLElement>(key: string, made: Made): Made {
  made.dataset['key'] = key;
  return made;
}
