// @ts-check
/** Reads the text that an editor shows, without touching its cursor, the focus or the clipboard. */
import { until } from './until.mjs';
import { turnWheel } from './wheel.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */

/**
 * @typedef {object} ShownLine
 * @property {number} top where it stands in the window, in pixels
 * @property {number | undefined} number undefined for one that goes on from the line above
 * @property {string} text
 */

/**
 * The text editor that is open in the active group; of two beside each other, the right one.
 *
 * @param {Page} page
 * @returns {Locator}
 */
export function activeEditor(page) {
  return page.locator('.part.editor .editor-group-container.active .editor-instance .monaco-editor').last();
}

export class TextEditor {
  /** @type {Page} */
  #page;
  /** @type {Locator} */
  #editor;

  /**
   * @param {Page} page
   * @param {Locator} editor its `.monaco-editor`
   */
  constructor(page, editor) {
    this.#page = page;
    this.#editor = editor;
  }

  /** @returns {Promise<string>} the whole text, lines out of sight included; the editor is scrolled to its top */
  async text() {
    await this.#toTop();
    /** @type {string[]} */
    const lines = [];
    for (let seen = ''; ;) {
      const shown = await this.#shownLines();
      let last = 0;
      for (const { number, text } of shown) {
        if (number === undefined && last > 0) {
          lines[last - 1] += text;
        } else if (number !== undefined) {
          lines[number - 1] = text;
          last = number;
        }
      }
      if (seen === JSON.stringify(shown)) {
        await this.#toTop();
        return lines.join('\n');
      }
      seen = JSON.stringify(shown);
      await turnWheel(this.#page, this.#lines, (await this.#height()) * 0.5);
    }
  }

  /**
   * A point on a character, both counted from 1.
   *
   * @param {number} line
   * @param {number} column
   * @returns {Promise<import('./dragging.mjs').Point>}
   */
  async pointAt(line, column) {
    await this.#toTop();
    return until(`line ${line} is in sight`, async () => {
      const shown = (await this.#shownLines()).find(({ number }) => number === line);
      if (shown === undefined) {
        await turnWheel(this.#page, this.#lines, (await this.#height()) * 0.5);
        return undefined;
      }
      return this.#lines.locator('.view-line').evaluateAll(pointInLine, { top: shown.top, column });
    });
  }

  get #lines() {
    return this.#editor.locator('.view-lines').first();
  }

  async #toTop() {
    await until('the editor has a text', async () => (await this.#shownLines()).length > 0);
    await turnWheel(this.#page, this.#lines, -1_000_000);
  }

  async #height() {
    return this.#editor.evaluate((element) => element.getBoundingClientRect().height);
  }

  /** @returns {Promise<ShownLine[]>} from top to bottom */
  async #shownLines() {
    return this.#editor.evaluate((element) => {
      const topOf = (/** @type {any} */ each) => Math.round(each.getBoundingClientRect().top);
      const numbers = new Map(
        [...element.querySelectorAll('.margin-view-overlays .line-numbers')].map((each) => [
          topOf(each.parentElement),
          Number(each.textContent),
        ]),
      );
      const lines = [...element.querySelectorAll('.view-lines > .view-line')].map((each) => ({
        top: topOf(each),
        number: numbers.get(topOf(each)),
        // Spaces are drawn as ones that do not break.
        text: each.textContent?.replaceAll('\u00a0', ' ') ?? '',
      }));
      return lines.sort((one, other) => one.top - other.top);
    });
  }
}

/**
 * Runs in the page.
 *
 * @param {any[]} lines
 * @param {{ top: number, column: number }} where
 */
function pointInLine(lines, { top, column }) {
  const line = lines.find((each) => Math.round(each.getBoundingClientRect().top) === top);
  if (line === undefined) {
    return undefined;
  }
  const { document } = /** @type {any} */ (globalThis);
  const box = line.getBoundingClientRect();
  const texts = document.createTreeWalker(line, 4);
  let before = column - 1;
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    if (before <= node.data.length) {
      const range = document.createRange();
      range.setStart(node, before);
      range.collapse(true);
      const { left } = range.getBoundingClientRect();
      return { x: left + 1, y: box.top + box.height / 2 };
    }
    before -= node.data.length;
  }
  return {
    x: (line.firstElementChild ?? line).getBoundingClientRect().left + 1,
    y: box.top + box.height / 2,
  };
}
