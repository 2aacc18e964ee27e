// @ts-check
/** Waits for a condition by asking again and again: the only way in which this driver waits. */
import { setTimeout as wait } from 'node:timers/promises';

const everyMs = 40;

/** How long anything in the window may take before it counts as not happening; for the whole driver. */
export const limitMs = Number(process.env['ADDONS_UI_LIMIT_SECONDS'] ?? 30) * 1000;

/**
 * Asks until the answer is neither undefined, null nor false.
 *
 * @template T
 * @param {string | (() => string | Promise<string>)} what named in the error
 * @param {() => Promise<T | undefined | null | false>} ask an error counts as "not yet"
 * @param {number} [forMs]
 * @returns {Promise<T>}
 */
export async function until(what, ask, forMs = limitMs) {
  const endMs = Date.now() + forMs;
  /** @type {unknown} */
  let lastError;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== null && answer !== false) {
        return answer;
      }
    } catch (error) {
      lastError = error;
    }
    if (Date.now() > endMs) {
      const described = typeof what === 'string' ? what : await what();
      const because = lastError instanceof Error ? `\nThe last look failed: ${lastError.message}` : '';
      throw new Error(`Not within ${forMs} ms: ${described}${because}`, { cause: lastError });
    }
    await wait(everyMs);
  }
}

/**
 * @param {string} text
 * @param {string | RegExp} wanted a part of the text, or a pattern
 */
export function matches(text, wanted) {
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
}

/**
 * Waits for the window to draw what the last event asked for.
 *
 * @param {import('playwright-core').Page} page
 */
export async function drawn(page) {
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
}

/**
 * @param {import('playwright-core').Locator} locator
 * @returns {Promise<string>} the text of its first element; '' when there is none
 */
export async function textOf(locator) {
  return ((await locator.allTextContents())[0] ?? '').trim();
}
