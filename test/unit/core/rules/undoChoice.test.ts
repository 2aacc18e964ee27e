import assert from 'node:assert/strict';
import type { Action } from '../../../../src/core/actions/action.ts';
import { findApp } from '../../../../src/core/model/identifiers.ts';
import type { OperationId } from '../../../../src/core/model/ids.ts';
import { TestPlatform } from '../../../support/platform.ts';
import { checkConfigs, newReleases, restorable } from '../../../support/restorable.ts';
import { setVars, sharedApps, versions } from '../../../support/restorable.ts';

async function undo(on: TestPlatform, operation?: OperationId): Promise<readonly OperationId[]> {
  const { result } = await on.perform({ type: 'undo', operation });
  checkConfigs(on.state);
  return result.undone;
}

describe('which operation an undo takes', () => {
  it('R37: twice in a row: the newest, then the one before; then there is nothing left', async () => {
    const on = await TestPlatform.open();
    const first = await on.perform({ type: 'createApp', name: 'shop' });
    const afterFirst = on.state;
    const second = await setVars(on, 'shop', { A: '1' });
    const afterSecond = on.state;
    const third = await setVars(on, 'shop', { A: '2' });
    assert.deepEqual(await undo(on), [third]);
    assert.deepEqual(restorable(on.state), restorable(afterSecond));
    assert.deepEqual(await undo(on), [second]);
    assert.deepEqual(restorable(on.state), restorable(afterFirst));
    assert.deepEqual(on.releases('shop'), [
      'v3 Set A config vars',
      'v4 Set A config vars',
      'v5 Undo: Set A config vars',
      'v6 Undo: Set A config vars',
    ]);
    assert.deepEqual(await undo(on), [first.operationId]);
    const message = await on.refuses({ type: 'undo' }, 'nothing_to_undo');
    assert.equal(message, 'There is nothing to undo.');
  });

  it('R37: by id, an older one is taken back and the newer one stays', async () => {
    const on = await sharedApps();
    const first = await setVars(on, 'lone', { A: '1' });
    const second = await setVars(on, 'lone', { B: '2' });
    assert.deepEqual(await undo(on, first), [first]);
    assert.deepEqual(on.config('lone'), { B: '2' });
    assert.deepEqual(await undo(on), [second]);
    assert.deepEqual(on.config('lone'), {});
  });

  it('R37: out of order, what was taken back first stays taken back', async () => {
    const on = await sharedApps();
    const before = on.state;
    const ids: OperationId[] = [];
    for (const action of [
      { type: 'detachAttachment', app: 'crm', alias: 'CACHE' },
      { type: 'attachAddon', app: 'crm', addon: 'queue' },
      { type: 'renameAddon', addon: 'cloud', name: 'other' },
      { type: 'setConfigVars', app: 'crm', configVars: [{ name: 'A', value: '1' }] },
      { type: 'addDomain', app: 'crm', hostname: 'crm.example.com' },
    ] satisfies readonly Action[]) {
      ids.push((await on.perform(action)).operationId!);
    }
    for (const position of [3, 0, 4, 2, 1]) {
      await undo(on, ids[position]);
    }
    assert.deepEqual(restorable(on.state), restorable(before));
    assert.deepEqual(on.releases('crm', 6), [
      'v7 Undo: Set A config vars',
      'v8 Undo: Detach CACHE (@ref:cache)',
      'v9 Undo: Attach CLOUDAMQP (@ref:queue)',
    ]);
  });

  it('R37: what one undo brought back another operation can change, and that is undone first', async () => {
    const on = await sharedApps();
    const detach = await on.perform({ type: 'detachAttachment', app: 'crm', alias: 'CACHE' });
    await undo(on);
    await on.perform({ type: 'renameAlias', app: 'crm', alias: 'CACHE', newAlias: 'OTHER' });
    await undo(on);
    assert.deepEqual(on.attachments('crm'), ['CACHE → cache (shop)']);
    await on.refuses({ type: 'undo', operation: detach.operationId! }, 'nothing_to_undo');
  });

  it('R37: an undo is no candidate, by default or by id', async () => {
    const on = await sharedApps();
    const first = await setVars(on, 'lone', { A: '1' });
    const second = await setVars(on, 'lone', { A: '2' });
    const { operationId } = await on.perform({ type: 'undo' });
    await on.refuses({ type: 'undo', operation: operationId! }, 'nothing_to_undo');
    await on.refuses({ type: 'undo', operation: second }, 'nothing_to_undo');
    assert.deepEqual(await undo(on), [first]);
    assert.notEqual(on.platform.newestOperation()?.type, 'undo');
  });

  it('R37: an id that nobody gave is nothing to undo', async () => {
    const on = await sharedApps();
    for (const operation of ['', 'constructor', '__proto__', '00000000-0000-4000-8000-000000000000']) {
      await on.refuses({ type: 'undo', operation }, 'nothing_to_undo');
    }
  });

  it('R37: what was refused, and what changed nothing, is nothing to undo', async () => {
    const on = await TestPlatform.open();
    await on.refuses({ type: 'undo' }, 'nothing_to_undo');
    await on.perform({ type: 'createApp', name: 'shop' });
    const set = await setVars(on, 'shop', { A: '1' });
    await on.perform({ type: 'setConfigVars', app: 'shop', configVars: [{ name: 'A', value: '1' }] });
    await on.refuses({ type: 'createApp', name: 'shop' }, 'app_name_taken');
    assert.deepEqual(await undo(on), [set]);
  });
});

