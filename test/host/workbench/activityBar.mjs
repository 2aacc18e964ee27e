// @ts-check
/** The icons of view containers, and the badges on them. */
import { drawn, until } from './until.mjs';

/**
 * @typedef {object} Badge
 * @property {number | undefined} number undefined when nothing, or no plain number, is shown
 * @property {string} text as it is shown: `2`, `99+`; '' without a badge
 * @property {string} ariaLabel what tooltip and screen reader say: title of the container, tooltips of its views
 */

export class ActivityBar {
  /** @type {import('playwright-core').Page} */
  #page;

  /** @param {import('playwright-core').Page} page */
  constructor(page) {
    this.#page = page;
  }

  /**
   * Shows a view container.
   *
   * @param {string} title
   */
  async open(title) {
    const icon = this.item(title);
    await until(`the activity bar shows ${title}`, async () => {
      if ((await icon.getAttribute('class', { timeout: 1_000 }))?.includes('checked') === true) {
        return true;
      }
      // Wherever on it: a badge takes the mouse from the icon below.
      await icon.click({ timeout: 1_000 });
      await drawn(this.#page);
      return false;
    });
  }

  /**
   * @param {string} title of the container
   * @returns {Promise<Badge>}
   */
  async badge(title) {
    return until(`the activity bar has ${title}`, () =>
      this.item(title).evaluateAll(([item]) => {
        if (item === undefined) {
          return undefined;
        }
        const badge = item.querySelector('.badge');
        const text = badge?.checkVisibility() ? (badge.textContent?.trim() ?? '') : '';
        return {
          number: /^\d+$/.test(text) ? Number(text) : undefined,
          text,
          ariaLabel: item.querySelector('.action-label')?.getAttribute('aria-label') ?? '',
        };
      }),
    );
  }

  /**
   * The icon with all that is on it: for what this class has no word for.
   *
   * @param {string} title of the container
   */
  item(title) {
    return this.#page.locator(`.part.activitybar .action-item:has(.action-label[aria-label^="${title}"])`);
  }
}
