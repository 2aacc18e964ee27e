import assert from 'node:assert/strict';
import { findApp } from '../../../../src/core/model/identifiers.ts';
import * as queries from '../../../../src/core/model/queries.ts';
import { MemoryStateStore } from '../../../support/memoryStateStore.ts';
import { TestPlatform } from '../../../support/platform.ts';
import { withProvisioning } from '../../../support/states.ts';
import type { Done } from '../../../../src/core/platform/addonPlatform.ts';

const app = 'acme';
const kib = 1024;

async function open(): Promise<TestPlatform> {
  const on = await TestPlatform.open();
  await on.createApps(app);
  return on;
}

/** With `cache` (heroku-redis) attached as REDIS. */
async function openWithRedis(): Promise<TestPlatform> {
  const on = await open();
  await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'cache' });
  return on;
}

function action(configVars: Readonly<Record<string, string | null>>): {
  type: 'setConfigVars';
  app: string;
  configVars: { name: string; value: string | null }[];
} {
  return {
    type: 'setConfigVars',
    app,
    configVars: Object.entries(configVars).map(([name, value]) => ({ name, value })),
  };
}

function set(
  on: TestPlatform,
  configVars: Readonly<Record<string, string | null>>,
): Promise<Done<'setConfigVars'>> {
  return on.perform(action(configVars));
}

