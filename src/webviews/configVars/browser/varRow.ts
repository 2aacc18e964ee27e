import { action } from '../../components/controls.ts';
import { element, filled, setText } from '../../components/element.ts';
import { focusWhenHere } from '../../components/focusWhenHere.ts';
import type { RowView } from '../../components/table.ts';
import type { VarRow } from '../protocol.ts';
import type { PageParts } from './context.ts';
import type { Draft } from './drafts.ts';
import { EditForm, type EditParts } from './editForm.ts';
import { VarDetails } from './varDetails.ts';

const mask = '••••••••';
/** Longer values get a place of their own to scroll in. */
const longValue = 400;

/** One config var: its row, what belongs to it, and the form in its place while it is edited. */
export class VarRowView implements RowView<VarRow> {
  readonly body: HTMLTableSectionElement;
  readonly #page: PageParts;
  readonly #unset: (row: VarRow) => void;
  readonly #main = element('tr', { role: 'row', class: 'var' });
  readonly #shown = element('div', { class: 'shown' });
  readonly #beside = element('div', { class: 'buttons' });
  readonly #value = element(
    'td',
    { role: 'cell', class: 'value' },
    element('div', { class: 'valueLine' }, this.#shown, this.#beside),
  );
  readonly #from = element('td', { role: 'cell', class: 'from' });
  readonly #since = element('td', { role: 'cell', class: 'since' });
  readonly #actions = element('td', { role: 'cell', class: 'actions' });
  readonly #reveal: HTMLButtonElement;
  readonly #more: HTMLButtonElement;
  #details: VarDetails | undefined;
  #form: EditForm | undefined;
  #row: VarRow;
  /** Whether the actions that are drawn are those of a var that can't be edited. */
  #isDrawnLocked: boolean | undefined;
  #shownValue: string | null | undefined;

