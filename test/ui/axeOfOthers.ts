import { join } from 'node:path';
import type { Violation } from '../host/workbench/axe.mjs';
import type { WorkbenchWindow } from '../host/workbench/workbenchWindow.mjs';

/** An extension of the driver's own test, which does nothing special with trees, questions and notifications. */
export const fixture = join(import.meta.dirname, '..', 'host', 'selfTest', 'fixture');

/**
 * What axe finds, one line for each rule and kind of element: `nested-interactive: div.pane-header button`. So VS Code's
 * own violations are the same wherever they are, and one of ours on another kind of element is none of those.
 */
export function kindsOf(violations: readonly Violation[]): readonly string[] {
  const kinds = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${elementOf(html)}`));
  return [...new Set(kinds)].sort();
}

/** `div.monaco-list-row treeitem`: tag, first class and role. */
function elementOf(html: string): string {
  const [, tag = ''] = /^<([\w-]+)/.exec(html) ?? [];
  const [opening = ''] = /^<[^>]*/.exec(html) ?? [];
  const [, firstClass = ''] = /\sclass="([\w-]+)/.exec(opening) ?? [];
  const [, role = ''] = /\srole="(\w+)/.exec(opening) ?? [];
  return `${tag}.${firstClass} ${role}`.trim();
}

/**
 * What axe says of VS Code with the fixture in the place of our extension: its sidebar, questions, notification, the
 * palette, and the items that VS Code itself has in the status bar.
 */
export async function axeOfOthers(window: WorkbenchWindow): Promise<ReadonlySet<string>> {
  const seen: string[] = [];
  const look = async (part: string): Promise<void> => {
    seen.push(...kindsOf(await window.axe(part)));
  };
  const { quickInput } = window;
  await window.openContainer('Explorer');
  // The buttons of a title are there once the mouse is.
  await window.page.locator('.part.sidebar .pane-header.expanded').first().hover();
  await look('.part.sidebar');
  await window.openContainer('Fixture');
  const rows = window.view('Rows');
  await rows.focus();
  await rows.focusRow('Group 1');
  await look('.part.sidebar');
  await look('.part.statusbar');
  await window.press('F1');
  await quickInput.labels();
  await look('.quick-input-widget');
  await quickInput.cancel();
  await window.runCommand('Fixture: Order a Drink…');
  await quickInput.waitFor({ title: 'Order a Drink (1/2)' });
  const [drink = ''] = await quickInput.labels();
  await look('.quick-input-widget');
  await quickInput.choose(drink);
  await quickInput.waitFor({ title: 'Order a Drink (2/2)' });
  await look('.quick-input-widget');
  await quickInput.type('nobody');
  await quickInput.validationMessage();
  await look('.quick-input-widget');
  await quickInput.cancel();
  await window.runCommand('Fixture: Copy Settings');
  // The one of now: `waitFor` would be content with one of other colours.
  await window.page
    .locator('.notifications-toasts .notification-list-item', { hasText: 'Copied.' })
    .waitFor();
  await look('.notifications-toasts');
  await window.notifications.closeAll();
  return new Set(seen);
}
