import { planName } from '../../core/model/addon.ts';
import * as queries from '../../core/model/queries.ts';
import type { State } from '../../core/model/state.ts';
import { children } from './children.ts';
import type { TreeNode } from './node.ts';

/**
 * The rows of `rows` that a filter leaves: those that it finds, those below a row that it finds, and those above one.
 *
 * @param above the rows above them, from the top
 * @param text what was typed; empty leaves all
 */
export function filtered(
  rows: readonly TreeNode[],
  above: readonly TreeNode[],
  state: State,
  text: string,
): readonly TreeNode[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '' || above.some((node) => finds(wanted, node, state))) {
    return rows;
  }
  return rows.filter((node) => findsBelow(wanted, node, state));
}

function findsBelow(wanted: string, node: TreeNode, state: State): boolean {
  return (
    finds(wanted, node, state) || children(node, state).some((child) => findsBelow(wanted, child, state))
  );
}

function finds(wanted: string, node: TreeNode, state: State): boolean {
  return wordsOf(node, state).some((word) => word.toLowerCase().includes(wanted));
}

/** What a row can be found by: names, and what its service is called. Never a value. */
function wordsOf(node: TreeNode, state: State): readonly string[] {
  switch (node.kind) {
    case 'app':
      return [queries.appOf(state, node.appId).name];
    case 'addon': {
      const addon = queries.addonOf(state, node.addonId);
      return [addon.name, planName(addon), queries.appOf(state, addon.billingAppId).name];
    }
    case 'use':
    case 'attachment': {
      const { alias, addonId, appId } = queries.attachmentOf(state, node.attachmentId);
      return [alias, queries.addonOf(state, addonId).name, queries.appOf(state, appId).name];
    }
    case 'ownedVar':
    case 'ownVar':
      return [node.name];
    case 'failedAddon': {
      const note = state.failedAddons[node.addonId];
      return note === undefined ? [] : [note.name, planName(note)];
    }
    case 'resources':
    case 'attachments':
    case 'configVars':
    case 'nothing':
      return [];
    default:
      return node satisfies never;
  }
}
