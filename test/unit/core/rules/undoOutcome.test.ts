import assert from 'node:assert/strict';
import type { Action } from '../../../../src/core/actions/action.ts';
import * as queries from '../../../../src/core/model/queries.ts';
import { simulatedProvider } from '../../../../src/providers/simulated.ts';
import { TestPlatform } from '../../../support/platform.ts';
import { checkConfigs, eventsOf, newestRelease, restorable } from '../../../support/restorable.ts';
import { setVars, sharedApps } from '../../../support/restorable.ts';

describe('undo and what outlives it', () => {
  it('R37: a destroyed app comes back with its releases plus one, and they tell its config', async () => {
    const on = await sharedApps();
    const before = on.state;
    const old = on.releases('shop', 0);
    await on.perform({ type: 'destroyApp', app: 'shop', confirm: 'shop' });
    await on.perform({ type: 'undo' });
    assert.deepEqual(on.releases('shop', 0).slice(0, -1), old);
    assert.equal(on.version('shop'), old.length + 1);
    checkConfigs(on.state);
    await setVars(on, 'shop', { A: 'new' });
    await on.perform({ type: 'rollBackRelease', app: 'shop', version: old.length + 1 });
    assert.equal(on.config('shop')['A'], '1');
    assert.deepEqual(restorable(on.state), restorable(before));
  });

  it('R37: an app that comes back tells the values that a shared add-on got meanwhile', async () => {
    const on = await sharedApps();
    await on.perform({ type: 'destroyApp', app: 'crm', confirm: 'crm' });
    const { operationId } = await on.perform({ type: 'rotateCredentials', addon: 'cache' });
    const [destroyed] = Object.values(on.state.operations).filter(({ type }) => type === 'destroyApp');
    await on.perform({ type: 'undo', operation: destroyed!.id });
    assert.notEqual(operationId, null);
    assert.equal(on.config('crm')['CACHE_URL'], on.config('shop')['REDIS_URL']);
    checkConfigs(on.state);
  });

  it('R37: undoing a creation takes the releases out of sight; a new app of that name starts at v1', async () => {
    const on = await sharedApps();
    await on.perform({ type: 'createApp', name: 'fresh' });
    await on.perform({ type: 'undo' });
    await on.refuses({ type: 'restartApp', app: 'fresh' }, 'app_not_found');
    await on.perform({ type: 'createApp', name: 'fresh' });
    assert.deepEqual(on.releases('fresh', 0), ['v1 Initial release', 'v2 Enable Logplex']);
  });

  it('R37: price segments that a change of plan opened are removed, those it closed are open again', async () => {
    const on = await sharedApps();
    const before = on.state.priceSegments;
    on.clock.ms += 1000;
    await on.perform({ type: 'changePlan', addon: 'cache', plan: 'premium-0' });
    assert.equal(Object.keys(on.state.priceSegments).length, Object.keys(before).length + 1);
    on.clock.ms += 5_000;
    await on.perform({ type: 'undo' });
    assert.deepEqual(on.state.priceSegments, before);
    assert.equal(on.monthlyCents('shop'), 300);
  });

  it('R37: the bill of a destroyed add-on goes on as if nothing had been', async () => {
    const on = await sharedApps();
    const before = on.state.priceSegments;
    await on.perform({ type: 'destroyAddon', addon: 'cache', confirm: 'shop', force: true });
    assert.ok(
      Object.values(on.state.priceSegments).some(({ addonName, end }) => addonName === 'cache' && end),
    );
    on.clock.ms += 5_000;
    const { effect } = await on.perform({ type: 'undo' });
    assert.deepEqual([on.state.priceSegments, effect.monthlyCents], [before, 300]);
  });

  it('R37: an undo restarts the apps that it makes a release on, and no other', async () => {
    const on = await sharedApps();
    await on.perform({ type: 'detachAttachment', app: 'crm', alias: 'CACHE' });
    const done = on.state;
    on.clock.ms += 60_000;
    await on.perform({ type: 'undo' });
    for (const { id, name } of queries.allApps(on.state)) {
      const restarted = name === 'crm' ? on.clock.ms : done.apps[id]!.releasedAt;
      assert.equal(on.state.apps[id]!.releasedAt, restarted, name);
    }
  });

  it('R37: an app that comes back is released now', async () => {
    const on = await sharedApps();
    await on.perform({ type: 'destroyApp', app: 'lone', confirm: 'lone' });
    on.clock.ms += 60_000;
    await on.perform({ type: 'undo' });
    assert.equal(queries.appNamed(on.state, 'lone')?.releasedAt, on.clock.ms);
  });

  it('R37: the release of an undo is by the person who undoes, a rotation too', async () => {
    const on = await sharedApps();
    await on.perform({ type: 'rotateCredentials', addon: 'cache' });
    await on.perform({ type: 'undo' });
    assert.equal(newestRelease(on, 'crm').user, 'developer@localhost.localdomain');
  });

  it('R37: after an undone rollback the commit of before runs', async () => {
    const on = await sharedApps();
    await on.perform({ type: 'recordDeploy', app: 'lone', commit: '1111111' });
    await setVars(on, 'lone', { A: '1' });
    await on.perform({ type: 'recordDeploy', app: 'lone', commit: '2222222' });
    await on.perform({ type: 'rollBackRelease', app: 'lone', version: 3 });
    assert.equal(newestRelease(on, 'lone').slug, '1111111');
    await on.perform({ type: 'undo' });
    assert.deepEqual([newestRelease(on, 'lone').slug, on.config('lone')], ['2222222', { A: '1' }]);
  });

  it('R37: an add-on that became ready is never put back into being created, which nobody would end', async () => {
    const provision = (): { readonly state: 'pending' } => ({ state: 'pending' });
    const on = await TestPlatform.open({ provider: { ...simulatedProvider, provision } });
    await on.createApps('shop');
    const create = await on.perform({ type: 'createAddon', app: 'shop', plan: 'heroku-redis' });
    const { addonId } = create.result;
    await on.perform({ type: 'completeProvisioning', addonId, values: { URL: 'redis://h:x@y:1' } });
    const { failure } = await on.platform.preview({ type: 'undo' });
    if (failure === null) {
      await on.perform({ type: 'undo' });
    }
    assert.notEqual(on.state.addons[addonId]?.state, 'provisioning');
  });

  it('R37: no value of a config var is told by an undo', async () => {
    const on = await sharedApps();
    const secrets = ['very-secret-value', on.config('shop')['REDIS_URL']!];
    await setVars(on, 'shop', { A: secrets[0]! });
    await on.perform({ type: 'undo' });
    await on.perform({ type: 'destroyAddon', addon: 'cache', confirm: 'shop', force: true });
    const { result } = await on.perform({ type: 'undo' });
    const descriptions = queries.allApps(on.state).flatMap(({ name }) => on.releases(name, 0));
    const told = JSON.stringify([on.state.events, descriptions, result]);
    assert.deepEqual(
      secrets.filter((secret) => told.includes(secret)),
      [],
    );
  });
});

