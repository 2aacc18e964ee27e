// @ts-check
/** Drags with the mouse, in the steps that a hand makes: the browser makes real drag events of them. */
import { until } from './until.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */
/** @typedef {{ x: number, y: number }} Point */

/** From here on, in pixels, the browser takes a move for a drag. */
const dragStartsAt = 8;

/**
 * Drags an element to a place, and lets go once the place under the mouse shows that it takes it.
 *
 * @param {Page} page
 * @param {object} drag
 * @param {Locator} drag.from
 * @param {() => Promise<Point>} drag.to where the place is now: lists scroll by themselves under a drag near their edges
 * @param {string} drag.what named in the error
 * @param {() => Promise<boolean>} drag.isTaken whether the place shows that it would take it
 * @param {string} [drag.key] held from the first move to the drop
 */
export async function drag(page, { from, to, what, isTaken, key }) {
  const { mouse, keyboard } = page;
  const start = await centerOf(from);
  await mouse.move(start.x, start.y);
  await mouse.down();
  try {
    await mouse.move(start.x + dragStartsAt, start.y, { steps: 3 });
    if (key !== undefined) {
      await keyboard.down(key);
    }
    const first = await to();
    await mouse.move(first.x, first.y, { steps: 5 });
    let nudge = 0;
    await until(`${what}: the place takes it`, async () => {
      // A mouse that stands still sends no events; the place asks the extension between two of them.
      nudge = 1 - nudge;
      const before = await to();
      await mouse.move(before.x + nudge, before.y);
      const isTakenHere = await isTaken();
      const after = await to();
      return isTakenHere && before.x === after.x && before.y === after.y;
    });
  } finally {
    await mouse.up();
    if (key !== undefined) {
      await keyboard.up(key);
    }
  }
}

/**
 * @param {Locator} element
 * @returns {Promise<Point>}
 */
export async function centerOf(element) {
  const box = await until('the element has a place', () => element.boundingBox());
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
