// @ts-check
/** Notifications: all that ever appeared, and their buttons. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { matches, until } from './until.mjs';

/**
 * @typedef {object} Notification
 * @property {string} text
 * @property {string[]} buttons
 * @property {string} severity `info`, `warning` or `error`
 */

/** Give it to the page's `addInitScript`. */
export const recorderFile = join(dirname(fileURLToPath(import.meta.url)), 'toastRecorder.js');

export class Notifications {
  /** @type {import('playwright-core').Page} */
  #page;

  /** @param {import('playwright-core').Page} page */
  constructor(page) {
    this.#page = page;
  }

  /** @returns {Promise<Notification[]>} each toast since the window opened, in order; none is forgotten */
  async all() {
    return this.#page.evaluate('window.addonsSeenToasts()');
  }

  /** @returns {Promise<string[]>} */
  async texts() {
    return (await this.all()).map(({ text }) => text);
  }

  /**
   * Waits for a notification; one that has already been and gone counts.
   *
   * @param {string | RegExp} text a part of it, or a pattern
   * @returns {Promise<Notification>} the newest that matches
   */
  async waitFor(text) {
    return until(
      async () => `a notification ${text}; there were: ${(await this.texts()).join(' | ')}`,
      async () => (await this.all()).findLast((each) => matches(each.text, text)),
    );
  }

  /**
   * Presses a button of a notification that is still shown; those with buttons stay.
   *
   * @param {string | RegExp} text
   * @param {string} button the whole label
   */
  async press(text, button) {
    await this.waitFor(text);
    const item = this.#page
      .locator('.notifications-toasts .notification-list-item')
      .filter({ hasText: text });
    // Buttons of a toast that is not expanded appear under the mouse.
    await item.last().hover();
    await item.last().locator('.monaco-button').getByText(button, { exact: true }).click();
  }

  /** Closes those that are shown, so that they cover nothing; `all` still knows them. */
  async closeAll() {
    const shown = this.#page.locator('.notifications-toasts .notification-list-item');
    await until('the notifications close', async () => {
      if ((await shown.count()) === 0) {
        return true;
      }
      await shown.first().hover({ timeout: 1_000 });
      await shown.first().locator('.codicon-notifications-clear').click({ timeout: 1_000 });
      return false;
    });
  }
}
