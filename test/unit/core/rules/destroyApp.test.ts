import assert from 'node:assert/strict';
import { findApp } from '../../../../src/core/model/identifiers.ts';
import * as queries from '../../../../src/core/model/queries.ts';
import { MemoryStateStore } from '../../../support/memoryStateStore.ts';
import { TestPlatform } from '../../../support/platform.ts';
import { checkConfigs, eventsOf, newReleases, restorable } from '../../../support/restorable.ts';
import { setVars, sharedApps } from '../../../support/restorable.ts';
import { withProvisioning } from '../../../support/states.ts';

const destroy = { type: 'destroyApp', app: 'shop', confirm: 'shop' } as const;

describe('destroy app', () => {
  it('R32: its add-ons go from the other apps too, one release on each of them', async () => {
    const on = await sharedApps();
    const before = on.state;
    const { id } = findApp(before, 'shop');
    const { result, effect } = await on.perform(destroy);
    assert.deepEqual(result, { appId: id, app: 'shop' });
    assert.equal(effect.monthlyCents, -300);
    assert.deepEqual(newReleases(before, on.state), {
      blog: ['v5 Detach REDIS (@ref:cache)'],
      crm: ['v4 Detach CACHE (@ref:cache)'],
    });
    assert.deepEqual(
      queries.allAddons(on.state).map(({ name }) => name),
      ['notes', 'queue'],
    );
    assert.deepEqual(on.attachments('blog'), ['CLOUDAMQP → queue (blog)']);
    assert.deepEqual([on.attachments('crm'), on.config('crm')], [[], {}]);
    checkConfigs(on.state);
  });

  it('R32: nothing of it is left but its bill', async () => {
    const on = await sharedApps();
    const { id } = findApp(on.state, 'shop');
    on.clock.ms += 90_000;
    await on.perform(destroy);
    const { priceSegments, ...buckets } = restorable(on.state);
    assert.ok(!JSON.stringify(buckets).includes(id));
    const bill = Object.values(priceSegments!).filter(({ appId }) => appId === id);
    assert.deepEqual(bill.map(({ addonName, appName, end }) => [addonName, appName, end]).sort(), [
      ['cache', 'shop', on.clock.ms],
      ['cloud', 'shop', on.clock.ms],
    ]);
  });

  it('R32: its attachments of foreign add-ons vanish, with no release elsewhere', async () => {
    const on = await sharedApps();
    const before = on.state;
    await on.perform({ ...destroy, app: 'crm', confirm: 'crm' });
    assert.deepEqual(newReleases(before, on.state), {});
    assert.ok(on.resources('shop').includes('heroku-redis:mini cache'));
    assert.equal(queries.attachmentsNamed(on.state, 'CACHE').length, 0);
  });

  it('R32: an app that loses several has one release for all, which names them', async () => {
    const on = await sharedApps();
    await on.perform({ type: 'attachAddon', app: 'blog', addon: 'cloud' });
    await on.perform({ type: 'attachAddon', app: 'blog', addon: 'cache', alias: 'AGAIN' });
    const before = on.state;
    await on.perform(destroy);
    assert.deepEqual(newReleases(before, on.state)['blog'], [
      'v7 Detach AGAIN, REDIS (@ref:cache), REDISCLOUD (@ref:cloud)',
    ]);
    assert.deepEqual(on.attachments('blog'), ['CLOUDAMQP → queue (blog)']);
  });

  it('R34: the releases are in order of the names of the apps', async () => {
    const on = await sharedApps();
    const { operationId } = await on.perform(destroy);
    const order = Object.values(on.state.events)
      .flatMap(({ events }) => events)
      .filter((event) => event.operationId === operationId && event.type === 'release.created')
      .sort((first, second) => first.sequence - second.sequence)
      .map(({ appId }) => queries.appOf(on.state, appId).name);
    assert.deepEqual(order, ['blog', 'crm']);
  });

  it('R32: app name, add-on names and domains are free again; a new app of that name starts at v1', async () => {
    const on = await sharedApps();
    const { id } = findApp(on.state, 'shop');
    await on.perform(destroy);
    const { result } = await on.perform({ type: 'createApp', name: 'shop' });
    assert.notEqual(result.appId, id);
    assert.deepEqual(on.releases('shop', 0), ['v1 Initial release', 'v2 Enable Logplex']);
    assert.deepEqual([on.config('shop'), on.attachments('shop')], [{}, []]);
    await on.perform({ type: 'createAddon', app: 'shop', plan: 'heroku-redis', name: 'cache' });
    await on.perform({ type: 'addDomain', app: 'lone', hostname: 'www.example.com' });
  });

  it('R32: it leads nowhere any more, by name or id', async () => {
    const on = await sharedApps();
    const { id } = findApp(on.state, 'shop');
    await on.perform(destroy);
    await on.refuses(destroy, 'app_not_found', { app: 'shop' });
    await on.refuses({ type: 'restartApp', app: id }, 'app_not_found', { app: id });
    await on.refuses({ type: 'rotateCredentials', addon: 'cache' }, 'addon_not_found');
  });

  it('R38: its attachments, its add-ons and it, in the order of happening, then the other apps', async () => {
    const on = await sharedApps();
    const { operationId } = await on.perform(destroy);
    const events = eventsOf(on.state, operationId);
    assert.deepEqual([...new Set(events)].sort(), [
      'addon.destroyed',
      'app.destroyed',
      'attachment.destroyed',
      'config.updated',
      'release.created',
    ]);
    const count = (type: string): number => events.filter((each) => each === type).length;
    assert.deepEqual(['attachment.destroyed', 'addon.destroyed', 'app.destroyed'].map(count), [6, 2, 1]);
    assert.ok(events.lastIndexOf('attachment.destroyed') < events.indexOf('addon.destroyed'));
    assert.ok(events.lastIndexOf('addon.destroyed') < events.indexOf('app.destroyed'));
  });

  it('R20: an add-on that is still being created goes without a release elsewhere', async () => {
    const made = await sharedApps();
    const store = new MemoryStateStore(withProvisioning(made.state, 'cache'));
    const on = await TestPlatform.open({ store });
    const before = on.state;
    await on.perform(destroy);
    assert.deepEqual(newReleases(before, on.state), {});
    assert.deepEqual(on.attachments('crm'), []);
  });

  it('R32: the question lists its add-ons, the other apps that use them and the price', async () => {
    const on = await sharedApps();
    const before = JSON.stringify(on.state);
    const message = await on.refuses({ ...destroy, confirm: undefined }, 'confirmation_required', {
      kind: 'destroyApp',
      app: 'shop',
      addons: [
        { addon: 'cache', otherApps: ['blog', 'crm'] },
        { addon: 'cloud', otherApps: [] },
      ],
      monthlyCents: 300,
    });
    assert.equal(message, 'Destroying shop takes cache, cloud. Confirm with its name.');
    assert.equal(JSON.stringify(on.state), before);
  });

  it('R32: of an app without add-ons the question says so; foreign ones are not its own', async () => {
    const on = await sharedApps();
    const details = { kind: 'destroyApp', app: 'crm', addons: [], monthlyCents: 0 } as const;
    const message = await on.refuses({ type: 'destroyApp', app: 'crm' }, 'confirmation_required', details);
    assert.equal(message, 'Destroying crm takes no add-ons. Confirm with its name.');
  });

  it('R32: only the name counts, exactly; its id is no answer', async () => {
    const on = await sharedApps();
    const { id } = findApp(on.state, 'shop');
    for (const typed of ['', 'Shop', 'shop ', 'blog', 'cache', id]) {
      const details = { typed, app: 'shop' };
      const message = await on.refuses({ ...destroy, confirm: typed }, 'confirmation_mismatch', details);
      assert.equal(message, `Confirmation ${typed} did not match shop. Nothing was changed.`);
    }
    await on.perform({ ...destroy, app: id });
  });

  it('R32: the app is looked for before anything is asked', async () => {
    const on = await sharedApps();
    await on.refuses({ type: 'destroyApp', app: 'sho' }, 'app_not_found', { nearest: 'shop' });
    await on.refuses({ type: 'destroyApp', app: 'constructor', confirm: 'x' }, 'app_not_found');
  });

  it("R32: others' vars and domains stay, of an app with a similar name too", async () => {
    const on = await sharedApps();
    await on.createApps('shop-two');
    await setVars(on, 'shop-two', { A: '1' });
    await on.perform({ type: 'addDomain', app: 'shop-two', hostname: 'two.example.com' });
    await on.perform(destroy);
    assert.deepEqual(on.config('shop-two'), { A: '1' });
    assert.ok(queries.domainNamed(on.state, 'two.example.com'));
  });
});
