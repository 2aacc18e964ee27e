import { button } from './controls.ts';
import { element, setText } from './element.ts';
import { focusWhenHere } from './focusWhenHere.ts';
import { firstPlace } from './nextPart.ts';

/** A sentence that nothing can be done about is read by then. */
const readWithinMs = 15_000;

export interface NextStep {
  readonly title: string;
  readonly onPress: () => void;
}

/** The line that says what came of something, to be read and heard; a button may stand beside it. */
export class SaidLine {
  readonly root: HTMLElement;
  readonly #said = element('p', { class: 'said', role: 'status', tabindex: '-1' });
  readonly #next = element('span', { class: 'next' });
  /** What the button that takes the line away is called: known with the first words of the page. */
  #dismiss = '';
  /** What had the focus before the line got it. */
  #before: HTMLElement | undefined;
  /** For somebody to come and read it. */
  #waits = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.root = element('div', { class: 'saidLine', 'data-part': '' }, this.#said, this.#next);
    this.root.addEventListener('focusin', ({ relatedTarget }) => {
      if (relatedTarget instanceof HTMLElement && !this.root.contains(relatedTarget)) {
        this.#before = relatedTarget;
      }
    });
    addEventListener('focus', () => {
      if (this.#waits) {
        this.#goWhenRead();
      }
    });
  }

  set dismiss(title: string) {
    this.#dismiss = title;
  }

  /** @param text empty takes the line away @param step what can be done about it; `stays`: nothing, but it is to be dismissed */
  readonly say = (text: string, step?: NextStep | 'stays'): void => {
    clearTimeout(this.#timer);
    this.#waits = false;
    this.root.classList.toggle('shown', text !== '');
    const isRepeated = this.#said.textContent === text;
    setText(this.#said, isRepeated ? '' : text);
    if (isRepeated) {
      // Only a text that comes anew is read out.
      requestAnimationFrame(() => {
        if (this.#said.textContent === '') {
          this.#said.textContent = text;
        }
      });
    }
    this.#offer(step === undefined ? [] : this.#buttons(step));
    if (text !== '' && step === undefined) {
      this.#goWhenRead();
    }
  };

  /** Takes the line away once somebody has been there long enough to read it, unless the focus is in it then. */
  #goWhenRead(): void {
    this.#waits = !document.hasFocus();
    if (this.#waits) {
      return;
    }
    this.#timer = setTimeout(() => {
      if (this.root.contains(document.activeElement)) {
        this.#goWhenRead();
      } else {
        this.say('');
      }
    }, readWithinMs);
  }

  /** The same, unless a sentence stands there with its button: that is worth more. */
  readonly mention = (text: string): void => {
    if (this.#next.childElementCount === 0) {
      this.say(text);
    }
  };

  /** Other buttons, or none: where the one that was pressed goes, the focus stays at what came of it. */
  #offer(buttons: readonly HTMLElement[]): void {
    const hadFocus = this.#next.contains(document.activeElement);
    this.#next.replaceChildren(...buttons);
    if (hadFocus) {
      focusWhenHere(() => {
        this.#said.focus();
      });
    }
  }

  #buttons(step: NextStep | 'stays'): readonly HTMLElement[] {
    const dismiss = (): void => {
      this.say('');
      const place = this.#before?.isConnected === true ? this.#before : firstPlace();
      place?.focus();
    };
    const pressed = (): void => {
      // A second press would come too late: it was done.
      this.#offer([]);
      if (step !== 'stays') {
        step.onPress();
      }
    };
    const dismissing = button({ label: this.#dismiss, onPress: dismiss });
    return step === 'stays' ? [dismissing] : [button({ label: step.title, onPress: pressed }), dismissing];
  }
}
