// @ts-check
/** A tree view in the side bar. */
import { activeEditor, TextEditor } from './textEditor.mjs';
import { centerOf, drag } from './dragging.mjs';
import { readHover } from './hover.mjs';
import { Menu } from './menu.mjs';
import { findRow, readRows } from './treeRows.mjs';
import { drawn, textOf, until } from './until.mjs';
import { VirtualList } from './virtualList.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */

/** How long a row may take to open or close once it was clicked. */
const rowMayTakeMs = 3000;

/** @typedef {import('./treeRows.mjs').TreeRow} TreeRow */
/** @typedef {import('./treeRows.mjs').RowPath} RowPath */

export class TreeView {
  /** @type {Page} */
  #page;
  /** @type {string} */
  #title;
  /** @type {(title: RegExp) => Promise<void>} */
  #runCommand;

  /**
   * @param {Page} page
   * @param {string} title of the view, as its header says it
   * @param {(title: RegExp) => Promise<void>} runCommand by the palette
   */
  constructor(page, title, runCommand) {
    this.#page = page;
    this.#title = title;
    this.#runCommand = runCommand;
  }

  /** The view's pane: for what this class has no word for. */
  get pane() {
    return this.#page
      .locator('.pane')
      .filter({ has: this.#page.locator(`.pane-header[aria-label^="${this.#title}"]`) })
      .first();
  }

  get #list() {
    return new VirtualList(this.#page, this.pane.locator('.monaco-list').first());
  }

  /** @returns {Promise<string>} the welcome text shown in the place of rows, once it is there */
  async welcome() {
    return until(`a welcome text in ${this.#title}`, async () => {
      const texts = await this.pane.locator('.welcome-view-content:visible').allInnerTexts();
      return texts[0]?.trim();
    });
  }

  /**
   * Presses a button of the welcome text.
   *
   * @param {string} label
   */
  async pressWelcomeButton(label) {
    await this.pane.locator('.welcome-view-content .monaco-button', { hasText: label }).click();
  }

  /** @returns {Promise<TreeRow[]>} all rows that are not inside a collapsed one, those out of sight included */
  async rows() {
    return this.#list.collect(() => this.visibleRows());
  }

  /** @returns {Promise<string[]>} */
  async labels() {
    return (await this.rows()).map(({ label }) => label);
  }

  /**
   * Waits for a row.
   *
   * @param {RowPath} path
   * @returns {Promise<TreeRow>}
   */
  async row(path) {
    return until(
      async () => `a row ${String(path)} in ${this.#title}; there are: ${(await this.labels()).join(' | ')}`,
      async () => findRow(await this.rows(), path),
    );
  }

  /**
   * Waits until no such row is left.
   *
   * @param {RowPath} path
   */
  async waitUntilGone(path) {
    await until(
      `no row ${String(path)} in ${this.#title}`,
      async () => findRow(await this.rows(), path) === undefined,
    );
  }

  /**
   * The row itself, in sight: for what this class has no word for.
   *
   * @param {RowPath} path
   * @returns {Promise<Locator>}
   */
  async locate(path) {
    const { index } = await this.row(path);
    return this.#list.reveal(index);
  }

  /** @param {RowPath} path */
  async click(path) {
    await (await this.locate(path)).click();
  }

  /** @param {RowPath} path */
  async expand(path) {
    await this.#setExpanded(path, true);
  }

  /** @param {RowPath} path */
  async collapse(path) {
    await this.#setExpanded(path, false);
  }

  /**
   * Presses one of the icons that a row shows under the mouse.
   *
   * @param {RowPath} path
   * @param {string} title
   */
  async inlineAction(path, title) {
    const row = await this.locate(path);
    await row.hover();
    await row.locator(`.actions .action-label[aria-label^="${title}"]`).click();
  }

  /**
   * @param {RowPath} path
   * @returns {Promise<string[]>} the items of its context menu; the menu is closed again
   */
  async contextMenuItems(path) {
    await this.#openMenu(path);
    const labels = await this.#menu.items();
    await this.#menu.close();
    return labels;
  }

  /**
   * Right-clicks a row and chooses from its menu; on one of several selected rows, for all of them.
   *
   * @param {RowPath} path
   * @param {string} item the whole label
   */
  async contextMenu(path, item) {
    await this.#openMenu(path);
    await this.#menu.choose(item);
  }

  /**
   * The same without the mouse, for the row with the focus.
   *
   * @param {string} item the whole label
   */
  async contextMenuByKeyboard(item) {
    await this.#page.keyboard.press('Shift+F10');
    await this.#menu.waitUntilOpen();
    await this.#menu.chooseByKeyboard(item);
  }

  get #menu() {
    return new Menu(this.#page);
  }

  /** @param {RowPath} path */
  async #openMenu(path) {
    const row = await this.locate(path);
    await row.click({ button: 'right' });
    await this.#menu.waitUntilOpen();
  }

  /**
   * Selects just these rows, without opening or closing any: by clicks with Ctrl, or Cmd.
   *
   * @param {RowPath[]} paths
   */
  async select(paths) {
    /** @type {number[]} */
    const wanted = [];
    for (const path of paths) {
      wanted.push((await this.row(path)).index);
    }
    const toggled = (await this.rows()).filter(({ index, isSelected }) => {
      return isSelected !== wanted.includes(index);
    });
    // The first that is asked for comes first, as when a person clicks it; those to be left out before all.
    toggled.sort((one, other) => wanted.indexOf(one.index) - wanted.indexOf(other.index));
    for (const { index } of toggled) {
      await (await this.#list.reveal(index)).click({ modifiers: ['ControlOrMeta'] });
    }
    await until(
      async () =>
        `just ${paths.join(' | ')} are selected; it is ${(await this.selectedLabels()).join(' | ')}`,
      async () => {
        const selected = (await this.rows()).filter(({ isSelected }) => isSelected);
        return selected.length === wanted.length && selected.every(({ index }) => wanted.includes(index));
      },
    );
  }

  /** @returns {Promise<string[]>} from top to bottom */
  async selectedLabels() {
    return (await this.rows()).filter(({ isSelected }) => isSelected).map(({ label }) => label);
  }

  /**
   * Drags a row onto another, of this view or of one that is open beside it; a selected row takes all selected ones
   * along. Lets go once VS Code shows that the row there takes it: a view without a matching `dropMimeTypes` never does.
   *
   * @param {RowPath} fromPath
   * @param {TreeView} target
   * @param {RowPath} toPath
   */
  async dragTo(fromPath, target, toPath) {
    const to = await target.locate(toPath);
    const from = await this.locate(fromPath);
    if ((await to.count()) === 0) {
      throw new Error(`${this.#named(fromPath)} and ${target.#named(toPath)} are not in sight at once.`);
    }
    await drag(this.#page, {
      from: from.locator('.label-name'),
      to: () => centerOf(to),
      what: `${this.#named(fromPath)} onto ${target.#named(toPath)}`,
      isTaken: async () =>
        (await to.getAttribute('class', { timeout: 1_000 }))?.split(' ').includes('drop-target') === true,
    });
  }

  /**
   * Drags a row into the text of the active editor with Shift held, without which VS Code would open it there.
   *
   * @param {RowPath} fromPath
   * @param {{ line: number, column: number }} position both counted from 1
   */
  async dragToEditor(fromPath, { line, column }) {
    const editor = activeEditor(this.#page);
    const caret = editor.locator('.dnd-target');
    const point = await new TextEditor(this.#page, editor).pointAt(line, column);
    await drag(this.#page, {
      from: (await this.locate(fromPath)).locator('.label-name'),
      to: () => Promise.resolve(point),
      what: `${this.#named(fromPath)} into line ${line} of the editor`,
      isTaken: async () => (await caret.count()) > 0,
      key: 'Shift',
    });
  }

  /** Gives the keys to the view by its command, without the mouse; opens its container when that is closed. */
  async focus() {
    const command = new RegExp(`: Focus on ${escaped(this.#title)} View$`);
    // A view that is only being made gets no focus: again, then.
    await until(`the focus in ${this.#title}`, async () => {
      await this.#runCommand(command);
      return until('the focus', () => this.#hasFocus(), rowMayTakeMs);
    });
  }

  async #hasFocus() {
    return (await this.pane.locator('.monaco-list:focus').count()) > 0;
  }

  /** @returns {Promise<TreeRow | undefined>} the row that the keys go to; undefined while none has them */
  async focusedRow() {
    return (await this.#hasFocus())
      ? (await this.visibleRows()).find(({ isFocused }) => isFocused)
      : undefined;
  }

  /**
   * Moves the focus to a row with the arrow keys; the view must have it.
   *
   * @param {RowPath} path
   */
  async focusRow(path) {
    const { index } = await this.row(path);
    await until(
      async () => `the focus on ${this.#named(path)}; it is on ${(await this.focusedRow())?.label}`,
      async () => {
        const focused = await this.focusedRow();
        if (focused === undefined) {
          // Out of sight, or none yet.
          await this.#page.keyboard.press('Home');
          return false;
        }
        for (let step = Math.abs(index - focused.index); step > 0; step -= 1) {
          await this.#page.keyboard.press(focused.index < index ? 'ArrowDown' : 'ArrowUp');
        }
        await drawn(this.#page);
        return (await this.focusedRow())?.index === index;
      },
    );
  }

  /**
   * Opens the tooltip of a row, reads and closes it.
   *
   * @param {RowPath} path
   * @param {{ byKeyboard?: boolean }} [how] the view must have the focus then
   * @returns {Promise<import('./hover.mjs').Tooltip>}
   */
  async tooltip(path, { byKeyboard = false } = {}) {
    const { keyboard, mouse } = this.#page;
    const tooltip = await readHover(this.#page, {
      what: this.#named(path),
      open: async () => {
        if (byKeyboard) {
          await this.focusRow(path);
          await keyboard.press('ControlOrMeta+K');
          await keyboard.press('ControlOrMeta+I');
        } else {
          // From outside, where nothing has a hover: one that is closed opens again only for a mouse that comes anew.
          await mouse.move(0, 0);
          await (await this.locate(path)).locator('.label-name').hover();
        }
      },
      close: () => (byKeyboard ? keyboard.press('Escape') : mouse.move(0, 0)),
    });
    if (byKeyboard && !(await this.#hasFocus())) {
      // A hover that the keys opened takes the focus with it.
      await this.focus();
    }
    return tooltip;
  }

  /** @returns {Promise<string>} the text beside the title; '' without one */
  async description() {
    return textOf(this.pane.locator('.pane-header .description'));
  }

  /** @returns {Promise<string>} the text above the rows; '' without one */
  async message() {
    return textOf(this.pane.locator('.tree-explorer-viewlet-tree-view > .message:visible'));
  }

  /**
   * @param {RowPath} path
   * @param {boolean} expanded
   */
  async #setExpanded(path, expanded) {
    const isSo = async () => (await this.row(path)).isExpanded === expanded;
    if (await isSo()) {
      return;
    }
    // A refresh that draws the row anew just then swallows the click: look, and click again.
    await until(`${String(path)} is ${expanded ? 'expanded' : 'collapsed'}`, async () => {
      await (await this.locate(path)).locator('.monaco-tl-twistie').click();
      return until('the row turns', isSo, rowMayTakeMs);
    });
    await until(
      'its children are there',
      async () => (await this.pane.locator('.codicon-tree-item-loading').count()) === 0,
    );
  }

  /** @returns {Promise<TreeRow[]>} those in sight and around it, from top to bottom; at once and without scrolling */
  async visibleRows() {
    const rows = await readRows(this.pane.locator('.monaco-list-rows > .monaco-list-row'));
    return rows.sort((one, other) => one.index - other.index);
  }

  /** @param {RowPath} path */
  #named(path) {
    return `${[path].flat().join(' › ')} in ${this.#title}`;
  }
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
