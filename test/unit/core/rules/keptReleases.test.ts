import assert from 'node:assert/strict';
import * as queries from '../../../../src/core/model/queries.ts';
import { MemoryStateStore } from '../../../support/memoryStateStore.ts';
import { TestPlatform } from '../../../support/platform.ts';

const setVar = (on: TestPlatform, value: string): Promise<unknown> =>
  on.perform({ type: 'setConfigVars', app: 'shop', configVars: [{ name: `V${value}`, value }] });

describe('the number of releases and events kept', () => {
  it('R35: can be chosen; the oldest kept holds what was folded away, and numbers go on', async () => {
    const on = await TestPlatform.open({ keptReleases: 3 });
    await on.createApps('shop');
    for (let value = 1; value <= 6; value += 1) {
      await setVar(on, `${value}`);
    }
    const app = Object.values(on.state.apps)[0]!;
    const releases = queries.releasesOf(on.state, app.id);
    assert.deepEqual(
      releases.map(({ version }) => version),
      [6, 7, 8],
    );
    assert.deepEqual(Object.keys(releases[0]!.changes.own.set), ['V1', 'V2', 'V3', 'V4']);
    assert.equal(on.state.events[app.id]?.events.length, 3);
  });

  it('can be made smaller: the next release folds all that is too much', async () => {
    const many = await TestPlatform.open();
    await many.createApps('shop');
    for (let value = 1; value <= 6; value += 1) {
      await setVar(many, `${value}`);
    }
    const few = await TestPlatform.open({ keptReleases: 2, store: new MemoryStateStore(many.state) });
    await setVar(few, '7');
    const app = Object.values(few.state.apps)[0]!;
    assert.deepEqual(
      queries.releasesOf(few.state, app.id).map(({ version }) => version),
      [8, 9],
    );
  });
});
