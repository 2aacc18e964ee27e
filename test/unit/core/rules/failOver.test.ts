import assert from 'node:assert/strict';
import type { Provider } from '../../../../src/core/ports/provider.ts';
import { simulatedProvider } from '../../../../src/providers/simulated.ts';
import { MemoryStateStore } from '../../../support/memoryStateStore.ts';
import { TestPlatform } from '../../../support/platform.ts';
import { checkConfigs, eventsOf, newestRelease, newReleases } from '../../../support/restorable.ts';
import { restorable, sharedApps } from '../../../support/restorable.ts';
import { withProvisioning } from '../../../support/states.ts';

const failOver = { type: 'failOver', addon: 'cache' } as const;

function failingOver(change: Provider['failOver']): Promise<TestPlatform> {
  return sharedApps({ provider: { ...simulatedProvider, failOver: change } });
}

describe('fail over', () => {
  it('R33: all attachments show the new value, each app gets one release however many aliases', async () => {
    const on = await sharedApps();
    const before = on.state;
    const old = on.config('crm')['CACHE_URL'];
    const { result } = await on.perform(failOver);
    assert.equal(result.addon, 'cache');
    const value = on.config('crm')['CACHE_URL'];
    assert.notEqual(value, old);
    assert.match(value!, /cache\.2\.simulated\.invalid/);
    assert.deepEqual(
      [on.config('shop')['BROKER_URL'], on.config('shop')['REDIS_URL'], on.config('blog')['REDIS_URL']],
      [value, value, value],
    );
    assert.deepEqual(newReleases(before, on.state), {
      shop: ['v8 Update BROKER, REDIS by heroku-redis'],
      blog: ['v5 Update REDIS by heroku-redis'],
      crm: ['v4 Update CACHE by heroku-redis'],
    });
    assert.equal(newestRelease(on, 'crm').user, 'heroku-redis@addons.heroku.com');
    checkConfigs(on.state);
  });

  it('R33: nothing but the values changes; the bill goes on', async () => {
    const on = await sharedApps();
    const before = restorable(on.state);
    const { effect, result } = await on.perform(failOver);
    assert.equal(effect.monthlyCents, 0);
    const { values } = on.state.addons[result.addonId]!;
    const addons = {
      ...before['addons'],
      [result.addonId]: { ...before['addons']![result.addonId], values },
    };
    assert.deepEqual(restorable(on.state), { ...before, addons });
  });

  it('R33: a second one moves on', async () => {
    const on = await sharedApps();
    await on.perform(failOver);
    await on.perform(failOver);
    assert.match(on.config('crm')['CACHE_URL']!, /cache\.3\.simulated\.invalid/);
  });

  it('R33: equal values make no release, no event and no operation', async () => {
    const on = await failingOver((_request, values) => ({ state: 'ready', values }));
    const before = on.state;
    const { operationId } = await on.perform(failOver);
    assert.equal(operationId, null);
    assert.equal(on.state, before);
  });

  it('R38: the events are of the service', async () => {
    const on = await sharedApps();
    const { operationId } = await on.perform(failOver);
    const each = ['config.updated', 'release.created'];
    assert.deepEqual(eventsOf(on.state, operationId), ['addon.updated', ...each, ...each, ...each]);
    const events = Object.values(on.state.events).flatMap((history) => history.events);
    const actors = events.filter((event) => event.operationId === operationId).map(({ actor }) => actor);
    assert.deepEqual([...new Set(actors)], ['heroku-redis@addons.heroku.com']);
  });

  it('R6: given by an alias with its app, in one word or two', async () => {
    const on = await sharedApps();
    await on.perform({ ...failOver, addon: 'crm::CACHE' });
    await on.perform({ ...failOver, app: 'crm', addon: 'CACHE' });
    await on.perform({ ...failOver, addon: 'heroku-redis' });
  });

  it('R33: a provider that fails leaves everything as it was', async () => {
    const on = await failingOver(() => ({ state: 'failed', reason: 'no follower' }));
    const details = { service: 'heroku-redis', reason: 'no follower' };
    const message = await on.refuses(failOver, 'provider_failed', details);
    assert.equal(message, "heroku-redis couldn't do it: no follower. Nothing was changed.");
  });

  it('R20: refused while it is being created', async () => {
    const made = await sharedApps();
    const store = new MemoryStateStore(withProvisioning(made.state, 'cache'));
    const on = await TestPlatform.open({ store });
    await on.refuses(failOver, 'addon_not_ready', { addon: 'cache', state: 'provisioning' });
  });

  it('R6: refused: an app, then an add-on that is not there, then one that may be several', async () => {
    const on = await sharedApps();
    await on.refuses({ ...failOver, app: 'nowhere', addon: 'nothing' }, 'app_not_found');
    await on.refuses({ ...failOver, app: 'crm', addon: 'REDIS' }, 'addon_not_found', { app: 'crm' });
    await on.perform({ type: 'createAddon', app: 'lone', plan: 'heroku-redis', name: 'second' });
    await on.refuses({ ...failOver, addon: 'REDIS' }, 'multiple_matches', { identifier: 'REDIS' });
  });
});
