import assert from 'node:assert/strict';
import { findApp } from '../../../../src/core/model/identifiers.ts';
import * as queries from '../../../../src/core/model/queries.ts';
import { simulatedProvider } from '../../../../src/providers/simulated.ts';
import { TestPlatform } from '../../../support/platform.ts';
import { checkConfigs, eventsOf, newestRelease, newReleases } from '../../../support/restorable.ts';
import { setVars } from '../../../support/restorable.ts';

/** shop: v3 A=1, v4 B=2, v5 `cache` as REDIS, v6 A=9, v7 B gone. blog uses `cache` as REDIS. */
async function open(): Promise<TestPlatform> {
  const on = await TestPlatform.open();
  await on.createApps('shop', 'blog');
  await setVars(on, 'shop', { A: '1' });
  await setVars(on, 'shop', { B: '2' });
  await on.perform({ type: 'createAddon', app: 'shop', plan: 'heroku-redis', name: 'cache' });
  await on.perform({ type: 'attachAddon', app: 'blog', addon: 'cache' });
  await setVars(on, 'shop', { A: '9' });
  await setVars(on, 'shop', { B: null });
  return on;
}

function own(on: TestPlatform, app = 'shop'): Readonly<Record<string, string>> {
  const configVars = queries.ownVarsOf(on.state, findApp(on.state, app).id);
  return Object.fromEntries(configVars.map(({ name, value }) => [name, value]));
}

const rollBack = { type: 'rollBackRelease', app: 'shop' } as const;

