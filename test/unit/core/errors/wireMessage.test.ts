import assert from 'node:assert/strict';
import { AddonError, failed, isAddonError } from '../../../../src/core/errors/addonError.ts';
import type { ErrorCode, ErrorDetails } from '../../../../src/core/errors/failure.ts';

type Example = { [Code in ErrorCode]: readonly [Code, ErrorDetails[Code], string] }[ErrorCode];

/** Section 12 of the rules, with its blanks filled. */
const examples: readonly Example[] = [
  [
    'app_not_found',
    { app: 'acne', nearest: 'acme' },
    "Couldn't find that app. Check the name acne, or list your apps.",
  ],
  [
    'addon_not_found',
    { addon: 'nothing', app: null, nearest: null },
    "Couldn't find that add-on. nothing is neither a name, an id nor an alias.",
  ],
  [
    'addon_not_found',
    { addon: 'nothing', app: 'acme', nearest: null },
    "Couldn't find that add-on. nothing is neither a name, an id nor an alias on acme.",
  ],
  [
    'attachment_not_found',
    { attachment: 'NOTHING', app: 'acme', aliases: ['BROKER', 'REDIS'] },
    "Couldn't find that add-on attachment. acme has these aliases: BROKER, REDIS.",
  ],
  [
    'service_not_found',
    { service: 'nothing', nearest: null },
    'Couldn\'t find either the add-on service or the add-on plan of "nothing".',
  ],
  [
    'plan_not_found',
    { service: 'heroku-redis', plan: 'mega', plans: [] },
    'Couldn\'t find either the add-on service or the add-on plan of "heroku-redis:mega".',
  ],
  [
    'multiple_matches',
    {
      identifier: 'BROKER',
      matches: [
        { addon: 'cache', forms: ['shop::BROKER'] },
        { addon: 'queue', forms: ['blog::BROKER'] },
      ],
    },
    'Ambiguous identifier, use a name or app::ALIAS; multiple matching add-ons found: cache, queue',
  ],
  [
    'confirmation_required',
    {
      kind: 'overwrite',
      name: 'sighing-nobly-1891',
      app: 'example-app',
      alias: 'BROKER',
      overwritten: ['BROKER_URL', 'BROKER_TOKEN'],
      displaced: { addon: 'important-redis', fallbackAlias: null },
    },
    'sighing-nobly-1891 will overwrite BROKER_URL, BROKER_TOKEN on example-app.',
  ],
  [
    'confirmation_mismatch',
    { typed: 'Acme', app: 'acme' },
    'Confirmation Acme did not match acme. Nothing was changed.',
  ],
  [
    'invalid_app_name',
    { name: 'A' },
    'Name must start with a letter, end with a letter or digit, and hold 3–30 lower-case letters, digits and dashes.',
  ],
  ['app_name_taken', { name: 'acme' }, 'Name acme is already taken.'],
  [
    'invalid_addon_name',
    { name: 'A' },
    'Add-on names start with a lower-case letter and hold lower-case letters, digits, - and _.',
  ],
  ['addon_name_taken', { name: 'cache' }, 'Name cache is already taken by another add-on.'],
  [
    'invalid_alias',
    { alias: 'broker', suggestion: 'BROKER' },
    'Alias broker must begin with a letter and hold only upper-case letters, digits and underscores. Try BROKER.',
  ],
  [
    'invalid_alias',
    { alias: '42', suggestion: null },
    'Alias 42 must begin with a letter and hold only upper-case letters, digits and underscores.',
  ],
  [
    'alias_not_supported',
    { service: 'newrelic', defaultAlias: 'NEW_RELIC' },
    "newrelic doesn't support choosing an alias; leave it out.",
  ],
  [
    'multiple_attachments_not_supported',
    { service: 'papertrail', addon: 'logs', alias: 'PAPERTRAIL', app: 'acme' },
    'papertrail allows one alias per app; logs is already PAPERTRAIL on acme.',
  ],
  [
    'sharing_not_supported',
    { service: 'scheduler', addon: 'clock', app: 'blog' },
    "scheduler can't be shared between apps; create one on blog instead.",
  ],
  [
    'multiple_installs_not_supported',
    { service: 'sendgrid', addon: 'mail', app: 'acme' },
    'acme already has mail; sendgrid can be installed only once on an app.',
  ],
  [
    'different_owner',
    { addon: 'cache', app: 'theirs' },
    'cache belongs to an app of another owner; add-ons can be shared only between apps with the same owner.',
  ],
  ['owner_not_found', { owner: 'nobody' }, "Couldn't find that owner."],
  [
    'already_attached',
    { addon: 'cache', app: 'acme', alias: 'REDIS' },
    'cache is already attached to acme as REDIS.',
  ],
  [
    'namespace_not_supported',
    { service: 'heroku-redis', namespace: 'credential:readonly' },
    'heroku-redis has no credential or namespace credential:readonly.',
  ],
  [
    'last_attachment',
    { addon: 'cache', app: 'acme', alias: 'REDIS' },
    'Cannot destroy last attachment to billing app for resource cache',
  ],
  [
    'addon_attached_elsewhere',
    { addon: 'cache', apps: ['blog', 'crm'] },
    'cache is also attached to blog, crm. Destroying it affects them too; repeat with --force to go ahead',
  ],
  ['not_billing_app', { addon: 'cache', billingApp: 'acme', app: 'blog' }, 'cache is on acme, not blog.'],
  [
    'addon_not_ready',
    { addon: 'cache', state: 'provisioning' },
    'cache is still being created. Wait, then try again.',
  ],
  [
    'addon_not_ready',
    { addon: 'cache', state: 'deprovisioning' },
    'cache is being destroyed. Wait, then try again.',
  ],
  [
    'config_var_owned',
    { app: 'acme', configVars: ['REDIS_URL'], addons: ['cache'] },
    'Cannot overwrite attachment values REDIS_URL. They are set by cache; detach or change the add-on instead.',
  ],
  [
    'config_var_taken',
    { alias: 'REDIS', configVar: 'REDIS_TLS_URL', addon: 'cloud', otherAlias: 'REDIS_TLS', app: 'acme' },
    'Alias REDIS would set REDIS_TLS_URL, which belongs to cloud as REDIS_TLS. Choose another alias.',
  ],
  ['invalid_config_var', { name: '1A', problem: 'name' }, '1A is not a valid config var name.'],
  [
    'provider_failed',
    { service: 'heroku-redis', reason: 'out of racks' },
    "heroku-redis couldn't do it: out of racks. Nothing was changed.",
  ],
];

