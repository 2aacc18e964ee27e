// @ts-check
/** A tree view in the side bar. */
import { drawn, until } from './until.mjs';
import { VirtualList } from './virtualList.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */

/** How long a row may take to open or close once it was clicked. */
const rowMayTakeMs = 3000;

/**
 * @typedef {object} TreeRow
 * @property {number} index
 * @property {string} label
 * @property {string} description
 * @property {string} ariaLabel
 * @property {number} level 1 for the roots
 * @property {boolean | undefined} expanded undefined for a row without children
 * @property {boolean} selected
 * @property {string} iconClass class names of its icon, for instance `codicon codicon-database`
 */

/**
 * A row by its label, or by the labels from the root down when several rows share one.
 *
 * @typedef {string | string[]} RowPath
 */

export class TreeView {
  /** @type {Page} */
  #page;
  /** @type {string} */
  #title;

  /**
   * @param {Page} page
   * @param {string} title of the view, as its header says it
   */
  constructor(page, title) {
    this.#page = page;
    this.#title = title;
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
    return this.#list.collect(() => this.#visibleRows());
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
    const items = await this.#openMenu(path);
    const labels = await items.locator('.action-label').allTextContents();
    await this.#page.keyboard.press('Escape');
    await until('the menu closes', async () => (await items.count()) === 0);
    return labels.map((label) => label.trim()).filter((label) => label !== '');
  }

  /**
   * @param {RowPath} path
   * @param {string} item the whole label
   */
  async contextMenu(path, item) {
    const items = await this.#openMenu(path);
    const wanted = items.locator('.action-label').getByText(item, { exact: true });
    // The menu ignores the mouse in its first 100 ms: click until it is gone.
    await until(`${item} in the menu of ${String(path)} takes the click`, async () => {
      if ((await items.count()) === 0) {
        return true;
      }
      await wanted.click({ timeout: 1_000 });
      await drawn(this.#page);
      return (await items.count()) === 0;
    });
  }

  /** @param {RowPath} path */
  async #openMenu(path) {
    const row = await this.locate(path);
    await row.click({ button: 'right' });
    const items = this.#page.locator('.monaco-menu .action-item:visible');
    await until('the menu opens', async () => (await items.count()) > 0);
    return items;
  }

  /**
   * @param {RowPath} path
   * @param {boolean} expanded
   */
  async #setExpanded(path, expanded) {
    const isSo = async () => (await this.row(path)).expanded === expanded;
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

  /** @returns {Promise<TreeRow[]>} */
  async #visibleRows() {
    return this.pane.locator('.monaco-list-rows > .monaco-list-row').evaluateAll((elements) =>
      elements.map((element) => {
        const text = (/** @type {string} */ selector) =>
          element.querySelector(selector)?.textContent?.trim() ?? '';
        const expanded = element.getAttribute('aria-expanded');
        return {
          index: Number(element.getAttribute('data-index')),
          label: text('.label-name'),
          description: text('.label-description'),
          ariaLabel: element.getAttribute('aria-label') ?? '',
          level: Number(element.getAttribute('aria-level')),
          expanded: expanded === null ? undefined : expanded === 'true',
          selected: element.getAttribute('aria-selected') === 'true',
          iconClass: element.querySelector('.custom-view-tree-node-item-icon')?.className ?? '',
        };
      }),
    );
  }
}

/**
 * @param {TreeRow[]} rows in order
 * @param {RowPath} path
 */
function findRow(rows, path) {
  if (typeof path === 'string') {
    return rows.find(({ label }) => label === path);
  }
  let inside = rows;
  /** @type {TreeRow | undefined} */
  let found;
  for (const label of path) {
    const level = found === undefined ? 1 : found.level + 1;
    const at = inside.findIndex((row) => row.level === level && row.label === label);
    found = inside[at];
    if (found === undefined) {
      return undefined;
    }
    const below = inside.slice(at + 1);
    const end = below.findIndex((row) => row.level < level + 1);
    inside = end < 0 ? below : below.slice(0, end);
  }
  return found;
}