describe('roll back', () => {
  const configs = [
    {},
    {},
    { A: '1' },
    { A: '1', B: '2' },
    { A: '1', B: '2' },
    { A: '9', B: '2' },
    { A: '9' },
  ];
  for (const [position, expected] of configs.entries()) {
    const version = position + 1;
    it(`R36: to v${version}: the own vars are those of then, in one release`, async () => {
      const on = await open();
      const before = on.state;
      const redis = on.config('shop')['REDIS_URL'];
      const { result } = await on.perform({ ...rollBack, version });
      assert.deepEqual(result, { appId: findApp(on.state, 'shop').id, app: 'shop', version: 8 });
      assert.deepEqual(own(on), expected);
      assert.deepEqual(on.config('shop'), { ...expected, REDIS_URL: redis });
      assert.deepEqual(newReleases(before, on.state), { shop: [`v8 Rollback to v${version}`] });
      checkConfigs(on.state);
    });
  }

  it('R36: add-ons, attachments and owned values stay as they are now', async () => {
    const on = await open();
    await on.perform({ type: 'rotateCredentials', addon: 'cache' });
    await on.perform({ type: 'attachAddon', app: 'shop', addon: 'cache', alias: 'STORE' });
    const { addons, attachments, priceSegments } = on.state;
    const config = on.config('shop');
    await on.perform({ ...rollBack, version: 7 });
    assert.equal(on.state.addons, addons);
    assert.equal(on.state.attachments, attachments);
    assert.equal(on.state.priceSegments, priceSegments);
    assert.deepEqual(on.config('shop'), config);
  });

  it('R36: an add-on that was there then and is gone does not come back, nor does its var', async () => {
    const on = await open();
    await on.perform({ type: 'destroyAddon', addon: 'cache', confirm: 'shop', force: true });
    await on.perform({ ...rollBack, version: 6 });
    assert.deepEqual([on.config('shop'), on.resources('shop')], [{ A: '9', B: '2' }, []]);
  });

  it('R36: an own var of then whose name an attachment has now is left out', async () => {
    const on = await open();
    await setVars(on, 'shop', { MAIN_URL: 'mine', C: '3' });
    await on.perform({ type: 'attachAddon', app: 'shop', addon: 'cache', alias: 'MAIN', confirm: 'shop' });
    await setVars(on, 'shop', { C: null });
    const redis = on.config('shop')['REDIS_URL'];
    await on.perform({ ...rollBack, version: 8 });
    assert.deepEqual(on.config('shop'), { A: '9', C: '3', MAIN_URL: redis, REDIS_URL: redis });
    assert.deepEqual(own(on), { A: '9', C: '3' });
    checkConfigs(on.state);
  });

  it("R17: an own var that keeps its value against a provider's new suffix keeps it in a rollback", async () => {
    const on = await TestPlatform.open({
      provider: {
        ...simulatedProvider,
        rotate: (_request, values) => ({ state: 'ready', values: { ...values, TIMEOUT: 'theirs' } }),
      },
    });
    await on.createApps('shop');
    await on.perform({ type: 'createAddon', app: 'shop', plan: 'heroku-redis', name: 'cache' });
    await setVars(on, 'shop', { REDIS_TIMEOUT: 'mine' });
    await on.perform({ type: 'rotateCredentials', addon: 'cache' });
    assert.equal(on.config('shop')['REDIS_TIMEOUT'], 'mine');
    const config = on.config('shop');
    await on.perform({ ...rollBack, version: on.version('shop') });
    assert.deepEqual(on.config('shop'), config);
  });

  it('R36: one release even if nothing changes by it', async () => {
    const on = await open();
    const { configVars } = on.state;
    const { operationId } = await on.perform({ ...rollBack, version: 7 });
    assert.notEqual(operationId, null);
    assert.deepEqual(on.releases('shop', 7), ['v8 Rollback to v7']);
    assert.deepEqual(on.state.configVars, configVars);
    assert.deepEqual(newestRelease(on, 'shop').changes, {
      own: { set: {}, unset: [] },
      owned: { set: {}, unset: [] },
    });
  });

  it('R36: a rollback can be rolled back, and rolled back to', async () => {
    const on = await open();
    await on.perform({ ...rollBack, version: 4 });
    await on.perform({ ...rollBack, version: 7 });
    assert.deepEqual(own(on), { A: '9' });
    await on.perform({ ...rollBack, version: 8 });
    assert.deepEqual(own(on), { A: '1', B: '2' });
    assert.deepEqual(on.releases('shop', 7), [
      'v8 Rollback to v4',
      'v9 Rollback to v7',
      'v10 Rollback to v8',
    ]);
  });

  it('R36: the commit of then runs again', async () => {
    const on = await open();
    await on.perform({ type: 'recordDeploy', app: 'shop', commit: '1111111' });
    await on.perform({ type: 'recordDeploy', app: 'shop', commit: '2222222' });
    await on.perform({ ...rollBack, version: 8 });
    assert.equal(newestRelease(on, 'shop').slug, '1111111');
    await on.perform({ ...rollBack, version: 7 });
    assert.equal(newestRelease(on, 'shop').slug, null);
  });

  it('R36: the version with or without its v; the app by its id', async () => {
    const on = await open();
    for (const version of [3, '3', 'v3']) {
      await on.perform({ type: 'rollBackRelease', app: findApp(on.state, 'shop').id, version });
      assert.equal(
        on
          .releases('shop')
          .at(-1)
          ?.replace(/^v\d+ /, ''),
        'Rollback to v3',
      );
    }
  });

  it('R38: its events', async () => {
    const on = await open();
    const { operationId } = await on.perform({ ...rollBack, version: 4 });
    assert.deepEqual(eventsOf(on.state, operationId), ['config.updated', 'release.created']);
    const again = await on.perform({ ...rollBack, version: 4 });
    assert.deepEqual(eventsOf(on.state, again.operationId), ['release.created']);
  });

  it('R36: hostile names of vars come and go as others do', async () => {
    const on = await open();
    const names = ['constructor', 'toString', 'updatedAt', 'hasOwnProperty'];
    await setVars(on, 'shop', Object.fromEntries(names.map((name) => [name, 'x'])));
    await setVars(on, 'shop', Object.fromEntries(names.map((name) => [name, null])));
    await on.perform({ ...rollBack, version: 8 });
    assert.deepEqual(Object.keys(own(on)).sort(), ['A', ...names].sort());
    await on.perform({ ...rollBack, version: 7 });
    assert.deepEqual(own(on), { A: '9' });
    checkConfigs(on.state);
  });

  it('R36: a release that is not there, or is no number', async () => {
    const on = await open();
    for (const version of [0, 8, -1, 1.5, '', 'v', 'vv3', 'V3', '03', ' 3', '3.0', 'constructor', NaN]) {
      const action = { ...rollBack, version };
      const message = await on.refuses(action, 'release_not_found', { app: 'shop', oldest: 1 });
      assert.equal(message, "Couldn't find that release. The oldest one kept of shop is v1.");
    }
  });

  it('R36: a release that was folded away is refused with the oldest kept; that one can be gone back to', async () => {
    const on = await open();
    for (let count = 0; count < 497; count += 1) {
      await on.platform.perform({
        type: 'setConfigVars',
        app: 'shop',
        configVars: [{ name: 'COUNT', value: String(count) }],
      });
    }
    const details = { app: 'shop', oldest: 5 };
    const message = await on.refuses({ ...rollBack, version: 'v4' }, 'release_not_found', details);
    assert.equal(message, "Couldn't find that release. The oldest one kept of shop is v5.");
    await on.perform({ ...rollBack, version: 5 });
    assert.deepEqual(own(on), { A: '1', B: '2' });
    assert.equal(on.releases('shop').at(-1), 'v505 Rollback to v5');
    checkConfigs(on.state);
  });

  it('R36: the app is looked for first', async () => {
    const on = await open();
    await on.refuses({ ...rollBack, app: 'nowhere', version: 'x' }, 'app_not_found', { app: 'nowhere' });
  });
});
