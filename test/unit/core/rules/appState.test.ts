import assert from 'node:assert/strict';
import type { Action } from '../../../../src/core/actions/action.ts';
import { findApp } from '../../../../src/core/model/identifiers.ts';
import { eventsOf, newestRelease, newReleases, restorable } from '../../../support/restorable.ts';
import { sharedApps, versions } from '../../../support/restorable.ts';

describe('restart', () => {
  it('R35: an event and no release; nothing that was set changes', async () => {
    const on = await sharedApps();
    const before = on.state;
    const { id } = findApp(before, 'shop');
    const { result, operationId } = await on.perform({ type: 'restartApp', app: 'shop' });
    assert.deepEqual(result, { appId: id, app: 'shop' });
    assert.deepEqual([restorable(on.state), versions(on.state)], [restorable(before), versions(before)]);
    assert.deepEqual(eventsOf(on.state, operationId), ['app.restarted']);
    assert.equal(on.state.events[id]?.events.at(-1)?.appId, id);
  });

  it('R35: each one is an event', async () => {
    const on = await sharedApps();
    await on.perform({ type: 'restartApp', app: 'shop' });
    const { operationId } = await on.perform({ type: 'restartApp', app: findApp(on.state, 'shop').id });
    assert.deepEqual(eventsOf(on.state, operationId), ['app.restarted']);
  });
});

describe('maintenance', () => {
  it('R34: on and off, an event each, no release', async () => {
    const on = await sharedApps();
    const before = on.state;
    const { id } = findApp(before, 'shop');
    for (const [state, isOn] of [
      ['on', true],
      ['off', false],
    ] as const) {
      const { operationId } = await on.perform({ type: 'setMaintenance', app: 'shop', on: isOn });
      assert.equal(findApp(on.state, 'shop').maintenance, isOn);
      assert.deepEqual(eventsOf(on.state, operationId), ['app.updated']);
      assert.deepEqual(on.state.events[id]?.events.at(-1)?.data, { maintenance: state });
    }
    assert.deepEqual([restorable(on.state), versions(on.state)], [restorable(before), versions(before)]);
  });

  it('R34: as it is already: nothing happens', async () => {
    const on = await sharedApps();
    const before = on.state;
    const { operationId } = await on.perform({ type: 'setMaintenance', app: 'shop', on: false });
    assert.equal(operationId, null);
    assert.equal(on.state, before);
  });

  it('R34: a release in it leaves it on', async () => {
    const on = await sharedApps();
    await on.perform({ type: 'setMaintenance', app: 'shop', on: true });
    await on.perform({ type: 'rotateCredentials', addon: 'cache' });
    assert.equal(findApp(on.state, 'shop').maintenance, true);
    assert.equal(findApp(on.state, 'blog').maintenance, false);
  });
});

describe('deploy', () => {
  const commit = '1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d';

  it('R35: one release with the first seven digits, and an event with all', async () => {
    const on = await sharedApps();
    const before = on.state;
    const { id } = findApp(before, 'shop');
    on.clock.ms += 1000;
    const { result, operationId } = await on.perform({ type: 'recordDeploy', app: 'shop', commit });
    assert.deepEqual(result, { appId: id, app: 'shop' });
    assert.deepEqual(newReleases(before, on.state), { shop: ['v8 Deploy 1a2b3c4'] });
    assert.equal(newestRelease(on, 'shop').slug, commit);
    assert.equal(findApp(on.state, 'shop').releasedAt, on.clock.ms);
    assert.deepEqual(eventsOf(on.state, operationId), ['release.created', 'deploy.finished']);
    assert.deepEqual(on.state.events[id]?.events.at(-1)?.data, { commit });
    assert.deepEqual(restorable(on.state), restorable(before));
  });

  it('R35: the commit runs on in later releases, until the next one', async () => {
    const on = await sharedApps();
    assert.equal(newestRelease(on, 'shop').slug, null);
    await on.perform({ type: 'recordDeploy', app: 'shop', commit });
    await on.perform({ type: 'detachAttachment', app: 'shop', alias: 'BROKER' });
    assert.equal(newestRelease(on, 'shop').slug, commit);
    assert.equal(newestRelease(on, 'blog').slug, null);
  });

  it('R35: seven digits will do, capitals are the same', async () => {
    const on = await sharedApps();
    await on.perform({ type: 'recordDeploy', app: 'lone', commit: 'ABCDEF0' });
    assert.deepEqual(on.releases('lone'), ['v3 Deploy abcdef0']);
  });

  it('R35: the same commit again is a release again', async () => {
    const on = await sharedApps();
    await on.perform({ type: 'recordDeploy', app: 'lone', commit });
    await on.perform({ type: 'recordDeploy', app: 'lone', commit });
    assert.deepEqual(on.releases('lone'), ['v3 Deploy 1a2b3c4', 'v4 Deploy 1a2b3c4']);
  });

  it('R35: refused: no commit', async () => {
    const on = await sharedApps();
    for (const odd of [
      '',
      '1a2b3c',
      'main',
      'xyzxyzx',
      `${commit}0`,
      `${commit.slice(0, 8)}\n`,
      ' 1a2b3c4',
    ]) {
      const action = { type: 'recordDeploy', app: 'shop', commit: odd } as const;
      const message = await on.refuses(action, 'invalid_request', { field: 'commit' });
      assert.match(message, /^commit: must be 7 to 40 hexadecimal digits/);
    }
  });
});

describe('an app that is not there', () => {
  const actions: readonly Action[] = [
    { type: 'restartApp', app: 'shp' },
    { type: 'setMaintenance', app: 'shp', on: true },
    { type: 'recordDeploy', app: 'shp', commit: 'no commit' },
  ];
  for (const action of actions) {
    it(`R8: ${action.type} is refused before anything else`, async () => {
      const on = await sharedApps();
      const message = await on.refuses(action, 'app_not_found', { app: 'shp', nearest: 'shop' });
      assert.equal(message, "Couldn't find that app. Check the name shp, or list your apps.");
    });
  }
});
