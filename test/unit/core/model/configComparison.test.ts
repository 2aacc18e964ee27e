import assert from 'node:assert/strict';
import { compareConfigs } from '../../../../src/core/model/configComparison.ts';
import { findApp } from '../../../../src/core/model/identifiers.ts';
import { TestPlatform } from '../../../support/platform.ts';

describe('the config of two apps', () => {
  let on: TestPlatform;

  beforeEach(async () => {
    on = await TestPlatform.open();
    await on.createApps('acme', 'blog');
    await on.perform({ type: 'createAddon', app: 'acme', plan: 'heroku-redis', name: 'cache' });
    await on.perform({ type: 'attachAddon', addon: 'cache', app: 'blog', alias: 'REDIS' });
    await on.perform({ type: 'attachAddon', addon: 'cache', app: 'blog', alias: 'BROKER' });
    const own = (app: string, values: Readonly<Record<string, string>>) =>
      on.perform({
        type: 'setConfigVars',
        app,
        configVars: Object.entries(values).map(([name, value]) => ({ name, value })),
      });
    await own('acme', { SAME: 'equal-value', OTHER: 'first-value', MINE: 'mine-value', constructor: 'x' });
    await own('blog', { SAME: 'equal-value', OTHER: 'second-value' });
  });

  const compare = (first: string, second: string) =>
    compareConfigs(on.state, findApp(on.state, first), findApp(on.state, second));
  const names = (compared: readonly { readonly name: string }[]) => compared.map(({ name }) => name);

  it('is sorted into what only one has, what differs and what is the same', () => {
    const { onlyFirst, onlySecond, different, same } = compare('acme', 'blog');
    assert.deepEqual(
      [names(onlyFirst), names(onlySecond), names(different), names(same)],
      [['MINE', 'constructor'], ['BROKER_URL'], ['OTHER'], ['REDIS_URL', 'SAME']],
    );
  });

  it('says who sets each of them', () => {
    const { id } = Object.values(on.state.addons)[0]!;
    const [redis] = compare('acme', 'blog').same;
    const source = { kind: 'addon', alias: 'REDIS', addonId: id, addon: 'cache' };
    assert.deepEqual(redis, { name: 'REDIS_URL', first: source, second: source });
    assert.deepEqual(compare('acme', 'blog').onlyFirst[0], {
      name: 'MINE',
      first: { kind: 'own' },
      second: null,
    });
  });

  it('is the same the other way round, and holds no value', () => {
    const { onlyFirst, onlySecond } = compare('blog', 'acme');
    assert.deepEqual([names(onlyFirst), names(onlySecond)], [['BROKER_URL'], ['MINE', 'constructor']]);
    assert.doesNotMatch(JSON.stringify(compare('acme', 'blog')), /-value|redis:\/\//);
  });

  it('of one app with itself differs in nothing', () => {
    const { onlyFirst, onlySecond, different } = compare('acme', 'acme');
    assert.deepEqual([onlyFirst, onlySecond, different], [[], [], []]);
  });
});
