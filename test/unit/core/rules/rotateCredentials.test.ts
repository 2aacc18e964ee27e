import assert from 'node:assert/strict';
import { catalogData } from '../../../../src/core/catalog/catalogData.lazy.ts';
import type { AddonValues } from '../../../../src/core/model/addon.ts';
import { findApp } from '../../../../src/core/model/identifiers.ts';
import { brokenInvariants } from '../../../../src/core/model/invariants.ts';
import * as queries from '../../../../src/core/model/queries.ts';
import type { Provider } from '../../../../src/core/ports/provider.ts';
import { simulatedProvider } from '../../../../src/providers/simulated.ts';
import { MemoryStateStore } from '../../../support/memoryStateStore.ts';
import { TestPlatform } from '../../../support/platform.ts';
import { withProvisioning } from '../../../support/states.ts';

/** `cache` (heroku-redis) on zoo as BROKER and REDIS, on apple as REDIS, on blog as REDIS; bare has nothing. */
async function open(rotate?: Provider['rotate']): Promise<TestPlatform> {
  const on = await TestPlatform.open({
    provider: { ...simulatedProvider, ...(rotate !== undefined && { rotate }) },
  });
  await on.createApps('zoo', 'blog', 'apple', 'bare');
  await on.perform({ type: 'createAddon', app: 'zoo', plan: 'heroku-redis', name: 'cache' });
  await on.perform({ type: 'attachAddon', app: 'zoo', addon: 'cache', alias: 'BROKER' });
  await on.perform({ type: 'attachAddon', app: 'blog', addon: 'cache' });
  await on.perform({ type: 'attachAddon', app: 'apple', addon: 'cache' });
  return on;
}

function becoming(change: (values: AddonValues) => AddonValues): Provider['rotate'] {
  return (_request, values) => ({ state: 'ready', values: change(values) });
}

const rotate = { type: 'rotateCredentials', addon: 'cache' } as const;

