import type { AddonId, AppId, AttachmentId } from '../../core/model/ids.ts';

/**
 * A row of a tree: where it stands, and nothing else. What it shows is read when VS Code asks. The same path is
 * always the same object (`NodePool`), so that VS Code can refresh, reveal and keep open just that row.
 *
 * | path | row |
 * |---|---|
 * | `/apps/APP` | an app |
 * | `/apps/APP/resources/ADDON/ATTACHMENT` | an add-on it is billed for, and where that is attached |
 * | `/apps/APP/resources/FAILED` | an add-on that its provider could not make |
 * | `/apps/APP/attachments/ATTACHMENT/NAME` | an alias, and the config vars it sets |
 * | `/apps/APP/vars/NAME` | a config var of the user's own |
 * | `/addons/ADDON/ATTACHMENT` | an add-on, and where it is attached over all apps |
 */
export type TreeNode =
  | AppNode
  | { readonly kind: 'failedAddon'; readonly path: string; readonly appId: AppId; readonly addonId: AddonId }
  | { readonly kind: 'addon'; readonly path: string; readonly addonId: AddonId }
  | {
      readonly kind: 'use';
      readonly path: string;
      readonly addonId: AddonId;
      readonly attachmentId: AttachmentId;
    }
  | {
      readonly kind: 'attachment';
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
    }
  | { readonly kind: 'ownVar'; readonly path: string; readonly appId: AppId; readonly name: string };

/** An app, and the rows below it that stand for nothing but a part of it. */
export interface AppNode {
  readonly kind: 'app' | 'nothing' | GroupKind;
  readonly path: string;
  readonly appId: AppId;
}

export type GroupKind = 'resources' | 'attachments' | 'configVars';
export type NodeKind = TreeNode['kind'];

/** The two views: all apps, and all add-ons. */
export type Root = 'apps' | 'addons';

const groupParts: Readonly<Record<GroupKind, string>> = {
  resources: 'resources',
  attachments: 'attachments',
  configVars: 'vars',
};

export function appNode(appId: AppId): AppNode {
  return { kind: 'app', path: `/apps/${appId}`, appId };
}

export function groupNode(appId: AppId, kind: GroupKind | 'nothing'): AppNode {
  const part = kind === 'nothing' ? kind : groupParts[kind];
  return { kind, path: `/apps/${appId}/${part}`, appId };
}

/** An add-on below the app that pays for it, or at the top of its own view for `null`. */
export function addonNode(addonId: AddonId, appId: AppId | null): TreeNode {
  const above = appId === null ? '/addons' : groupNode(appId, 'resources').path;
  return { kind: 'addon', path: `${above}/${addonId}`, addonId };
}

/** Where an add-on is attached, below its own row. */
export function useNode(addonId: AddonId, attachmentId: AttachmentId, appId: AppId | null): TreeNode {
  return {
    kind: 'use',
    path: `${addonNode(addonId, appId).path}/${attachmentId}`,
    addonId,
    attachmentId,
  };
}

export function failedAddonNode(addonId: AddonId, appId: AppId): TreeNode {
  return {
    kind: 'failedAddon',
    path: `${groupNode(appId, 'resources').path}/${addonId}`,
    appId,
    addonId,
  };
}

export function attachmentNode(appId: AppId, attachmentId: AttachmentId): TreeNode {
  return {
    kind: 'attachment',
    path: `${groupNode(appId, 'attachments').path}/${attachmentId}`,
    appId,
    attachmentId,
  };
}

export function ownedVarNode(appId: AppId, attachmentId: AttachmentId, name: string): TreeNode {
  const { path } = attachmentNode(appId, attachmentId);
  return { kind: 'ownedVar', path: `${path}/${name}`, appId, attachmentId, name };
}

export function ownVarNode(appId: AppId, name: string): TreeNode {
  return { kind: 'ownVar', path: `${groupNode(appId, 'configVars').path}/${name}`, appId, name };
}

/** A row's own path without its last part; `undefined` at the top. */
export function parentPath(path: string): string | undefined {
  const parent = path.slice(0, path.lastIndexOf('/'));
  return parent === '/apps' || parent === '/addons' || parent === '' ? undefined : parent;
}

/** The app below which a row stands; `null` in the view of all add-ons. */
export function appOfPath(path: string): AppId | null {
  const [, root, id] = path.split('/');
  return root === 'apps' && id !== undefined ? (id as AppId) : null;
}

/** Whether a value that VS Code hands to a command is a row of ours. */
export function isTreeNode(value: unknown): value is TreeNode {
  return (
    typeof value === 'object' &&
    value !== null &&
    'path' in value &&
    'kind' in value &&
    typeof value.path === 'string' &&
    /^\/(apps|addons)\//.test(value.path)
  );
}
