import assert from 'node:assert/strict';
import type { Action } from '../../../../src/core/actions/action.ts';
import { sentence } from '../../../../src/core/errors/sentence.ts';
import { findApp } from '../../../../src/core/model/identifiers.ts';
import type { OperationId } from '../../../../src/core/model/ids.ts';
import { decodeState, encodeState } from '../../../../src/store/stateFormat.ts';
import { MemoryStateStore } from '../../../support/memoryStateStore.ts';
import { TestClock, TestPlatform } from '../../../support/platform.ts';
import { checkConfigs, restorable } from '../../../support/restorable.ts';
import { setVars, sharedApps } from '../../../support/restorable.ts';

const hourMs = 3_600_000;

async function undo(on: TestPlatform, operation?: OperationId): Promise<readonly OperationId[]> {
  const { result } = await on.perform({ type: 'undo', operation });
  checkConfigs(on.state);
  return result.undone;
}

/** Two windows, or more, on one store and one clock. */
async function windows(count: number): Promise<readonly TestPlatform[]> {
  const parts = { store: new MemoryStateStore(), clock: new TestClock() };
  return Promise.all(Array.from({ length: count }, () => TestPlatform.open(parts)));
}

describe('windows, reloads and time', () => {
  it('R37: the newest of this window comes before a newer one of another', async () => {
    const [here, there] = await windows(2);
    await here!.createApps('shop', 'blog');
    const mine = await setVars(here!, 'shop', { A: '1' });
    const theirs = await setVars(there!, 'blog', { A: '1' });
    assert.deepEqual(
      [here!.platform.newestOperation()?.id, there!.platform.newestOperation()?.id],
      [mine, theirs],
    );
    assert.deepEqual(await undo(here!), [mine]);
    assert.deepEqual(here!.config('blog'), { A: '1' });
    assert.deepEqual(await undo(there!), [theirs]);
  });

  it('R37: a window that made none takes the newest of any', async () => {
    const [here, there, idle] = await windows(3);
    await here!.createApps('shop');
    const theirs = await setVars(there!, 'shop', { A: '1' });
    assert.equal(idle!.platform.newestOperation()?.id, theirs);
    assert.deepEqual(await undo(idle!), [theirs]);
  });

  it("R37: a window whose own are all undone does not go on with another's", async () => {
    const [here, there] = await windows(2);
    await here!.createApps('shop');
    await setVars(there!, 'shop', { A: '1' });
    await undo(there!);
    await there!.refuses({ type: 'undo' }, 'nothing_to_undo');
    findApp(there!.state, 'shop');
  });

  it('R37: by id, any window takes back what another did, a group of it as a whole', async () => {
    const [here, there] = await windows(2);
    await here!.createApps('shop');
    const group = here!.platform.newGroup();
    const one = await here!.platform.perform({ type: 'createApp', name: 'one' }, { group });
    const two = await here!.platform.perform({ type: 'createApp', name: 'two' }, { group });
    assert.deepEqual(await undo(there!, one.operationId!), [two.operationId, one.operationId]);
  });

  it('R37: what another window undid is no longer there to undo', async () => {
    const [here, there] = await windows(2);
    await here!.createApps('shop');
    const mine = await setVars(here!, 'shop', { A: '1' });
    await undo(there!, mine);
    const message = await here!.refuses({ type: 'undo', operation: mine }, 'nothing_to_undo');
    assert.equal(message, 'Set A config vars was undone already.');
  });

  it('R37: a creation is called by what it made, not by its alias alone', async () => {
    const [here] = await windows(1);
    await here!.createApps('shop');
    await here!.perform({ type: 'createAddon', app: 'shop', plan: 'heroku-redis', name: 'cache' });
    const { result } = await here!.perform({ type: 'undo' });
    assert.equal(result.what, 'Create add-on cache (REDIS)');
  });

  it('R37: a refusal names what was to be undone', async () => {
    const [here, there] = await windows(2);
    await here!.createApps('shop');
    await setVars(here!, 'shop', { A: '1', B: '1' });
    await setVars(there!, 'shop', { A: '2' });
    const preview = await here!.platform.preview({ type: 'undo' });
    const said = preview.failure === null ? '' : sentence(preview.failure).text;
    assert.match(
      said,
      /^“Set A, B config vars” can't be undone: A was changed since by “Set A config vars”\./,
    );
  });

  it('R37: it goes on after a reload', async () => {
    const store = new MemoryStateStore();
    const before = await sharedApps({ store });
    const start = before.state;
    await before.perform({ type: 'destroyApp', app: 'shop', confirm: 'shop' });
    const reloaded = await TestPlatform.open({ store, clock: before.clock });
    await undo(reloaded);
    assert.deepEqual(restorable(reloaded.state), restorable(start));
  });

  it('R37: it goes on after the store was written and read, undefined fields and hostile names among it', async () => {
    const before = await sharedApps();
    const ids: OperationId[] = [];
    const start = before.state;
    for (const action of [
      { type: 'setConfigVars', app: 'lone', configVars: [{ name: 'constructor', value: 'ü\n"' }] },
      { type: 'createAddon', app: 'lone', plan: 'exampleservice:metered', name: 'constructor' },
      { type: 'changePlan', addon: 'constructor', plan: 'unpriced' },
      { type: 'attachAddon', app: 'shop', addon: 'constructor', alias: 'REDISCLOUD', confirm: 'shop' },
      { type: 'createApp', name: 'constructor' },
      { type: 'destroyApp', app: 'shop', confirm: 'shop' },
    ] satisfies readonly Action[]) {
      ids.push((await before.perform(action)).operationId!);
    }
    let on = before;
    for (const expected of ids.toReversed()) {
      const state = await decodeState(encodeState(on.state), 'db.json');
      on = await TestPlatform.open({ store: new MemoryStateStore(state), clock: before.clock });
      assert.deepEqual(await undo(on), [expected]);
    }
    // What was undefined is not there any more.
    assert.deepEqual(restorable(on.state), JSON.parse(JSON.stringify(restorable(start))));
  });

  it('R37: undo data live as long as the setting says, and not a moment longer', async () => {
    for (const undoKeepMs of [hourMs, 24 * hourMs]) {
      const on = await TestPlatform.open({ undoKeepMs });
      await on.createApps('shop');
      const set = await setVars(on, 'shop', { A: '1' });
      on.clock.ms += undoKeepMs - 1;
      const preview = await on.platform.preview({ type: 'undo', operation: set });
      assert.equal(preview.failure, null);
      on.clock.ms += 1;
      await on.refuses({ type: 'undo', operation: set }, 'nothing_to_undo');
      await on.refuses({ type: 'undo' }, 'nothing_to_undo');
    }
  });

  it('R37: with the next operation what is too old to undo is forgotten, and its values with it', async () => {
    const on = await TestPlatform.open();
    await on.createApps('shop');
    await setVars(on, 'shop', { A: 'very-secret' });
    await setVars(on, 'shop', { A: null });
    on.clock.ms += 24 * hourMs;
    const next = await setVars(on, 'shop', { B: '1' });
    assert.deepEqual(Object.keys(on.state.operations), [next]);
    assert.ok(!JSON.stringify(on.state.operations).includes('very-secret'));
    assert.deepEqual(await undo(on), [next]);
    await on.refuses({ type: 'undo' }, 'nothing_to_undo');
  });

  it('R37: the histories of a destroyed app are kept as long as it can come back', async () => {
    const on = await sharedApps();
    const { id } = findApp(on.state, 'shop');
    const destroy = await on.perform({ type: 'destroyApp', app: 'shop', confirm: 'shop' });
    on.clock.ms += 24 * hourMs - 1;
    await setVars(on, 'lone', { A: '1' });
    assert.ok(on.state.releases[id] !== undefined && on.state.events[id] !== undefined);
    on.clock.ms += 1;
    await setVars(on, 'lone', { A: '2' });
    assert.deepEqual([on.state.releases[id], on.state.events[id]], [undefined, undefined]);
    await on.refuses({ type: 'undo', operation: destroy.operationId! }, 'nothing_to_undo');
    assert.deepEqual(
      Object.keys(on.state.releases).sort(),
      Object.keys(on.state.apps).sort(),
      'every app that is there has its own still',
    );
  });

  it('R37: an app that came back keeps its histories after that', async () => {
    const on = await sharedApps();
    await on.perform({ type: 'destroyApp', app: 'shop', confirm: 'shop' });
    await undo(on);
    const old = on.releases('shop', 0);
    on.clock.ms += 48 * hourMs;
    await setVars(on, 'lone', { A: '1' });
    assert.deepEqual(on.releases('shop', 0), old);
  });
});
