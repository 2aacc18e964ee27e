import assert from 'node:assert/strict';
import { findApp } from '../../../../src/core/model/identifiers.ts';
import * as queries from '../../../../src/core/model/queries.ts';
import { MemoryStateStore } from '../../../support/memoryStateStore.ts';
import { TestPlatform } from '../../../support/platform.ts';
import { withProvisioning } from '../../../support/states.ts';

/**
 * `cache` (heroku-redis) on zoo, which pays, as BROKER and SESSION_STORE; on blog as BROKER, on apple as CACHE.
 * `notes` on zoo alone. bare has nothing.
 */
async function open(): Promise<TestPlatform> {
  const on = await TestPlatform.open();
  await on.createApps('zoo', 'blog', 'apple', 'bare');
  await on.perform({ type: 'createAddon', app: 'zoo', plan: 'heroku-redis', name: 'cache', alias: 'BROKER' });
  await on.perform({ type: 'attachAddon', app: 'zoo', addon: 'cache', alias: 'SESSION_STORE' });
  await on.perform({ type: 'attachAddon', app: 'blog', addon: 'cache', alias: 'BROKER' });
  await on.perform({ type: 'attachAddon', app: 'apple', addon: 'cache', alias: 'CACHE' });
  await on.perform({ type: 'createAddon', app: 'zoo', plan: 'heroku-postgresql', name: 'notes' });
  return on;
}

const destroy = { type: 'destroyAddon', addon: 'cache', confirm: 'zoo', force: true } as const;

