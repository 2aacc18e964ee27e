import { button, checkbox, setDisabled, textArea } from '../../components/controls.ts';
import { element, filled, onEscape } from '../../components/element.ts';
import type { EnvText, Review, TextChange } from '../protocol.ts';
import type { PageParts } from './context.ts';

/** All own vars as one text, with a look at what a new text changes before it is saved. It is never on a disk. */
export class TextMode {
  readonly root = element('section', { class: 'textMode', 'data-part': '', hidden: '' });
  readonly #page: PageParts;
  readonly #closed: () => void;
  #from: EnvText | undefined;
  #text = '';
  #isReview = false;
  /** Forgets the hold of the values that the review shows. */
  #release: () => void = () => undefined;
  readonly #question = element('div', { role: 'alert' });

  /** @param closed called when the list is to be shown again */
  constructor(page: PageParts, closed: () => void) {
    this.#page = page;
    this.#closed = closed;
    onEscape(this.root, this.#stepBack);
  }

  /** Whether nothing is lost by closing it. */
  get mayClose(): boolean {
    return this.#text === (this.#from?.text ?? '');
  }

  async open(app: string): Promise<void> {
    const from = await this.#page.host.request('text', {});
    if (this.#page.revealed.isAway) {
      return;
    }
    this.#from = from;
    this.#text = this.#from.text;
    this.root.hidden = false;
    this.root.setAttribute('aria-label', filled(this.#page.words.textTitle, app));
    this.#drawText();
  }

  close(): void {
    if (this.root.hidden) {
      return;
    }
    this.#release();
    this.#from = undefined;
    this.#text = '';
    this.#page.unsaved.set(this.#page.words.editAsText, false);
    this.root.replaceChildren();
    this.root.hidden = true;
    this.#closed();
  }

  /** From the review to the text, from there to the list; a text that was changed is not thrown away unasked. */
  readonly #stepBack = (): void => {
    if (this.#question.hasChildNodes()) {
      this.#endQuestion();
    } else if (this.#isReview) {
      this.#drawText();
    } else {
      this.#leave();
    }
  };

  readonly #leave = (): void => {
    if (this.mayClose) {
      this.close();
    } else {
      this.#ask();
    }
  };

  #ask(): void {
    const { words } = this.#page;
    const keep = button({ label: words.textKeep, isMain: true, onPress: this.#endQuestion });
    const discard = button({
      label: words.textDiscard,
      onPress: () => {
        this.close();
      },
    });
    this.#question.replaceChildren(
      element('p', {}, words.textUnsaved),
      element('div', { class: 'toolbar' }, keep, discard),
    );
    requestAnimationFrame(() => {
      keep.focus();
    });
  }

  readonly #endQuestion = (): void => {
    this.#question.replaceChildren();
    const field = this.root.querySelector<HTMLElement>('vscode-text-area');
    (field ?? this.root.querySelector('h2'))?.focus();
  };

  #drawText(): void {
    this.#release();
    this.#isReview = false;
    this.#question.replaceChildren();
    const { words, attempt } = this.#page;
    const title = this.root.getAttribute('aria-label') ?? '';
    const field = textArea({
      label: title,
      value: this.#text,
      rows: Math.min(24, Math.max(8, this.#text.split('\n').length + 1)),
      onInput: (text) => {
        this.#text = text;
        this.#page.unsaved.set(words.editAsText, !this.mayClose);
      },
    });
    field.classList.add('secret');
    const review = button({
      label: words.textReview,
      isMain: true,
      onPress: () => {
        attempt(this.#review());
      },
    });
    const notes = this.#from?.notes.map((note) => element('p', { class: 'quiet' }, note)) ?? [];
    this.root.replaceChildren(
      element('h2', {}, title),
      element('p', { class: 'quiet' }, words.textHint),
      field,
      ...notes,
      this.#question,
      element('div', { class: 'toolbar' }, review, this.#cancel()),
    );
    requestAnimationFrame(() => {
      field.focus();
    });
  }

  async #review(): Promise<void> {
    const edited = this.#edited;
    if (edited !== undefined) {
      this.#drawReview(await this.#page.host.request('review', edited));
    }
  }

  get #edited(): { text: string; original: string } | undefined {
    return this.#from && { text: this.#text, original: this.#from.text };
  }

  #drawReview({ problems, changes, said }: Review): void {
    const { words, attempt, revealed } = this.#page;
    this.#release();
    this.#isReview = true;
    this.#question.replaceChildren();
    const save = button({
      label: words.textSave,
      isMain: true,
      onPress: () => {
        attempt(this.#save());
      },
    });
    const canSave =
      problems.length === 0 && changes.length > 0 && changes.every(({ isConflict }) => !isConflict);
    setDisabled(save, !canSave);
    const back = button({
      label: words.textBack,
      onPress: () => {
        this.#drawText();
      },
    });
    const table = element('div', {});
    const draw = (isShown: boolean): void => {
      table.replaceChildren(...(changes.length === 0 ? [] : [this.#changesTable(changes, isShown)]));
    };
    draw(false);
    const values = checkbox({
      label: words.showValues,
      onChange: (isShown) => {
        this.#release();
        draw(isShown);
        if (isShown) {
          this.#release = revealed.hold(() => {
            values.checked = false;
            draw(false);
          });
        }
      },
    });
    const list = problems.map(({ line, text }) =>
      element('li', { class: 'problem' }, line === null ? text : filled(words.atLine, line, text)),
    );
    const head = element('h2', { tabindex: '-1' }, words.textReview);
    this.root.replaceChildren(
      head,
      ...(list.length === 0 ? [] : [element('ul', { role: 'alert' }, ...list)]),
      element('p', {}, said),
      values,
      table,
      this.#question,
      element('div', { class: 'toolbar' }, save, back, this.#cancel()),
    );
    head.focus();
  }

  #changesTable(changes: readonly TextChange[], isShown: boolean): HTMLTableElement {
    const { words } = this.#page;
    const kinds = { added: words.added, changed: words.changed, unset: words.removed };
    const value = (text: string | null): HTMLElement =>
      element(
        'td',
        { role: 'cell', class: 'mono' },
        text === null ? '—' : isShown ? text || words.isEmpty : '••••••••',
      );
    const rows = changes.map(({ name, kind, isConflict, before, after }) => {
      const what = element('td', { role: 'cell', class: `is-${kind}` }, kinds[kind]);
      if (isConflict) {
        what.append(' ', element('strong', { class: 'problem' }, words.conflicting));
      }
      const cells = [value(before), value(after)];
      cells[0]?.setAttribute('data-label', words.before);
      cells[1]?.setAttribute('data-label', words.after);
      return element(
        'tr',
        { role: 'row' },
        element('th', { scope: 'row', role: 'rowheader' }, name),
        what,
        ...cells,
      );
    });
    const heads = [words.name, words.change, words.before, words.after].map((text) =>
      element('th', { scope: 'col', role: 'columnheader' }, text),
    );
    return element(
      'table',
      { role: 'table' },
      element('caption', {}, words.textReview),
      element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...heads)),
      element('tbody', { role: 'rowgroup' }, ...rows),
    );
  }

  async #save(): Promise<void> {
    const edited = this.#edited;
    if (edited === undefined) {
      return;
    }
    const outcome = await this.#page.host.request('saveText', edited);
    if (this.#page.tell(outcome)) {
      this.close();
    } else if (outcome.kind === 'conflict') {
      await this.#review();
    }
  }

  #cancel(): HTMLElement {
    return button({
      label: this.#page.words.close,
      onPress: this.#leave,
    });
  }
}
