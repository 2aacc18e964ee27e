import assert from 'node:assert/strict';
import { findApp } from '../../../src/core/model/identifiers.ts';
import {
  playCommand,
  playOnSeveral,
  refusesCommandWith,
  rowTexts,
  runCommandWith,
} from '../../support/playCommand.ts';
import { back, escape, type Scripted } from '../../support/scriptedAsk.ts';
import { TestPlatform } from '../../support/platform.ts';

const id = 'addons.compareApps';

describe('Compare Config of Two Apps', () => {
  let on: TestPlatform;

  const own = (app: string, name: string, value: string) =>
    on.perform({ type: 'setConfigVars', app, configVars: [{ name, value }] });

  beforeEach(async () => {
    on = await TestPlatform.open();
    await on.createApps('acme', 'blog');
    await on.perform({ type: 'createAddon', app: 'acme', plan: 'heroku-redis', name: 'cache' });
    await on.perform({ type: 'attachAddon', addon: 'cache', app: 'blog', alias: 'BROKER' });
    await own('acme', 'MINE', 'mine-value');
    await own('acme', 'LEVEL', 'first-value');
    await own('blog', 'LEVEL', 'second-value');
    await own('acme', 'SAME', 'equal-value');
    await own('blog', 'SAME', 'equal-value');
  });

  const play = (known: Record<string, string>, ...answers: readonly Scripted[]) =>
    playCommand(on, id, known, answers);

  it('lists names and sources under four headings, and no value', async () => {
    const { ask } = await play({}, 'acme', 'blog', escape);
    assert.deepEqual([ask.asked.length, ask.asked[2]], [3, 'acme and blog 1/1']);
    assert.deepEqual(
      ask.offered[1]?.map(({ label }) => label),
      ['blog'],
    );
    assert.deepEqual(rowTexts(ask, 2), [
      '— Only on acme',
      'MINE: on acme: set by you',
      'REDIS_URL: on acme: REDIS → cache',
      '— Only on blog',
      'BROKER_URL: on blog: BROKER → cache',
      '— Different Values',
      'LEVEL: on both: set by you',
      '— Same Value',
      'SAME: on both: set by you',
    ]);
    assert.doesNotMatch(JSON.stringify(ask.offered), /-value|redis:\/\//);
  });

  it('says which app has what from whom', async () => {
    await own('blog', 'REDIS_URL', 'own-value');
    const { ask } = await play({ app: 'acme', other: 'blog' }, escape);
    assert.ok(rowTexts(ask).includes('REDIS_URL: on acme: REDIS → cache · on blog: set by you'));
  });

  it('offers to set on the other app only what is own here, and of no add-on there', async () => {
    await own('blog', 'REDIS_URL', 'own-value');
    const { ask } = await play({ app: 'acme', other: 'blog' }, escape);
    const buttons = Object.fromEntries(
      (ask.offered[0] ?? []).map(({ label, actions }) => [label, actions?.map(({ title }) => title).join()]),
    );
    assert.deepEqual(buttons, {
      MINE: 'Copy Name,Set on blog Too',
      BROKER_URL: 'Copy Name',
      LEVEL: 'Copy Name,Set on blog Too,Set on acme Too',
      REDIS_URL: 'Copy Name',
      SAME: 'Copy Name',
    });
  });

  it('sets the value on the other app too, once that was seen, and shows the list again', async () => {
    const { ask, context } = await play(
      { app: 'acme', other: 'blog' },
      { press: 'Set on blog Too', at: 'MINE' },
      '',
      escape,
    );
    assert.deepEqual(on.config('blog')['MINE'], 'mine-value');
    assert.deepEqual(
      ask.confirmations[0]?.consequences.map(({ label, description }) => `${label}: ${description}`),
      ['blog gets: MINE', 'blog restarts: release v6'],
    );
    assert.deepEqual(context.report.told, ['Set MINE on blog. blog is now v6.']);
    assert.ok(rowTexts(ask, 1).includes('MINE: on both: set by you'));
    assert.doesNotMatch(JSON.stringify([ask.offered, ask.confirmations, context.report.told]), /-value/);
  });

  it('sets it in the other direction', async () => {
    await play({ app: 'acme', other: 'blog' }, { press: 'Set on acme Too', at: 'LEVEL' }, '', escape);
    assert.equal(on.config('acme')['LEVEL'], 'second-value');
  });

  it('sets nothing when the review is left or gone back from', async () => {
    const before = on.state;
    const press = { press: 'Set on blog Too', at: 'MINE' };
    const first = await play({ app: 'acme', other: 'blog' }, press, back, escape);
    const second = await play({ app: 'acme', other: 'blog' }, press, escape);
    assert.deepEqual([first.ask.asked.length, second.ask.asked.length, on.state], [3, 2, before]);
  });

  it('copies a name by its button, and by choosing its row', async () => {
    const press = { press: 'Copy Name', at: 'BROKER_URL' };
    const { context } = await play({ app: 'acme', other: 'blog' }, press, 'MINE');
    assert.deepEqual(context.started, [
      ['addons.copyName', { name: 'BROKER_URL' }],
      ['addons.copyName', { name: 'MINE' }],
    ]);
  });

  it('compares two apps whose rows are selected', async () => {
    const rows = ['blog', 'acme'].map((name) => ({ app: findApp(on.state, name).id }));
    const { ask } = await playOnSeveral(on, id, rows, escape);
    assert.deepEqual(ask.asked, ['blog and acme 1/1']);
  });

  it('takes the first two different apps of more rows, and asks for the other where there is one', async () => {
    await on.createApps('shop');
    const [acme, blog, shop] = ['acme', 'blog', 'shop'].map((name) => ({ app: findApp(on.state, name).id }));
    assert.ok(acme && blog && shop);
    const rows = [acme, { app: 'acme' }, { ...acme, alias: 'REDIS' }, {}, blog, shop];
    const more = await playOnSeveral(on, id, rows, escape);
    assert.deepEqual(more.ask.asked, ['acme and blog 1/1']);
    const one = await playOnSeveral(on, id, [acme, { ...acme, name: 'MINE' }], 'blog', escape);
    assert.deepEqual(one.ask.asked, ['Compare Config of Two Apps: acme 1/1', 'acme and blog 1/1']);
    const left = await playOnSeveral(on, id, [acme, { ...acme, name: 'MINE' }], escape);
    assert.equal(left.result, undefined);
    const none = await playOnSeveral(on, id, [{ addon: 'cache' }, {}], 'acme', 'blog', escape);
    assert.deepEqual(none.ask.asked.at(-1), 'acme and blog 1/1');
  });

  it('says so when there is nothing to compare', async () => {
    await on.createApps('empty', 'void');
    const { context } = await play({ app: 'empty', other: 'void' });
    assert.deepEqual(context.report.told, ['nothing_to_choose']);
    const alone = await TestPlatform.open();
    await alone.createApps('acme');
    const played = await playCommand(alone, id, {}, ['acme']);
    assert.deepEqual(played.context.report.told, ['nothing_to_choose']);
  });

  it('answers a program, without a value', async () => {
    const { result } = await runCommandWith(on, id, { app: 'acme', other: findApp(on.state, 'blog').id });
    const { app, other, different } = result as { app: string; other: string; different: unknown };
    assert.deepEqual([app, other], ['acme', 'blog']);
    assert.deepEqual(different, [{ name: 'LEVEL', first: { kind: 'own' }, second: { kind: 'own' } }]);
    assert.doesNotMatch(JSON.stringify(result), /-value|redis:\/\//);
    await refusesCommandWith(on, id, { app: 'acme', other: 'nowhere' }, 'app_not_found');
    await refusesCommandWith(on, id, { app: 'acme' }, 'invalid_request');
  });
});