  /** @param unset unsets a config var, one at a time in the whole list */
  constructor(row: VarRow, page: PageParts, unset: (row: VarRow) => void) {
    this.#row = row;
    this.#page = page;
    this.#unset = unset;
    const { words } = page;
    this.#reveal = action({ label: words.reveal, icon: 'eye', onPress: this.#toggleReveal });
    this.#beside.append(
      this.#reveal,
      action({
        label: words.copy,
        icon: 'copy',
        description: filled(words.copyOf, row.name),
        onPress: this.#copy,
      }),
    );
    this.#more = action({ label: words.more, icon: 'more', onPress: this.#toggleDetails });
    this.#more.setAttribute('aria-label', filled(words.moreOf, row.name));
    this.#more.setAttribute('aria-expanded', 'false');
    this.#more.title = words.more;
    this.#main.append(
      element('th', { scope: 'row', role: 'rowheader', class: 'name' }, row.name),
      this.#value,
      this.#from,
      this.#since,
      this.#actions,
    );
    this.#from.dataset['label'] = words.from;
    this.#since.dataset['label'] = words.since;
    this.body = element('tbody', { 'data-name': row.name }, this.#main);
    this.#main.addEventListener('keydown', (event) => {
      this.#onKey(event);
    });
  }

  get isEditing(): boolean {
    return this.#form !== undefined;
  }

  /** The row as it was drawn last. */
  get row(): VarRow {
    return this.#row;
  }

  update(row: VarRow): void {
    const isOther = row.mark !== this.#row.mark;
    this.#row = row;
    setText(this.#from, row.from);
    setText(this.#since, row.sinceText);
    this.#since.title = row.sinceTitle;
    this.#drawActions();
    this.drawValue();
    this.#details?.update(row);
    // The form may know of a newer value than the list does yet.
    if (isOther) {
      this.#form?.changedElsewhere(row.mark);
    }
  }

  /** Draws the value as it is to be seen now: hidden, revealed, or in a form. */
  drawValue(): void {
    const { words, revealed } = this.#page;
    const value = revealed.valueOf(this.#row.name) ?? null;
    const isShown = value !== null;
    const [label, description] = isShown ? [words.hide, words.hideOf] : [words.reveal, words.revealOf];
    setText(this.#reveal.lastElementChild ?? this.#reveal, label);
    this.#reveal.setAttribute('aria-label', filled(description, this.#row.name));
    this.#reveal.title = label;
    if (this.#form !== undefined || this.#shownValue === value) {
      return;
    }
    this.#shownValue = value;
    const hadFocus = this.#shown.contains(document.activeElement);
    if (value === null) {
      const bullets = element('span', { 'aria-hidden': 'true' }, mask);
      this.#shown.replaceChildren(bullets, element('span', { class: 'spoken' }, words.masked));
    } else {
      const isLong = value.length > longValue || value.split('\n').length > 4;
      const attributes = isLong
        ? {
            class: 'mono long',
            tabindex: '0',
            role: 'group',
            'aria-label': filled(words.valueOf, this.#row.name),
          }
        : { class: 'mono' };
      this.#shown.replaceChildren(
        value === ''
          ? element('span', { class: 'quiet' }, words.isEmpty)
          : element('span', attributes, value),
      );
    }
    if (hadFocus) {
      // A long value had it, to be scrolled.
      focusWhenHere(() => {
        this.#reveal.focus();
      });
    }
  }

  #drawActions(): void {
    const { words } = this.#page;
    const { name, locked } = this.#row;
    const isLocked = locked !== null;
    if (this.#isDrawnLocked === isLocked) {
      return;
    }
    this.#isDrawnLocked = isLocked;
    const own = [
      action({
        label: words.edit,
        icon: 'edit',
        description: filled(words.editOf, name),
        onPress: () => {
          this.edit();
        },
      }),
      action({
        label: words.unset,
        icon: 'remove',
        description: filled(words.unsetOf, name),
        onPress: ({ detail }) => {
          // The second click of a double one may meet the next row, which moved up.
          if (detail <= 1) {
            this.#unset(this.#row);
          }
        },
      }),
    ];
    const lock = action({
      label: words.locked,
      icon: 'lock',
      description: filled(words.lockedOf, name),
      onPress: this.#toggleDetails,
    });
    this.#actions.replaceChildren(
      element('div', { class: 'buttons' }, ...(isLocked ? [lock] : own), this.#more),
    );
  }

  readonly #toggleReveal = (): void => {
    const { revealed, reveal, words } = this.#page;
    const { name } = this.#row;
    if (revealed.valueOf(name) === undefined) {
      reveal([name], filled(words.revealed, name));
    } else {
      revealed.hide([name]);
    }
  };

  readonly #copy = (): void => {
    const { host, attempt, say } = this.#page;
    attempt(
      host.request('copy', { name: this.#row.name }).then(({ said }) => {
        say(said);
      }),
    );
  };

  /**
   * Opens the form in place of the value; of a var that can't be edited, says why.
   *
   * @param typed a value that was typed for it already
   */
  edit(typed?: string): void {
    const { host, attempt, say, revealed } = this.#page;
    const { name, locked } = this.#row;
    if (locked !== null) {
      say(locked);
      this.#openDetails();
      return;
    }
    if (this.#form !== undefined) {
      this.#form.focus();
      return;
    }
    attempt(
      host.request('reveal', { names: [name] }).then(({ values: [first] }) => {
        if (first === undefined || revealed.isAway || this.#form !== undefined) {
          return;
        }
        this.#openForm({ ...first, typed });
      }),
    );
  }

  /** Goes on with what was typed before the page was out of sight; a change since then is told. */
  restore({ typed, mark = null }: Draft): void {
    if (this.#form === undefined) {
      this.#openForm({ name: this.#row.name, value: undefined, mark, typed }).changedElsewhere(
        this.#row.mark,
      );
    }
  }

  #openForm(parts: Omit<EditParts, 'onEnd'>): EditForm {
    const form = new EditForm({ ...parts, onEnd: this.#endEdit }, this.#page);
    this.#form = form;
    this.#shownValue = undefined;
    this.#shown.replaceChildren(form.root);
    this.#makeRoom(true);
    form.focus();
    this.#page.editingChanged();
    return form;
  }

  /** The form gets the place of all that is beside the value, and what would change the var otherwise. */
  #makeRoom(isEditing: boolean): void {
    for (const each of [this.#beside, this.#from, this.#since, this.#actions]) {
      each.hidden = isEditing;
    }
    this.#value.colSpan = isEditing ? 4 : 1;
  }

  readonly #endEdit = (): void => {
    const hadFocus = this.body.contains(document.activeElement);
    this.#form = undefined;
    this.#makeRoom(false);
    if (hadFocus) {
      focusWhenHere(() => {
        this.#main.focus();
      });
    }
    this.drawValue();
    this.#page.editingChanged();
  };

  readonly #toggleDetails = (): void => {
    if (this.#details === undefined || this.#details.root.hidden) {
      this.#openDetails();
    } else {
      this.#details.close();
      this.#more.setAttribute('aria-expanded', 'false');
    }
  };

  #openDetails(): void {
    if (this.#details === undefined) {
      this.#details = new VarDetails(this.#row, this.#page);
      this.body.append(this.#details.root);
    }
    this.#details.root.hidden = false;
    this.#more.setAttribute('aria-expanded', 'true');
  }

  /** Keys mean the row only while the row itself has the focus. */
  #onKey(event: KeyboardEvent): void {
    if (event.target !== this.#main) {
      return;
    }
    const isCopy = event.key.toLowerCase() === 'c' && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    if (isCopy && getSelection()?.isCollapsed !== false) {
      this.#copy();
    } else if (event.ctrlKey || event.metaKey || event.altKey || !this.#isOwnKey(event.key)) {
      return;
    } else if (!event.repeat) {
      // A key that is held down means the row it was pressed on, not those that get the focus after it.
      this.#press(event.key);
    }
    event.preventDefault();
    event.stopPropagation();
  }

  #isOwnKey(key: string): boolean {
    return key === 'Enter' || key === 'F2' || key === ' ' || key === 'Delete';
  }

  #press(key: string): void {
    // Of one that can't be changed, editing says why.
    if (key === 'Enter' || key === 'F2' || (key === 'Delete' && this.#row.locked !== null)) {
      this.edit();
    } else if (key === ' ') {
      this.#toggleReveal();
    } else {
      this.#unset(this.#row);
    }
  }
}
