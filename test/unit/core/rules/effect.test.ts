import assert from 'node:assert/strict';
import type { Action, ActionType } from '../../../../src/core/actions/action.ts';
import { findApp } from '../../../../src/core/model/identifiers.ts';
import { effectBetween, type AppEffect, type Effect } from '../../../../src/core/rules/effect.ts';
import { wishing } from '../../../support/scriptedChance.ts';
import { TestPlatform } from '../../../support/platform.ts';

/** shop: `cache` as REDIS, `cloud` as REDISCLOUD; blog: `cache` as REDIS. Versions 4 and 3. */
async function open(...wishes: readonly string[]): Promise<TestPlatform> {
  const on = await TestPlatform.open({ randomness: wishing(...wishes) });
  await on.createApps('shop', 'blog');
  await on.perform({ type: 'createAddon', app: 'shop', plan: 'heroku-redis', name: 'cache' });
  await on.perform({ type: 'createAddon', app: 'shop', plan: 'rediscloud:100', name: 'cloud' });
  await on.perform({ type: 'attachAddon', app: 'blog', addon: 'cache' });
  return on;
}

function on_(on: TestPlatform, app: string, fields: Partial<AppEffect>): AppEffect {
  return {
    appId: findApp(on.state, app).id,
    app,
    releases: [],
    attached: [],
    detached: [],
    configVarsSet: [],
    configVarsChanged: [],
    configVarsUnset: [],
    ...fields,
  };
}

async function effectOf<Type extends ActionType>(on: TestPlatform, action: Action<Type>): Promise<Effect> {
  const before = on.state;
  const { effect } = await on.perform(action);
  assert.deepEqual(effectBetween(before, on.state), effect);
  return effect;
}

describe('effect of an action', () => {
  it('of create app', async () => {
    const on = await open();
    const effect = await effectOf(on, { type: 'createApp', name: 'third' });
    assert.deepEqual(effect, { apps: [on_(on, 'third', { releases: [1, 2] })], monthlyCents: 0 });
  });

  it('of create add-on', async () => {
    const on = await open();
    const effect = await effectOf(on, { type: 'createAddon', app: 'blog', plan: 'iron_cache:small' });
    assert.deepEqual(effect, {
      apps: [
        on_(on, 'blog', {
          releases: [4],
          attached: ['IRON_CACHE'],
          configVarsSet: ['IRON_CACHE_PROJECT_ID', 'IRON_CACHE_TOKEN'],
        }),
      ],
      monthlyCents: 4900,
    });
  });

  it('of create with a price that nobody knows', async () => {
    const on = await open();
    const effect = await effectOf(on, { type: 'createAddon', app: 'blog', plan: 'exampleservice:unpriced' });
    assert.equal(effect.monthlyCents, 0);
  });

  it('of attach and detach', async () => {
    const on = await open();
    const attach = await effectOf(on, { type: 'attachAddon', app: 'blog', addon: 'cloud', alias: 'FAR' });
    const detach = await effectOf(on, { type: 'detachAttachment', app: 'blog', alias: 'FAR' });
    assert.deepEqual(attach, {
      apps: [on_(on, 'blog', { releases: [4], attached: ['FAR'], configVarsSet: ['FAR_URL'] })],
      monthlyCents: 0,
    });
    assert.deepEqual(detach, {
      apps: [on_(on, 'blog', { releases: [5], detached: ['FAR'], configVarsUnset: ['FAR_URL'] })],
      monthlyCents: 0,
    });
  });

  it('of destroy, on every app by name', async () => {
    const on = await open();
    const effect = await effectOf(on, { type: 'destroyAddon', addon: 'cache', confirm: 'shop', force: true });
    const gone = { detached: ['REDIS'], configVarsUnset: ['REDIS_URL'] };
    assert.deepEqual(effect, {
      apps: [on_(on, 'blog', { releases: [4], ...gone }), on_(on, 'shop', { releases: [5], ...gone })],
      monthlyCents: -300,
    });
  });

  it('of rotation', async () => {
    const on = await open();
    const effect = await effectOf(on, { type: 'rotateCredentials', addon: 'cache' });
    const changed = { configVarsChanged: ['REDIS_URL'] };
    assert.deepEqual(effect, {
      apps: [on_(on, 'blog', { releases: [4], ...changed }), on_(on, 'shop', { releases: [5], ...changed })],
      monthlyCents: 0,
    });
  });

  it('of config vars', async () => {
    const on = await open();
    const set = (values: Record<string, string | null>): Promise<Effect> =>
      effectOf(on, {
        type: 'setConfigVars',
        app: 'blog',
        configVars: Object.entries(values).map(([name, value]) => ({ name, value })),
      });
    await set({ A: '1', B: '2' });
    assert.deepEqual(await set({ A: null, B: '3', constructor: '4' }), {
      apps: [
        on_(on, 'blog', {
          releases: [5],
          configVarsSet: ['constructor'],
          configVarsChanged: ['B'],
          configVarsUnset: ['A'],
        }),
      ],
      monthlyCents: 0,
    });
  });

  it('R26: of an overwrite both sides are told: the alias that goes and the one that comes', async () => {
    const on = await open();
    await on.perform({ type: 'attachAddon', app: 'shop', addon: 'cache', alias: 'SPARE' });
    const overwrite = {
      type: 'attachAddon',
      app: 'shop',
      addon: 'cloud',
      alias: 'REDIS',
      confirm: 'shop',
    } as const;
    assert.deepEqual(await effectOf(on, overwrite), {
      apps: [
        on_(on, 'shop', {
          releases: [6, 7],
          attached: ['REDIS'],
          detached: ['REDIS'],
          configVarsChanged: ['REDIS_URL'],
        }),
      ],
      monthlyCents: 0,
    });
  });

  it('R27: of an overwrite with a fallback, the fallback is among what comes', async () => {
    const on = await open('TEAL');
    const overwrite = {
      type: 'attachAddon',
      app: 'shop',
      addon: 'cloud',
      alias: 'REDIS',
      confirm: 'shop',
    } as const;
    assert.deepEqual(await effectOf(on, overwrite), {
      apps: [
        on_(on, 'shop', {
          releases: [5, 6],
          attached: ['HEROKU_REDIS_TEAL', 'REDIS'],
          detached: ['REDIS'],
          configVarsSet: ['HEROKU_REDIS_TEAL_URL'],
          configVarsChanged: ['REDIS_URL'],
        }),
      ],
      monthlyCents: 0,
    });
  });

  it('of nothing', async () => {
    const on = await open();
    assert.deepEqual(effectBetween(on.state, on.state), { apps: [], monthlyCents: 0 });
  });

  it('R38: never holds a value', async () => {
    const on = await open();
    const url = on.config('blog')['REDIS_URL']!;
    const effect = await effectOf(on, { type: 'rotateCredentials', addon: 'cache' });
    const text = JSON.stringify(effect);
    assert.ok(!text.includes(url) && !text.includes(on.config('blog')['REDIS_URL']!));
  });
});
