import { button, setDisabled, textArea } from '../../components/controls.ts';
import { element, filled, onEscape } from '../../components/element.ts';
import { focusWhenHere } from '../../components/focusWhenHere.ts';
import { oneAtATime } from '../../components/oneAtATime.ts';
import type { EditedText, EnvText, Review, TextChange } from '../protocol.ts';
import { ChangesTable, type Whose } from './changesTable.ts';
import type { PageParts } from './context.ts';
import type { Draft } from './drafts.ts';

/** All own vars as one text, with a look at what a new text changes before it is saved. It is never on a disk. */
export class TextMode {
  readonly root = element('section', { class: 'textMode', 'data-part': '', hidden: '' });
  readonly #page: PageParts;
  readonly #closed: () => void;
  #from: EnvText | undefined;
  #text = '';
  #isReview = false;
  #changesNothing = false;
  /** Of the newest review asked for: whoever types, leaves or goes back has no use for its answer. */
  #reviews = 0;
  /** Where others changed the same: what is saved over a value of which mark, and what is left as it is. */
  readonly #mine = new Map<string, string | null>();
  readonly #theirs = new Set<string>();
  readonly #changes: ChangesTable;
  readonly #question = element('div', { role: 'alert' });

  /** @param closed called when the list is to be shown again */
  constructor(page: PageParts, closed: () => void) {
    this.#page = page;
    this.#closed = closed;
    this.#changes = new ChangesTable(page, this.#decide);
    onEscape(this.root, this.#stepBack);
  }

  /** Whether nothing is lost by closing it. */
  get mayClose(): boolean {
    return this.#changesNothing || this.#text === (this.#from?.text ?? '');
  }

  async open(app: string): Promise<void> {
    const from = await this.#page.host.request('text', {});
    if (this.#page.revealed.isAway) {
      return;
    }
    this.#from = from;
    this.#text = this.#from.text;
    this.#open(app);
  }

  /** Goes on with a text that was typed before the page was out of sight. */
  restore(app: string, { typed, original = '', notes = [] }: Draft): void {
    this.#from = { text: original, notes };
    this.#text = typed;
    this.#open(app);
    this.#keepDraft();
  }

  #open(app: string): void {
    this.root.hidden = false;
    this.root.setAttribute('aria-label', filled(this.#page.words.textTitle, app));
    this.#drawText();
  }

  #keepDraft(): void {
    const { text: original = '', notes = [] } = this.#from ?? {};
    const draft = this.mayClose ? undefined : { typed: this.#text, original, notes };
    this.#page.drafts.keep(this.#page.words.editAsText, draft);
  }

  close(): void {
    if (this.root.hidden) {
      return;
    }
    this.#changes.clear();
    this.#reviews += 1;
    this.#from = undefined;
    this.#text = '';
    this.#page.drafts.keep(this.#page.words.editAsText, undefined);
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
    this.#reviews += 1;
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
    this.#changes.clear();
    this.#reviews += 1;
    this.#isReview = false;
    this.#changesNothing = false;
    this.#mine.clear();
    this.#theirs.clear();
    this.#question.replaceChildren();
    const { words, attempt } = this.#page;
    const title = this.root.getAttribute('aria-label') ?? '';
    const field = textArea({
      label: title,
      value: this.#text,
      rows: Math.min(24, Math.max(8, this.#text.split('\n').length + 1)),
      onInput: (text) => {
        this.#text = text;
        this.#reviews += 1;
        this.#keepDraft();
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
      focusWhenHere(() => {
        field.focus();
      });
    });
  }

  readonly #decide = ({ name, mark }: TextChange, whose: Whose): void => {
    if (whose === 'mine') {
      this.#mine.set(name, mark);
    } else {
      this.#theirs.add(name);
    }
    this.#page.attempt(this.#review());
  };

  async #review(): Promise<void> {
    if (this.#from === undefined) {
      return;
    }
    const edited: EditedText = {
      text: this.#text,
      original: this.#from.text,
      mine: [...this.#mine].map(([name, mark]) => ({ name, mark })),
      theirs: [...this.#theirs],
    };
    this.#reviews += 1;
    const mine = this.#reviews;
    const review = await this.#page.host.request('review', edited);
    if (mine === this.#reviews) {
      this.#drawReview(review, edited);
    }
  }

  #drawReview({ problems, changes, said }: Review, reviewed: EditedText): void {
    const { words, attempt } = this.#page;
    this.#isReview = true;
    this.#changesNothing = problems.length === 0 && changes.length === 0;
    this.#question.replaceChildren();
    this.#changes.show(changes, this.#mine);
    const save = button({
      label: words.textSave,
      isMain: true,
      onPress: () => {
        attempt(this.#save(reviewed));
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
    const list = problems.map(({ line, text }) =>
      element('li', { class: 'problem' }, line === null ? text : filled(words.atLine, line, text)),
    );
    const head = element('h2', { tabindex: '-1' }, words.textReview);
    this.root.replaceChildren(
      head,
      ...(list.length === 0 ? [] : [element('ul', { role: 'alert' }, ...list)]),
      element('p', {}, said),
      this.#changes.root,
      this.#question,
      element('div', { class: 'toolbar' }, save, back, this.#cancel()),
    );
    requestAnimationFrame(() => {
      // Where one more key overwrites nothing.
      focusWhenHere(() => {
        head.focus();
      });
    });
  }

  readonly #save = oneAtATime(async (reviewed: EditedText) => {
    const from = this.#from;
    const outcome = await this.#page.host.request('saveText', reviewed);
    const isDone = this.#page.tell(outcome);
    if (from === undefined || from !== this.#from) {
      return;
    }
    if (isDone && this.#text === reviewed.text) {
      this.close();
    } else if (isDone) {
      // What was typed meanwhile is an edit of what is saved now.
      this.#from = { ...from, text: reviewed.text };
      this.#keepDraft();
    } else if (outcome.kind === 'conflict' && this.#isReview) {
      await this.#review();
    }
  });

  #cancel(): HTMLElement {
    return button({
      label: this.#page.words.close,
      onPress: this.#leave,
    });
  }
}
