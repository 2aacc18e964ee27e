import type { Holding } from '../model/holding.ts';

/**
 * What can go wrong, by code, with the facts that a sentence needs (docs/addon-rules.md, Errors). Codes are stable
 * and name the fact. Details hold names and never a value of a config var.
 */
export interface ErrorDetails {
  app_not_found: { app: string; nearest: string | null };
  addon_not_found: { addon: string; app: string | null; nearest: string | null };
  attachment_not_found: { attachment: string; app: string | null; aliases: readonly string[] };
  owner_not_found: { owner: string };
  service_not_found: { service: string; nearest: string | null };
  plan_not_found: { service: string; plan: string; plans: readonly string[] };
  multiple_matches: { identifier: string; matches: readonly Match[] };
  confirmation_required: Confirmation;
  confirmation_mismatch: { typed: string; app: string };
  invalid_app_name: { name: string };
  app_name_taken: { name: string };
  invalid_addon_name: { name: string };
  addon_name_taken: { name: string };
  invalid_alias: { alias: string; suggestion: string | null };
  alias_not_supported: { service: string; defaultAlias: string | null };
  multiple_attachments_not_supported: { service: string; addon: string; alias: string; app: string };
  sharing_not_supported: { service: string; addon: string; app: string };
  multiple_installs_not_supported: { service: string; addon: string; app: string };
  different_owner: { addon: string; app: string };
  already_attached: { addon: string; app: string; alias: string };
  namespace_not_supported: { service: string; namespace: string };
  last_attachment: { addon: string; app: string; alias: string };
  addon_attached_elsewhere: { addon: string; apps: readonly string[] };
  release_not_found: { app: string; version: string; oldest: number };
  domain_not_found: { hostname: string; app: string };
  invalid_domain: { hostname: string; problem: 'form' | 'builtIn' };
  domain_taken: { hostname: string; app: string };
  alias_taken: { alias: string; app: string; configVar: string | null };
  plan_of_other_service: { plan: string; service: string };
  plan_unchanged: { addon: string; plan: string };
  transfer_breaks_sharing: { app: string; addon: string; apps: readonly string[] };
  capability_missing: { service: string; ability: Ability };
  /** `undone`: what was to be undone; `what` of it was changed since. */
  undo_conflict: { undone: string; what: string; by: string };
  /** What was asked for, when it was undone already. */
  nothing_to_undo: { already: string | null };
  changed_meanwhile: object;
  not_billing_app: { addon: string; billingApp: string; app: string };
  addon_not_ready: { addon: string; state: 'provisioning' | 'deprovisioning' };
  no_cli_equivalent: { what: string };
  config_var_not_found: { name: string; app: string; nearest: string | null };
  config_var_owned: { app: string; configVars: readonly string[]; addons: readonly string[] };
  config_var_taken: { alias: string; configVar: string; addon: string; otherAlias: string; app: string };
  invalid_config_var: { name: string; problem: ConfigVarProblem };
  provider_failed: { service: string; reason: string };
  nothing_to_choose: { what: Choosable; app: string | null };
  invalid_request: { field: string; problem: string };
  link_not_saved: { folder: string };
  platform_api_failed: { reason: string };
  store_damaged: { file: string; reason: string };
  store_gone: { file: string };
  no_operation: object;
  store_not_folder: { file: string };
  store_newer_format: { file: string; format: number };
  store_read_only: { file: string; reason: string };
  import_invalid: { file: string; reason: string };
  store_unreadable: { file: string; reason: string };
  disk_full: { file: string };
  store_busy: { file: string };
  store_failed: { file: string; reason: string };
  store_too_large: { file: string; bytes: number; largest: number };
  outcome_unknown: { file: string };
  store_locked: object;
  no_store_key: object;
  wrong_store_key: object;
  env_file_unsafe: { file: string; problem: EnvFileProblem };
  env_file_changed: { file: string };
  store_file_failed: { file: string; reason: string };
  env_file_failed: { file: string; reason: string };
  env_readback_failed: { file: string; name: string };
}

/** What an add-on may do only if its service's capabilities say so (R39). */
export type Ability =
  'read_logs' | 'write_logs' | 'deploy_events' | 'domain_events' | 'app_info' | 'owner_info';

/** An add-on that an identifier could mean, and the forms that mean nothing else. */
export interface Match {
  readonly addon: string;
  readonly forms: readonly string[];
}

/** What a command may find none of, when it asks a person for one. */
export type Choosable =
  | 'backups'
  | 'rows'
  | 'failedAddons'
  | 'apps'
  | 'otherApps'
  | 'folders'
  | 'addons'
  | 'aliases'
  | 'configVars'
  | 'ownConfigVars'
  | 'plans';

/** Why a .env file is not read or written. */
export type EnvFileProblem =
  'name' | 'outside' | 'noFolder' | 'link' | 'hardLink' | 'noFile' | 'tooLarge' | 'encoding' | 'virtual';

export type ConfigVarProblem = 'name' | 'nul' | 'surrogate' | 'too_long' | 'too_much';

/** What waits for a typed name: an overwrite for the app's (R25), a destroy for the billing app's (R29). */
export type Confirmation =
  | {
      readonly kind: 'overwrite';
      readonly name: string;
      readonly app: string;
      readonly alias: string;
      /** Config vars that go, or the alias itself where there are none. */
      readonly overwritten: readonly string[];
      /** The add-on that loses its alias here, and the alias it gets instead when it was its last one (R27). */
      readonly displaced: { readonly addon: string; readonly fallbackAlias: string | null } | null;
    }
  | {
      readonly kind: 'destroyAddon';
      readonly addon: string;
      readonly app: string;
      readonly attachments: readonly {
        readonly app: string;
        readonly alias: string;
        readonly configVars: readonly string[];
      }[];
      readonly monthlyCents: number | null;
      /** The alias that it was called by: detaching that may be what is meant (R29). */
      readonly calledBy: { readonly app: string; readonly alias: string } | null;
    }
  | {
      readonly kind: 'destroyApp';
      readonly app: string;
      /** The add-ons billed to it, which go with it, and the other apps that lose them. */
      readonly addons: readonly { readonly addon: string; readonly otherApps: readonly string[] }[];
      readonly monthlyCents: number;
    }
  | { readonly kind: 'startOver'; readonly apps: number; readonly addons: number }
  | {
      readonly kind: 'importStore';
      readonly apps: number;
      readonly addons: number;
      /** What comes in their place, and the format that tells where it is from; null for lowdb's, which has none. */
      readonly brings: Holding;
      readonly format: number | null;
    };

export type ErrorCode = keyof ErrorDetails;

export type Failure = {
  [Code in ErrorCode]: { readonly code: Code; readonly details: Readonly<ErrorDetails[Code]> };
}[ErrorCode];
