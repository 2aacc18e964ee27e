import type { AddonId, AppId, AttachmentId } from '../../core/model/ids.ts';

/**
 * A row of the tree: where it stands, and nothing else. What it shows is read when VS Code asks. The same path is
 * always the same object (`NodePool`), so that VS Code can refresh, reveal and keep open just that row.
 */
export type TreeNode =
  | { readonly kind: 'app'; readonly path: string; readonly appId: AppId }
  | { readonly kind: 'nothing'; readonly path: string; readonly appId: AppId }
  | {
      readonly kind: 'resources' | 'attachments' | 'configVars';
      readonly path: string;
      readonly appId: AppId;
    }
  | { readonly kind: 'addon'; readonly path: string; readonly appId: AppId; readonly addonId: AddonId }
  | AttachmentNode
  | { readonly kind: 'ownVar'; readonly path: string; readonly appId: AppId; readonly name: string };

/** `use`: under an add-on, where it is attached. `ownedVar`: a config var that the attachment sets. */
type AttachmentNode =
  | {
      readonly kind: 'attachment' | 'use';
      readonly path: string;
      readonly appId: AppId;
      readonly attachmentId: AttachmentId;
    }
  | {
      readonly kind: 'ownedVar';
      readonly path: string;
      readonly appId: AppId;
      readonly attachmentId: AttachmentId;
      readonly name: string;
    };

export type NodeKind = TreeNode['kind'];

/** Path of an app's row. */
export function appPath(appId: AppId): string {
  return `/apps/${appId}`;
}

/** A row's own path without its last part; `undefined` at the top. */
export function parentPath(path: string): string | undefined {
  const parent = path.slice(0, path.lastIndexOf('/'));
  return parent === '/apps' || parent === '' ? undefined : parent;
}

/** Keeps one object for each path. */
export class NodePool {
  readonly #nodes = new Map<string, TreeNode>();

  /** The row at a node's path: the one that was there before, or this one. */
  intern(node: TreeNode): TreeNode {
    const known = this.#nodes.get(node.path);
    if (known !== undefined) {
      return known;
    }
    this.#nodes.set(node.path, node);
    return node;
  }

  find(path: string): TreeNode | undefined {
    return this.#nodes.get(path);
  }

  /** Forgets a row that is gone, and all below it. */
  forget(path: string): void {
    for (const known of this.#nodes.keys()) {
      if (known === path || known.startsWith(`${path}/`)) {
        this.#nodes.delete(known);
      }
    }
  }
}

/** Whether a value that VS Code hands to a command is a row of ours. */
export function isTreeNode(value: unknown): value is TreeNode {
  return (
    typeof value === 'object' &&
    value !== null &&
    'path' in value &&
    'appId' in value &&
    'kind' in value &&
    typeof value.path === 'string' &&
    value.path.startsWith('/apps/')
  );
}
