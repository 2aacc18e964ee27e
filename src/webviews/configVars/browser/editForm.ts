import { button, setDisabled, textArea, textField, type TextControl } from '../../components/controls.ts';
import { element, filled, setText } from '../../components/element.ts';
import type { PageParts } from './context.ts';

/** How long nothing is typed before a value is checked. */
const pauseMs = 150;

export interface EditParts {
  /** Of the config var; undefined asks for it, too. */
  readonly name?: string;
  readonly value: string;
  /** Release that set the value which is edited; null for a new var. */
  readonly since: number | null;
  /** The form is no longer needed. */
  readonly onEnd: () => void;
}

/** Where a value is typed: checked by the app's own rule while it is typed, saved only over what it started from. */
export class EditForm {
  readonly root: HTMLElement;
  readonly #page: PageParts;
  readonly #parts: EditParts;
  readonly #name: TextControl | undefined;
  readonly #value: TextControl;
  readonly #problem = element('p', { class: 'problem', role: 'alert' });
  readonly #hint = element('p', { class: 'quiet' });
  readonly #buttons = element('div', { class: 'buttons' });
  readonly #save: HTMLElement;
  #since: number | null;
  #checks = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: EditParts, page: PageParts) {
    const { words } = page;
    this.#page = page;
    this.#parts = parts;
    this.#since = parts.since;
    const { name, value } = parts;
    const onInput = (): void => {
      this.#checkSoon();
    };
    this.#name =
      name === undefined
        ? textField({ label: words.nameOfNew, isLabelShown: true, placeholder: 'LOG_LEVEL', onInput })
        : undefined;
    const label = name === undefined ? words.valueOfNew : filled(words.valueOf, name);
    this.#value = textArea({
      label,
      value,
      onInput,
      rows: Math.min(8, value.split('\n').length),
      isLabelShown: name === undefined,
    });
    this.#value.classList.add('secret');
    this.#save = button({ label: words.save, isMain: true, onPress: this.#onSave });
    this.#buttons.append(this.#save, button({ label: words.cancel, onPress: parts.onEnd }));
    setText(this.#hint, words.editHint);
    this.root = element(
      'div',
      { class: 'edit' },
      ...(this.#name === undefined ? [] : [this.#name]),
      this.#value,
      this.#hint,
      this.#problem,
      this.#buttons,
    );
    this.root.addEventListener('keydown', (event) => {
      this.#onKey(event);
    });
  }

  focus(): void {
    const field = this.#name ?? this.#value;
    // The toolkit draws the inner field a moment after it was put into the page.
    requestAnimationFrame(() => {
      field.focus();
    });
  }

  /** The var is set by another release now, or not at all (null): what is typed stays, and is not saved over it unasked. */
  changedElsewhere(since: number | null): void {
    if (since === this.#since) {
      return;
    }
    const { words } = this.#page;
    const name = this.#parts.name ?? '';
    setText(this.#problem, filled(since === null ? words.unsetElsewhere : words.changedElsewhere, name));
    const mine = button({
      label: words.takeMine,
      isMain: true,
      onPress: () => {
        this.#since = since;
        this.#onSave();
      },
    });
    const hadFocus = this.#buttons.contains(document.activeElement);
    this.#buttons.replaceChildren(mine, button({ label: words.takeTheirs, onPress: this.#parts.onEnd }));
    if (hadFocus) {
      this.focus();
    }
  }

  get #typed(): { readonly name: string; readonly value: string } {
    return { name: this.#parts.name ?? this.#name?.value.trim() ?? '', value: this.#value.value };
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.#parts.onEnd();
    } else if (event.key === 'Enter' && !event.shiftKey && event.target instanceof Element) {
      if (event.target.matches('vscode-text-field, vscode-text-area')) {
        event.preventDefault();
        event.stopPropagation();
        this.#onSave();
      }
    }
  }

  #checkSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#page.attempt(this.#check());
    }, pauseMs);
  }

  async #check(): Promise<void> {
    this.#checks += 1;
    const mine = this.#checks;
    const { problem, hint } = await this.#page.host.request('check', this.#typed);
    // The answer to an older text says nothing about the newest.
    if (mine === this.#checks && !this.#isInConflict) {
      setText(this.#problem, problem ?? '');
      setText(this.#hint, hint ?? this.#page.words.editHint);
      setDisabled(this.#save, problem !== null);
    }
  }

  get #isInConflict(): boolean {
    return !this.#buttons.contains(this.#save);
  }

  readonly #onSave = (): void => {
    this.#page.attempt(this.#saveTyped());
  };

  async #saveTyped(): Promise<void> {
    clearTimeout(this.#timer);
    const outcome = await this.#page.host.request('save', { ...this.#typed, since: this.#since });
    switch (outcome.kind) {
      case 'done':
        this.#page.tell(outcome);
        this.#parts.onEnd();
        break;
      case 'conflict':
      case 'refused':
        setText(this.#problem, outcome.said);
        break;
      default:
        outcome satisfies never;
    }
  }
}