describe('destroy add-on', () => {
  it('R30: its attachments go from all apps, one release on each, none on others', async () => {
    const on = await open();
    const notes = on.config('zoo')['DATABASE_URL'];
    const bare = on.state.releases[findApp(on.state, 'bare').id];
    await on.perform(destroy);
    assert.deepEqual(on.releases('zoo', 5), ['v6 Detach BROKER, SESSION_STORE (@ref:cache)']);
    assert.deepEqual(on.releases('blog', 3), ['v4 Detach BROKER (@ref:cache)']);
    assert.deepEqual(on.releases('apple', 3), ['v4 Detach CACHE (@ref:cache)']);
    assert.equal(on.state.releases[findApp(on.state, 'bare').id], bare);
    assert.deepEqual(
      ['zoo', 'blog', 'apple'].map((app) => on.config(app)),
      [{ DATABASE_URL: notes }, {}, {}],
    );
    assert.deepEqual(on.attachments('zoo'), ['DATABASE → notes (zoo)']);
    assert.deepEqual(on.resources('zoo'), ['heroku-postgresql:essential-0 notes']);
    assert.deepEqual([...on.attachments('blog'), ...on.attachments('apple')], []);
  });

  it('R30: its price ends, and then it is not found', async () => {
    const on = await open();
    const { effect } = await on.perform(destroy);
    assert.deepEqual([effect.monthlyCents, on.monthlyCents('zoo')], [-300, 500]);
    await on.refuses(destroy, 'addon_not_found');
    await on.refuses({ type: 'attachAddon', addon: 'cache', app: 'zoo' }, 'addon_not_found');
  });

  it('R30: each release tells what is billed to the app then, the destroyed one no longer', async () => {
    const on = await open();
    await on.perform(destroy);
    assert.deepEqual(
      queries.releasesOf(on.state, findApp(on.state, 'zoo').id).map(({ addonPlanNames }) => addonPlanNames),
      [
        [],
        [],
        ['heroku-redis:mini'],
        ['heroku-redis:mini'],
        ['heroku-postgresql:essential-0', 'heroku-redis:mini'],
        ['heroku-postgresql:essential-0'],
      ],
    );
  });

  it('R30: a release holds exactly the vars that went', async () => {
    const on = await open();
    await on.perform(destroy);
    assert.deepEqual(queries.releasesOf(on.state, findApp(on.state, 'zoo').id).at(-1)?.changes, {
      own: { set: {}, unset: [] },
      owned: { set: {}, unset: ['BROKER_URL', 'SESSION_STORE_URL'] },
    });
  });

  it('R29: given by an alias, the whole add-on goes, not the alias', async () => {
    const on = await open();
    await on.perform({ ...destroy, addon: 'SESSION_STORE' });
    assert.deepEqual([...on.attachments('blog'), ...on.attachments('apple')], []);
    assert.deepEqual(on.attachments('zoo'), ['DATABASE → notes (zoo)']);
  });

  it("R29: given by another app's alias, the whole add-on goes from both", async () => {
    const on = await open();
    await on.perform({ ...destroy, addon: 'blog::BROKER' });
    assert.deepEqual([...on.attachments('blog'), ...on.attachments('apple')], []);
    assert.deepEqual(on.attachments('zoo'), ['DATABASE → notes (zoo)']);
  });

  it('R29: given by a service or an id', async () => {
    const on = await open();
    await on.perform({ type: 'destroyAddon', addon: 'heroku-postgresql', confirm: 'zoo' });
    await on.perform({ ...destroy, addon: queries.addonNamed(on.state, 'cache')!.id });
    assert.deepEqual(on.state.addons, {});
  });

  it('R29: the question names the add-on, every app, alias and var, the billing app first, and the price', async () => {
    const on = await open();
    await on.refuses({ ...destroy, confirm: undefined }, 'confirmation_required', {
      kind: 'destroyAddon',
      addon: 'cache',
      app: 'zoo',
      attachments: [
        { app: 'zoo', alias: 'BROKER', configVars: ['BROKER_URL'] },
        { app: 'zoo', alias: 'SESSION_STORE', configVars: ['SESSION_STORE_URL'] },
        { app: 'apple', alias: 'CACHE', configVars: ['CACHE_URL'] },
        { app: 'blog', alias: 'BROKER', configVars: ['BROKER_URL'] },
      ],
      monthlyCents: 300,
    });
  });

  it("R29: a wrong answer is a mismatch; the app of an alias is not the billing app's name", async () => {
    const on = await open();
    for (const typed of ['', 'blog', 'Zoo', 'zoo ', 'cache', findApp(on.state, 'zoo').id]) {
      const action = { ...destroy, addon: 'blog::BROKER', confirm: typed };
      const message = await on.refuses(action, 'confirmation_mismatch', { typed, app: 'zoo' });
      assert.equal(message, `Confirmation ${typed} did not match zoo. Nothing was changed.`);
    }
  });

  it('R29: with an app that does not pay it is refused', async () => {
    const on = await open();
    const details = { addon: 'cache', billingApp: 'zoo', app: 'blog' };
    await on.refuses({ ...destroy, app: 'blog', addon: 'BROKER' }, 'not_billing_app', details);
    const message = await on.refuses({ ...destroy, app: 'bare' }, 'not_billing_app');
    assert.equal(message, 'cache is on zoo, not bare.');
    await on.perform({ ...destroy, app: 'zoo', addon: 'BROKER' });
  });

  it('R31: attached elsewhere it is refused without force, the apps named', async () => {
    const on = await open();
    const details = { addon: 'cache', apps: ['apple', 'blog'] };
    for (const force of [undefined, false]) {
      await on.refuses({ ...destroy, force }, 'addon_attached_elsewhere', details);
    }
  });

  it('R31: one other app is enough', async () => {
    const on = await open();
    await on.perform({ type: 'detachAttachment', app: 'blog', alias: 'BROKER' });
    const message = await on.refuses({ ...destroy, force: undefined }, 'addon_attached_elsewhere', {
      apps: ['apple'],
    });
    assert.match(message, /^cache is also attached to apple\. /);
  });

  it('R31: attached to its billing app alone, it needs no force', async () => {
    const on = await open();
    await on.perform({ type: 'destroyAddon', addon: 'notes', confirm: 'zoo' });
    assert.deepEqual(on.releases('zoo', 5), ['v6 Detach DATABASE (@ref:notes)']);
  });

  it('R31: force is no confirmation', async () => {
    const on = await open();
    await on.refuses({ type: 'destroyAddon', addon: 'notes', force: true }, 'confirmation_required');
  });

  describe('order of checks', () => {
    const steps = [
      { code: 'app_not_found', input: { app: 'nowhere' } },
      { code: 'addon_not_found', input: { addon: 'nothing' } },
      { code: 'not_billing_app', input: { app: 'blog' } },
      { code: 'addon_attached_elsewhere', input: { force: undefined } },
      { code: 'confirmation_mismatch', input: { confirm: 'wrong' } },
    ] as const;
    for (const [position, first] of steps.entries()) {
      for (const second of steps.slice(position + 1)) {
        it(`R29: ${first.code} comes before ${second.code}`, async () => {
          const on = await open();
          await on.refuses({ ...destroy, ...second.input, ...first.input }, first.code);
        });
      }
    }

    it('R29: addon_attached_elsewhere comes before confirmation_required', async () => {
      const on = await open();
      await on.refuses({ type: 'destroyAddon', addon: 'cache' }, 'addon_attached_elsewhere');
    });
  });

  it('R34: the releases are in order: the billing app first, then the others by name', async () => {
    const on = await open();
    const { operationId } = await on.perform(destroy);
    const order = Object.values(on.state.events)
      .flatMap(({ events }) => events)
      .filter((event) => event.operationId === operationId && event.type === 'release.created')
      .sort((first, second) => first.sequence - second.sequence)
      .map(({ appId }) => queries.appOf(on.state, appId).name);
    assert.deepEqual(order, ['zoo', 'apple', 'blog']);
  });

  it('R20: destroyed while it is being created, it goes without a release, for it had set nothing', async () => {
    const made = await open();
    const on = await TestPlatform.open({
      store: new MemoryStateStore(withProvisioning(made.state, 'cache')),
    });
    await on.perform(destroy);
    assert.deepEqual([on.version('zoo'), on.version('blog'), on.version('apple')], [5, 3, 3]);
    assert.deepEqual(on.attachments('blog'), []);
  });
});
