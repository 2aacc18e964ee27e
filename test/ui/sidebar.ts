import { join } from 'node:path';
import { until } from '../host/workbench/until.mjs';
import type { TreeRow } from '../host/workbench/treeRows.mjs';
import type { TreeView } from '../host/workbench/treeView.mjs';
import type { WorkbenchWindow } from '../host/workbench/workbenchWindow.mjs';

/** The package that `npm test` builds before it clicks. */
export const vsix = join(import.meta.dirname, '..', '..', 'out', 'addon-manager.vsix');

/** A row as people read it, indented by its level. */
export function lineOf({ level, label, description }: TreeRow): string {
  return `${'  '.repeat(level - 1)}${label} ${description}`.trimEnd();
}

/** Opens every row of a view, by clicks. */
export async function expandAll(view: TreeView): Promise<void> {
  for (;;) {
    const rows = await view.rows();
    const closed = rows.findIndex(({ isExpanded }) => isExpanded === false);
    if (closed < 0) {
      return;
    }
    await view.expand(pathOf(rows, closed));
  }
}

/** The labels from the root down to a row. */
export function pathOf(rows: readonly TreeRow[], index: number): string[] {
  const path: string[] = [];
  let level = Infinity;
  for (const row of rows.slice(0, index + 1).toReversed()) {
    if (row.level < level) {
      path.unshift(row.label);
      level = row.level;
    }
  }
  return path;
}

/** Waits until a view shows just these rows, all of them open. */
export async function showsWhole(view: TreeView, expected: readonly string[]): Promise<void> {
  let seen: readonly string[] = [];
  await until(
    () => `the rows\n${expected.join('\n')}\nThere are:\n${seen.join('\n')}`,
    async () => {
      await expandAll(view);
      seen = (await view.rows()).map(lineOf);
      return seen.join('\n') === expected.join('\n');
    },
  );
}

/** Does what copies something, and gives what was copied. */
export async function copied(window: WorkbenchWindow, copy: () => Promise<void>): Promise<string> {
  const before = 'nothing was copied';
  await window.writeClipboard(before);
  await copy();
  return until('something else on the clipboard', async () => {
    const text = await window.readClipboard();
    return text === before ? undefined : { text };
  }).then(({ text }) => text);
}
