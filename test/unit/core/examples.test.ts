import assert from 'node:assert/strict';
import { TestPlatform } from '../../support/platform.ts';
import { wishing } from '../../support/scriptedChance.ts';

/** The five examples to play with (docs/addon-rules.md). */
describe('examples', () => {
  it('E1: a data warehouse reads the databases of three apps', async () => {
    const on = await TestPlatform.open();
    await on.createApps('shop', 'blog', 'crm', 'warehouse');
    for (const app of ['shop', 'blog', 'crm']) {
      await on.perform({ type: 'createAddon', app, plan: 'heroku-postgresql', name: `${app}-data` });
      const alias = app.toUpperCase();
      await on.perform({ type: 'attachAddon', app: 'warehouse', addon: `${app}::DATABASE`, alias });
    }
    assert.deepEqual(on.config('warehouse'), {
      BLOG_URL: on.config('blog')['DATABASE_URL'],
      CRM_URL: on.config('crm')['DATABASE_URL'],
      SHOP_URL: on.config('shop')['DATABASE_URL'],
    });
    assert.equal(new Set(Object.values(on.config('warehouse'))).size, 3);
    assert.deepEqual(on.attachments('warehouse'), [
      'BLOG → blog-data (blog)',
      'CRM → crm-data (crm)',
      'SHOP → shop-data (shop)',
    ]);
    assert.deepEqual(
      [on.resources('warehouse'), on.monthlyCents('warehouse'), on.version('warehouse')],
      [[], 0, 5],
    );
    const before = on.config('warehouse');

    await on.perform({ type: 'rotateCredentials', addon: 'shop-data' });

    assert.deepEqual(
      ['shop', 'blog', 'crm', 'warehouse'].map((app) => on.version(app)),
      [4, 3, 3, 6],
    );
    assert.deepEqual(on.config('warehouse'), { ...before, SHOP_URL: on.config('shop')['DATABASE_URL'] });
  });

  it('E2: a queue is shared by three apps, and one pays', async () => {
    const on = await TestPlatform.open();
    const apps = ['orders', 'billing', 'mailer'];
    await on.createApps(...apps);
    await on.perform({ type: 'createAddon', app: 'orders', plan: 'cloudamqp:tiger', name: 'queue' });
    await on.perform({ type: 'attachAddon', app: 'billing', addon: 'queue' });
    await on.perform({ type: 'attachAddon', app: 'mailer', addon: 'queue' });
    for (const app of apps) {
      assert.deepEqual(on.attachments(app), ['CLOUDAMQP → queue (orders)']);
      assert.deepEqual(Object.keys(on.config(app)), ['CLOUDAMQP_APIKEY', 'CLOUDAMQP_URL']);
      assert.deepEqual(on.config(app), on.config('orders'));
    }
    assert.deepEqual(
      apps.map((app) => on.monthlyCents(app)),
      [1900, 0, 0],
    );
    const before = on.config('mailer')['CLOUDAMQP_URL'];

    const { effect } = await on.perform({ type: 'rotateCredentials', addon: 'queue' });

    assert.deepEqual(
      effect.apps.map(({ app, releases }) => [app, releases]),
      [
        ['billing', [4]],
        ['mailer', [4]],
        ['orders', [4]],
      ],
    );
    assert.notEqual(on.config('mailer')['CLOUDAMQP_URL'], before);
    assert.deepEqual([on.config('billing'), on.config('mailer')], [on.config('orders'), on.config('orders')]);
  });

  it('E3: four RedisCloud on one app, and the third takes over the alias of the first', async () => {
    const on = await TestPlatform.open({ randomness: wishing('BLUE', 'GOLD', 'JADE', 'TEAL') });
    const app = 'acme';
    await on.createApps(app);
    for (const name of ['first', 'second', 'third', 'fourth']) {
      await on.perform({ type: 'createAddon', app, plan: 'rediscloud', name });
    }
    assert.deepEqual(on.attachments(app), [
      'REDISCLOUD → first (acme)',
      'REDISCLOUD_BLUE → second (acme)',
      'REDISCLOUD_GOLD → third (acme)',
      'REDISCLOUD_JADE → fourth (acme)',
    ]);
    const before = on.config(app);
    assert.equal(new Set(Object.values(before)).size, 4);

    await on.perform({ type: 'attachAddon', app, addon: 'third', alias: 'REDISCLOUD', confirm: app });

    assert.deepEqual(on.releases(app, 6), [
      'v7 Rename REDISCLOUD to REDISCLOUD_TEAL (@ref:first)',
      'v8 Attach REDISCLOUD (@ref:third)',
    ]);
    assert.deepEqual(on.config(app), {
      ...before,
      REDISCLOUD_TEAL_URL: before['REDISCLOUD_URL'],
      REDISCLOUD_URL: before['REDISCLOUD_GOLD_URL'],
    });
    assert.equal(on.resources(app).length, 4);
  });

  for (const [old, fresh, alias, fallback, variable] of [
    ['rediscloud', 'heroku-redis', 'REDISCLOUD', 'REDISCLOUD_ROSE', 'REDISCLOUD_URL'],
    ['heroku-redis', 'rediscloud', 'REDIS', 'HEROKU_REDIS_ROSE', 'REDIS_URL'],
  ] as const) {
    it(`E4: ${old} as ${alias} is replaced by ${fresh}`, async () => {
      const on = await TestPlatform.open({ randomness: wishing('ROSE', 'ROSE') });
      const app = 'acme';
      await on.createApps(app);
      await on.perform({ type: 'createAddon', app, plan: old, name: 'old' });
      const oldValue = on.config(app)[variable];
      const create = { type: 'createAddon', app, plan: fresh, alias, name: 'fresh' } as const;

      const message = await on.refuses(create, 'confirmation_required');
      assert.equal(message, `fresh will overwrite ${variable} on acme.`);
      assert.equal(on.resources(app).length, 1);

      await on.perform({ ...create, confirm: app });
      assert.deepEqual(on.attachments(app), [`${alias} → fresh (acme)`, `${fallback} → old (acme)`].sort());
      assert.deepEqual(on.releases(app, 3), [
        `v4 Rename ${alias} to ${fallback} (@ref:old)`,
        `v5 Attach ${alias} (@ref:fresh)`,
      ]);
      assert.equal(on.config(app)[`${fallback}_URL`], oldValue);
      assert.notEqual(on.config(app)[variable], oldValue);
      assert.equal(on.monthlyCents(app), 300);
      assert.equal(on.resources(app).length, 2);

      await on.perform({ type: 'destroyAddon', addon: 'old', confirm: app });
      assert.deepEqual(on.attachments(app), [`${alias} → fresh (acme)`]);
    });
  }

  it('E5: an only alias stays until there is a second one', async () => {
    const on = await TestPlatform.open();
    const app = 'acme';
    await on.createApps(app);
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'cache' });
    const detach = { type: 'detachAttachment', app, alias: 'REDIS' } as const;

    const message = await on.refuses(detach, 'last_attachment');
    assert.equal(message, 'Cannot destroy last attachment to billing app for resource cache');

    const value = on.config(app)['REDIS_URL'];
    await on.perform({ type: 'attachAddon', app, addon: 'cache', alias: 'BROKER' });
    await on.perform(detach);
    assert.deepEqual([on.config(app), on.version(app)], [{ BROKER_URL: value }, 5]);
  });
});
