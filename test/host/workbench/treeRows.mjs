// @ts-check
/** What the rows of a tree view show. */
import { codiconName } from './codicon.mjs';

/** @typedef {import('playwright-core').Locator} Locator */

/**
 * @typedef {object} TreeRow
 * @property {number} index
 * @property {string} label
 * @property {string} description
 * @property {string} ariaLabel what a screen reader says, `, has actions` at its end when the row shows buttons
 * @property {number} level 1 for the roots
 * @property {boolean | undefined} isExpanded undefined for a row without children
 * @property {boolean} isSelected
 * @property {boolean} isFocused whether the keys go to it, once its view has the focus
 * @property {string} icon name of its codicon, `loading~spin` for one that turns; '' without one
 * @property {string | undefined} color of the icon, `rgb(…)` as `themeColor` gives it; undefined without one of its own
 */

/**
 * A row by its label, or by the labels from the root down when several rows share one.
 *
 * @typedef {string | string[]} RowPath
 */

/**
 * @param {Locator} elements the rows that are drawn
 * @returns {Promise<TreeRow[]>} in the order of the page, which need not be that of the tree
 */
export async function readRows(elements) {
  const rows = await elements.evaluateAll((drawn) =>
    drawn.map((element) => {
      const text = (/** @type {string} */ selector) =>
        element.querySelector(selector)?.textContent?.trim() ?? '';
      const expanded = element.getAttribute('aria-expanded');
      const icon = /** @type {any} */ (element.querySelector('.custom-view-tree-node-item-icon'));
      return {
        index: Number(element.getAttribute('data-index')),
        label: text('.label-name'),
        description: text('.label-description'),
        ariaLabel: element.getAttribute('aria-label')?.trim() ?? '',
        level: Number(element.getAttribute('aria-level')),
        isExpanded: expanded === null ? undefined : expanded === 'true',
        isSelected: element.getAttribute('aria-selected') === 'true',
        isFocused: element.classList.contains('focused'),
        icon: icon?.className ?? '',
        color: icon?.style.color || undefined,
      };
    }),
  );
  return rows.map((row) => ({ ...row, icon: codiconName(row.icon) }));
}

/**
 * @param {TreeRow[]} rows in order
 * @param {RowPath} path
 */
export function findRow(rows, path) {
  if (typeof path === 'string') {
    return rows.find(({ label }) => label === path);
  }
  let inside = rows;
  /** @type {TreeRow | undefined} */
  let found;
  for (const label of path) {
    const level = found === undefined ? 1 : found.level + 1;
    const at = inside.findIndex((row) => row.level === level && row.label === label);
    found = inside[at];
    if (found === undefined) {
      return undefined;
    }
    const below = inside.slice(at + 1);
    const end = below.findIndex((row) => row.level < level + 1);
    inside = end < 0 ? below : below.slice(0, end);
  }
  return found;
}
