// @ts-check
/** VS Code's lists and trees hold only the rows in sight: this scrolls through them. */
import { until } from './until.mjs';
import { turnWheel } from './wheel.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */

/**
 * @typedef {object} ScrollState
 * @property {number} top how many pixels are above
 * @property {number} view height of what is in sight
 * @property {number} content height of all rows
 * @property {number} firstIndex of the rows that are there
 */

export class VirtualList {
  /** @type {Page} */
  #page;
  /** @type {Locator} */
  #list;

  /**
   * @param {Page} page
   * @param {Locator} list its `.monaco-list`
   */
  constructor(page, list) {
    this.#page = page;
    this.#list = list;
  }

  /**
   * Scrolls from top to end and collects all rows.
   *
   * @template {{ index: number }} Row
   * @param {() => Promise<Row[]>} readVisible
   * @returns {Promise<Row[]>} in order
   */
  async collect(readVisible) {
    /** @type {Map<number, Row>} */
    const rows = new Map();
    await this.#toTop();
    for (let reached = -1; ;) {
      for (const row of await readVisible()) {
        rows.set(row.index, row);
      }
      const state = await this.#state();
      if (state === undefined || state.top + state.view >= state.content - 1 || state.top === reached) {
        return [...rows.values()].sort((one, other) => one.index - other.index);
      }
      reached = state.top;
      await this.#scroll(state.view * 0.9);
    }
  }

  /**
   * Brings a row into sight, all of it.
   *
   * @param {number} index
   * @returns {Promise<Locator>}
   */
  async reveal(index) {
    const row = this.#list.locator(`.monaco-list-rows > .monaco-list-row[data-index="${index}"]`);
    if (await this.#isWhole(row)) {
      return row;
    }
    await until(`row ${index} comes into sight`, async () => {
      if (await this.#isWhole(row)) {
        return true;
      }
      const state = await this.#state();
      if (state !== undefined) {
        await this.#scroll(index <= state.firstIndex ? -state.view / 2 : state.view / 2);
      }
      return false;
    });
    return row;
  }

  async #toTop() {
    await this.#scroll(-1_000_000);
  }

  /** @param {number} pixels */
  async #scroll(pixels) {
    await turnWheel(this.#page, this.#list.locator('.monaco-list-rows').first(), pixels);
  }

  /** @returns {Promise<ScrollState | undefined>} undefined without rows or out of sight */
  async #state() {
    return this.#list.evaluateAll(([list]) => {
      const rows = list?.querySelector('.monaco-list-rows');
      if (list === undefined || !rows || list.clientHeight === 0 || rows.childElementCount === 0) {
        return undefined;
      }
      const box = list.getBoundingClientRect();
      const all = rows.getBoundingClientRect();
      return {
        top: Math.round(box.top - all.top),
        view: Math.round(box.height),
        content: Math.round(all.height),
        firstIndex: Number(rows.querySelector('.monaco-list-row')?.getAttribute('data-index') ?? 0),
      };
    });
  }

  /** @param {Locator} row */
  async #isWhole(row) {
    const boxes = [this.#list, row].map((locator) =>
      locator.evaluateAll(([element]) => element?.getBoundingClientRect()),
    );
    const [list, box] = await Promise.all(boxes);
    return (
      box !== undefined && list !== undefined && box.top >= list.top - 1 && box.bottom <= list.bottom + 1
    );
  }
}
