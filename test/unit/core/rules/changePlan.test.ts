import assert from 'node:assert/strict';
import * as queries from '../../../../src/core/model/queries.ts';
import { simulatedProvider } from '../../../../src/providers/simulated.ts';
import { MemoryStateStore } from '../../../support/memoryStateStore.ts';
import { TestPlatform } from '../../../support/platform.ts';
import { changingPlans, checkConfigs, eventsOf } from '../../../support/restorable.ts';
import { newestRelease, newReleases, restorable, sharedApps } from '../../../support/restorable.ts';
import { withProvisioning } from '../../../support/states.ts';

const change = { type: 'changePlan', addon: 'cache', plan: 'premium-0' } as const;

describe('change plan', () => {
  it('R33: one release, on the billing app, when the values stay; id, name and aliases stay', async () => {
    const on = await sharedApps();
    const before = on.state;
    const { id } = queries.addonNamed(before, 'cache')!;
    const { result, effect } = await on.perform(change);
    assert.deepEqual(result, { addonId: id, addon: 'cache', plan: 'heroku-redis:premium-0' });
    assert.equal(effect.monthlyCents, 1200);
    assert.deepEqual(newReleases(before, on.state), {
      shop: ['v8 Change plan of cache to heroku-redis:premium-0'],
    });
    assert.deepEqual(newestRelease(on, 'shop').addonPlanNames, ['heroku-redis:premium-0', 'rediscloud:30']);
    assert.equal(newestRelease(on, 'shop').user, 'developer@localhost.localdomain');
    const { addons, priceSegments: _segments, ...rest } = restorable(on.state);
    const { addons: oldAddons, priceSegments: _old, ...oldRest } = restorable(before);
    assert.deepEqual(rest, oldRest);
    const billedPrice = { cents: 1500, unit: 'month', metered: false };
    assert.deepEqual(addons![id], { ...oldAddons![id], plan: 'premium-0', billedPrice });
  });

  it('R33: with new values every other attached app gets one release too', async () => {
    const on = await sharedApps(changingPlans);
    const before = on.state;
    const old = on.config('crm')['CACHE_URL'];
    await on.perform(change);
    assert.deepEqual(newReleases(before, on.state), {
      shop: ['v8 Change plan of cache to heroku-redis:premium-0'],
      blog: ['v5 Update REDIS by heroku-redis'],
      crm: ['v4 Update CACHE by heroku-redis'],
    });
    assert.equal(newestRelease(on, 'crm').user, 'heroku-redis@addons.heroku.com');
    const value = on.config('crm')['CACHE_URL'];
    assert.notEqual(value, old);
    assert.deepEqual([on.config('shop')['BROKER_URL'], on.config('shop')['REDIS_URL']], [value, value]);
    checkConfigs(on.state);
  });

  it('R34: the billing app is released first, then the others by name', async () => {
    const on = await sharedApps(changingPlans);
    const { operationId } = await on.perform(change);
    const order = Object.values(on.state.events)
      .flatMap(({ events }) => events)
      .filter((event) => event.operationId === operationId && event.type === 'release.created')
      .sort((first, second) => first.sequence - second.sequence)
      .map(({ appId }) => queries.appOf(on.state, appId).name);
    assert.deepEqual(order, ['shop', 'blog', 'crm']);
  });

  it('R43: the price is that of the new plan from now on, in a segment of its own', async () => {
    const on = await sharedApps();
    const [old] = Object.values(on.state.priceSegments).filter(({ addonName }) => addonName === 'cache');
    on.clock.ms += 90_400;
    await on.perform(change);
    const segments = Object.values(on.state.priceSegments).filter(({ addonName }) => addonName === 'cache');
    assert.deepEqual(
      segments.map(({ plan, cents, start, end }) => [plan, cents, start, end]),
      [
        ['heroku-redis:mini', 300, old!.start, on.clock.ms - 400],
        ['heroku-redis:premium-0', 1500, on.clock.ms - 400, null],
      ],
    );
    assert.equal(on.monthlyCents('shop'), 1500);
    assert.equal(on.monthlyCents('blog'), 0);
  });

  it('R42: to a plan whose price nobody knows, and to a metered one', async () => {
    const on = await sharedApps();
    await on.perform({ type: 'createAddon', app: 'lone', plan: 'exampleservice:basic', name: 'example' });
    const { id } = queries.appNamed(on.state, 'lone')!;
    await on.perform({ type: 'changePlan', addon: 'example', plan: 'unpriced' });
    assert.deepEqual(queries.monthlyPriceOf(on.state, id), { cents: 0, unknown: 1, metered: false });
    await on.perform({ type: 'changePlan', addon: 'example', plan: 'metered' });
    assert.deepEqual(queries.monthlyPriceOf(on.state, id), { cents: 500, unknown: 0, metered: true });
    assert.equal(Object.values(on.state.priceSegments).at(-1)?.meters.length, 2);
  });

  it('R38: it is an event that tells both plans', async () => {
    const on = await sharedApps();
    const { operationId } = await on.perform(change);
    assert.deepEqual(eventsOf(on.state, operationId), ['addon.plan_changed', 'release.created']);
    const { events } = on.state.events[queries.appNamed(on.state, 'shop')!.id]!;
    const data = { name: 'cache', plan: 'heroku-redis:premium-0', oldPlan: 'heroku-redis:mini' };
    assert.deepEqual(events.at(-2)?.data, data);
  });

  it('R21: given as service:plan, by an alias of another app, to a hidden plan', async () => {
    const on = await sharedApps();
    await on.perform({ ...change, addon: 'crm::CACHE', plan: 'heroku-redis:premium-0' });
    await on.perform({ ...change, app: 'crm', addon: 'CACHE', plan: 'premium-4' });
    await on.perform({ ...change, addon: 'heroku-redis:premium-4', plan: 'hobby-dev' });
    assert.deepEqual(on.resources('shop'), ['heroku-redis:hobby-dev cache', 'rediscloud:30 cloud']);
  });

  describe('refusals', () => {
    it('R21: a plan of another service', async () => {
      const on = await sharedApps();
      for (const plan of ['heroku-postgresql:essential-0', 'nonsense:mini', ':mini']) {
        const details = { plan, service: 'heroku-redis' };
        const message = await on.refuses({ ...change, plan }, 'plan_of_other_service', details);
        assert.equal(message, `${plan} is not a plan of heroku-redis.`);
      }
    });

    it('R21: a plan that the service has not', async () => {
      const on = await sharedApps();
      for (const plan of ['essential-0', 'constructor', '', 'Mini', 'mini:mini']) {
        const given = plan.includes(':') ? `heroku-redis:${plan}` : plan;
        const action = { ...change, plan: given };
        const message = await on.refuses(action, 'plan_not_found', { service: 'heroku-redis', plan });
        const what = `heroku-redis:${plan}`;
        assert.equal(message, `Couldn't find either the add-on service or the add-on plan of "${what}".`);
      }
    });

    it('R21: the plan that it is on', async () => {
      const on = await sharedApps();
      for (const plan of ['mini', 'heroku-redis:mini']) {
        const details = { addon: 'cache', plan: 'heroku-redis:mini' };
        const message = await on.refuses({ ...change, plan }, 'plan_unchanged', details);
        assert.equal(message, 'cache is already on heroku-redis:mini.');
      }
    });

    it('R20: an add-on that is still being created', async () => {
      const made = await sharedApps();
      const store = new MemoryStateStore(withProvisioning(made.state, 'cache'));
      const on = await TestPlatform.open({ store });
      const message = await on.refuses(change, 'addon_not_ready', { addon: 'cache', state: 'provisioning' });
      assert.equal(message, 'cache is still being created. Wait, then try again.');
    });

    it('R22: a provider that fails leaves everything as it was', async () => {
      const on = await sharedApps({
        provider: {
          ...simulatedProvider,
          changePlan: () => ({ state: 'failed', reason: 'no such size' }),
        },
      });
      const details = { service: 'heroku-redis', reason: 'no such size' };
      const message = await on.refuses(change, 'provider_failed', details);
      assert.equal(message, "heroku-redis couldn't do it: no such size. Nothing was changed.");
    });

    const steps = [
      { code: 'app_not_found', input: { app: 'nowhere' } },
      { code: 'addon_not_found', input: { addon: 'nothing' } },
      { code: 'plan_of_other_service', input: { plan: 'rediscloud:30' } },
    ] as const;
    for (const [position, first] of steps.entries()) {
      for (const second of steps.slice(position + 1)) {
        it(`R21: ${first.code} comes before ${second.code}`, async () => {
          const on = await sharedApps();
          await on.refuses({ ...change, ...second.input, ...first.input }, first.code);
        });
      }
    }
  });
});
