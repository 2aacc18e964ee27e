import assert from 'node:assert/strict';
import { findApp } from '../../../src/core/model/identifiers.ts';
import * as queries from '../../../src/core/model/queries.ts';
import { playCommand, refusesCommandWith, rowTexts, runCommandWith } from '../../support/playCommand.ts';
import { escape, type Scripted } from '../../support/scriptedAsk.ts';
import { MemoryStateStore } from '../../support/memoryStateStore.ts';
import { TestPlatform } from '../../support/platform.ts';

const id = 'addons.whatWouldBreak';

describe('What Would This Break?', () => {
  let on: TestPlatform;

  beforeEach(async () => {
    on = await TestPlatform.open();
    await on.createApps('acme', 'blog');
    await on.perform({ type: 'createAddon', app: 'acme', plan: 'heroku-redis', name: 'cache' });
    await on.perform({ type: 'attachAddon', addon: 'cache', app: 'blog', alias: 'BROKER' });
  });

  /** Whatever is asked and answered, nothing changes. */
  const play = async (known: Record<string, string>, ...answers: readonly Scripted[]) => {
    const before = on.state;
    const played = await playCommand(on, id, known, answers);
    assert.equal(on.state, before);
    assert.deepEqual(played.context.report.told, []);
    return played;
  };
  const appId = (name: string) => findApp(on.state, name).id;
  const cacheId = () => queries.addonNamed(on.state, 'cache')!.id;

  it('shows what goes with an add-on: aliases, config vars, releases on every app, and money', async () => {
    const { ask } = await play({}, 'cache', escape);
    assert.deepEqual(ask.asked, ['What Would This Break? 1/1', 'If cache Were Destroyed 1/1']);
    assert.deepEqual(rowTexts(ask, 1), [
      'cache: goes with its data · $3/month',
      '— acme',
      'REDIS: alias that acme loses',
      'REDIS_URL: config var that acme loses',
      'acme restarts: release v4',
      '— blog',
      'BROKER: alias that blog loses',
      'BROKER_URL: config var that blog loses',
      'blog restarts: release v4',
      '— Money',
      '−$3/month: from now on; what was used so far stays billed',
      '— What You Can Do',
      'Detach BROKER from blog Instead',
      'Destroy Add-on…',
      'Reveal Add-on',
    ]);
  });

  it('leads on to what can be done, with what is known', async () => {
    const addon = cacheId();
    const started = async (row: string) => (await play({ addon }, row)).context.started;
    assert.deepEqual(await started('Destroy Add-on…'), [['addons.destroy', { addon }]]);
    assert.deepEqual(await started('Reveal Add-on'), [['addons.revealAddon', { addon }]]);
    assert.deepEqual(await started('Detach BROKER from blog Instead'), [
      ['addons.detach', { app: appId('blog'), alias: 'BROKER' }],
    ]);
  });

  it('stays open on rows that are only to read', async () => {
    const { ask, context } = await play({ addon: 'cache' }, 'REDIS_URL', 'cache', escape);
    assert.deepEqual([ask.asked.length, context.started], [3, []]);
  });

  it('shows from an alias what detaching it breaks', async () => {
    const { ask, context } = await play({ app: appId('blog'), alias: 'BROKER' }, 'Detach BROKER…');
    assert.deepEqual(rowTexts(ask), [
      'cache: stays, with its data and its other aliases',
      '— blog',
      'BROKER: alias that blog loses',
      'BROKER_URL: config var that blog loses',
      'blog restarts: release v4',
      '— What You Can Do',
      'Detach BROKER…',
      'Destroy Add-on…',
      'Reveal Add-on',
    ]);
    assert.deepEqual(context.started, [['addons.detach', { app: appId('blog'), alias: 'BROKER' }]]);
  });

  it('R28: says why the last alias on the billing app stays, and what helps', async () => {
    const { ask, context } = await play({ app: appId('acme'), alias: 'REDIS' }, 'Attach Another Alias…');
    assert.deepEqual(rowTexts(ask), [
      "REDIS can't be detached: it is the last alias of cache on acme, which | pays for it. Nothing was changed.",
      '— What You Can Do',
      'Attach Another Alias…',
      'Destroy Add-on…',
      'Reveal Add-on',
    ]);
    assert.equal(context.started[0]?.[0], 'addons.attach');
  });

  it('R32: shows what goes with an app, on other apps too', async () => {
    await on.perform({ type: 'setConfigVars', app: 'acme', configVars: [{ name: 'A', value: 'own-value' }] });
    const { ask, context } = await play({ app: appId('acme') }, 'Destroy App…');
    assert.deepEqual(rowTexts(ask), [
      'cache: goes with its data · $3/month',
      '— acme',
      'acme: goes, with 4 releases',
      'REDIS: alias that acme loses',
      'A: config var that acme loses',
      'REDIS_URL: config var that acme loses',
      '— blog',
      'BROKER: alias that blog loses',
      'BROKER_URL: config var that blog loses',
      'blog restarts: release v4',
      '— Money',
      '−$3/month: from now on; what was used so far stays billed',
      '— What You Can Do',
      'Destroy App…',
      'Reveal App',
    ]);
    assert.deepEqual(context.started, [['addons.destroyApp', { app: appId('acme') }]]);
    assert.doesNotMatch(JSON.stringify(ask.offered), /own-value|redis:\/\//);
  });

  it('R32: says of an app with one release that it goes with it', async () => {
    const empty = await TestPlatform.open();
    const { result } = await empty.perform({ type: 'createApp', name: 'acme' });
    const history = empty.state.releases[result.appId];
    assert.ok(history);
    const releases = { [result.appId]: { ...history, releases: history.releases.slice(-1) } };
    const store = new MemoryStateStore({ ...empty.state, releases });
    const { ask } = await playCommand(await TestPlatform.open({ store }), id, { app: result.appId }, [
      escape,
    ]);
    assert.ok(rowTexts(ask).includes('acme: goes, with its release'), rowTexts(ask).join());
  });

  it('R28: tells what could be detached without trying each alias', async () => {
    const { platform } = on;
    const preview = platform.preview.bind(platform);
    let previews = 0;
    platform.preview = (action, options) => {
      previews += 1;
      return preview(action, options);
    };
    await on.createApps('shop');
    await on.perform({ type: 'attachAddon', addon: 'cache', app: 'shop' });
    await on.perform({ type: 'attachAddon', addon: 'cache', app: 'acme', alias: 'SECOND' });
    const { ask } = await play({ addon: 'cache' }, escape);
    assert.deepEqual(
      rowTexts(ask).filter((row) => row.startsWith('Detach')),
      [
        'Detach REDIS from acme Instead',
        'Detach SECOND from acme Instead',
        'Detach BROKER from blog Instead',
        'Detach REDIS from shop Instead',
      ],
    );
    assert.equal(previews, 1);
  });

  it('R42: never says that an add-on of unknown price costs nothing', async () => {
    await on.perform({ type: 'createAddon', app: 'acme', plan: 'exampleservice:unpriced', name: 'odd' });
    const { ask } = await play({ addon: 'odd' }, escape);
    assert.equal(rowTexts(ask)[0], 'odd: goes with its data · price not known');
    assert.doesNotMatch(rowTexts(ask).join(), /\$0/);
  });

  it('answers a program, without a value', async () => {
    const before = on.state;
    const { result } = await runCommandWith(on, id, { addon: 'cache' });
    const { effect, ...rest } = result as { effect: { apps: readonly { app: string }[] } };
    assert.deepEqual(rest, { addon: 'cache', refusal: null });
    assert.deepEqual(
      effect.apps.map(({ app }) => app),
      ['acme', 'blog'],
    );
    const refused = await runCommandWith(on, id, { app: 'acme', alias: 'REDIS' });
    assert.deepEqual(refused.result, { alias: 'REDIS', effect: null, refusal: 'last_attachment' });
    assert.doesNotMatch(JSON.stringify(result), /redis:\/\//);
    assert.equal(on.state, before);
  });

  it('refuses what there is not', async () => {
    await refusesCommandWith(on, id, { addon: 'nothing' }, 'addon_not_found');
    await refusesCommandWith(on, id, { app: 'nowhere' }, 'app_not_found');
    await refusesCommandWith(on, id, { app: 'acme', alias: 'BROKER' }, 'attachment_not_found');
    await refusesCommandWith(on, id, {}, 'invalid_request');
  });
});
