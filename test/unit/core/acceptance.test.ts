import assert from 'node:assert/strict';
import { haiku, wishing } from '../../support/scriptedChance.ts';
import { TestPlatform } from '../../support/platform.ts';

const app = 'example-app';
const tasker = 'example-tasker';

/** The acceptance scenario of the rules (docs/addon-rules.md): the transcripts of the Add-ons Overview, step by step. */
describe('acceptance scenario', () => {
  let on: TestPlatform;
  let [r1, r2, r3]: (string | undefined)[] = [];
  const randomness = wishing(
    ...haiku('shining-calmly-4402'),
    ...haiku('sighing-nobly-1891'),
    'ROSE',
    ...haiku('cooling-carefully-7273'),
  );

  before(async () => {
    on = await TestPlatform.open({ randomness });
  });

  it('0: two new apps have no add-ons and no config vars', async () => {
    await on.createApps(app, tasker);
    assert.deepEqual([on.resources(app), on.config(app), on.version(app)], [[], {}, 2]);
    assert.deepEqual([on.resources(tasker), on.config(tasker), on.version(tasker)], [[], {}, 2]);
  });

  it('1: heroku-redis is created under a haiku as REDIS', async () => {
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis' });
    assert.deepEqual(on.resources(app), ['heroku-redis:mini shining-calmly-4402']);
    assert.deepEqual(on.attachments(app), ['REDIS → shining-calmly-4402 (example-app)']);
    assert.deepEqual(Object.keys(on.config(app)), ['REDIS_URL']);
    assert.match(on.config(app)['REDIS_URL'] ?? '', /^redis:\/\/h:[^@]+@[^:]+:\d+$/);
    assert.deepEqual([on.monthlyCents(app), on.version(app)], [300, 3]);
  });

  it('1a: it is destroyed, X is set and unset', async () => {
    await on.perform({ type: 'destroyAddon', addon: 'shining-calmly-4402', confirm: app });
    assert.deepEqual([on.resources(app), on.config(app), on.version(app)], [[], {}, 4]);
    await on.perform({ type: 'setConfigVars', app, configVars: [{ name: 'X', value: '1' }] });
    assert.equal(on.version(app), 5);
    await on.perform({ type: 'setConfigVars', app, configVars: [{ name: 'X', value: null }] });
    assert.deepEqual([on.config(app), on.version(app)], [{}, 6]);
  });

  it('2: an add-on gets a name', async () => {
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'important-redis' });
    assert.deepEqual(on.attachments(app), ['REDIS → important-redis (example-app)']);
    assert.deepEqual([Object.keys(on.config(app)), on.version(app)], [['REDIS_URL'], 7]);
  });

  it('2a: it is destroyed and its name is free', async () => {
    await on.perform({ type: 'destroyAddon', addon: 'important-redis', confirm: app });
    assert.deepEqual([on.resources(app), on.version(app)], [[], 8]);
  });

  it('3: an add-on gets a name and an alias', async () => {
    await on.perform({
      type: 'createAddon',
      app,
      plan: 'heroku-redis',
      name: 'important-redis',
      alias: 'BROKER',
    });
    r1 = on.config(app)['BROKER_URL'];
    assert.deepEqual(on.attachments(app), ['BROKER → important-redis (example-app)']);
    assert.deepEqual([Object.keys(on.config(app)), on.version(app)], [['BROKER_URL'], 9]);
  });

  it('4: it is attached to its app a second time', async () => {
    await on.perform({ type: 'attachAddon', addon: 'BROKER', app, alias: 'SESSION_STORE' });
    assert.deepEqual(on.attachments(app), [
      'BROKER → important-redis (example-app)',
      'SESSION_STORE → important-redis (example-app)',
    ]);
    assert.deepEqual(on.config(app), { BROKER_URL: r1, SESSION_STORE_URL: r1 });
    assert.deepEqual([on.monthlyCents(app), on.version(app)], [300, 10]);
  });

  it('5: it is shared with another app, which pays nothing', async () => {
    const before = on.config(app);
    await on.perform({ type: 'attachAddon', addon: 'example-app::BROKER', app: tasker, alias: 'BROKER' });
    assert.deepEqual(on.resources(tasker), []);
    assert.deepEqual(on.attachments(tasker), ['BROKER → important-redis (example-app)']);
    assert.deepEqual([on.config(tasker), on.version(tasker)], [{ BROKER_URL: r1 }, 3]);
    assert.deepEqual([on.config(app), on.version(app), on.monthlyCents(tasker)], [before, 10, 0]);
  });

  it('6: the default alias is free again', async () => {
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis' });
    r2 = on.config(app)['REDIS_URL'];
    assert.ok(on.attachments(app).includes('REDIS → sighing-nobly-1891 (example-app)'));
    assert.equal(on.version(app), 11);
  });

  it('7: with the default alias taken, a colour is drawn', async () => {
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis' });
    r3 = on.config(app)['HEROKU_REDIS_ROSE_URL'];
    assert.ok(on.attachments(app).includes('HEROKU_REDIS_ROSE → cooling-carefully-7273 (example-app)'));
    assert.deepEqual([on.resources(app).length, on.monthlyCents(app), on.version(app)], [3, 900, 12]);
    assert.deepEqual(randomness.left, []);
    assert.equal(new Set([r1, r2, r3]).size, 3);
  });

  it('8: an alias that is in use asks', async () => {
    const action = { type: 'attachAddon', addon: 'sighing-nobly-1891', app, alias: 'BROKER' } as const;
    const message = await on.refuses(action, 'confirmation_required');
    assert.equal(message, 'sighing-nobly-1891 will overwrite BROKER_URL on example-app.');
    assert.equal(on.version(app), 12);
  });

  it('9: confirmed, it moves, in two releases', async () => {
    await on.perform({
      type: 'attachAddon',
      addon: 'sighing-nobly-1891',
      app,
      alias: 'BROKER',
      confirm: app,
    });
    assert.deepEqual(on.releases(app, 12), [
      'v13 Detach BROKER (@ref:important-redis)',
      'v14 Attach BROKER (@ref:sighing-nobly-1891)',
    ]);
    assert.deepEqual(on.resources(app), [
      'heroku-redis:mini cooling-carefully-7273',
      'heroku-redis:mini important-redis',
      'heroku-redis:mini sighing-nobly-1891',
    ]);
    assert.deepEqual(on.attachments(app), [
      'BROKER → sighing-nobly-1891 (example-app)',
      'HEROKU_REDIS_ROSE → cooling-carefully-7273 (example-app)',
      'REDIS → sighing-nobly-1891 (example-app)',
      'SESSION_STORE → important-redis (example-app)',
    ]);
    assert.deepEqual(on.config(app), {
      BROKER_URL: r2,
      HEROKU_REDIS_ROSE_URL: r3,
      REDIS_URL: r2,
      SESSION_STORE_URL: r1,
    });
    assert.deepEqual([on.config(tasker), on.version(tasker)], [{ BROKER_URL: r1 }, 3]);
  });

  it('10: an alias is detached and its add-on stays', async () => {
    await on.perform({ type: 'detachAttachment', app, alias: 'REDIS' });
    assert.ok(!('REDIS_URL' in on.config(app)));
    assert.ok(on.attachments(app).includes('BROKER → sighing-nobly-1891 (example-app)'));
    assert.equal(on.version(app), 15);
  });

  it("11: an add-on is destroyed with its billing app's name typed", async () => {
    const action = { type: 'destroyAddon', addon: 'cooling-carefully-7273' } as const;
    await on.refuses(action, 'confirmation_required', { kind: 'destroyAddon', app });
    await on.perform({ ...action, confirm: app });
    assert.deepEqual(on.releases(app, 15), ['v16 Detach HEROKU_REDIS_ROSE (@ref:cooling-carefully-7273)']);
    assert.ok(!('HEROKU_REDIS_ROSE_URL' in on.config(app)));
  });

  it('12: what is there in the end', () => {
    assert.deepEqual(on.resources(app), [
      'heroku-redis:mini important-redis',
      'heroku-redis:mini sighing-nobly-1891',
    ]);
    assert.deepEqual(on.attachments(app), [
      'BROKER → sighing-nobly-1891 (example-app)',
      'SESSION_STORE → important-redis (example-app)',
    ]);
    assert.deepEqual([on.monthlyCents(app), on.version(app)], [600, 16]);
    assert.deepEqual(on.resources(tasker), []);
    assert.deepEqual(on.attachments(tasker), ['BROKER → important-redis (example-app)']);
    assert.equal(on.version(tasker), 3);
  });

  it('further: a bare alias on two add-ons is ambiguous, the last alias stays, a foreign one may go', async () => {
    await on.refuses({ type: 'rotateCredentials', addon: 'BROKER' }, 'multiple_matches');
    const message = await on.refuses(
      { type: 'detachAttachment', app, alias: 'SESSION_STORE' },
      'last_attachment',
    );
    assert.equal(message, 'Cannot destroy last attachment to billing app for resource important-redis');
    await on.perform({ type: 'rotateCredentials', addon: 'important-redis' });
    assert.deepEqual(on.releases(app, 16), ['v17 Update SESSION_STORE by heroku-redis']);
    assert.deepEqual(on.releases(tasker, 3), ['v4 Update BROKER by heroku-redis']);
    await on.perform({ type: 'detachAttachment', app: tasker, alias: 'BROKER' });
    assert.deepEqual([on.attachments(tasker), on.version(tasker)], [[], 5]);
  });
});
