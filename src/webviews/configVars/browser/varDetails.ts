import { action } from '../../components/controls.ts';
import { element, filled, setText } from '../../components/element.ts';
import { focusWhenHere } from '../../components/focusWhenHere.ts';
import type { ShownPart, VarRow } from '../protocol.ts';
import type { PageParts } from './context.ts';

/** What belongs to a config var beside its value: why it is locked, its parts, its line of a .env file. */
export class VarDetails {
  readonly root = element('tr', { role: 'row', class: 'details' });
  readonly #page: PageParts;
  readonly #name: string;
  readonly #locked = element('p', { class: 'quiet' });
  readonly #buttons = element('div', { class: 'buttons' });
  readonly #parts = element('dl', { class: 'parts' });
  readonly #showParts: HTMLButtonElement;
  readonly #showAddon: HTMLButtonElement;
  #release: (() => void) | undefined;
  #addonId: string | null = null;
  #mark: string | null = null;

  constructor(row: VarRow, page: PageParts) {
    const { words } = page;
    const { name } = row;
    this.#page = page;
    this.#name = name;
    this.#showParts = action({
      label: words.showParts,
      icon: 'eye',
      description: filled(words.showPartsOf, name),
      onPress: this.#openParts,
    });
    this.#showAddon = action({
      label: words.showAddon,
      icon: 'link',
      description: filled(words.showAddonOf, name),
      onPress: this.#openAddon,
    });
    this.#buttons.append(
      action({
        label: words.copyLine,
        icon: 'copy',
        description: filled(words.copyLineOf, name),
        onPress: this.#copyLine,
      }),
      this.#showParts,
      this.#showAddon,
    );
    this.#parts.setAttribute('aria-label', filled(words.partsOf, name));
    const cell = element('td', { role: 'cell', colspan: '5' }, this.#locked, this.#buttons, this.#parts);
    this.root.append(cell);
    this.update(row);
  }

  update({ locked, addonId, isUrl, mark }: VarRow): void {
    this.#showParts.hidden = !isUrl;
    if (mark !== this.#mark) {
      this.#mark = mark;
      this.#forgetParts();
    }
    this.#addonId = addonId;
    setText(this.#locked, locked ?? '');
    this.#locked.hidden = locked === null;
    this.#showAddon.hidden = addonId === null;
  }

  close(): void {
    this.root.hidden = true;
    this.#forgetParts();
  }

  readonly #forgetParts = (): void => {
    this.#release?.();
    const hadFocus = this.#parts.contains(document.activeElement);
    this.#parts.replaceChildren();
    if (hadFocus) {
      focusWhenHere(() => {
        const row = this.root.closest('tbody')?.rows[0];
        (this.#showParts.checkVisibility() ? this.#showParts : row)?.focus();
      });
    }
  };

  readonly #openParts = (): void => {
    const { host, attempt, revealed } = this.#page;
    attempt(
      host.request('parts', { name: this.#name }).then(({ parts }) => {
        this.#forgetParts();
        if (!revealed.isAway && !this.root.hidden) {
          this.#parts.replaceChildren(...parts.flatMap((part) => this.#drawPart(part)));
          this.#release = revealed.hold(this.#forgetParts);
        }
      }),
    );
  };

  #drawPart({ part, label, value }: ShownPart): readonly HTMLElement[] {
    const { words, host, attempt, say } = this.#page;
    const copy = action({
      label: words.copy,
      icon: 'copy',
      description: filled(words.copyPartOf, label, this.#name),
      onPress: () => {
        attempt(
          host.request('copyPart', { name: this.#name, part }).then(({ said }) => {
            say(said);
          }),
        );
      },
    });
    const shown =
      value === null
        ? element(
            'span',
            {},
            element('span', { 'aria-hidden': 'true' }, '••••••••'),
            element('span', { class: 'spoken' }, words.masked),
          )
        : element('span', { class: 'mono' }, value);
    return [element('dt', {}, label), element('dd', {}, shown, copy)];
  }

  readonly #copyLine = (): void => {
    const { host, attempt, say } = this.#page;
    attempt(
      host.request('copyLine', { name: this.#name }).then(({ said }) => {
        say(said);
      }),
    );
  };

  readonly #openAddon = (): void => {
    const { host, attempt } = this.#page;
    if (this.#addonId !== null) {
      attempt(host.request('showAddon', { addon: this.#addonId }).then(() => undefined));
    }
  };
}