describe('groups', () => {
  it('R37: the actions of one gesture are undone together, newest first, one release an app', async () => {
    const on = await sharedApps();
    const before = on.state;
    const group = on.platform.newGroup();
    const ids: OperationId[] = [];
    for (const action of [
      { type: 'detachAttachment', app: 'crm', alias: 'CACHE' },
      { type: 'detachAttachment', app: 'blog', alias: 'REDIS' },
      { type: 'attachAddon', app: 'crm', addon: 'cloud', alias: 'CACHE' },
    ] satisfies readonly Action[]) {
      ids.push((await on.platform.perform(action, { group })).operationId!);
    }
    const done = on.state;
    assert.deepEqual(await undo(on), ids.toReversed());
    assert.deepEqual(restorable(on.state), restorable(before));
    assert.deepEqual(newReleases(done, on.state), {
      blog: ['v6 Undo: Detach REDIS (@ref:cache)'],
      crm: ['v6 Undo: Detach CACHE (@ref:cache), Attach CACHE (@ref:cloud)'],
    });
    const [first] = ids;
    await on.refuses({ type: 'undo', operation: first! }, 'nothing_to_undo');
  });

  it('R37: the id of any of them means all; what came between stays', async () => {
    const on = await sharedApps();
    const group = on.platform.newGroup();
    const one = await on.platform.perform({ type: 'createApp', name: 'fresh' }, { group });
    const between = await setVars(on, 'lone', { A: '1' });
    const two = await on.platform.perform(
      { type: 'createAddon', app: 'fresh', plan: 'heroku-redis' },
      { group },
    );
    assert.deepEqual(await undo(on, one.operationId!), [two.operationId, one.operationId]);
    assert.deepEqual(on.config('lone'), { A: '1' });
    assert.deepEqual(await undo(on), [between]);
  });

  it('R37: another group is another gesture', async () => {
    const on = await sharedApps();
    const [first, second] = [on.platform.newGroup(), on.platform.newGroup()];
    assert.notEqual(first, second);
    await on.platform.perform({ type: 'createApp', name: 'fresh' }, { group: first });
    const other = await on.platform.perform({ type: 'createApp', name: 'other' }, { group: second });
    assert.deepEqual(await undo(on), [other.operationId]);
    findApp(on.state, 'fresh');
  });

  it('R37: a gesture that changed an app and then destroyed it: its releases tell the config of before', async () => {
    const on = await sharedApps();
    const before = on.state;
    const group = on.platform.newGroup();
    const configVars = [{ name: 'A', value: 'changed' }];
    await on.platform.perform({ type: 'setConfigVars', app: 'shop', configVars }, { group });
    await on.platform.perform({ type: 'destroyApp', app: 'shop', confirm: 'shop' }, { group });
    await undo(on);
    assert.deepEqual(restorable(on.state), restorable(before));
    assert.equal(on.version('shop'), before.releases[findApp(before, 'shop').id]!.releases.length + 2);
  });

  it('R37: a gesture that ends where it began is undone without a release', async () => {
    const on = await sharedApps();
    const group = on.platform.newGroup();
    for (const value of ['9', '1']) {
      const action = { type: 'setConfigVars', app: 'shop', configVars: [{ name: 'A', value }] } as const;
      await on.platform.perform(action, { group });
    }
    const done = versions(on.state);
    assert.equal((await undo(on)).length, 2);
    assert.deepEqual(versions(on.state), done);
  });
});
