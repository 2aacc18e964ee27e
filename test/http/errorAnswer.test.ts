import assert from 'node:assert/strict';
import { AddonError } from '../../src/core/errors/addonError.ts';
import type { ErrorCode } from '../../src/core/errors/failure.ts';
import { emptyState } from '../../src/core/model/state.ts';
import { errorAnswer } from '../../src/server/errorResponse.ts';
import { exampleFailures } from '../support/exampleFailures.ts';

const notFound = [404, 'not_found'] as const;
const invalid = [422, 'invalid_params'] as const;

/** As the rules have it (docs/addon-rules.md, Errors). */
const table: Partial<Record<ErrorCode, readonly [number, string]>> = {
  app_not_found: notFound,
  addon_not_found: notFound,
  attachment_not_found: notFound,
  service_not_found: notFound,
  plan_not_found: invalid,
  release_not_found: notFound,
  domain_not_found: notFound,
  multiple_matches: [422, 'multiple_matches'],
  confirmation_required: [423, 'confirmation_required'],
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
  undo_conflict: invalid,
  nothing_to_undo: invalid,
  alias_taken: invalid,
  owner_not_found: notFound,
  different_owner: invalid,
  already_attached: invalid,
  namespace_not_supported: invalid,
  last_attachment: invalid,
  addon_attached_elsewhere: invalid,
  not_billing_app: invalid,
  plan_of_other_service: invalid,
  plan_unchanged: invalid,
  addon_not_ready: invalid,
  config_var_owned: invalid,
  config_var_taken: invalid,
  invalid_config_var: invalid,
  invalid_domain: invalid,
  domain_taken: invalid,
  transfer_breaks_sharing: invalid,
  capability_missing: [403, 'forbidden'],
  provider_failed: [503, 'service_unavailable'],
  invalid_request: invalid,
};

describe('errors on the wire', () => {
  for (const [code, [status, id]] of Object.entries(table)) {
    it(`${code}: ${status} ${id}`, () => {
      const failures = exampleFailures.filter((failure) => failure.code === code);
      assert.notEqual(failures.length, 0);
      for (const failure of failures) {
        const { status: answered, body } = errorAnswer(new AddonError(failure), emptyState);
        assert.deepEqual([answered, body['id'], body['code']], [status, id, code]);
        assert.notEqual(body['message'], '');
      }
    });
  }

  it('no code is answered as a defect', () => {
    for (const failure of exampleFailures) {
      assert.notEqual(errorAnswer(new AddonError(failure), emptyState).status, 500, failure.code);
    }
  });

  it('a defect is told to nobody by its words, in the log neither', () => {
    const written: string[] = [];
    const { error: original } = console;
    console.error = (line: string) => written.push(line);
    try {
      const { status, body } = errorAnswer(new TypeError('quotes a-secret-value\nand more'), emptyState);
      assert.equal(status, 500);
      assert.ok(!JSON.stringify(body).includes('a-secret-value'));
    } finally {
      console.error = original;
    }
    assert.match(written.join('\n'), /^TypeError\n {4}at /);
    assert.ok(!written.join('\n').includes('a-secret-value'));
  });
});
