import assert from 'node:assert/strict';
import * as queries from '../../../../src/core/model/queries.ts';
import { MemoryStateStore } from '../../../support/memoryStateStore.ts';
import { catalogWith, TestPlatform } from '../../../support/platform.ts';
import { checkConfigs, eventsOf, newReleases, sharedApps } from '../../../support/restorable.ts';
import { withProvisioning } from '../../../support/states.ts';

const rename = { type: 'renameAlias', app: 'shop', alias: 'REDIS', newAlias: 'STORE' } as const;

/** heroku-redis sets URL and TLS_URL here. */
const twoSuffixes = catalogWith('heroku-redis', (service) => ({
  ...service,
  configSuffixes: [...service.configSuffixes, { suffix: 'TLS_URL', kind: 'url' }],
}));

describe('rename alias', () => {
  it('R34: the vars are renamed in one release, on this app only; id and add-on stay', async () => {
    const on = await sharedApps();
    const before = on.state;
    const [old] = queries
      .attachmentsNamed(before, 'REDIS')
      .filter(({ appId }) => queries.appOf(before, appId).name === 'shop');
    const value = on.config('shop')['REDIS_URL'];
    const { result } = await on.perform(rename);
    assert.deepEqual(result, { attachmentId: old!.id, addon: 'cache', alias: 'STORE' });
    assert.deepEqual(newReleases(before, on.state), { shop: ['v8 Rename REDIS to STORE (@ref:cache)'] });
    assert.equal(on.config('shop')['STORE_URL'], value);
    assert.ok(!('REDIS_URL' in on.config('shop')));
    assert.ok('REDIS_URL' in on.config('blog'));
    assert.equal(on.state.attachments[old!.id]?.alias, 'STORE');
    checkConfigs(on.state);
  });

  it('R14: the alias is then one that was chosen', async () => {
    const on = await sharedApps();
    const { result } = await on.perform(rename);
    assert.deepEqual(on.state.attachments[result.attachmentId]?.reason, { step: 'chosen', obstacles: [] });
  });

  it('R38: it is an event with both aliases, then those of the release', async () => {
    const on = await sharedApps();
    const { operationId } = await on.perform(rename);
    const events = eventsOf(on.state, operationId);
    assert.deepEqual(events, ['attachment.renamed', 'config.updated', 'release.created']);
    const { id } = queries.appNamed(on.state, 'shop')!;
    const [renamed, config] = on.state.events[id]!.events.slice(-3);
    assert.deepEqual(renamed?.data, { alias: 'STORE', oldAlias: 'REDIS' });
    assert.deepEqual(config?.data, { configVars: ['REDIS_URL', 'STORE_URL'] });
  });

  it('R28: the last alias on the billing app can be renamed', async () => {
    const on = await sharedApps();
    await on.perform({ ...rename, alias: 'REDISCLOUD' });
    assert.ok(on.attachments('shop').includes('STORE → cloud (shop)'));
  });

  it('R7: given by its id', async () => {
    const on = await sharedApps();
    const { result } = await on.perform(rename);
    await on.perform({ ...rename, alias: result.attachmentId, newAlias: 'AGAIN' });
    assert.ok(on.attachments('shop').includes('AGAIN → cache (shop)'));
  });

  it('R28: its own alias: nothing happens', async () => {
    const on = await sharedApps();
    const before = on.state;
    const { operationId } = await on.perform({ ...rename, newAlias: 'REDIS' });
    assert.equal(operationId, null);
    assert.equal(on.state, before);
  });

  it('R19: a var that it sets itself is no obstacle', async () => {
    const on = await sharedApps({ loadCatalog: () => Promise.resolve(twoSuffixes) });
    await on.perform({ ...rename, newAlias: 'REDIS_TLS' });
    assert.deepEqual(
      Object.keys(on.config('shop')).filter((name) => name.startsWith('REDIS')),
      ['REDISCLOUD_URL', 'REDIS_TLS_TLS_URL', 'REDIS_TLS_URL'],
    );
    checkConfigs(on.state);
  });

  it('R20: while the add-on is being created there are no vars, and there is no release', async () => {
    const made = await sharedApps();
    const store = new MemoryStateStore(withProvisioning(made.state, 'cache'));
    const on = await TestPlatform.open({ store });
    const before = on.state;
    await on.perform(rename);
    assert.deepEqual(newReleases(before, on.state), {});
    assert.ok(on.attachments('shop').includes('STORE → cache (shop)'));
  });

  it('R16: a service without vars makes a release all the same', async () => {
    const on = await sharedApps();
    const mute = on.platform.catalog.services.find(
      ({ configSuffixes, supports }) => configSuffixes.length === 0 && supports.customAlias,
    )!;
    await on.perform({ type: 'createAddon', app: 'lone', plan: mute.slug, name: 'mute', alias: 'MUTE' });
    await on.perform({ type: 'renameAlias', app: 'lone', alias: 'MUTE', newAlias: 'STILL' });
    assert.deepEqual(on.releases('lone', 3), ['v4 Rename MUTE to STILL (@ref:mute)']);
  });

  describe('refusals', () => {
    it('R4: no alias', async () => {
      const on = await sharedApps();
      const odd: readonly (readonly [string, string | null])[] = [
        ['store', 'STORE'],
        ['MY-STORE', 'MY_STORE'],
        ['1STORE', 'STORE'],
        ['', null],
        ['A'.repeat(65), 'A'.repeat(64)],
      ];
      for (const [newAlias, suggestion] of odd) {
        const details = { alias: newAlias, suggestion };
        const message = await on.refuses({ ...rename, newAlias }, 'invalid_alias', details);
        const rule = `Alias ${newAlias} must begin with a letter and hold only upper-case letters, digits and underscores.`;
        assert.equal(message, suggestion === null ? rule : `${rule} Try ${suggestion}.`);
      }
    });

    it('R21: a service whose alias nobody chooses', async () => {
      const on = await sharedApps();
      await on.perform({ type: 'createAddon', app: 'lone', plan: 'newrelic' });
      const action = { ...rename, app: 'lone', alias: 'NEW_RELIC' } as const;
      const message = await on.refuses(action, 'alias_not_supported', { service: 'newrelic' });
      assert.equal(message, "newrelic doesn't support choosing an alias; leave it out.");
    });

    it('R25: an alias that is taken; it never overwrites', async () => {
      const on = await sharedApps();
      for (const alias of ['BROKER', 'REDISCLOUD', 'QUEUE']) {
        const details = { alias, app: 'shop', configVar: null };
        const message = await on.refuses({ ...rename, newAlias: alias }, 'alias_taken', details);
        assert.match(message, new RegExp(`^${alias} is in use on shop`));
      }
    });

    it("R25: an alias whose var is the user's own", async () => {
      const on = await sharedApps();
      const details = { alias: 'MAIN', app: 'shop', configVar: 'MAIN_URL' };
      const message = await on.refuses({ ...rename, newAlias: 'MAIN' }, 'alias_taken', details);
      assert.equal(message, 'MAIN is in use on shop, or would set MAIN_URL, which is.');
    });

    it('R19: an alias whose var another alias sets', async () => {
      const on = await sharedApps({ loadCatalog: () => Promise.resolve(twoSuffixes) });
      const details = { alias: 'REDIS_TLS', app: 'shop', configVar: 'REDIS_TLS_URL' };
      const action = { ...rename, alias: 'REDISCLOUD', newAlias: 'REDIS_TLS' } as const;
      await on.refuses(action, 'alias_taken', details);
    });

    it('R7: an alias that the app has not; those that it has are named', async () => {
      const on = await sharedApps();
      const aliases = ['BROKER', 'QUEUE', 'REDIS', 'REDISCLOUD'];
      const details = { attachment: 'CACHE', app: 'shop', aliases };
      const message = await on.refuses({ ...rename, alias: 'CACHE' }, 'attachment_not_found', details);
      assert.equal(
        message,
        "Couldn't find that add-on attachment. shop has these aliases: BROKER, QUEUE, REDIS, REDISCLOUD.",
      );
    });

    const steps = [
      { code: 'app_not_found', input: { app: 'nowhere' } },
      { code: 'attachment_not_found', input: { alias: 'NOTHING' } },
      { code: 'invalid_alias', input: { newAlias: 'redis' } },
    ] as const;
    for (const [position, first] of steps.entries()) {
      for (const second of steps.slice(position + 1)) {
        it(`R23: ${first.code} comes before ${second.code}`, async () => {
          const on = await sharedApps();
          await on.refuses({ ...rename, ...second.input, ...first.input }, first.code);
        });
      }
    }

    it('R23: alias_not_supported comes before alias_taken', async () => {
      const on = await sharedApps();
      await on.perform({ type: 'createAddon', app: 'shop', plan: 'newrelic' });
      const action = { ...rename, alias: 'NEW_RELIC', newAlias: 'BROKER' } as const;
      await on.refuses(action, 'alias_not_supported');
    });
  });
});
