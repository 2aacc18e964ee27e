// @ts-check
/** Modal dialogs. */
import { until } from './until.mjs';

/**
 * @typedef {object} Dialog
 * @property {string} message
 * @property {string} detail
 * @property {string[]} buttons
 */

export class Dialogs {
  /** @type {import('playwright-core').Page} */
  #page;

  /** @param {import('playwright-core').Page} page */
  constructor(page) {
    this.#page = page;
  }

  get #box() {
    return this.#page.locator('.monaco-dialog-box:visible');
  }

  /** @returns {Promise<boolean>} */
  async isOpen() {
    return (await this.#box.count()) > 0;
  }

  /** @returns {Promise<Dialog>} the dialog, once there is one */
  async read() {
    await until('a dialog opens', () => this.isOpen());
    const texts = async (/** @type {string} */ part) => {
      return (await this.#box.locator(part).allTextContents()).map((text) => text.trim());
    };
    return {
      message: (await texts('.dialog-message-text'))[0] ?? '',
      detail: (await texts('.dialog-message-detail'))[0] ?? '',
      buttons: await texts('.dialog-buttons .monaco-button'),
    };
  }

  /**
   * @param {string} label the whole label of the button
   */
  async press(label) {
    await until(`a dialog with ${label}`, async () => (await this.read()).buttons.includes(label));
    await this.#box.locator('.dialog-buttons .monaco-button').getByText(label, { exact: true }).click();
    await until('the dialog closes', async () => !(await this.isOpen()));
  }

  /** Closes it without an answer. */
  async dismiss() {
    await this.read();
    await this.#page.keyboard.press('Escape');
    await until('the dialog closes', async () => !(await this.isOpen()));
  }
}
