// @ts-check
/** The context menu that is open: VS Code shows one at a time. */
import { drawn, until } from './until.mjs';

/** @typedef {import('playwright-core').Page} Page */

export class Menu {
  /** @type {Page} */
  #page;

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
  }

  get #items() {
    return this.#page.locator('.monaco-menu .action-item:visible');
  }

  async waitUntilOpen() {
    await until('the menu opens', async () => (await this.#items.count()) > 0);
  }

  /** @returns {Promise<string[]>} the labels of its items; the menu stays open */
  async items() {
    const labels = await this.#items.locator('.action-label').allTextContents();
    return labels.map((label) => label.trim()).filter((label) => label !== '');
  }

  async close() {
    await this.#page.keyboard.press('Escape');
    await this.#waitUntilClosed();
  }

  /**
   * @param {string} item the whole label
   */
  async choose(item) {
    const wanted = this.#items.locator('.action-label').getByText(item, { exact: true });
    // The menu ignores the mouse in its first 100 ms: click until it is gone.
    await until(`${item} in the menu takes the click`, async () => {
      if ((await this.#items.count()) === 0) {
        return true;
      }
      await wanted.click({ timeout: 1_000 });
      await drawn(this.#page);
      return (await this.#items.count()) === 0;
    });
  }

  /**
   * @param {string} item the whole label
   */
  async chooseByKeyboard(item) {
    await until(
      async () => `${item} in the menu gets the focus; there are: ${(await this.items()).join(' | ')}`,
      async () => {
        const focused = await this.#items
          .and(this.#page.locator('.focused'))
          .locator('.action-label')
          .allTextContents();
        if (focused[0]?.trim() === item) {
          return true;
        }
        await this.#page.keyboard.press('ArrowDown');
        return false;
      },
    );
    await this.#page.keyboard.press('Enter');
    await this.#waitUntilClosed();
  }

  async #waitUntilClosed() {
    await until('the menu closes', async () => (await this.#items.count()) === 0);
  }
}
