import assert from 'node:assert/strict';
import { findApp } from '../../../../src/core/model/identifiers.ts';
import * as queries from '../../../../src/core/model/queries.ts';
import { simulatedProvider } from '../../../../src/providers/simulated.ts';
import { MemoryStateStore } from '../../../support/memoryStateStore.ts';
import { catalogWith, TestPlatform } from '../../../support/platform.ts';
import type { AddonId } from '../../../../src/core/model/ids.ts';

/** `cache` (heroku-redis) is promised on shop as REDIS. */
async function open(): Promise<{ on: TestPlatform; addonId: AddonId }> {
  const on = await TestPlatform.open({
    provider: { ...simulatedProvider, provision: () => ({ state: 'pending' }) },
  });
  await on.createApps('shop', 'blog');
  const { result } = await on.perform({
    type: 'createAddon',
    app: 'shop',
    plan: 'heroku-redis',
    name: 'cache',
  });
  return { on, addonId: result.addonId };
}

const values = { URL: 'redis://h:secret@cache:6379' };

describe('provisioning', () => {
  it('R20: a promised add-on has its attachment at once; vars, release and bill come later', async () => {
    const { on, addonId } = await open();
    assert.equal(on.state.addons[addonId]?.state, 'provisioning');
    assert.deepEqual(on.attachments('shop'), ['REDIS → cache (shop)']);
    assert.deepEqual([on.config('shop'), on.version('shop'), on.state.priceSegments], [{}, 2, {}]);
  });

  it('R20: when it is ready the vars appear, with one release on each app attached by then', async () => {
    const { on, addonId } = await open();
    await on.perform({ type: 'attachAddon', app: 'blog', addon: 'cache', alias: 'FAR' });
    await on.perform({ type: 'attachAddon', app: 'shop', addon: 'cache', alias: 'AGAIN' });
    on.clock.ms += 60_500;
    await on.perform({ type: 'completeProvisioning', addonId, values });
    assert.deepEqual(on.releases('shop'), ['v3 Attach AGAIN, REDIS (@ref:cache)']);
    assert.deepEqual(on.releases('blog'), ['v3 Attach FAR (@ref:cache)']);
    assert.deepEqual(on.config('shop'), { AGAIN_URL: values.URL, REDIS_URL: values.URL });
    assert.deepEqual(on.config('blog'), { FAR_URL: values.URL });
    assert.deepEqual(
      Object.values(on.state.priceSegments).map(({ start, end, cents }) => [start, end, cents]),
      [[on.clock.ms - 500, null, 300]],
    );
  });

  it('R43: the price is that of the create, whatever the catalogue says when it is ready', async () => {
    const { on, addonId } = await open();
    const dearer = catalogWith('heroku-redis', (service) => ({
      ...service,
      plans: service.plans.map((plan) => ({ ...plan, price: { ...plan.price, cents: 99_900 } })),
    }));
    const later = await TestPlatform.open({
      store: new MemoryStateStore(on.state),
      loadCatalog: () => Promise.resolve(dearer),
    });
    await later.perform({ type: 'completeProvisioning', addonId, values });
    assert.deepEqual(
      Object.values(later.state.priceSegments).map(({ cents }) => cents),
      [300],
    );
  });

  it('R20: a name that was promised is not given to another', async () => {
    const { on } = await open();
    await on.refuses(
      { type: 'createAddon', app: 'blog', plan: 'heroku-redis', name: 'cache' },
      'addon_name_taken',
    );
    await on.refuses(
      { type: 'createAddon', app: 'shop', plan: 'heroku-redis', alias: 'REDIS' },
      'confirmation_required',
    );
  });

  it('R17: a var that the user set meanwhile stays the user’s (D22)', async () => {
    const { on, addonId } = await open();
    await on.perform({
      type: 'setConfigVars',
      app: 'shop',
      configVars: [{ name: 'REDIS_URL', value: 'mine' }],
    });
    await on.perform({ type: 'completeProvisioning', addonId, values });
    assert.deepEqual(on.config('shop'), { REDIS_URL: 'mine' });
  });

  it('R22: one that fails goes with its attachments, without a release or a price; a note stays', async () => {
    const { on, addonId } = await open();
    await on.perform({ type: 'attachAddon', app: 'blog', addon: 'cache' });
    await on.perform({ type: 'failProvisioning', addonId, reason: 'out of racks' });
    assert.deepEqual([on.state.addons, on.state.attachments, on.state.priceSegments], [{}, {}, {}]);
    assert.deepEqual([on.version('shop'), on.version('blog')], [2, 2]);
    assert.equal(on.state.failedAddons[addonId]?.reason, 'out of racks');
    await on.refuses({ type: 'attachAddon', app: 'blog', addon: 'cache' }, 'addon_not_found');
  });

  it('R20: destroyed while it is being created, it is cancelled; what comes later finds nothing', async () => {
    const { on, addonId } = await open();
    await on.perform({ type: 'destroyAddon', addon: 'cache', confirm: 'shop' });
    await on.refuses({ type: 'completeProvisioning', addonId, values }, 'addon_not_found');
    await on.refuses({ type: 'failProvisioning', addonId, reason: 'late' }, 'addon_not_found');
    assert.deepEqual([on.version('shop'), on.state.addons], [2, {}]);
  });

  it('R20: it is made ready once', async () => {
    const { on, addonId } = await open();
    await on.perform({ type: 'completeProvisioning', addonId, values });
    await on.refuses({ type: 'completeProvisioning', addonId, values }, 'addon_not_found');
  });

  it('I5: suffixes that come with it claim no var of another attachment', async () => {
    const { on, addonId } = await open();
    const second = await on.perform({
      type: 'createAddon',
      app: 'shop',
      plan: 'rediscloud',
      alias: 'REDIS_TLS',
    });
    await on.perform({ type: 'completeProvisioning', addonId: second.result.addonId, values });
    const both = { ...values, TLS_URL: 'theirs' };
    await on.perform({ type: 'completeProvisioning', addonId, values: both });
    assert.equal(on.config('shop')['REDIS_TLS_URL'], values.URL);
  });

  it('I3: the last alias on the billing app stays while it is being created', async () => {
    const { on } = await open();
    await on.refuses({ type: 'detachAttachment', app: 'shop', alias: 'REDIS' }, 'last_attachment');
    const { id } = findApp(on.state, 'shop');
    assert.equal(queries.attachmentsOfApp(on.state, id).length, 1);
  });
});
