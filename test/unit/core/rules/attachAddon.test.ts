import assert from 'node:assert/strict';
import { findApp } from '../../../../src/core/model/identifiers.ts';
import { MemoryStateStore } from '../../../support/memoryStateStore.ts';
import { catalogWith, TestPlatform } from '../../../support/platform.ts';
import { stateWithTeam, team, withProvisioning } from '../../../support/states.ts';

/** Apps shop and blog of one owner, theirs of another; `cache` (heroku-redis) on shop as REDIS. */
async function open(): Promise<TestPlatform> {
  const on = await TestPlatform.open({ store: new MemoryStateStore(stateWithTeam) });
  await on.createApps('shop', 'blog');
  await on.perform({ type: 'createApp', name: 'theirs', owner: team.name });
  await on.perform({ type: 'createAddon', app: 'shop', plan: 'heroku-redis', name: 'cache' });
  return on;
}

async function create(on: TestPlatform, plan: string, name: string, alias?: string): Promise<void> {
  await on.perform({ type: 'createAddon', app: 'shop', plan, name, alias });
}

describe('attach', () => {
  it('R24: one attachment and one release, on that app alone; price and billing app stay', async () => {
    const on = await open();
    const before = on.state;
    const { result, effect } = await on.perform({
      type: 'attachAddon',
      addon: 'cache',
      app: 'blog',
      alias: 'SESSIONS',
    });
    const shop = findApp(before, 'shop');
    assert.deepEqual(on.releases('blog'), ['v3 Attach SESSIONS (@ref:cache)']);
    assert.deepEqual(on.attachments('blog'), ['SESSIONS → cache (shop)']);
    assert.equal(on.state.addons, before.addons);
    assert.equal(on.state.priceSegments, before.priceSegments);
    assert.equal(on.state.releases[shop.id], before.releases[shop.id]);
    assert.equal(on.state.apps[shop.id], shop);
    assert.deepEqual([effect.monthlyCents, on.monthlyCents('shop'), on.monthlyCents('blog')], [0, 300, 0]);
    assert.deepEqual(
      [result.addon, result.alias, result.reason],
      ['cache', 'SESSIONS', { step: 'chosen', obstacles: [] }],
    );
  });

  it('R24: the alias is the default one if it is free', async () => {
    const on = await open();
    await on.perform({ type: 'attachAddon', addon: 'cache', app: 'blog' });
    assert.deepEqual(on.releases('blog'), ['v3 Attach REDIS (@ref:cache)']);
  });

  it('R15: all attachments of an add-on show equal values, on all apps', async () => {
    const on = await open();
    await on.perform({ type: 'attachAddon', addon: 'cache', app: 'shop', alias: 'AGAIN' });
    await on.perform({ type: 'attachAddon', addon: 'cache', app: 'blog', alias: 'SESSIONS' });
    const value = on.config('shop')['REDIS_URL'];
    assert.deepEqual(on.config('shop'), { AGAIN_URL: value, REDIS_URL: value });
    assert.deepEqual(on.config('blog'), { SESSIONS_URL: value });
  });

  it('R23: the add-on is looked for with the app as the current app', async () => {
    const on = await open();
    await on.perform({ type: 'attachAddon', addon: 'REDIS', app: 'shop', alias: 'TWICE' });
    await on.refuses({ type: 'attachAddon', addon: 'REDIS', app: 'blog' }, 'addon_not_found', {
      app: 'blog',
    });
    await on.perform({ type: 'attachAddon', addon: 'shop::REDIS', app: 'blog', alias: 'FAR' });
    assert.deepEqual(on.attachments('blog'), ['FAR → cache (shop)']);
  });

  it('R23: between apps of two owners it is refused', async () => {
    const on = await open();
    const details = { addon: 'cache', app: 'theirs' };
    await on.refuses({ type: 'attachAddon', addon: 'cache', app: 'theirs' }, 'different_owner', details);
  });

  it('R23: apps of a team share among themselves', async () => {
    const on = await open();
    await on.perform({ type: 'createApp', name: 'theirs-too', owner: team.id });
    await on.perform({ type: 'createAddon', app: 'theirs', plan: 'heroku-redis', name: 'team-cache' });
    await on.perform({ type: 'attachAddon', addon: 'team-cache', app: 'theirs-too' });
    assert.deepEqual(on.attachments('theirs-too'), ['REDIS → team-cache (theirs)']);
  });

  it('R23: what can not be shared stays on its billing app, under as many aliases as one likes', async () => {
    const on = await open();
    await create(on, 'pgbackups', 'backups');
    const details = { service: 'pgbackups', addon: 'backups', app: 'blog' };
    await on.refuses(
      { type: 'attachAddon', addon: 'backups', app: 'blog' },
      'sharing_not_supported',
      details,
    );
    await on.perform({ type: 'attachAddon', addon: 'backups', app: 'shop', alias: 'TWICE' });
  });

  it('R23: a service of one alias is refused a second one on its app, and has one on another', async () => {
    const on = await open();
    await create(on, 'papertrail', 'logs');
    const attach = { type: 'attachAddon', addon: 'logs' } as const;
    const details = { service: 'papertrail', addon: 'logs', alias: 'PAPERTRAIL', app: 'shop' };
    await on.refuses(
      { ...attach, app: 'shop', alias: 'TWICE' },
      'multiple_attachments_not_supported',
      details,
    );
    await on.perform({ ...attach, app: 'blog', alias: 'THERE' });
    await on.refuses({ ...attach, app: 'blog' }, 'multiple_attachments_not_supported', {
      alias: 'THERE',
      app: 'blog',
    });
  });

  it('R23: a namespace is refused, null is none', async () => {
    const on = await open();
    for (const namespace of ['credential:readonly', '']) {
      const details = { service: 'heroku-redis', namespace };
      await on.refuses(
        { type: 'attachAddon', addon: 'cache', app: 'blog', namespace },
        'namespace_not_supported',
        details,
      );
    }
    await on.perform({ type: 'attachAddon', addon: 'cache', app: 'blog', namespace: null });
  });

  it('R23: an alias of wrong form is refused, and one where none may be chosen (D11)', async () => {
    const on = await open();
    await create(on, 'newrelic', 'monitor');
    const attach = { type: 'attachAddon', app: 'blog' } as const;
    await on.refuses({ ...attach, addon: 'cache', alias: 'redis' }, 'invalid_alias', { suggestion: 'REDIS' });
    await on.refuses({ ...attach, addon: 'monitor', alias: 'OTHER' }, 'alias_not_supported', {
      defaultAlias: 'NEW_RELIC',
    });
    await on.perform({ ...attach, addon: 'monitor', alias: 'NEW_RELIC' });
  });

  it('R23: the alias that the add-on has there already is refused, confirmed or not', async () => {
    const on = await open();
    const attach = { type: 'attachAddon', addon: 'cache', app: 'shop', alias: 'REDIS' } as const;
    const details = { addon: 'cache', app: 'shop', alias: 'REDIS' };
    await on.refuses(attach, 'already_attached', details);
    await on.refuses({ ...attach, confirm: 'shop' }, 'already_attached', details);
  });

  it('R23: an add-on that is going can not be attached', async () => {
    const on = await open();
    const addons = Object.fromEntries(
      Object.entries(on.state.addons).map(([id, addon]) => [
        id,
        { ...addon, state: 'deprovisioning' as const },
      ]),
    );
    const going = await TestPlatform.open({ store: new MemoryStateStore({ ...on.state, addons }) });
    const details = { addon: 'cache', state: 'deprovisioning' } as const;
    await going.refuses({ type: 'attachAddon', addon: 'cache', app: 'blog' }, 'addon_not_ready', details);
  });

  it('R20: attached while it is being created, an add-on sets nothing yet and makes no release', async () => {
    const made = await open();
    const on = await TestPlatform.open({
      store: new MemoryStateStore(withProvisioning(made.state, 'cache')),
    });
    await on.perform({ type: 'attachAddon', addon: 'cache', app: 'blog', alias: 'LATER' });
    assert.deepEqual(on.attachments('blog'), ['LATER → cache (shop)']);
    assert.deepEqual([on.config('blog'), on.releases('blog')], [{}, []]);
  });

  it('R20: aliases of an add-on that is being created reserve their vars', async () => {
    const made = await open();
    const catalog = catalogWith('rediscloud', (service) => ({
      ...service,
      configSuffixes: [{ suffix: 'TLS_URL', kind: 'url' }],
    }));
    await create(made, 'heroku-redis', 'tls', 'MAIN_TLS');
    const on = await TestPlatform.open({
      store: new MemoryStateStore(withProvisioning(made.state, 'tls')),
      loadCatalog: () => Promise.resolve(catalog),
    });
    const action = { type: 'createAddon', app: 'shop', plan: 'rediscloud', alias: 'MAIN' } as const;
    await on.refuses(action, 'config_var_taken', { configVar: 'MAIN_TLS_URL', otherAlias: 'MAIN_TLS' });
  });

  describe('order of checks', () => {
    it('R23: the app, then the add-on', async () => {
      const on = await open();
      await on.refuses({ type: 'attachAddon', addon: 'nothing', app: 'nowhere' }, 'app_not_found');
      await on.refuses(
        { type: 'attachAddon', addon: 'nothing', app: 'blog', namespace: 'x', alias: 'bad' },
        'addon_not_found',
      );
    });

    it('R23: being ready comes before the owner', async () => {
      const made = await open();
      const addons = Object.fromEntries(
        Object.entries(made.state.addons).map(([id, addon]) => [
          id,
          { ...addon, state: 'deprovisioning' as const },
        ]),
      );
      const on = await TestPlatform.open({ store: new MemoryStateStore({ ...made.state, addons }) });
      await on.refuses(
        { type: 'attachAddon', addon: 'cache', app: 'theirs', namespace: 'x' },
        'addon_not_ready',
      );
    });

    it('R23: the owner comes before sharing and all that follows', async () => {
      const on = await open();
      await create(on, 'scheduler', 'clock');
      const attach = { type: 'attachAddon', addon: 'clock', app: 'theirs' } as const;
      await on.refuses({ ...attach, namespace: 'x', alias: 'bad' }, 'different_owner');
      await on.refuses(attach, 'different_owner');
    });

    it('R23: sharing comes before the number of aliases, the namespace and the alias', async () => {
      const on = await open();
      await create(on, 'scheduler', 'clock');
      const attach = { type: 'attachAddon', addon: 'clock', app: 'blog' } as const;
      await on.refuses({ ...attach, namespace: 'x' }, 'sharing_not_supported');
      await on.refuses({ ...attach, alias: 'bad' }, 'sharing_not_supported');
    });

    it('R23: sharing comes before the number of aliases, where both fail', async () => {
      const made = await open();
      await create(made, 'papertrail', 'logs');
      await made.perform({ type: 'attachAddon', addon: 'logs', app: 'blog' });
      const catalog = catalogWith('papertrail', (service) => ({
        ...service,
        supports: { ...service.supports, sharing: false },
      }));
      const on = await TestPlatform.open({
        store: new MemoryStateStore(made.state),
        loadCatalog: () => Promise.resolve(catalog),
      });
      await on.refuses(
        { type: 'attachAddon', addon: 'logs', app: 'blog', alias: 'B' },
        'sharing_not_supported',
      );
    });

    it('R23: the number of aliases comes before namespace, form and the same alias', async () => {
      const on = await open();
      await create(on, 'papertrail', 'logs');
      const attach = { type: 'attachAddon', addon: 'logs', app: 'shop' } as const;
      await on.refuses({ ...attach, namespace: 'x' }, 'multiple_attachments_not_supported');
      await on.refuses({ ...attach, alias: 'bad' }, 'multiple_attachments_not_supported');
      await on.refuses({ ...attach, alias: 'PAPERTRAIL' }, 'multiple_attachments_not_supported');
    });

    it('R23: the namespace comes before the form of the alias and the same alias', async () => {
      const on = await open();
      const attach = { type: 'attachAddon', addon: 'cache', app: 'shop', namespace: 'x' } as const;
      await on.refuses({ ...attach, alias: 'bad' }, 'namespace_not_supported');
      await on.refuses({ ...attach, alias: 'REDIS' }, 'namespace_not_supported');
    });

    it('R23: the form of the alias comes before customAlias', async () => {
      const on = await open();
      await create(on, 'newrelic', 'monitor');
      await on.refuses({ type: 'attachAddon', addon: 'monitor', app: 'shop', alias: 'bad' }, 'invalid_alias');
    });

    it('R23: customAlias comes before the same alias', async () => {
      const made = await open();
      await create(made, 'heroku-redis', 'broker', 'BROKER');
      const catalog = catalogWith('heroku-redis', (service) => ({
        ...service,
        supports: { ...service.supports, customAlias: false },
      }));
      const on = await TestPlatform.open({
        store: new MemoryStateStore(made.state),
        loadCatalog: () => Promise.resolve(catalog),
      });
      await on.refuses(
        { type: 'attachAddon', addon: 'broker', app: 'shop', alias: 'BROKER' },
        'alias_not_supported',
      );
    });

    it('R23: config_var_taken comes before the question', async () => {
      const catalog = catalogWith('heroku-redis', (service) => ({
        ...service,
        configSuffixes: [...service.configSuffixes, { suffix: 'TLS_URL', kind: 'url' }],
      }));
      const on = await TestPlatform.open({ loadCatalog: () => Promise.resolve(catalog) });
      await on.createApps('shop');
      await create(on, 'heroku-redis', 'cache');
      await create(on, 'rediscloud', 'one', 'MAIN');
      await create(on, 'rediscloud', 'two', 'MAIN_TLS');
      const attach = { type: 'attachAddon', addon: 'cache', app: 'shop', alias: 'MAIN' } as const;
      await on.refuses(attach, 'config_var_taken');
      await on.refuses({ ...attach, confirm: 'shop' }, 'config_var_taken');
    });
  });
});
