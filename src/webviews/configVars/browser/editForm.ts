import {
  button,
  setDisabled,
  setProblem,
  textArea,
  textField,
  type TextControl,
} from '../../components/controls.ts';
import { element, filled, setText } from '../../components/element.ts';
import { focusWhenHere } from '../../components/focusWhenHere.ts';
import type { PageParts } from './context.ts';

/** How long nothing is typed before a value is checked. */
const pauseMs = 150;

export interface EditParts {
  /** Of the config var; undefined asks for it, too. */
  readonly name?: string;
  /** That a new one has been given already. */
  readonly newName?: string | undefined;
  /** That it has now; undefined when it is not known: what is typed is unsaved in any case. */
  readonly value: string | undefined;
  /** Of the value which is edited; null for a new var. */
  readonly mark: string | null;
  /** That was typed in its place already; undefined begins with the value. */
  readonly typed?: string | undefined;
  /** The form is no longer needed. @param saved name of the config var that was set by it */
  readonly onEnd: (saved?: string) => void;
  /**
   * Edits the var that has the name of a new one already.
   *
   * @param typed the value that was typed for it
   * @returns whether that is gone on with there
   */
  readonly onEditOther?: (name: string, typed: string) => boolean;
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
  /** The way to the var that is there already. */
  #editOther: HTMLElement | undefined;
  /** What is saved over, as a mark, and what is there now. */
  #base: string | null;
  #now: string | null;
  #isSaving = false;
  /** The field that was typed in last. */
  #typedIn: TextControl;
  #checks = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: EditParts, page: PageParts) {
    const { words } = page;
    this.#page = page;
    this.#parts = parts;
    this.#base = parts.mark;
    this.#now = parts.mark;
    const { name, newName, value, typed = value ?? '' } = parts;
    this.#name =
      name === undefined
        ? textField({
            label: words.nameOfNew,
            isLabelShown: true,
            placeholder: 'LOG_LEVEL',
            value: newName,
            onInput: () => {
              this.#onInput(this.#name);
            },
          })
        : undefined;
    const label = name === undefined ? words.valueOfNew : filled(words.valueOf, name);
    this.#value = textArea({
      label,
      value: typed,
      onInput: () => {
        this.#onInput(this.#value);
      },
      rows: rowsFor(typed),
      isLabelShown: name === undefined,
    });
    this.#typedIn = this.#name ?? this.#value;
    this.#value.classList.add('secret');
    this.#save = button({ label: words.save, isMain: true, onPress: this.#onSave });
    this.#buttons.append(this.#save, button({ label: words.cancel, onPress: this.#cancel }));
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
    this.#keepUnsaved();
    if (newName !== undefined || typed !== value) {
      // Typed before: what was said of it then, and what has changed since.
      page.attempt(this.#check());
    }
  }

  focus(): void {
    const field = this.#name ?? this.#value;
    // The toolkit draws the inner field a moment after it was put into the page.
    requestAnimationFrame(() => {
      focusWhenHere(() => {
        field.focus();
      });
      this.#comeIntoView();
    });
  }

  /** With all that it says and offers: at the lower edge of the page, Enter would seem to do nothing. */
  #comeIntoView(): void {
    this.root.scrollIntoView({ block: 'nearest' });
  }

  /** The var has the value of this mark now, or none (null): what is typed stays, and is not saved over it unasked. */
  changedElsewhere(mark: string | null): void {
    this.#now = mark;
    // While it is saved here, the change may be this one.
    if (!this.#isSaving) {
      this.#compare();
    }
  }

  #compare(): void {
    const now = this.#now;
    if (now === this.#base) {
      this.#endConflict();
      return;
    }
    const { words } = this.#page;
    const name = this.#parts.name ?? '';
    this.#tell(filled(now === null ? words.unsetElsewhere : words.changedElsewhere, name));
    const mine = button({
      label: words.takeMine,
      isMain: true,
      onPress: () => {
        this.#base = this.#now;
        this.#onSave();
      },
    });
    const hadFocus = this.#buttons.contains(document.activeElement);
    this.#buttons.replaceChildren(mine, button({ label: words.takeTheirs, onPress: this.#cancel }));
    this.#comeIntoView();
    if (hadFocus) {
      this.focus();
    }
  }

  /** It has the value again that was begun with. */
  #endConflict(): void {
    if (this.#isInConflict) {
      const hadFocus = this.#buttons.contains(document.activeElement);
      this.#buttons.replaceChildren(
        this.#save,
        button({ label: this.#page.words.cancel, onPress: this.#cancel }),
      );
      this.#tell('');
      if (hadFocus) {
        this.focus();
      }
    }
  }

  get #typed(): { readonly name: string; readonly value: string } {
    return { name: this.#parts.name ?? this.#name?.value.trim() ?? '', value: this.#value.value };
  }

  readonly #cancel = (): void => {
    this.#end();
  };

  #end(saved?: string): void {
    // What was typed is given up: it is not sent any more, and no answer to it is waited for.
    clearTimeout(this.#timer);
    this.#checks += 1;
    this.#page.drafts.keep(this.#whatIsTyped, undefined);
    this.#keepName(undefined);
    this.#parts.onEnd(saved);
  }

  get #whatIsTyped(): string {
    return this.#parts.name ?? this.#page.words.addTitle;
  }

  #keepUnsaved(): void {
    const typed = this.#value.value;
    const draft = { typed, newName: this.#name?.value ?? '', mark: this.#base };
    this.#page.drafts.keep(this.#whatIsTyped, typed === this.#parts.value ? undefined : draft);
  }

  /** The name of a new var is no secret: it is there again when the page was out of sight. */
  #keepName(name: string | undefined): void {
    if (this.#name !== undefined) {
      this.#page.host.choose('newName', name);
    }
  }

  #tell(problem: string): void {
    setText(this.#problem, problem);
    if (problem !== '') {
      this.#comeIntoView();
    }
    for (const field of [this.#name, this.#value]) {
      if (field !== undefined) {
        setProblem(field, field === this.#typedIn ? problem : '');
      }
    }
  }

  #onKey(event: KeyboardEvent): void {
    // Enter and Escape mean the composition while there is one.
    if (event.isComposing) {
      return;
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.#end();
    } else if (event.key === 'Enter' && !event.shiftKey && event.target instanceof Element) {
      if (event.target.matches('vscode-text-field, vscode-text-area')) {
        event.preventDefault();
        event.stopPropagation();
        // Held down since it opened the form, it saves nothing.
        if (!event.repeat) {
          this.#goOn(event.target);
        }
      }
    }
  }

  /** Enter in the name leads to the value that is still to be typed; else all is there to be saved. */
  #goOn(field: Element): void {
    if (field === this.#name && this.#value.value === '') {
      this.#value.focus();
    } else {
      this.#onSave();
    }
  }

  #onInput(field: TextControl | undefined): void {
    this.#typedIn = field ?? this.#value;
    this.#keepUnsaved();
    this.#keepName(this.#name?.value);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#page.attempt(this.#check());
    }, pauseMs);
  }

  async #check(): Promise<void> {
    this.#checks += 1;
    const mine = this.#checks;
    const typed = { ...this.#typed, isNew: this.#name !== undefined };
    const { problem, hint, isSet } = await this.#page.host.request('check', typed);
    // The answer to an older text says nothing about the newest.
    if (mine === this.#checks && !this.#isInConflict) {
      this.#tell(problem ?? '');
      setText(this.#hint, hint ?? this.#page.words.editHint);
      setDisabled(this.#save, problem !== null);
      this.#offerOther(isSet ? typed.name : undefined);
    }
  }

  /** @param name of a var that is there, where a new one was to have it */
  #offerOther(name: string | undefined): void {
    this.#editOther?.remove();
    if (name === undefined) {
      return;
    }
    const onPress = (): void => {
      if (this.#parts.onEditOther?.(name, this.#value.value) === true) {
        this.#end();
      }
    };
    this.#editOther = button({ label: filled(this.#page.words.editOf, name), icon: 'edit', onPress });
    this.#buttons.prepend(this.#editOther);
  }

  get #isInConflict(): boolean {
    return !this.#buttons.contains(this.#save);
  }

  readonly #onSave = (): void => {
    this.#page.attempt(this.#saveTyped());
  };

  /** What is typed while it is saved would be neither saved nor kept. */
  #lock(isLocked: boolean): void {
    this.#name?.toggleAttribute('readonly', isLocked);
    this.#value.toggleAttribute('readonly', isLocked);
  }

  async #saveTyped(): Promise<void> {
    if (this.#isSaving) {
      return;
    }
    clearTimeout(this.#timer);
    this.#isSaving = true;
    this.#lock(true);
    try {
      const outcome = await this.#page.host.request('save', { ...this.#typed, mark: this.#base });
      if (outcome.kind === 'done') {
        this.#page.tell(outcome);
        this.#end(this.#typed.name);
        return;
      }
      this.#tell(outcome.said);
      this.#offerOther(
        outcome.kind === 'conflict' && this.#name !== undefined ? outcome.names[0] : undefined,
      );
    } finally {
      this.#isSaving = false;
      this.#lock(false);
    }
    this.#compare();
  }
}

/** As many lines as the text is likely to take, within bounds. */
function rowsFor(text: string): number {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 60)), 0);
  return Math.min(8, lines);
}