describe('events of an undo', () => {
  const kindsOfEvents: readonly { readonly action: Action; readonly events: readonly string[] }[] = [
    {
      action: { type: 'detachAttachment', app: 'crm', alias: 'CACHE' },
      events: ['attachment.created', 'config.updated', 'release.created'],
    },
    {
      action: { type: 'renameAlias', app: 'crm', alias: 'CACHE', newAlias: 'OTHER' },
      events: ['attachment.renamed', 'config.updated', 'release.created'],
    },
    {
      action: { type: 'createAddon', app: 'lone', plan: 'heroku-redis' },
      events: ['addon.destroyed', 'attachment.destroyed', 'config.updated', 'release.created'],
    },
    { action: { type: 'renameApp', app: 'lone', name: 'other' }, events: ['app.renamed'] },
    { action: { type: 'renameAddon', addon: 'cloud', name: 'other' }, events: ['addon.renamed'] },
    { action: { type: 'changePlan', addon: 'cloud', plan: '100' }, events: ['addon.plan_changed'] },
    { action: { type: 'transferApp', app: 'lone', owner: 'acme' }, events: ['app.transferred'] },
    { action: { type: 'setMaintenance', app: 'lone', on: true }, events: ['app.updated'] },
    { action: { type: 'addDomain', app: 'lone', hostname: 'a.example.com' }, events: ['domain.removed'] },
    {
      action: { type: 'removeDomain', app: 'shop', hostname: 'www.example.com' },
      events: ['domain.added'],
    },
  ];
  for (const { action, events } of kindsOfEvents) {
    it(`R38: undoing ${action.type} is told as ${events.join(', ')}`, async () => {
      const on = await sharedApps();
      await on.perform(action);
      const { operationId } = await on.perform({ type: 'undo' });
      assert.deepEqual(eventsOf(on.state, operationId).toSorted(), events.toSorted());
    });
  }
});
