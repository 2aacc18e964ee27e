import assert from 'node:assert/strict';
import { findApp } from '../../../../src/core/model/identifiers.ts';
import type { PriceSegment } from '../../../../src/core/model/priceSegment.ts';
import * as queries from '../../../../src/core/model/queries.ts';
import { MemoryStateStore } from '../../../support/memoryStateStore.ts';
import { catalogWith, TestPlatform } from '../../../support/platform.ts';
import { withProvisioning } from '../../../support/states.ts';

const app = 'acme';
const at = Date.UTC(2026, 10, 24, 8, 0, 0);

async function open(): Promise<TestPlatform> {
  const on = await TestPlatform.open();
  await on.createApps(app, 'other');
  return on;
}

function segments(on: TestPlatform): readonly PriceSegment[] {
  return Object.values(on.state.priceSegments);
}

function spans(on: TestPlatform): readonly (readonly [number, number | null])[] {
  return segments(on).map(({ start, end }) => [start - at, end === null ? null : end - at]);
}

describe('price segments', () => {
  it('R43: a create opens one on the billing app, at the whole second, with the price copied', async () => {
    const on = await open();
    on.clock.ms = at + 999;
    const { result } = await on.perform({
      type: 'createAddon',
      app,
      plan: 'heroku-redis:premium-0',
      name: 'cache',
    });
    assert.deepEqual(
      segments(on).map(({ id: _, ...segment }) => segment),
      [
        {
          addonId: result.addonId,
          addonName: 'cache',
          appId: findApp(on.state, app).id,
          appName: app,
          plan: 'heroku-redis:premium-0',
          cents: 1500,
          metered: false,
          meters: [],
          start: at,
          end: null,
        },
      ],
    );
  });

  it('R42: a metered plan brings its meters, an unknown price is null, free is 0', async () => {
    const on = await open();
    for (const plan of ['metered', 'unpriced', 'free']) {
      await on.perform({ type: 'createAddon', app, plan: `exampleservice:${plan}` });
    }
    assert.deepEqual(
      segments(on).map(({ cents, metered, meters }) => [cents, metered, meters.length > 0]),
      [
        [500, true, true],
        [null, false, false],
        [0, false, false],
      ],
    );
    const plan = on.platform.catalog.plan('exampleservice:metered').plan;
    assert.deepEqual(segments(on)[0]?.meters, plan.price.meters);
  });

  it('R30: a destroy closes it at the whole second, and it outlives the add-on', async () => {
    const on = await open();
    on.clock.ms = at + 250;
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'cache' });
    on.clock.ms = at + 90_900;
    await on.perform({ type: 'destroyAddon', addon: 'cache', confirm: app });
    assert.deepEqual(spans(on), [[0, 90_000]]);
    assert.deepEqual(
      segments(on).map(({ addonName, appName, plan, cents }) => [addonName, appName, plan, cents]),
      [['cache', app, 'heroku-redis:mini', 300]],
    );
  });

  it('R41: 00:00:00.900 to 00:00:00.100 fifteen days later is exactly 15 days', async () => {
    const on = await open();
    const days = 15 * 86_400_000;
    on.clock.ms = at + 900;
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'cache' });
    on.clock.ms = at + days + 100;
    await on.perform({ type: 'destroyAddon', addon: 'cache', confirm: app });
    assert.deepEqual(spans(on), [[0, days]]);
  });

  it('R41: a clock that steps back never gives negative time', async () => {
    const on = await open();
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'cache' });
    on.clock.ms = at - 3_600_000;
    await on.perform({ type: 'destroyAddon', addon: 'cache', confirm: app });
    assert.deepEqual(spans(on), [[0, 0]]);
  });

  it('R41: made and destroyed in one second it has no length', async () => {
    const on = await open();
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'cache' });
    on.clock.ms = at + 700;
    await on.perform({ type: 'destroyAddon', addon: 'cache', confirm: app });
    assert.deepEqual(spans(on), [[0, 0]]);
  });

  it('R43: attach, overwrite, detach, rotation and config vars touch none', async () => {
    const on = await open();
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'cache' });
    await on.perform({ type: 'createAddon', app, plan: 'rediscloud', name: 'cloud' });
    const before = on.state.priceSegments;
    on.clock.ms += 10_000;
    await on.perform({ type: 'attachAddon', app: 'other', addon: 'cache' });
    await on.perform({ type: 'attachAddon', app, addon: 'cloud', alias: 'REDIS', confirm: app });
    await on.perform({ type: 'detachAttachment', app, alias: 'REDISCLOUD' });
    await on.perform({ type: 'rotateCredentials', addon: 'cache' });
    await on.perform({ type: 'setConfigVars', app, configVars: [{ name: 'A', value: '1' }] });
    assert.equal(on.state.priceSegments, before);
  });

  it('R43: a destroy closes the segment of that add-on alone', async () => {
    const on = await open();
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'cache' });
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'stays' });
    on.clock.ms += 5000;
    await on.perform({ type: 'destroyAddon', addon: 'cache', confirm: app });
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'cache' });
    assert.deepEqual(spans(on), [
      [0, 5000],
      [0, null],
      [5000, null],
    ]);
  });

  it('R43: a later catalogue touches no segment that is open', async () => {
    const on = await open();
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'cache' });
    const dearer = catalogWith('heroku-redis', (service) => ({
      ...service,
      plans: service.plans.map((plan) => ({ ...plan, price: { ...plan.price, cents: 400 } })),
    }));
    const later = await TestPlatform.open({
      store: new MemoryStateStore(on.state),
      loadCatalog: () => Promise.resolve(dearer),
    });
    await later.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'new' });
    await later.perform({ type: 'destroyAddon', addon: 'cache', confirm: app });
    assert.deepEqual(
      segments(later).map(({ cents }) => cents),
      [300, 400],
    );
  });

  it('R43: an add-on that was never ready costs nothing', async () => {
    const made = await open();
    await made.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'cache' });
    const on = await TestPlatform.open({
      store: new MemoryStateStore(withProvisioning(made.state, 'cache')),
    });
    await on.perform({ type: 'destroyAddon', addon: 'cache', confirm: app });
    assert.deepEqual(segments(on), []);
  });

  it('R43: the monthly price of an app is the sum of what it is billed; unknown ones are counted (R42)', async () => {
    const on = await open();
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'cache' });
    for (const plan of ['metered', 'unpriced', 'free', 'plus']) {
      await on.perform({ type: 'createAddon', app, plan: `exampleservice:${plan}` });
    }
    await on.perform({ type: 'attachAddon', app: 'other', addon: 'cache' });
    const sums = [app, 'other'].map((name) => queries.monthlyPriceOf(on.state, findApp(on.state, name).id));
    assert.deepEqual(sums, [
      { cents: 300 + 500 + 999, unknown: 1, metered: true },
      { cents: 0, unknown: 0, metered: false },
    ]);
  });
});
