import assert from 'node:assert/strict';
import type { Action } from '../../../../src/core/actions/action.ts';
import type { OperationId } from '../../../../src/core/model/ids.ts';
import { catalogWith, type TestPlatform } from '../../../support/platform.ts';
import { checkConfigs, restorable, setVars, sharedApps } from '../../../support/restorable.ts';
import { set, undoConflicts } from '../../../support/undoConflicts.ts';

/** Performs actions, the first of which is to be undone, and answers its id. */
async function perform(on: TestPlatform, ...actions: readonly Action[]): Promise<OperationId> {
  const ids: OperationId[] = [];
  for (const action of actions) {
    ids.push((await on.perform(action)).operationId!);
  }
  return ids[0]!;
}

/** Expects a conflict and answers what it names, and by what. */
async function conflict(on: TestPlatform, operation: OperationId): Promise<{ what: string; by: string }> {
  const message = await on.refuses({ type: 'undo', operation }, 'undo_conflict');
  const parts = /^(.+) was changed since by (.+); undo that first, or change it by hand\.$/s.exec(message);
  assert.ok(parts, message);
  return { what: parts[1]!, by: parts[2]! };
}

describe('undo that would undo more', () => {
  for (const { title, first, then, what, by } of undoConflicts) {
    it(`R37: ${title}: refused, naming what and by which operation`, async () => {
      const on = await sharedApps();
      const operation = await perform(on, first, then, set('blog', 'UNRELATED', '1'));
      const named = await conflict(on, operation);
      assert.match(named.what, what);
      assert.ok(typeof by === 'string' ? named.by === by : by.test(named.by), `by: ${named.by}`);
      assert.doesNotMatch(named.by, /UNRELATED/);
    });

    it(`R37: ${title}: once that is undone, it goes`, async () => {
      const on = await sharedApps();
      const before = restorable(on.state);
      const operation = await perform(on, first, then);
      await on.perform({ type: 'undo' });
      await on.perform({ type: 'undo', operation });
      assert.deepEqual(restorable(on.state), before);
      checkConfigs(on.state);
    });
  }

  it('R37: what stands in the way is named, and not told in a sentence of its own', async () => {
    for (const { first, then, title } of undoConflicts) {
      const on = await sharedApps();
      const operation = await perform(on, first, then);
      const { what } = await conflict(on, operation);
      assert.doesNotMatch(what, / (is|has|have|joins) /, title);
    }
  });

  it('R37: an operation that made no release is named in words, not by its type', async () => {
    const [first, then] = [undoConflicts[3]!.first, undoConflicts[3]!.then];
    const on = await sharedApps();
    const { by } = await conflict(on, await perform(on, first, then));
    assert.doesNotMatch(by, /renameAddon/);
  });

  it("R19: an alias whose var another alias sets since is refused, for it can't be confirmed away", async () => {
    const catalog = catalogWith('heroku-redis', (service) => ({
      ...service,
      configSuffixes: [...service.configSuffixes, { suffix: 'TLS_URL', kind: 'url' }],
    }));
    const on = await sharedApps({ loadCatalog: () => Promise.resolve(catalog) });
    const operation = await perform(
      on,
      { type: 'detachAttachment', app: 'crm', alias: 'CACHE' },
      { type: 'attachAddon', app: 'crm', addon: 'cloud', alias: 'CACHE_TLS' },
      set('blog', 'UNRELATED', '1'),
    );
    const { what, by } = await conflict(on, operation);
    assert.match(what, /CACHE/);
    assert.equal(by, 'Attach CACHE_TLS (@ref:cloud)');
  });

  it('R5: the own vars of an app never grow beyond 64 KiB, by an undo neither', async () => {
    const on = await sharedApps();
    const most = 'x'.repeat(30 * 1024);
    await setVars(on, 'lone', { ONE: most, TWO: most });
    const unset = await setVars(on, 'lone', { ONE: null });
    await setVars(on, 'lone', { THREE: most });
    await on.refuses({ type: 'undo', operation: unset }, 'undo_conflict');
  });

  it('R37: of a group with one conflict none is undone', async () => {
    const on = await sharedApps();
    const group = on.platform.newGroup();
    const one = await on.platform.perform(set('lone', 'A', '1'), { group });
    const two = await on.platform.perform(set('lone', 'B', '1'), { group });
    await perform(on, set('lone', 'A', '2'));
    for (const { operationId } of [one, two]) {
      const { what, by } = await conflict(on, operationId!);
      assert.deepEqual([what, by], ['A', 'Set A config vars']);
    }
    assert.deepEqual(on.config('lone'), { A: '2', B: '1' });
  });

  it('R37: the newest is refused too when another window changed what it touched; nothing is skipped', async () => {
    const on = await sharedApps();
    const first = await setVars(on, 'lone', { A: '1' });
    const second = await setVars(on, 'lone', { B: '1' });
    const third = await setVars(on, 'lone', { B: '2' });
    await on.perform({ type: 'undo', operation: third });
    assert.deepEqual((await on.perform({ type: 'undo' })).result.undone, [second]);
    assert.deepEqual((await on.perform({ type: 'undo' })).result.undone, [first]);
  });

  it('R37: a release, a restart or a deploy since is no conflict', async () => {
    const on = await sharedApps();
    const operation = await perform(
      on,
      { type: 'detachAttachment', app: 'crm', alias: 'CACHE' },
      set('crm', 'A', '1'),
      { type: 'restartApp', app: 'crm' },
      { type: 'recordDeploy', app: 'crm', commit: '1a2b3c4' },
      { type: 'rotateCredentials', addon: 'cache' },
    );
    await on.perform({ type: 'undo', operation });
    assert.equal(on.config('crm')['CACHE_URL'], on.config('shop')['REDIS_URL']);
    checkConfigs(on.state);
  });
});
