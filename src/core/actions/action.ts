import type { AppId, AddonId, AttachmentId } from '../model/ids.ts';
import type { AliasReason } from '../model/attachment.ts';

/**
 * Everything that can happen: per type its input and its result. The table of contents of the product.
 *
 * Inputs are identifiers as people write them (section Identifiers of docs/addon-rules.md), ids among them; rules
 * resolve them inside the transaction. Everything from outside is text until a rule has checked it.
 */
export interface Actions {
  createApp: {
    input: { name?: string | undefined; owner?: string | undefined };
    result: { appId: AppId; app: string };
  };
  createAddon: {
    input: {
      app: string;
      /** `service` or `service:plan` (R21). */
      plan: string;
      name?: string | undefined;
      alias?: string | undefined;
      /** Name of the app, typed, when something is overwritten. Any type: what is not that name asks again (R25). */
      confirm?: unknown;
    };
    result: Attached;
  };
  attachAddon: {
    input: {
      addon: string;
      app: string;
      alias?: string | undefined;
      confirm?: unknown;
      namespace?: string | null | undefined;
    };
    result: Attached;
  };
  detachAttachment: {
    input: { app: string; alias: string };
    result: { attachmentId: AttachmentId; addonId: AddonId; addon: string; alias: string };
  };
  destroyAddon: {
    input: {
      addon: string;
      app?: string | undefined;
      /** Name of the billing app, typed (R29). */
      confirm?: string | undefined;
      /** The caller has seen the other apps that lose it (R31). */
      force?: boolean | undefined;
    };
    result: { addonId: AddonId; addon: string };
  };
  rotateCredentials: {
    input: { addon: string; app?: string | undefined };
    result: { addonId: AddonId; addon: string };
  };
  setConfigVars: {
    /** `null` unsets. */
    input: { app: string; configVars: readonly { readonly name: string; readonly value: string | null }[] };
    result: { appId: AppId; app: string; hints: readonly PrefixHint[] };
  };
}

/** A new attachment, and why it got its alias (R14). */
export interface Attached {
  readonly addonId: AddonId;
  /** Name of the add-on. */
  readonly addon: string;
  readonly attachmentId: AttachmentId;
  readonly alias: string;
  readonly reason: AliasReason;
}

/** A var that was set begins like those of an attachment, and is free all the same (R17). */
export interface PrefixHint {
  readonly name: string;
  readonly alias: string;
  readonly addon: string;
}

export type ActionType = keyof Actions;
export type InputOf<Type extends ActionType> = Readonly<Actions[Type]['input']>;
export type ResultOf<Type extends ActionType> = Readonly<Actions[Type]['result']>;

/** What shall happen, as data. */
export type Action<Type extends ActionType = ActionType> = {
  [Each in Type]: { readonly type: Each } & InputOf<Each>;
}[Type];
