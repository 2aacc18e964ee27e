import type { AddonId, AppId } from '../../core/model/ids.ts';
import * as queries from '../../core/model/queries.ts';
import type { State } from '../../core/model/state.ts';
import {
  addonNode,
  appNode,
  appOfPath,
  attachmentNode,
  failedAddonNode,
  groupNode,
  ownedVarNode,
  ownVarNode,
  useNode,
  type Root,
  type TreeNode,
} from './node.ts';
import { rootOrder, type TreeOptions } from './treeOptions.ts';

/** The rows at the top of a view, in the order that the options ask for. */
export function roots(root: Root, state: State, options: TreeOptions): readonly TreeNode[] {
  return root === 'apps'
    ? rootOrder(queries.allApps(state), state, options).map(({ id }) => appNode(id))
    : rootOrder(queries.allAddons(state), state, options).map(({ id }) => addonNode(id, null));
}

/** The rows below a row, in order. Made when they are asked for. */
export function children(node: TreeNode, state: State): readonly TreeNode[] {
  switch (node.kind) {
    case 'app':
      return groups(node.appId, state);
    case 'resources':
      return [
        ...queries.addonsBilledTo(state, node.appId).map(({ id }) => addonNode(id, node.appId)),
        ...queries.failedAddonsOf(state, node.appId).map(({ id }) => failedAddonNode(id, node.appId)),
      ];
    case 'addon':
      return queries
        .attachmentsOfAddon(state, node.addonId)
        .map(({ id }) => useNode(node.addonId, id, appOfPath(node.path)));
    case 'attachments':
      return queries.attachmentsOfApp(state, node.appId).map(({ id }) => attachmentNode(node.appId, id));
    case 'attachment':
      return queries
        .ownedVarsOf(state, node.appId)
        .filter(({ attachmentId }) => attachmentId === node.attachmentId)
        .map(({ name, attachmentId }) => ownedVarNode(node.appId, attachmentId, name));
    case 'configVars':
      return queries.ownVarsOf(state, node.appId).map(({ name }) => ownVarNode(node.appId, name));
    case 'use':
    case 'ownVar':
    case 'ownedVar':
    case 'failedAddon':
    case 'nothing':
      return [];
    default:
      return node satisfies never;
  }
}

/** Groups that hold something; an app without anything shows one row that says so. */
function groups(appId: AppId, state: State): readonly TreeNode[] {
  const kinds = (['resources', 'attachments', 'configVars'] as const).filter((kind) => {
    switch (kind) {
      case 'resources':
        return queries.addonsBilledTo(state, appId).length + queries.failedAddonsOf(state, appId).length > 0;
      case 'attachments':
        return queries.attachmentsOfApp(state, appId).length > 0;
      case 'configVars':
        return queries.ownVarsOf(state, appId).length > 0;
      default:
        return kind satisfies never;
    }
  });
  return (kinds.length > 0 ? kinds : (['nothing'] as const)).map((kind) => groupNode(appId, kind));
}

/** Whether what a row stands for is in the state still. */
export function isThere(node: TreeNode, state: State): boolean {
  return (
    (!('appId' in node) || state.apps[node.appId] !== undefined) &&
    (!('addonId' in node) ||
      (node.kind === 'failedAddon' ? state.failedAddons : state.addons)[node.addonId] !== undefined) &&
    (!('attachmentId' in node) || state.attachments[node.attachmentId] !== undefined)
  );
}

/**
 * The row at a path and all those above it, from the top; undefined when there is no such row. So a row can be shown
 * that VS Code has not asked for yet.
 */
export function rowsTo(path: string, state: State): readonly TreeNode[] | undefined {
  const [, root, id, ...rest] = path.split('/');
  const top =
    root === 'apps' && id !== undefined && Object.hasOwn(state.apps, id)
      ? appNode(id as AppId)
      : root === 'addons' && id !== undefined && Object.hasOwn(state.addons, id)
        ? addonNode(id as AddonId, null)
        : undefined;
  if (top === undefined) {
    return undefined;
  }
  const rows: TreeNode[] = [top];
  for (const part of rest) {
    const above = rows[rows.length - 1] ?? top;
    const next = children(above, state).find((child) => child.path === `${above.path}/${part}`);
    if (next === undefined) {
      return undefined;
    }
    rows.push(next);
  }
  return rows;
}
