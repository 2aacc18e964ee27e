import { isAddonError } from '../core/errors/addonError.ts';
import type { ErrorCode, Failure } from '../core/errors/failure.ts';
import { wireMessage } from '../core/errors/wireMessage.ts';
import { withoutMessage } from '../core/errors/withoutMessage.ts';
import * as queries from '../core/model/queries.ts';
import type { State } from '../core/model/state.ts';
import { HttpProblem } from './httpProblem.ts';

/** An answer that refuses, before it is written as JSON. */
export interface ErrorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

interface Wire {
  readonly status: number;
  readonly id: string;
  /** Which kind of thing is missing; the CLI looks at it. */
  readonly resource?: string;
}

const notFound = (resource: string): Wire => ({ status: 404, id: 'not_found', resource });
const invalid: Wire = { status: 422, id: 'invalid_params' };
const unavailable: Wire = { status: 503, id: 'service_unavailable' };

/** Status and `id` of each code (docs/addon-rules.md, Errors). */
const wire = {
  app_not_found: notFound('app'),
  addon_not_found: notFound('add_on'),
  attachment_not_found: notFound('add_on attachment'),
  owner_not_found: notFound('owner'),
  service_not_found: notFound('add_on service'),
  plan_not_found: { ...invalid, resource: 'plan' },
  release_not_found: notFound('release'),
  domain_not_found: notFound('domain'),
  config_var_not_found: notFound('config_var'),
  multiple_matches: { status: 422, id: 'multiple_matches' },
  confirmation_required: { status: 423, id: 'confirmation_required' },
  confirmation_mismatch: invalid,
  invalid_app_name: invalid,
  app_name_taken: invalid,
  invalid_addon_name: invalid,
  addon_name_taken: invalid,
  invalid_alias: invalid,
  alias_not_supported: invalid,
  multiple_attachments_not_supported: invalid,
  sharing_not_supported: invalid,
  multiple_installs_not_supported: invalid,
  different_owner: invalid,
  already_attached: invalid,
  namespace_not_supported: invalid,
  last_attachment: invalid,
  addon_attached_elsewhere: invalid,
  invalid_domain: invalid,
  domain_taken: invalid,
  alias_taken: invalid,
  plan_of_other_service: invalid,
  plan_unchanged: invalid,
  transfer_breaks_sharing: invalid,
  capability_missing: { status: 403, id: 'forbidden' },
  undo_conflict: invalid,
  nothing_to_undo: invalid,
  no_operation: invalid,
  changed_meanwhile: invalid,
  not_billing_app: invalid,
  addon_not_ready: invalid,
  no_cli_equivalent: invalid,
  config_var_owned: invalid,
  config_var_taken: invalid,
  invalid_config_var: invalid,
  nothing_to_choose: invalid,
  invalid_request: invalid,
  provider_failed: unavailable,
  store_damaged: unavailable,
  store_gone: unavailable,
  store_not_folder: unavailable,
  store_newer_format: unavailable,
  store_read_only: unavailable,
  disk_full: unavailable,
  store_busy: unavailable,
  store_failed: unavailable,
  store_unreadable: unavailable,
  store_too_large: unavailable,
  store_file_failed: unavailable,
  outcome_unknown: unavailable,
  store_locked: unavailable,
  no_store_key: unavailable,
  wrong_store_key: unavailable,
  // What only the editor meets.
  import_invalid: invalid,
  link_not_saved: invalid,
  platform_api_failed: unavailable,
  env_file_unsafe: invalid,
  env_file_changed: invalid,
  env_file_failed: invalid,
  env_readback_failed: invalid,
} as const satisfies Record<ErrorCode, Wire>;

/** What a request that was refused, or that met a defect, is answered with. */
export function errorAnswer(error: unknown, state: State): ErrorAnswer {
  if (error instanceof HttpProblem) {
    const { status, id, code, headers, message } = error;
    return { status, headers, body: { id, code, message } };
  }
  return isAddonError(error) ? failureAnswer(error.failure, state) : defectAnswer(error);
}

function failureAnswer(failure: Failure, state: State): ErrorAnswer {
  const { status, id, resource }: Wire = wire[failure.code];
  const app = failure.code === 'confirmation_required' ? confirmedApp(failure, state) : undefined;
  return {
    status,
    headers: app === undefined ? {} : { 'X-Confirmation-Required': app.name },
    body: {
      id,
      code: failure.code,
      message: wireMessage(failure),
      ...(resource === undefined ? {} : { resource }),
      ...(app === undefined ? {} : { app }),
    },
  };
}

function confirmedApp(
  { details }: Extract<Failure, { code: 'confirmation_required' }>,
  state: State,
): { id: string | null; name: string } | undefined {
  if (!('app' in details)) {
    return undefined;
  }
  return { id: queries.appNamed(state, details.app)?.id ?? null, name: details.app };
}

/** A defect is written down by its kind and place; the client learns that it is one. */
function defectAnswer(error: unknown): ErrorAnswer {
  console.error(withoutMessage(error));
  const message = 'The local Platform API hit an unexpected error; its log says more.';
  return { status: 500, headers: {}, body: { id: 'internal_server_error', code: 'defect', message } };
}
