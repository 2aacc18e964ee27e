import assert from 'node:assert/strict';
import type { Action, ActionType } from '../../src/core/actions/action.ts';
import type { ErrorCode } from '../../src/core/errors/failure.ts';

/** An app as a client of any kind sees it: names only, so that two platforms can be compared. */
export interface SeenApp {
  readonly config: Readonly<Record<string, string>>;
  /** `v3 Attach REDIS (@ref:x)` */
  readonly releases: readonly string[];
  /** `ALIAS name (billing app)`, by alias. */
  readonly attachments: readonly string[];
  /** `service:plan name cents`, by name. */
  readonly addons: readonly string[];
  readonly domains: readonly string[];
  readonly maintenance: boolean;
  readonly owner: string;
}

export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
  /** Status and `id`, of what came over a wire. */
  readonly wire?: readonly [status: number, id: string];
}

const wires: Partial<Record<ErrorCode, Refusal['wire']>> = {
  app_not_found: [404, 'not_found'],
  addon_not_found: [404, 'not_found'],
  attachment_not_found: [404, 'not_found'],
  release_not_found: [404, 'not_found'],
  domain_not_found: [404, 'not_found'],
  owner_not_found: [404, 'not_found'],
  multiple_matches: [422, 'multiple_matches'],
  confirmation_required: [423, 'confirmation_required'],
};
/** What nothing else is said of. */
const refusedByRule = [422, 'invalid_params'] as const;

/** The part of the facade that can be reached from another process. */
export interface ReachablePlatform {
  /** @returns of the result what is the same everywhere: names of add-ons, aliases, versions. @throws a Refusal */
  perform(action: Action<RemoteActionType>): Promise<object>;
  see(app: string): Promise<SeenApp>;
  apps(): Promise<readonly string[]>;
}

/** What the Platform API can ask for. Aliases are renamed, passwords rotated and operations undone in the editor. */
export type RemoteActionType = Exclude<
  ActionType,
  | 'renameAlias'
  | 'rotateCredentials'
  | 'failOver'
  | 'undo'
  | 'completeProvisioning'
  | 'failProvisioning'
  | 'dismissFailedAddon'
>;

const app = 'example-app';
const tasker = 'example-tasker';

/**
 * What the facade promises, on whatever stands between it and the rules: the same results, the same refusals by code
 * and words, the same state seen after each.
 */