describe('wire messages', () => {
  for (const [code, details, message] of examples) {
    it(`of ${code}: ${message}`, () => {
      const error = failed(code, details);
      assert.deepEqual([error.message, error.code, error.failure], [message, code, { code, details }]);
    });
  }

  it('of invalid_config_var, for a value, names the var and says that it is the value', () => {
    for (const problem of ['nul', 'surrogate', 'too_long', 'too_much'] as const) {
      assert.match(
        failed('invalid_config_var', { name: 'A', problem }).message,
        /^A is not a valid config var value\b/,
      );
    }
  });

  it('of multiple_matches give the CLI its example after the second comma, without a full stop', () => {
    const matches = ['cache', 'queue'].map((addon) => ({ addon, forms: [] }));
    const { message } = failed('multiple_matches', { identifier: 'BROKER', matches });
    assert.equal(message.split(', ')[2], 'queue');
  });

  it('are errors that are recognised over two bundles', () => {
    const error = failed('app_not_found', { app: 'acme', nearest: null });
    const foreign = Object.assign(new Error('x'), { name: 'AddonError', failure: error.failure });
    assert.deepEqual([error, foreign, new Error('x'), null, { failure: {} }].map(isAddonError), [
      true,
      true,
      false,
      false,
      false,
    ]);
    assert.ok(error instanceof AddonError);
  });
});
