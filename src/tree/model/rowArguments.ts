import type { State } from '../../core/model/state.ts';
import { isTreeNode, type TreeNode } from './node.ts';

/** What a row tells the commands that are started from it; undefined for anything that is no row. */
export function rowArguments(value: unknown, state: State): Readonly<Record<string, string>> | undefined {
  return isTreeNode(value) ? argumentsOf(value, state) : undefined;
}

function argumentsOf(node: TreeNode, state: State): Readonly<Record<string, string>> {
  switch (node.kind) {
    case 'app':
      return { app: node.appId };
    case 'nothing':
    case 'resources':
    case 'attachments':
    case 'configVars':
      // A key that is pressed on a group is not meant for its app.
      return { app: node.appId, group: node.kind };
    case 'addon':
      return { addon: node.addonId };
    case 'failedAddon': {
      const note = state.failedAddons[node.addonId];
      return note === undefined
        ? {}
        : { app: node.appId, failedAddon: node.addonId, plan: `${note.service}:${note.plan}` };
    }
    case 'use':
    case 'attachment': {
      const attachment = state.attachments[node.attachmentId];
      // A row that has just gone: the command asks, instead of taking something else.
      return attachment === undefined ? {} : { app: attachment.appId, alias: attachment.alias };
    }
    case 'ownVar':
    case 'ownedVar':
      return { app: node.appId, name: node.name };
    default:
      return node satisfies never;
  }
}
