import type { AddonValues } from '../model/addon.ts';
import type { AliasReason } from '../model/attachment.ts';
import type { AddonId, AppId, AttachmentId, DomainId, OperationId, OwnerId } from '../model/ids.ts';

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
      /** Options for the provider, passed on as they are (R22). */
      config?: Readonly<Record<string, string>> | undefined;
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
    input: {
      app: string;
      /** `null` unsets. */
      configVars: readonly { readonly name: string; readonly value: string | null }[];
      /** What the caller saw of own vars, `null` for none: when one is another by now, nothing is changed. */
      expected?: readonly { readonly name: string; readonly value: string | null }[] | undefined;
    };
    result: { appId: AppId; app: string; hints: readonly PrefixHint[] };
  };
  createTeam: {
    input: { name: string };
    result: { ownerId: OwnerId; team: string };
  };
  renameApp: { input: { app: string; name: string }; result: { appId: AppId; app: string } };
  destroyApp: {
    /** `confirm`: its name, typed (R32). */
    input: { app: string; confirm?: string | undefined };
    result: { appId: AppId; app: string };
  };
  transferApp: {
    input: { app: string; owner: string };
    result: { appId: AppId; app: string; owner: string };
  };
  restartApp: { input: { app: string }; result: { appId: AppId; app: string } };
  setMaintenance: { input: { app: string; on: boolean }; result: { appId: AppId; app: string } };
  addDomain: { input: { app: string; hostname: string }; result: { domainId: DomainId; hostname: string } };
  removeDomain: {
    input: { app: string; hostname: string };
    result: { domainId: DomainId; hostname: string };
  };
  recordDeploy: {
    /** `commit`: 7 to 40 hexadecimal digits. */
    input: { app: string; commit: string };
    result: { appId: AppId; app: string };
  };
  rollBackRelease: {
    /** `version`: `3` or `v3`. */
    input: { app: string; version: string | number };
    result: { appId: AppId; app: string; version: number };
  };
  renameAddon: {
    input: { addon: string; name: string; app?: string | undefined };
    result: { addonId: AddonId; addon: string };
  };
  renameAlias: {
    input: { app: string; alias: string; newAlias: string };
    result: { attachmentId: AttachmentId; addon: string; alias: string };
  };
  changePlan: {
    /** `plan`, or `service:plan` of the same service. */
    input: { addon: string; plan: string; app?: string | undefined };
    result: { addonId: AddonId; addon: string; plan: string };
  };
  failOver: {
    input: { addon: string; app?: string | undefined };
    result: { addonId: AddonId; addon: string };
  };
  /** Takes back an operation, or the newest one of whoever asks (R37). */
  undo: {
    input: { operation?: string | undefined };
    result: { undone: readonly OperationId[]; what: string };
  };
  /** A provider has made an add-on ready that it had promised for later (R20). */
  completeProvisioning: {
    input: { addonId: AddonId; values: AddonValues; message?: string | undefined };
    result: { addonId: AddonId };
  };
  /** A provider has given up on an add-on that it had promised. */
  failProvisioning: { input: { addonId: AddonId; reason: string }; result: { addonId: AddonId } };
  /** A person has read why an add-on could not be made, and wants the note gone. */
  dismissFailedAddon: { input: { addon: string }; result: { addonId: AddonId; addon: string } };
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
