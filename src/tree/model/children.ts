import * as queries from '../../core/model/queries.ts';
import type { State } from '../../core/model/state.ts';
import { appPath, type TreeNode } from './node.ts';

/** The rows below a row, in order; the apps for `undefined`. Made when they are asked for. */
export function children(node: TreeNode | undefined, state: State): readonly TreeNode[] {
  if (node === undefined) {
    return queries.allApps(state).map(({ id }) => ({ kind: 'app', path: appPath(id), appId: id }));
  }
  const { path, appId } = node;
  switch (node.kind) {
    case 'app':
      return groups(node, state);
    case 'resources':
      return queries
        .addonsBilledTo(state, appId)
        .map(({ id }) => ({ kind: 'addon', path: `${path}/${id}`, appId, addonId: id }));
    case 'addon':
      return queries
        .attachmentsOfAddon(state, node.addonId)
        .map(({ id }) => ({ kind: 'use', path: `${path}/${id}`, appId, attachmentId: id }));
    case 'attachments':
      return queries
        .attachmentsOfApp(state, appId)
        .map(({ id }) => ({ kind: 'attachment', path: `${path}/${id}`, appId, attachmentId: id }));
    case 'attachment':
      return queries
        .ownedVarsOf(state, appId)
        .filter(({ attachmentId }) => attachmentId === node.attachmentId)
        .map(({ name, attachmentId }) => ({
          kind: 'ownedVar',
          path: `${path}/${name}`,
          appId,
          attachmentId,
          name,
        }));
    case 'configVars':
      return queries
        .ownVarsOf(state, appId)
        .map(({ name }) => ({ kind: 'ownVar', path: `${path}/${name}`, appId, name }));
    case 'use':
    case 'ownVar':
    case 'ownedVar':
    case 'nothing':
      return [];
    default:
      return node satisfies never;
  }
}

/** Groups that hold something; an app without anything shows one row that says so. */
function groups({ path, appId }: TreeNode, state: State): readonly TreeNode[] {
  const rows: TreeNode[] = [];
  if (queries.addonsBilledTo(state, appId).length > 0) {
    rows.push({ kind: 'resources', path: `${path}/resources`, appId });
  }
  if (queries.attachmentsOfApp(state, appId).length > 0) {
    rows.push({ kind: 'attachments', path: `${path}/attachments`, appId });
  }
  if (queries.ownVarsOf(state, appId).length > 0) {
    rows.push({ kind: 'configVars', path: `${path}/vars`, appId });
  }
  return rows.length > 0 ? rows : [{ kind: 'nothing', path: `${path}/nothing`, appId }];
}

/** Whether what a row stands for is in the state still. */
export function isThere(node: TreeNode, state: State): boolean {
  return (
    state.apps[node.appId] !== undefined &&
    (!('addonId' in node) || state.addons[node.addonId] !== undefined) &&
    (!('attachmentId' in node) || state.attachments[node.attachmentId] !== undefined)
  );
}
