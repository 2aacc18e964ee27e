// @ts-check
/** The hovers in which VS Code shows tooltips. */
import { until } from './until.mjs';

/** @typedef {import('playwright-core').Page} Page */

/**
 * @typedef {object} Tooltip
 * @property {string} text
 * @property {string} html
 * @property {{ text: string, href: string }[]} links `command:…` ones included
 */

const hoverMayTakeMs = 3000;
const hovers = '.workbench-hover-container .monaco-hover:visible';
const loading = 'Loading...';

/**
 * Reads the hover that a gesture opens, and closes it again.
 *
 * @param {Page} page
 * @param {object} hover
 * @param {string} hover.what named in the error
 * @param {() => Promise<void>} hover.open
 * @param {() => Promise<void>} hover.close called until none is shown; the first time before it is opened
 * @returns {Promise<Tooltip>}
 */
export async function readHover(page, { what, open, close }) {
  const closeAll = () =>
    until('no hover is shown', async () => {
      if ((await page.locator(hovers).count()) === 0) {
        return true;
      }
      await close();
      return false;
    });
  await closeAll();
  // A refresh that draws the element anew just then swallows the gesture: look, and do it again.
  const tooltip = await until(`a tooltip of ${what}`, async () => {
    await open();
    return until('the hover', () => shownHover(page), hoverMayTakeMs);
  });
  await closeAll();
  return tooltip;
}

/**
 * @param {Page} page
 * @returns {Promise<Tooltip | undefined>} undefined without a hover, or while its text is still to come
 */
async function shownHover(page) {
  return page.locator(`${hovers} .monaco-hover-content`).evaluateAll((elements, notYet) => {
    const element = /** @type {any} */ (elements.at(-1));
    const text = element?.innerText?.trim() ?? '';
    if (text === '' || text === notYet) {
      return undefined;
    }
    const links = [...element.querySelectorAll('a')].map((link) => ({
      text: link.textContent,
      href: link.getAttribute('data-href') ?? link.getAttribute('href') ?? '',
    }));
    return { text, html: element.innerHTML, links };
  }, loading);
}
