import assert from 'node:assert/strict';
import { findApp } from '../../../../src/core/model/identifiers.ts';
import { releaseDiffs } from '../../../../src/core/model/releaseDiff.ts';
import { TestPlatform } from '../../../support/platform.ts';

describe('what releases did to config vars', () => {
  let on: TestPlatform;

  beforeEach(async () => {
    on = await TestPlatform.open();
    await on.createApps('acme');
  });

  const set = (name: string, value: string | null) =>
    on.perform({ type: 'setConfigVars', app: 'acme', configVars: [{ name, value }] });

  const diffs = (): readonly string[] => {
    const history = on.state.releases[findApp(on.state, 'acme').id];
    assert.ok(history);
    return releaseDiffs(history).map(
      ({ release, set: added, changed, unset, isWhole }) =>
        `v${release.version} +${added.join()} ~${changed.join()} −${unset.join()}${isWhole ? ' whole' : ''}`,
    );
  };

  it('tells new names from new values and from names that went', async () => {
    await set('B', '1');
    await set('A', '1');
    await set('B', '2');
    await set('B', null);
    assert.deepEqual(diffs().slice(-4), ['v3 +B ~ −', 'v4 +A ~ −', 'v5 + ~B −', 'v6 + ~ −B']);
  });

  it('counts the config vars of add-ons too, and one that gets another owner as changed', async () => {
    await set('CACHE_URL', '1');
    const create = { type: 'createAddon', app: 'acme', plan: 'heroku-redis', name: 'first' } as const;
    await on.perform({ ...create, alias: 'CACHE', confirm: 'acme' });
    await on.perform({ type: 'destroyAddon', addon: 'first', confirm: 'acme' });
    const told = diffs();
    assert.equal(told.at(-1), `v${told.length} + ~ −CACHE_URL`);
    assert.ok(told.slice(-3).join().includes('CACHE_URL'));
  });

  it('takes names such as constructor for names', async () => {
    await set('constructor', '1');
    assert.equal(diffs().at(-1), 'v3 +constructor ~ −');
    await set('constructor', '2');
    assert.equal(diffs().at(-1), 'v4 + ~constructor −');
  });

  it('R35: says of the oldest one kept that it holds what was before', async () => {
    for (let value = 0; value < 501; value += 1) {
      await on.platform.perform({
        type: 'setConfigVars',
        app: 'acme',
        configVars: [{ name: 'A', value: String(value) }],
      });
    }
    const told = diffs();
    assert.deepEqual([told.length, told[0], told[1]], [500, 'v4 +A ~ − whole', 'v5 + ~A −']);
  });
});
