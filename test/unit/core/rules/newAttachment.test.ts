import assert from 'node:assert/strict';
import { catalogData } from '../../../../src/core/catalog/catalogData.lazy.ts';
import type { CatalogData } from '../../../../src/core/catalog/catalog.ts';
import { findApp, resolveAttachment } from '../../../../src/core/model/identifiers.ts';
import * as queries from '../../../../src/core/model/queries.ts';
import { wishing } from '../../../support/scriptedChance.ts';
import { MemoryStateStore } from '../../../support/memoryStateStore.ts';
import { catalogWith, TestPlatform } from '../../../support/platform.ts';

const app = 'shop';

/**
 * shop: `old` as BROKER and SPARE, `fresh` as REDIS, all heroku-redis. blog: `old` as BROKER.
 */
async function open(...wishes: readonly string[]): Promise<TestPlatform> {
  const on = await TestPlatform.open({ randomness: wishing(...wishes) });
  await on.createApps(app, 'blog');
  await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'old', alias: 'BROKER' });
  await on.perform({ type: 'attachAddon', app, addon: 'old', alias: 'SPARE' });
  await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'fresh' });
  await on.perform({ type: 'attachAddon', app: 'blog', addon: 'old', alias: 'BROKER' });
  return on;
}

const attachFresh = { type: 'attachAddon', addon: 'fresh', app, alias: 'BROKER' } as const;

function withTls(): CatalogData {
  return catalogWith('heroku-redis', (service) => ({
    ...service,
    configSuffixes: [...service.configSuffixes, { suffix: 'TLS_URL', kind: 'url' }],
  }));
}

async function set(on: TestPlatform, ...names: readonly string[]): Promise<void> {
  const configVars = names.map((name) => ({ name, value: `mine ${name}` }));
  await on.perform({ type: 'setConfigVars', app, configVars });
}