export function describeAddonPlatform(open: () => Promise<ReachablePlatform>): void {
  let on: ReachablePlatform;

  beforeEach(async () => {
    on = await open();
    await on.perform({ type: 'createApp', name: app });
    await on.perform({ type: 'createApp', name: tasker });
  });

  async function refuses(action: Action<RemoteActionType>, code: ErrorCode, words?: RegExp): Promise<void> {
    const before = [await on.apps(), await on.see(app), await on.see(tasker)];
    const refusal = await on.perform(action).then(
      () => assert.fail(`${action.type} was expected to be refused with ${code}`),
      (error: unknown) => error as Refusal,
    );
    assert.equal(refusal.code, code, refusal.message);
    if (refusal.wire !== undefined) {
      assert.deepEqual(refusal.wire, wires[code] ?? refusedByRule, code);
    }
    if (words !== undefined) {
      assert.match(refusal.message, words);
    }
    assert.deepEqual([await on.apps(), await on.see(app), await on.see(tasker)], before);
  }

  const redis = (name: string, more: object = {}): Action<'createAddon'> => ({
    type: 'createAddon',
    app,
    plan: 'heroku-redis',
    name,
    ...more,
  });

  it('a new app has no add-ons, no config vars, two releases and the hostname of its name', async () => {
    assert.deepEqual(await on.see(app), {
      config: {},
      releases: ['v1 Initial release', 'v2 Enable Logplex'],
      attachments: [],
      addons: [],
      domains: [`${app}.localhost`],
      maintenance: false,
      owner: 'developer@localhost.localdomain',
    });
    await refuses({ type: 'createApp', name: app }, 'app_name_taken');
    await refuses({ type: 'createApp', name: 'X' }, 'invalid_app_name');
  });

  it('an add-on is created, named and attached; its config vars come with one release', async () => {
    assert.deepEqual(await on.perform(redis('important-redis')), {
      addon: 'important-redis',
      alias: 'REDIS',
    });
    const seen = await on.see(app);
    assert.deepEqual(seen.addons, ['heroku-redis:mini important-redis 300']);
    assert.deepEqual(seen.attachments, [`REDIS important-redis (${app})`]);
    assert.deepEqual(Object.keys(seen.config), ['REDIS_URL']);
    assert.equal(seen.releases.at(-1), 'v3 Attach REDIS (@ref:important-redis)');
  });

  it('what can not be created is refused by the same code', async () => {
    await on.perform(redis('important-redis'));
    await refuses(redis('important-redis'), 'addon_name_taken');
    await refuses(redis('Important'), 'invalid_addon_name');
    await refuses(redis('other-redis', { alias: 'lower' }), 'invalid_alias', /Try LOWER/);
    await refuses(redis('other-redis', { app: 'nobodys' }), 'app_not_found');
    await refuses(redis('other-redis', { plan: 'nothing' }), 'service_not_found');
    await refuses(redis('other-redis', { plan: 'heroku-redis:nothing' }), 'plan_not_found');
  });

  it('one add-on is shared under two aliases and by two apps', async () => {
    await on.perform(redis('important-redis', { alias: 'BROKER' }));
    const second = { type: 'attachAddon', addon: 'important-redis', app, alias: 'SESSION_STORE' } as const;
    assert.deepEqual(await on.perform(second), { addon: 'important-redis', alias: 'SESSION_STORE' });
    await on.perform({ type: 'attachAddon', addon: `${app}::BROKER`, app: tasker, alias: 'BROKER' });
    const [seen, shared] = [await on.see(app), await on.see(tasker)];
    assert.equal(seen.config['BROKER_URL'], seen.config['SESSION_STORE_URL']);
    assert.deepEqual(shared.attachments, [`BROKER important-redis (${app})`]);
    assert.deepEqual(shared.config, { BROKER_URL: seen.config['BROKER_URL'] });
    await refuses(second, 'already_attached');
    await refuses({ ...second, addon: 'nothing' }, 'addon_not_found');
    await refuses({ ...second, alias: 'OTHER', namespace: 'credential:x' }, 'namespace_not_supported');
  });

  it('an overwrite is asked for, and makes two releases once it is confirmed', async () => {
    await on.perform(redis('first-redis', { alias: 'BROKER' }));
    await on.perform(redis('second-redis'));
    const overwrite = { type: 'attachAddon', addon: 'second-redis', app, alias: 'BROKER' } as const;
    const words = /^second-redis will overwrite BROKER_URL on example-app\.$/;
    await refuses(overwrite, 'confirmation_required', words);
    for (const confirm of [tasker, '', 'EXAMPLE-APP', 7]) {
      await refuses({ ...overwrite, confirm }, 'confirmation_required', words);
    }
    await on.perform({ ...overwrite, confirm: app });
    const { releases, attachments } = await on.see(app);
    assert.equal(releases.length, 6);
    assert.equal(releases.at(-1), 'v6 Attach BROKER (@ref:second-redis)');
    assert.ok(attachments.includes(`BROKER second-redis (${app})`));
    assert.equal(attachments.filter((each) => each.includes('first-redis')).length, 1);
  });

  it('a last attachment of the billing app stays; another app lets go', async () => {
    await on.perform(redis('important-redis'));
    await on.perform({ type: 'attachAddon', addon: 'important-redis', app: tasker });
    const words = /^Cannot destroy last attachment to billing app for resource important-redis$/;
    await refuses({ type: 'detachAttachment', app, alias: 'REDIS' }, 'last_attachment', words);
    await on.perform({ type: 'detachAttachment', app: tasker, alias: 'REDIS' });
    await refuses({ type: 'detachAttachment', app: tasker, alias: 'REDIS' }, 'attachment_not_found');
    assert.deepEqual((await on.see(tasker)).config, {});
  });

  it('an add-on that others use is destroyed by force alone, and only by its billing app', async () => {
    await on.perform(redis('important-redis'));
    await on.perform({ type: 'attachAddon', addon: 'important-redis', app: tasker });
    const destroy = { type: 'destroyAddon', addon: 'important-redis', confirm: app } as const;
    await refuses(destroy, 'addon_attached_elsewhere', /also attached to example-tasker/);
    await refuses({ ...destroy, app: tasker }, 'not_billing_app');
    assert.deepEqual(await on.perform({ ...destroy, app, force: true }), { addon: 'important-redis' });
    assert.deepEqual([(await on.see(app)).addons, (await on.see(tasker)).attachments], [[], []]);
    await refuses(destroy, 'addon_not_found');
  });

  it('an add-on is renamed and put on another plan', async () => {
    await on.perform(redis('important-redis'));
    await on.perform({ type: 'renameAddon', addon: 'important-redis', name: 'quick-redis' });
    await on.perform({ type: 'changePlan', addon: 'quick-redis', plan: 'heroku-redis:premium-0' });
    assert.deepEqual((await on.see(app)).addons, ['heroku-redis:premium-0 quick-redis 1500']);
    const change = { type: 'changePlan', addon: 'quick-redis', plan: 'premium-0' } as const;
    await refuses(change, 'plan_unchanged');
    await refuses({ ...change, plan: 'rediscloud:30' }, 'plan_of_other_service');
    await refuses({ ...change, plan: 'nothing' }, 'plan_not_found');
    await refuses({ ...change, addon: 'nothing' }, 'addon_not_found');
  });

  it('config vars are set and unset together; those of add-ons are protected', async () => {
    await on.perform(redis('important-redis'));
    const set = (configVars: Readonly<Record<string, string | null>>): Action<'setConfigVars'> => ({
      type: 'setConfigVars',
      app,
      configVars: Object.entries(configVars).map(([name, value]) => ({ name, value })),
    });
    const { config } = await on.see(app);
    await on.perform(set({ A: '1', B: '', constructor: 'x', REDIS_URL: config['REDIS_URL'] ?? '' }));
    const seen = await on.see(app);
    assert.deepEqual(seen.config, { ...config, A: '1', B: '', constructor: 'x' });
    assert.equal(seen.releases.at(-1), 'v4 Set A, B, constructor config vars');
    await on.perform(set({ A: '1', NOTHING: null }));
    assert.deepEqual(await on.see(app), seen);
    await refuses(set({ C: '1', REDIS_URL: 'mine' }), 'config_var_owned');
    await refuses(set({ C: '1', REDIS_URL: null }), 'config_var_owned');
    await refuses(set({ '1X': 'x' }), 'invalid_config_var');
    await refuses(set({ A: 'nul \0' }), 'invalid_config_var');
    await on.perform(set({ A: null, B: null, constructor: null }));
    assert.deepEqual((await on.see(app)).config, config);
  });

  it('a rollback brings own config vars back', async () => {
    await on.perform({ type: 'setConfigVars', app, configVars: [{ name: 'A', value: '1' }] });
    await on.perform({ type: 'setConfigVars', app, configVars: [{ name: 'A', value: '2' }] });
    assert.deepEqual(await on.perform({ type: 'rollBackRelease', app, version: 3 }), { version: 5 });
    const { config, releases } = await on.see(app);
    assert.deepEqual([config, releases.at(-1)], [{ A: '1' }, 'v5 Rollback to v3']);
    await refuses({ type: 'rollBackRelease', app, version: 99 }, 'release_not_found');
  });

  it('apps are renamed, kept, restarted, given away and destroyed', async () => {
    await on.perform({ type: 'setMaintenance', app, on: true });
    await on.perform({ type: 'restartApp', app });
    await on.perform({ type: 'createTeam', name: 'acme' });
    await on.perform({ type: 'transferApp', app, owner: 'acme' });
    const seen = await on.see(app);
    assert.deepEqual([seen.maintenance, seen.owner], [true, 'acme@herokumanager.com']);
    await refuses({ type: 'transferApp', app, owner: 'nobody' }, 'owner_not_found');
    await on.perform({ type: 'createAddon', app: tasker, plan: 'heroku-redis', name: 'their-redis' });
    await refuses({ type: 'attachAddon', addon: 'their-redis', app }, 'different_owner');
    await refuses({ type: 'renameApp', app, name: tasker }, 'app_name_taken');
    await on.perform({ type: 'renameApp', app: tasker, name: 'renamed-app' });
    await on.perform({ type: 'destroyApp', app: 'renamed-app', confirm: 'renamed-app' });
    assert.deepEqual(await on.apps(), [app]);
  });

  it('hostnames come and go, deploys are written down', async () => {
    await on.perform({ type: 'addDomain', app, hostname: 'WWW.example.com' });
    assert.deepEqual((await on.see(app)).domains, [`${app}.localhost`, 'www.example.com']);
    await refuses({ type: 'addDomain', app: tasker, hostname: 'www.example.com' }, 'domain_taken');
    await refuses({ type: 'addDomain', app, hostname: 'no hostname' }, 'invalid_domain');
    await refuses({ type: 'removeDomain', app, hostname: `${app}.localhost` }, 'invalid_domain');
    await refuses({ type: 'removeDomain', app, hostname: 'other.example.com' }, 'domain_not_found');
    await on.perform({ type: 'removeDomain', app, hostname: 'www.example.com' });
    await on.perform({ type: 'recordDeploy', app, commit: '1a2b3c4d' });
    assert.equal((await on.see(app)).releases.at(-1), 'v3 Deploy 1a2b3c4');
  });

  it('an alias of two add-ons is ambiguous', async () => {
    await on.perform(redis('first-redis', { alias: 'BROKER' }));
    await on.perform({
      type: 'createAddon',
      app: tasker,
      plan: 'heroku-redis',
      name: 'other-redis',
      alias: 'BROKER',
    });
    await refuses(
      { type: 'renameAddon', addon: 'BROKER', name: 'renamed' },
      'multiple_matches',
      /first-redis, other-redis$/,
    );
  });
}
