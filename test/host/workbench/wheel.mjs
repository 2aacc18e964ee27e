// @ts-check
/** Scrolls lists and editors. */
import { drawn } from './until.mjs';

/**
 * Turns the wheel by an event made in the page, which VS Code follows at once: those of the browser may come late, and
 * move the list under the next look at it.
 *
 * @param {import('playwright-core').Page} page
 * @param {import('playwright-core').Locator} place what the mouse would be over; nothing happens when there is none
 * @param {number} pixels down; up when below 0
 */
export async function turnWheel(page, place, pixels) {
  await place.evaluateAll(([element], distance) => {
    const { WheelEvent } = /** @type {any} */ (globalThis);
    // One notch of a wheel is 120, and moves a list by 50 pixels.
    const wheelDeltaY = (-distance * 120) / 50;
    element?.dispatchEvent(new WheelEvent('wheel', { wheelDeltaY, bubbles: true, cancelable: true }));
  }, pixels);
  await drawn(page);
}