describe('overwrite', () => {
  describe('the question', () => {
    it('R25: names the add-on, all vars that go and the app', async () => {
      const on = await open();
      const message = await on.refuses(attachFresh, 'confirmation_required', {
        kind: 'overwrite',
        name: 'fresh',
        app,
        alias: 'BROKER',
        overwritten: ['BROKER_URL'],
        displaced: { addon: 'old', fallbackAlias: null },
      });
      assert.equal(message, 'fresh will overwrite BROKER_URL on shop.');
    });

    it('R25: at create it names the given name, else the service', async () => {
      const on = await open();
      const create = { type: 'createAddon', app, plan: 'rediscloud:100', alias: 'BROKER' } as const;
      assert.equal(
        await on.refuses(create, 'confirmation_required', { name: 'rediscloud' }),
        'rediscloud will overwrite BROKER_URL on shop.',
      );
      assert.equal(
        await on.refuses({ ...create, name: 'cloud' }, 'confirmation_required', { name: 'cloud' }),
        'cloud will overwrite BROKER_URL on shop.',
      );
    });

    it("R25: names every var of the displaced attachment and the user's own that would be hidden", async () => {
      const on = await open();
      await on.perform({ type: 'createAddon', app, plan: 'exampleservice', name: 'two', alias: 'PAIR' });
      await set(on, 'PAIR_URL');
      const message = await on.refuses(
        { type: 'attachAddon', app, addon: 'fresh', alias: 'PAIR' },
        'confirmation_required',
        { overwritten: ['PAIR_USERNAME', 'PAIR_PASSWORD', 'PAIR_URL'] },
      );
      assert.equal(message, 'fresh will overwrite PAIR_USERNAME, PAIR_PASSWORD, PAIR_URL on shop.');
    });

    it('R25: names the alias itself where no vars go', async () => {
      const on = await open();
      const mute = catalogData.services.find(
        ({ configSuffixes, supports }) => configSuffixes.length === 0 && supports.customAlias,
      )!;
      await on.perform({ type: 'createAddon', app, plan: mute.slug, name: 'mute', alias: 'QUIET' });
      const message = await on.refuses(
        { type: 'attachAddon', app, addon: 'fresh', alias: 'QUIET' },
        'confirmation_required',
        { overwritten: ['QUIET'] },
      );
      assert.equal(message, 'fresh will overwrite QUIET on shop.');
    });

    it('R25: is answered by the exact name of the app alone', async () => {
      const on = await open();
      const id = findApp(on.state, app).id;
      const wrong = [
        '',
        'blog',
        'Shop',
        'SHOP',
        ' shop',
        'shop ',
        id,
        null,
        true,
        1,
        ['shop'],
        { shop: 'shop' },
      ];
      for (const confirm of wrong) {
        await on.refuses({ ...attachFresh, confirm }, 'confirmation_required', { kind: 'overwrite' });
      }
      await on.perform({ ...attachFresh, confirm: app });
    });

    it('R25: a confirm that is not needed is ignored, whatever it is', async () => {
      const on = await open();
      await on.perform({ ...attachFresh, alias: 'FREE', confirm: 'nonsense' });
      await on.perform({ ...attachFresh, alias: 'FREE_TOO', confirm: { not: 'text' } });
      await on.perform({ type: 'createAddon', app, plan: 'rediscloud', confirm: app });
      assert.equal(on.version(app), 8);
    });

    it('R25: declined at create, nothing is left over', async () => {
      const on = await open();
      await on.refuses(
        { type: 'createAddon', app, plan: 'rediscloud', alias: 'BROKER' },
        'confirmation_required',
      );
      assert.equal(Object.keys(on.state.addons).length, 2);
    });

    it('R27: says which alias a displaced add-on will have, when it was its last one', async () => {
      const on = await open('TEAL');
      await on.perform({ type: 'detachAttachment', app, alias: 'SPARE' });
      await on.refuses(attachFresh, 'confirmation_required', {
        displaced: { addon: 'old', fallbackAlias: 'HEROKU_REDIS_TEAL' },
      });
    });
  });

  describe('confirmed', () => {
    it('R26: two releases: what goes, then what comes', async () => {
      const on = await open();
      const oldValue = on.config(app)['BROKER_URL'];
      const newValue = on.config(app)['REDIS_URL'];
      const { effect } = await on.perform({ ...attachFresh, confirm: app });
      const { id } = findApp(on.state, app);
      const [first, second] = queries.releasesOf(on.state, id).slice(-2);
      const nothing = { set: {}, unset: [] };
      assert.deepEqual(on.releases(app, 5), ['v6 Detach BROKER (@ref:old)', 'v7 Attach BROKER (@ref:fresh)']);
      assert.deepEqual(first?.changes, { own: nothing, owned: { set: {}, unset: ['BROKER_URL'] } });
      assert.deepEqual(second?.changes, {
        own: nothing,
        owned: { set: { BROKER_URL: newValue }, unset: [] },
      });
      assert.deepEqual(effect.apps[0]?.releases, [6, 7]);
      assert.deepEqual(on.config(app), { BROKER_URL: newValue, REDIS_URL: newValue, SPARE_URL: oldValue });
    });

    it("R26: the displaced add-on lives on with its other attachments, and another app's alias stays", async () => {
      const on = await open();
      const blog = findApp(on.state, 'blog');
      const before = on.state;
      await on.perform({ ...attachFresh, confirm: app });
      assert.deepEqual(on.attachments(app), [
        'BROKER → fresh (shop)',
        'REDIS → fresh (shop)',
        'SPARE → old (shop)',
      ]);
      assert.deepEqual(on.attachments('blog'), ['BROKER → old (shop)']);
      assert.equal(on.state.apps[blog.id], blog);
      assert.equal(on.state.releases[blog.id], before.releases[blog.id]);
      assert.equal(on.state.addons, before.addons);
      assert.equal(on.state.priceSegments, before.priceSegments);
    });

    it("R26: the user's own vars go in a release of their own", async () => {
      const on = await open();
      await set(on, 'FREE_URL');
      await on.perform({ ...attachFresh, alias: 'FREE', confirm: app });
      assert.deepEqual(on.releases(app, 6), [
        'v7 Remove FREE_URL config vars',
        'v8 Attach FREE (@ref:fresh)',
      ]);
      assert.equal(on.config(app)['FREE_URL'], on.config(app)['REDIS_URL']);
      assert.equal(queries.ownVarsOf(on.state, findApp(on.state, app).id).length, 0);
    });

    it("R26: several of the user's own vars go in one release", async () => {
      const on = await open();
      await set(on, 'PAIR_USERNAME', 'PAIR_PASSWORD', 'PAIR_OTHER');
      const create = {
        type: 'createAddon',
        app,
        plan: 'exampleservice',
        name: 'two',
        alias: 'PAIR',
      } as const;
      await on.perform({ ...create, confirm: app });
      assert.deepEqual(on.releases(app, 6), [
        'v7 Remove PAIR_USERNAME, PAIR_PASSWORD config vars',
        'v8 Attach PAIR (@ref:two)',
      ]);
      assert.equal(on.config(app)['PAIR_OTHER'], 'mine PAIR_OTHER');
    });

    it('R26: an attachment and own vars that go together make two releases still', async () => {
      const on = await open();
      await on.perform({ type: 'createAddon', app, plan: 'exampleservice', name: 'two', alias: 'PAIR' });
      await on.perform({ type: 'attachAddon', app, addon: 'two', alias: 'PAIR_SPARE' });
      await set(on, 'PAIR_URL');
      const before = on.version(app);
      await on.perform({ ...attachFresh, alias: 'PAIR', confirm: app });
      assert.equal(on.version(app), before + 2);
      assert.match(on.releases(app, before)[0] ?? '', /Detach PAIR \(@ref:two\).*PAIR_URL config vars$/);
      assert.match(on.releases(app, before)[1] ?? '', /Attach PAIR \(@ref:fresh\)$/);
    });

    it('R26: at create the new add-on is in the second release, not in the first', async () => {
      const on = await open();
      await on.perform({
        type: 'createAddon',
        app,
        plan: 'rediscloud',
        name: 'cloud',
        alias: 'BROKER',
        confirm: app,
      });
      const { id } = findApp(on.state, app);
      const names = queries.releasesOf(on.state, id).map(({ addonPlanNames }) => addonPlanNames.length);
      assert.deepEqual(names.slice(-2), [2, 3]);
      assert.deepEqual(on.releases(app, 5), ['v6 Detach BROKER (@ref:old)', 'v7 Attach BROKER (@ref:cloud)']);
    });

    it('R26: on an app that does not pay, the paying app is untouched and no fallback is needed', async () => {
      const on = await open();
      const before = on.state;
      const { id } = findApp(before, app);
      await on.perform({
        type: 'createAddon',
        app: 'blog',
        plan: 'rediscloud',
        name: 'cloud',
        alias: 'BROKER',
        confirm: 'blog',
      });
      assert.deepEqual(on.attachments('blog'), ['BROKER → cloud (blog)']);
      assert.deepEqual(on.releases('blog', 3), [
        'v4 Detach BROKER (@ref:old)',
        'v5 Attach BROKER (@ref:cloud)',
      ]);
      assert.deepEqual([on.state.releases[id], on.state.apps[id]], [before.releases[id], before.apps[id]]);
      assert.deepEqual(on.attachments(app), [
        'BROKER → old (shop)',
        'REDIS → fresh (shop)',
        'SPARE → old (shop)',
      ]);
    });

    it('R23: an alias of the same add-on is already attached, not overwritten', async () => {
      const on = await open();
      const action = { type: 'attachAddon', app, addon: 'old', alias: 'SPARE', confirm: app } as const;
      await on.refuses(action, 'already_attached', { addon: 'old', app, alias: 'SPARE' });
    });
  });

  describe('of a last alias on the billing app', () => {
    it('R27: the displaced add-on gets a fallback inside the first release', async () => {
      const on = await open('TEAL');
      await on.perform({ type: 'detachAttachment', app, alias: 'SPARE' });
      const { id } = resolveAttachment(on.state, 'shop::BROKER');
      const oldValue = on.config(app)['BROKER_URL'];
      const newValue = on.config(app)['REDIS_URL'];
      await on.perform({ ...attachFresh, confirm: app });
      assert.deepEqual(on.releases(app, 6), [
        'v7 Rename BROKER to HEROKU_REDIS_TEAL (@ref:old)',
        'v8 Attach BROKER (@ref:fresh)',
      ]);
      assert.equal(resolveAttachment(on.state, 'shop::HEROKU_REDIS_TEAL').id, id);
      assert.deepEqual(on.config(app), {
        BROKER_URL: newValue,
        HEROKU_REDIS_TEAL_URL: oldValue,
        REDIS_URL: newValue,
      });
      assert.deepEqual(queries.releasesOf(on.state, findApp(on.state, app).id).at(-2)?.changes.owned, {
        set: { HEROKU_REDIS_TEAL_URL: oldValue },
        unset: ['BROKER_URL'],
      });
    });

    it('R27: attachments on other apps do not count', async () => {
      const on = await open();
      await on.perform({ type: 'detachAttachment', app, alias: 'SPARE' });
      await on.perform({ ...attachFresh, confirm: app });
      assert.equal(on.attachments(app).length, 3);
      assert.deepEqual(on.attachments('blog'), ['BROKER → old (shop)']);
    });

    it('R27: the fallback is the default alias where that is free', async () => {
      const on = await open();
      await on.perform({ type: 'createAddon', app, plan: 'rediscloud', name: 'cloud', alias: 'CLOUD' });
      await on.perform({ ...attachFresh, alias: 'CLOUD', confirm: app });
      assert.ok(on.attachments(app).includes('REDISCLOUD → cloud (shop)'));
      assert.deepEqual(resolveAttachment(on.state, 'shop::REDISCLOUD').reason, {
        step: 'default',
        obstacles: [],
        isFallback: true,
      });
    });

    it('R27: the fallback is not the default alias where that hides a var of the user', async () => {
      const on = await open('BLUE');
      await on.perform({ type: 'createAddon', app, plan: 'rediscloud', name: 'cloud', alias: 'CLOUD' });
      await set(on, 'REDISCLOUD_URL');
      await on.perform({ ...attachFresh, alias: 'CLOUD', confirm: app });
      assert.ok(on.attachments(app).includes('REDISCLOUD_BLUE → cloud (shop)'));
      assert.equal(on.config(app)['REDISCLOUD_URL'], 'mine REDISCLOUD_URL');
      assert.deepEqual(resolveAttachment(on.state, 'shop::REDISCLOUD_BLUE').reason, {
        step: 'generated',
        obstacles: [{ kind: 'hidesOwnVar', alias: 'REDISCLOUD', configVar: 'REDISCLOUD_URL' }],
        isFallback: true,
      });
    });

    it('R27: the fallback is not the alias that is being taken', async () => {
      const on = await open('BLUE');
      await on.perform({ type: 'createAddon', app, plan: 'rediscloud', name: 'cloud' });
      await on.perform({ ...attachFresh, alias: 'REDISCLOUD', confirm: app });
      assert.ok(on.attachments(app).includes('REDISCLOUD → fresh (shop)'));
      assert.ok(on.attachments(app).includes('REDISCLOUD_BLUE → cloud (shop)'));
    });

    it('R27: the fallback sets no var that the new alias is about to set', async () => {
      const on = await TestPlatform.open({ loadCatalog: () => Promise.resolve(withTls()) });
      await on.createApps(app);
      await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'tls', alias: 'REDIS_TLS' });
      await on.perform({
        type: 'createAddon',
        app,
        plan: 'rediscloud',
        name: 'cloud',
        alias: 'REDIS_TLS',
        confirm: app,
      });
      // REDIS would set REDIS_TLS_URL, which is now cloud's.
      assert.match(
        on.attachments(app).join(),
        /^HEROKU_REDIS_[A-Z]+ → tls \(shop\),REDIS_TLS → cloud \(shop\)$/,
      );
      assert.equal(new Set(Object.values(on.config(app))).size, Object.keys(on.config(app)).length);
    });

    for (const [defaultAlias, suffix, title] of [
      ['A_B', 'B_URL', 'its default alias'],
      ['TAKEN', 'BLUE_URL', 'a colour'],
    ] as const) {
      it(`R27: the fallback is not ${title} where the new alias is about to set its var`, async () => {
        const services = catalogData.services.map((service) =>
          service.slug === 'rediscloud'
            ? { ...service, defaultAlias }
            : service.slug === 'heroku-redis'
              ? { ...service, configSuffixes: [...service.configSuffixes, { suffix, kind: 'url' as const }] }
              : service,
        );
        const alias = defaultAlias === 'A_B' ? 'A' : 'REDISCLOUD';
        const on = await TestPlatform.open({
          randomness: wishing('BLUE'),
          loadCatalog: () => Promise.resolve({ ...catalogData, services }),
        });
        await on.createApps(app);
        // A default alias that is in use leads to the colours.
        await on.perform({ type: 'createAddon', app, plan: 'iron_cache', name: 'iron', alias: 'TAKEN' });
        await on.perform({ type: 'createAddon', app, plan: 'rediscloud', name: 'cloud', alias });
        await on.perform({
          type: 'createAddon',
          app,
          plan: 'heroku-redis',
          name: 'new',
          alias,
          confirm: app,
        });
        const attached = on.attachments(app).filter((each) => each.includes('cloud'));
        assert.match(attached.join(), /^REDISCLOUD_[A-Z]+ → cloud \(shop\)$/);
        assert.ok(title === 'its default alias' || attached[0] !== 'REDISCLOUD_BLUE → cloud (shop)');
        assert.equal(new Set(Object.values(on.config(app))).size, 5);
      });
    }

    it('R27: works under a service that lets no alias be chosen', async () => {
      const on = await open();
      await on.perform({ type: 'createAddon', app, plan: 'newrelic', name: 'monitor' });
      await on.perform({ ...attachFresh, alias: 'NEW_RELIC', confirm: app });
      assert.match(on.attachments(app).join(), /NEWRELIC_[A-Z]+ → monitor \(shop\)/);
    });

    it('R27: the preview says so, and the same seed gives the alias that it names', async () => {
      const on = await open();
      await on.perform({ type: 'detachAttachment', app, alias: 'SPARE' });
      const asked = await on.platform.preview(attachFresh);
      assert.ok(
        asked.failure?.code === 'confirmation_required' && asked.failure.details.kind === 'overwrite',
      );
      const fallback = asked.failure.details.displaced?.fallbackAlias ?? '';
      await on.platform.perform({ ...attachFresh, confirm: app }, { seed: asked.seed });
      assert.ok(on.attachments(app).includes(`${fallback} → old (shop)`));
    });

    it('R27: nothing is ever destroyed by an overwrite (D12)', async () => {
      const on = await open();
      await on.perform({ type: 'detachAttachment', app, alias: 'SPARE' });
      const before = on.state;
      await on.perform({ ...attachFresh, confirm: app });
      assert.equal(on.state.addons, before.addons);
      assert.equal(on.monthlyCents(app), 600);
    });
  });

  describe('of vars that collide under two aliases', () => {
    /** shop: `cloud` (rediscloud) as REDIS_TLS; heroku-redis would set REDIS_TLS_URL under REDIS. */
    async function colliding(): Promise<TestPlatform> {
      const on = await TestPlatform.open({ loadCatalog: () => Promise.resolve(withTls()) });
      await on.createApps(app);
      await on.perform({ type: 'createAddon', app, plan: 'rediscloud', name: 'cloud', alias: 'REDIS_TLS' });
      return on;
    }

    it('R19: a chosen alias is refused, confirmed or not (D9)', async () => {
      const on = await colliding();
      const create = { type: 'createAddon', app, plan: 'heroku-redis', alias: 'REDIS' } as const;
      const details = {
        alias: 'REDIS',
        configVar: 'REDIS_TLS_URL',
        addon: 'cloud',
        otherAlias: 'REDIS_TLS',
        app,
      };
      await on.refuses(create, 'config_var_taken', details);
      await on.refuses({ ...create, confirm: app }, 'config_var_taken', details);
    });

    it('R19: the other way round it is refused too', async () => {
      const on = await colliding();
      await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'tls', alias: 'MAIN' });
      await on.refuses({ type: 'attachAddon', app, addon: 'cloud', alias: 'MAIN_TLS' }, 'config_var_taken', {
        configVar: 'MAIN_TLS_URL',
        addon: 'tls',
        otherAlias: 'MAIN',
      });
    });

    it('R19: two aliases of one add-on collide as well', async () => {
      const on = await colliding();
      await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'tls', alias: 'MAIN' });
      await on.refuses({ type: 'attachAddon', app, addon: 'tls', alias: 'MAIN_TLS' }, 'config_var_taken');
    });

    it('R19: on another app nothing collides', async () => {
      const on = await colliding();
      await on.createApps('blog');
      await on.perform({ type: 'createAddon', app: 'blog', plan: 'heroku-redis', alias: 'REDIS' });
      assert.deepEqual(Object.keys(on.config('blog')), ['REDIS_TLS_URL', 'REDIS_URL']);
    });
  });

  it('R20: an add-on that is being created can be displaced, and finds its alias again', async () => {
    const made = await open();
    const { id } = queries.addonNamed(made.state, 'old')!;
    const addons = {
      ...made.state.addons,
      [id]: { ...made.state.addons[id]!, state: 'provisioning' as const, values: {} },
    };
    const on = await TestPlatform.open({ store: new MemoryStateStore({ ...made.state, addons }) });
    await on.perform({ ...attachFresh, confirm: app });
    assert.deepEqual(on.attachments(app), [
      'BROKER → fresh (shop)',
      'REDIS → fresh (shop)',
      'SPARE → old (shop)',
    ]);
  });
});
