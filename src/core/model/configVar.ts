import type { AddonId, AppId, AttachmentId } from './ids.ts';

/** A config var that the user set; owned ones are never stored, they follow from attachments (I5, R15). */
export interface ConfigVar {
  readonly appId: AppId;
  readonly name: string;
  readonly value: string;
}

/**
 * Key of a config var in its bucket. One entry a var: undoing the change of one does not collide with a later
 * change of another (R37), and a name such as `constructor` is never a key by itself.
 */
export function configVarKey(appId: AppId, name: string): string {
  return `${appId}:${name}`;
}

/** A config var that an attachment sets on its app. */
export interface OwnedVar {
  readonly name: string;
  readonly value: string;
  readonly suffix: string;
  readonly attachmentId: AttachmentId;
  readonly addonId: AddonId;
}

/** Name → value. Read it by `Object.entries` or `Object.hasOwn`: `constructor` is a lawful name. */
export type Vars = Readonly<Record<string, string>>;

/** What one release changed in a part of the config. */
export interface VarChanges {
  readonly set: Vars;
  readonly unset: readonly string[];
}
