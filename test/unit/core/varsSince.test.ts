import assert from 'node:assert/strict';
import { findApp } from '../../../src/core/model/identifiers.ts';
import { varsSince } from '../../../src/core/model/varsSince.ts';
import { TestPlatform } from '../../support/platform.ts';

const app = 'example-app';

describe('since which release config vars are as they are', () => {
  it('is the last that set each; an unset one has none', async () => {
    const on = await TestPlatform.open();
    await on.createApps(app);
    const set = (name: string, value: string | null) =>
      on.perform({ type: 'setConfigVars', app, configVars: [{ name, value }] });
    const versions = (): object =>
      Object.fromEntries(
        [...varsSince(on.state, findApp(on.state, app).id)].map(([name, { version }]) => [name, version]),
      );
    await set('A', '1');
    await set('B', '1');
    await set('A', '2');
    assert.deepEqual(versions(), { A: 5, B: 4 });
    await set('A', null);
    assert.deepEqual(versions(), { B: 4 });
    await on.perform({ type: 'rollBackRelease', app, version: 3 });
    assert.deepEqual(versions(), { A: 7 });
  });

  it('is at latest the oldest release that is kept, when those before were folded into it', async () => {
    const on = await TestPlatform.open();
    await on.createApps(app);
    await on.perform({ type: 'setConfigVars', app, configVars: [{ name: 'A', value: '1' }] });
    const { id } = findApp(on.state, app);
    const history = on.state.releases[id];
    assert.ok(history !== undefined);
    const folded = { ...history, foldedThrough: 2, releases: history.releases.slice(2) };
    const state = { ...on.state, releases: { [id]: folded } };
    assert.deepEqual(
      [...varsSince(state, id)].map(([name, { version, isAtLatest }]) => [name, version, isAtLatest]),
      [['A', 3, true]],
    );
  });
});
