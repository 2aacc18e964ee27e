// @ts-check
/**
 * Runs axe-core on a part of the window.
 *
 * VS Code has violations of its own, which a test must not take for those of the extension: `hostRules`. The self-test
 * holds them against what axe says of an extension that does nothing special.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** @typedef {import('playwright-core').Locator} Locator */
/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Frame} Frame */

/**
 * @typedef {object} Violation
 * @property {string} id of axe's rule
 * @property {string} impact `minor`, `moderate`, `serious` or `critical`
 * @property {string} help
 * @property {{ html: string, target: string, summary: string }[]} nodes
 */

/**
 * Rules of axe that VS Code's own elements break by themselves, whatever the extension does:
 * - `label-content-name-mismatch`: label and description stand beside each other without a space between them, so that
 *   axe reads "acmev2" where the accessible name says "acme v2"; in the status bar, names without the numbers shown.
 * - `aria-allowed-attr`, `nested-interactive`: rows of a question are options with a level and with buttons in them.
 * - `aria-prohibited-attr`: the key of a command in the palette is an unnamed element with a label.
 * - `aria-valid-attr-value`: the input of a question names a row as the active one before that is drawn.
 * - `aria-allowed-role`: the status bar is a footer with the role of a status. It is one of the whole bar: axe asked
 *   about a single item says nothing of it.
 *
 * @type {Readonly<Record<'tree' | 'quickInput' | 'statusBar', readonly string[]>>}
 */
export const hostRules = {
  tree: ['label-content-name-mismatch'],
  quickInput: [
    'aria-allowed-attr',
    'aria-prohibited-attr',
    'aria-valid-attr-value',
    'label-content-name-mismatch',
    'nested-interactive',
  ],
  statusBar: ['aria-allowed-role', 'label-content-name-mismatch'],
};

const { resolve } = createRequire(import.meta.url);

/**
 * @param {Page | Frame} page the window, or the page in a webview of it
 * @param {string | Locator} part a selector, or elements
 * @returns {Promise<Violation[]>} of everything that is visible in there
 */
export async function runAxe(page, part) {
  // By way of the debugger, which the page's policy for scripts does not bind.
  if (!(await page.evaluate('"axe" in globalThis'))) {
    // Found when it is wanted: `npm start` reads this file before the packages beside it are installed.
    const source = await readFile(resolve('axe-core/axe.min.js'), 'utf8');
    await page.evaluate(`${source};undefined`);
  }
  const elements = typeof part === 'string' ? page.locator(part) : part;
  const violations = await elements.evaluateAll(async (found) => {
    if (found.length === 0) {
      return undefined;
    }
    const { axe } = /** @type {any} */ (globalThis);
    const result = await axe.run(found, { resultTypes: ['violations'] });
    return result.violations.map((/** @type {any} */ { id, impact, help, nodes }) => ({
      id,
      impact,
      help,
      nodes: nodes.map((/** @type {any} */ node) => ({
        html: node.html,
        target: node.target.join(' '),
        summary: node.failureSummary,
      })),
    }));
  });
  if (violations === undefined) {
    throw new Error(`Nothing to check at ${String(part)}`);
  }
  return violations;
}