describe('set and unset config vars', () => {
  it('R18: several that are set make one release, which names them and no value', async () => {
    const on = await open();
    await set(on, { A: 'secret-1', B: 'secret-2' });
    assert.deepEqual(on.config(app), { A: 'secret-1', B: 'secret-2' });
    assert.deepEqual(on.releases(app), ['v3 Set A, B config vars']);
    assert.deepEqual(queries.releasesOf(on.state, findApp(on.state, app).id).at(-1)?.changes, {
      own: { set: { A: 'secret-1', B: 'secret-2' }, unset: [] },
      owned: { set: {}, unset: [] },
    });
  });

  it('R18: what is unset is named, and both together are one release', async () => {
    const on = await open();
    await set(on, { A: '1', B: '2', C: '3' });
    await set(on, { A: null });
    await set(on, { B: null, D: '4', C: '5' });
    assert.deepEqual(on.releases(app, 3), [
      'v4 Remove A config vars',
      'v5 Set D, C and remove B config vars',
    ]);
    assert.deepEqual(on.config(app), { C: '5', D: '4' });
  });

  it('R18: what changes nothing makes no release (D8)', async () => {
    const on = await openWithRedis();
    await set(on, { A: '1' });
    const before = on.state;
    const url = on.config(app)['REDIS_URL']!;
    for (const configVars of [
      {},
      { A: '1' },
      { B: null },
      { A: '1', B: null, REDIS_URL: url },
      { REDIS_URL: url },
    ]) {
      const done = await set(on, configVars);
      assert.deepEqual([done.operationId, done.effect], [null, { apps: [], monthlyCents: 0 }]);
      assert.equal(on.state, before);
    }
  });

  it('R18: equal ones beside changed ones are left out of the release', async () => {
    const on = await open();
    await set(on, { A: '1', B: '2' });
    await set(on, { A: '1', B: '3', C: null });
    assert.deepEqual(on.releases(app, 3), ['v4 Set B config vars']);
  });

  it('R18: of two for one name the later one counts', async () => {
    const on = await open();
    const twice = [
      { name: 'A', value: '1' },
      { name: 'A', value: '2' },
    ];
    await on.perform({ type: 'setConfigVars', app, configVars: twice });
    assert.deepEqual([on.config(app), on.releases(app)], [{ A: '2' }, ['v3 Set A config vars']]);
  });

  it('R5: an empty string is a value, newlines and any Unicode are kept', async () => {
    const on = await open();
    const configVars = {
      EMPTY: '',
      LINES: 'a\nb\r\n\tc',
      UMLAUT: 'äö🦊\u200d',
      SPACES: '  x  ',
      lower: '$(x)',
    };
    await set(on, configVars);
    assert.deepEqual(on.config(app), configVars);
  });

  it('R5: a name that has not the form is refused, to set and to unset', async () => {
    const on = await open();
    for (const name of ['', '1A', 'A-B', 'A B', 'A=B', 'A\n', 'Ä', '__A', '__proto__', 'A'.repeat(257)]) {
      for (const value of ['x', null]) {
        const wrong = {
          ...action({ GOOD: '1' }),
          configVars: [
            { name: 'GOOD', value: '1' },
            { name, value },
          ],
        };
        await on.refuses(wrong, 'invalid_config_var', { name, problem: 'name' });
      }
    }
  });

  it('R5: NUL and half a character are no values', async () => {
    const on = await open();
    await on.refuses(action({ A: 'a\0b' }), 'invalid_config_var', { name: 'A', problem: 'nul' });
    await on.refuses(action({ A: 'a\ud83e' }), 'invalid_config_var', { name: 'A', problem: 'surrogate' });
    await on.refuses(action({ A: '\udd8a\ud83e' }), 'invalid_config_var', {
      name: 'A',
      problem: 'surrogate',
    });
  });

  it('R5: a value has at most 32 KiB, counted in bytes', async () => {
    const on = await open();
    await on.refuses(action({ A: 'x'.repeat(32 * kib + 1) }), 'invalid_config_var', { problem: 'too_long' });
    await on.refuses(action({ A: 'ä'.repeat(16 * kib + 1) }), 'invalid_config_var', { problem: 'too_long' });
    await set(on, { A: 'x'.repeat(32 * kib) });
    await set(on, { A: 'ä'.repeat(16 * kib) });
  });

  it("R5: the user's own vars of an app have at most 64 KiB together (D4)", async () => {
    const on = await open();
    const half = 'x'.repeat(31 * kib);
    await set(on, { A: half, B: half });
    await on.refuses(action({ C: 'x'.repeat(3 * kib) }), 'invalid_config_var', {
      name: 'C',
      problem: 'too_much',
    });
    await set(on, { A: null, C: 'x'.repeat(3 * kib) });
    await set(on, { B: 'short' });
    assert.deepEqual(Object.keys(on.config(app)), ['B', 'C']);
  });

  it("R5: owned vars don't count for the 64 KiB", async () => {
    const on = await openWithRedis();
    const half = 'x'.repeat(31 * kib);
    const url = on.config(app)['REDIS_URL']!;
    await set(on, { A: half, B: half, C: 'x'.repeat(2 * kib - 3), REDIS_URL: url });
    assert.equal(Object.keys(on.config(app)).length, 4);
  });

  it('R17: an owned var is not changed, emptied or unset by the user', async () => {
    const on = await openWithRedis();
    for (const value of ['mine', '', null, `${on.config(app)['REDIS_URL']!} `]) {
      await on.refuses(action({ REDIS_URL: value }), 'config_var_owned', {
        app,
        configVars: ['REDIS_URL'],
        addons: ['cache'],
      });
    }
  });

  it('R17: an owned var with another value refuses the whole request', async () => {
    const on = await openWithRedis();
    await set(on, { A: '1' });
    await on.refuses(action({ B: '2', A: null, REDIS_URL: 'mine', C: '3' }), 'config_var_owned');
    assert.deepEqual(Object.keys(on.config(app)), ['A', 'REDIS_URL']);
  });

  it('R17: all owned vars that are refused are named, with their add-ons', async () => {
    const on = await openWithRedis();
    await on.perform({ type: 'createAddon', app, plan: 'iron_cache', name: 'iron' });
    const token = on.config(app)['IRON_CACHE_TOKEN']!;
    const request = action({ REDIS_URL: '', IRON_CACHE_PROJECT_ID: null, IRON_CACHE_TOKEN: token });
    const message = await on.refuses(request, 'config_var_owned', {
      configVars: ['REDIS_URL', 'IRON_CACHE_PROJECT_ID'],
      addons: ['cache', 'iron'],
    });
    assert.equal(
      message,
      'Cannot overwrite attachment values REDIS_URL, IRON_CACHE_PROJECT_ID. They are set by cache, iron; detach or change the add-on instead.',
    );
  });

  it('R17: 5 own vars and an owned one with its value are one release', async () => {
    const on = await openWithRedis();
    const url = on.config(app)['REDIS_URL']!;
    await set(on, { A: '1', B: '2', C: '3', D: '4', E: '5', REDIS_URL: url });
    assert.deepEqual(on.releases(app, 3), ['v4 Set A, B, C, D, E config vars']);
    assert.equal(queries.ownVarsOf(on.state, findApp(on.state, app).id).length, 5);
  });

  it('R17: 5 own vars and an owned one with another value are nothing at all', async () => {
    const on = await openWithRedis();
    await on.refuses(action({ A: '1', B: '2', C: '3', D: '4', E: '5', REDIS_URL: 'x' }), 'config_var_owned');
    assert.deepEqual(Object.keys(on.config(app)), ['REDIS_URL']);
  });

  it("R17: the rest of an alias's prefix stays free, and setting it brings a hint (D22)", async () => {
    const on = await openWithRedis();
    const { result } = await set(on, { REDIS_TIMEOUT: '5', REDIS: '6', REDISX: '7', REDIS_: '8' });
    assert.deepEqual(result.hints, [
      { name: 'REDIS_TIMEOUT', alias: 'REDIS', addon: 'cache' },
      { name: 'REDIS_', alias: 'REDIS', addon: 'cache' },
    ]);
    assert.deepEqual((await set(on, { REDIS_TIMEOUT: null })).result.hints, []);
  });

  it('R17: vars that are owned on another app are free on this one', async () => {
    const on = await openWithRedis();
    await on.createApps('other');
    await on.perform({
      type: 'setConfigVars',
      app: 'other',
      configVars: [{ name: 'REDIS_URL', value: 'mine' }],
    });
    assert.deepEqual(on.config('other'), { REDIS_URL: 'mine' });
  });

  it('R17: names differ by case', async () => {
    const on = await openWithRedis();
    await set(on, { redis_url: 'mine', A: '1', a: '2' });
    assert.deepEqual(Object.keys(on.config(app)), ['A', 'REDIS_URL', 'a', 'redis_url']);
  });

  it('R17: after a detach the name is free again', async () => {
    const on = await openWithRedis();
    await on.perform({ type: 'attachAddon', app, addon: 'cache', alias: 'KEEP' });
    await on.perform({ type: 'detachAttachment', app, alias: 'REDIS' });
    await set(on, { REDIS_URL: 'mine' });
    assert.equal(on.config(app)['REDIS_URL'], 'mine');
  });

  it('R20: while an add-on is being created nothing is owned; what the user sets stays the user’s', async () => {
    const made = await openWithRedis();
    const on = await TestPlatform.open({
      store: new MemoryStateStore(withProvisioning(made.state, 'cache')),
    });
    await set(on, { REDIS_URL: 'mine' });
    assert.deepEqual(on.config(app), { REDIS_URL: 'mine' });
  });

  it('R17: the app comes first, then the form of all, then what is owned', async () => {
    const on = await openWithRedis();
    await on.refuses({ ...action({ '1A': '' }), app: 'nowhere' }, 'app_not_found');
    await on.refuses(action({ REDIS_URL: 'x', '1A': 'x' }), 'invalid_config_var', { name: '1A' });
  });

  it('R18: what the caller saw of own vars is compared first; one that is another by now refuses all', async () => {
    const on = await TestPlatform.open();
    await on.createApps('example-app');
    const set = { type: 'setConfigVars', app: 'example-app' } as const;
    await on.perform({
      ...set,
      configVars: [{ name: 'A', value: '1' }],
      expected: [{ name: 'A', value: null }],
    });
    const configVars = [
      { name: 'A', value: '2' },
      { name: 'B', value: '2' },
    ];
    for (const expected of [
      [{ name: 'A', value: null }],
      [{ name: 'A', value: '0' }],
      [{ name: 'B', value: '' }],
    ]) {
      await on.refuses({ ...set, configVars, expected }, 'changed_meanwhile');
    }
    await on.perform({
      ...set,
      configVars,
      expected: [
        { name: 'A', value: '1' },
        { name: 'B', value: null },
      ],
    });
  });
});