describe('rotation', () => {
  it('R33: all attachments show the new value, each app gets one release however many aliases', async () => {
    const on = await open();
    const old = on.config('zoo')['REDIS_URL'];
    await on.perform(rotate);
    const value = on.config('zoo')['REDIS_URL'];
    assert.notEqual(value, old);
    assert.deepEqual(on.config('zoo'), { BROKER_URL: value, REDIS_URL: value });
    assert.deepEqual([on.config('blog'), on.config('apple')], [{ REDIS_URL: value }, { REDIS_URL: value }]);
    assert.deepEqual(on.releases('zoo', 4), ['v5 Update BROKER, REDIS by heroku-redis']);
    assert.deepEqual(on.releases('blog', 3), ['v4 Update REDIS by heroku-redis']);
    assert.deepEqual(on.releases('apple', 3), ['v4 Update REDIS by heroku-redis']);
    assert.equal(on.version('bare'), 2);
  });

  it('R33: the release is by the service', async () => {
    const on = await open();
    await on.perform(rotate);
    const users = ['zoo', 'blog'].map(
      (app) => queries.releasesOf(on.state, findApp(on.state, app).id).at(-1)?.user,
    );
    assert.deepEqual(users, ['heroku-redis@addons.heroku.com', 'heroku-redis@addons.heroku.com']);
  });

  it('R33: several suffixes make one release still', async () => {
    const on = await open();
    await on.perform({ type: 'createAddon', app: 'bare', plan: 'cloudamqp', name: 'queue' });
    await on.perform({ type: 'rotateCredentials', addon: 'queue' });
    assert.deepEqual(on.releases('bare', 3), ['v4 Update CLOUDAMQP by cloudamqp']);
  });

  it('R33: equal values make no release, no event and no operation', async () => {
    const on = await open(becoming((values) => Object.fromEntries(Object.entries(values).reverse())));
    const before = on.state;
    const { operationId, effect } = await on.perform(rotate);
    assert.equal(on.state, before);
    assert.deepEqual([operationId, effect], [null, { apps: [], monthlyCents: 0 }]);
  });

  it('R33: an add-on without config vars has nothing to rotate', async () => {
    const on = await open();
    const mute = catalogData.services.find(({ configSuffixes }) => configSuffixes.length === 0)!;
    await on.perform({ type: 'createAddon', app: 'bare', plan: mute.slug, name: 'mute' });
    const before = on.state;
    await on.perform({ type: 'rotateCredentials', addon: 'mute' });
    assert.equal(on.state, before);
  });

  it("R33: the user's own vars are out of a provider's reach", async () => {
    const on = await open(becoming((values) => ({ ...values, TIMEOUT: 'theirs' })));
    await on.perform({
      type: 'setConfigVars',
      app: 'blog',
      configVars: [{ name: 'REDIS_TIMEOUT', value: 'mine' }],
    });
    const { result } = await on.perform(rotate);
    assert.equal(on.config('blog')['REDIS_TIMEOUT'], 'mine');
    assert.equal(on.config('zoo')['REDIS_TIMEOUT'], 'theirs');
    assert.deepEqual(on.state.addons[result.addonId]?.suffixes, ['URL', 'TIMEOUT']);
  });

  it("R17: a var of the user that a provider's new suffix meets stays the user's, to set and to unset", async () => {
    const on = await open(becoming((values) => ({ ...values, TIMEOUT: 'theirs' })));
    const set = (value: string | null): Promise<unknown> =>
      on.perform({ type: 'setConfigVars', app: 'blog', configVars: [{ name: 'REDIS_TIMEOUT', value }] });
    await set('mine');
    await on.perform(rotate);
    await set('still mine');
    assert.equal(on.config('blog')['REDIS_TIMEOUT'], 'still mine');
    await set(null);
    assert.equal(on.config('blog')['REDIS_TIMEOUT'], 'theirs');
    assert.deepEqual(queries.releasesOf(on.state, findApp(on.state, 'blog').id).at(-1)?.changes, {
      own: { set: {}, unset: ['REDIS_TIMEOUT'] },
      owned: { set: { REDIS_TIMEOUT: 'theirs' }, unset: [] },
    });
  });

  it('I5: a suffix that a provider adds claims no var of another attachment', async () => {
    const on = await open(becoming((values) => ({ ...values, TLS_URL: 'theirs' })));
    await on.perform({
      type: 'createAddon',
      app: 'blog',
      plan: 'rediscloud',
      name: 'cloud',
      alias: 'REDIS_TLS',
    });
    const kept = on.config('blog')['REDIS_TLS_URL'];
    await on.platform.perform(rotate);
    assert.equal(on.config('blog')['REDIS_TLS_URL'], kept);
    assert.deepEqual(brokenInvariants(on.state), []);
  });

  it('I5: nor does it claim one of another alias of the same add-on', async () => {
    const on = await open(becoming((values) => ({ ...values, TLS_URL: 'theirs' })));
    await on.perform({ type: 'attachAddon', app: 'blog', addon: 'cache', alias: 'REDIS_TLS' });
    const kept = on.config('blog')['REDIS_TLS_URL'];
    await on.platform.perform(rotate);
    assert.equal(on.config('blog')['REDIS_TLS_URL'], kept);
    assert.deepEqual(brokenInvariants(on.state), []);
  });

  it('R33: a suffix that a provider no longer has takes its vars away', async () => {
    const on = await open(becoming(() => ({ HOST: 'there' })));
    await on.perform(rotate);
    assert.deepEqual(on.config('zoo'), { BROKER_HOST: 'there', REDIS_HOST: 'there' });
  });

  it('R33: price, name and aliases stay', async () => {
    const on = await open();
    const before = on.state;
    const { effect } = await on.perform(rotate);
    assert.equal(on.state.attachments, before.attachments);
    assert.equal(on.state.priceSegments, before.priceSegments);
    assert.equal(effect.monthlyCents, 0);
  });

  it('R33: is refused when the provider fails', async () => {
    const on = await open(() => ({ state: 'failed', reason: 'busy' }));
    await on.refuses(rotate, 'provider_failed', { service: 'heroku-redis', reason: 'busy' });
  });

  it('R33: is refused while the add-on is being created', async () => {
    const made = await open();
    const on = await TestPlatform.open({
      store: new MemoryStateStore(withProvisioning(made.state, 'cache')),
    });
    const message = await on.refuses(rotate, 'addon_not_ready', { addon: 'cache', state: 'provisioning' });
    assert.equal(message, 'cache is still being created. Wait, then try again.');
  });

  it('R33: the add-on is given as any other, with or without an app', async () => {
    const on = await open();
    await on.perform({ ...rotate, addon: 'BROKER' });
    await on.perform({ ...rotate, addon: 'REDIS', app: 'blog' });
    await on.perform({ ...rotate, addon: 'apple::REDIS' });
    await on.refuses({ ...rotate, addon: 'BROKER', app: 'blog' }, 'addon_not_found');
    await on.refuses({ ...rotate, addon: 'nothing', app: 'nowhere' }, 'app_not_found');
    assert.equal(on.version('zoo'), 7);
  });

  it('R34: the releases are in order: the billing app first, then the others by name', async () => {
    const on = await open();
    const { operationId } = await on.perform(rotate);
    const order = Object.values(on.state.events)
      .flatMap(({ events }) => events)
      .filter((event) => event.operationId === operationId && event.type === 'release.created')
      .sort((first, second) => first.sequence - second.sequence)
      .map(({ appId }) => queries.appOf(on.state, appId).name);
    assert.deepEqual(order, ['zoo', 'apple', 'blog']);
  });
});
