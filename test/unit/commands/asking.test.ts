import assert from 'node:assert/strict';
import { TestPlatform } from '../../support/platform.ts';
import { playCommand, runCommandWith } from '../../support/playCommand.ts';
import { back, escape } from '../../support/scriptedAsk.ts';
import { withFailedAddon } from '../../support/states.ts';
import { MemoryStateStore } from '../../support/memoryStateStore.ts';

describe('questions', () => {
  let on: TestPlatform;

  beforeEach(async () => {
    on = await TestPlatform.open();
    await on.createApps('acme', 'other');
    await on.perform({ type: 'createAddon', app: 'acme', plan: 'heroku-redis', name: 'cache' });
  });

  it('can be gone back to from what an action will do', async () => {
    const { ask, context } = await playCommand(on, 'addons.changePlan', { addon: 'cache' }, [
      'premium-0',
      back,
      'premium-1',
      '',
    ]);
    assert.deepEqual(
      ask.confirmations.map(({ canGoBack }) => canGoBack),
      [true, true],
    );
    assert.match(context.report.told[0] ?? '', /^cache is on heroku-redis:premium-1 now\./);
  });

  it('can be gone back to from a confirmation, and have no way back when nothing was asked', async () => {
    const known = { app: 'acme', plan: 'heroku-redis' };
    const { ask } = await playCommand(on, 'addons.create', known, ['REDIS', back, 'OTHER']);
    assert.equal(ask.confirmations[0]?.canGoBack, true);
    assert.ok(on.attachments('acme').some((row) => row.startsWith('OTHER')));
    const { ask: other } = await playCommand(on, 'addons.destroy', { addon: 'cache' }, [escape]);
    assert.equal(other.confirmations[0]?.canGoBack, false);
  });

  it('show anew what another window changed while they were read', async () => {
    const set = (name: string) =>
      on.perform({ type: 'setConfigVars', app: 'acme', configVars: [{ name, value: '1' }] });
    await set('FIRST');
    const { ask, context } = await playCommand(on, 'addons.rotateCredentials', { addon: 'cache' }, ['']);
    assert.deepEqual([ask.confirmations.length, context.report.told.length], [1, 1]);
    await set('SECOND');
    const undone = await playCommand(on, 'addons.undo', {}, [''], ({ ask: asking }) => {
      const confirm = asking.confirm;
      Object.assign(asking, {
        confirm: async (question: Parameters<typeof confirm>[0]) => {
          await set('THIRD');
          return confirm(question);
        },
      });
    });
    // What was shown is taken back, and not what is newest by then.
    assert.deepEqual(undone.context.report.told, ['Undone: Set SECOND config vars. acme is now v8.']);
    assert.deepEqual(Object.keys(on.config('acme')).sort(), ['FIRST', 'REDIS_URL', 'THIRD']);
  });

  it('have titles that name what is renamed, and start from its present name', async () => {
    const { ask } = await playCommand(on, 'addons.rename', { addon: 'cache' }, ['store']);
    assert.deepEqual(ask.asked, ['Rename Add-on: cache 1/1']);
    assert.deepEqual(ask.prefilled, ['cache']);
    const again = await playCommand(on, 'addons.rename', { addon: 'store' }, ['store']);
    assert.deepEqual(again.context.report.told, ['It is called store already; nothing was changed.']);
  });

  it('offer first what is probably meant, then what was changed last', async () => {
    await on.createApps('app-b', 'app-c', 'app-d', 'app-e', 'app-f', 'app-g');
    on.clock.ms += 60_000;
    await on.perform({ type: 'setConfigVars', app: 'app-f', configVars: [{ name: 'A', value: '1' }] });
    const { ask } = await playCommand(on, 'addons.setConfigVar', {}, [escape], (context) => {
      context.presumed = { app: 'app-d' };
    });
    const rows = ask.offered[0]!.map(({ label, heading }) => [label, heading].filter(Boolean).join(' '));
    assert.deepEqual(rows.slice(0, 2), ['app-d Recently used', 'app-f']);
    assert.equal(rows.filter((row) => row.endsWith(' All')).length, 1);
    assert.equal(ask.preselected[0], ask.offered[0]![0]!.value);
  });

  it('grey a service that is installed already, with the reason', async () => {
    await on.perform({ type: 'createAddon', app: 'acme', plan: 'papertrail', name: 'logs' });
    const { ask } = await playCommand(on, 'addons.create', { app: 'acme' }, [escape]);
    const row = ask.offered[0]!.find(({ label }) => label === 'Papertrail');
    assert.equal(row?.isUnavailable, true);
    assert.equal(row.description, 'logs is on acme already, and one is all it takes');
    assert.deepEqual(
      ask.offered[0]!.slice(0, 2)
        .map(({ label }) => label)
        .sort(),
      ['Heroku Key-Value Store', 'Papertrail'],
    );
  });

  it('show services of long ago when they are asked for', async () => {
    const more = (await playCommand(on, 'addons.create', { app: 'acme' }, [escape])).ask.offered[0]!.at(-1);
    const { ask } = await playCommand(on, 'addons.create', { app: 'acme' }, [more!.label, escape]);
    assert.ok(ask.offered[1]!.length > ask.offered[0]!.length);
    assert.ok(!ask.offered[1]!.some(({ label }) => label === more!.label));
  });

  it('show price and limits of plans side by side', async () => {
    const { ask } = await playCommand(on, 'addons.create', { app: 'acme' }, [
      'Heroku Key-Value Store',
      escape,
    ]);
    const mini = ask.offered[1]!.find(({ label }) => label === 'mini');
    assert.match(mini?.description ?? '', /^\$3\/month · default$/);
    assert.match(mini?.detail ?? '', /connections at a time/);
  });

  it('try an add-on again that could not be created, and dismiss it', async () => {
    const appId = Object.values(on.state.apps)[0]!.id;
    const failing = await TestPlatform.open({
      store: new MemoryStateStore(withFailedAddon(on.state, appId)),
    });
    const known = { app: appId, failedAddon: 'x', plan: 'heroku-redis:mini' };
    const { ask } = await playCommand(failing, 'addons.create', known, [escape]);
    assert.deepEqual(ask.asked, ['Create Add-on: acme 1/1']);
    const { context } = await playCommand(failing, 'addons.dismissFailedAddon', {}, ['no-luck']);
    assert.deepEqual(context.report.told, ['Dismissed no-luck.']);
    assert.deepEqual(failing.state.failedAddons, {});
    await failing.perform({ type: 'undo' });
    assert.equal(Object.keys(failing.state.failedAddons).length, 1);
    await failing.refuses({ type: 'dismissFailedAddon', addon: 'unknown' }, 'addon_not_found');
  });

  describe('of the sidebar', () => {
    const acme = () => Object.values(on.state.apps).find(({ name }) => name === 'acme')!.id;
    const attachment = () => Object.values(on.state.attachments)[0]!;

    it('reveal an add-on from an alias, and an alias from an add-on', async () => {
      const row = { app: acme(), alias: 'REDIS' };
      const first = await playCommand(on, 'addons.revealAddon', row, []);
      assert.deepEqual(first.context.revealed, [attachment().addonId]);
      const second = await playCommand(on, 'addons.revealInApp', row, []);
      assert.deepEqual(second.context.revealed, [`${acme()}/${attachment().id}`]);
      const third = await playCommand(on, 'addons.revealInApp', { addon: attachment().addonId }, []);
      assert.deepEqual(third.context.revealed, [`${acme()}/${attachment().id}`]);
      const { context, result } = await runCommandWith(on, 'addons.revealInApp', { app: 'acme' });
      assert.deepEqual([context.revealed, result], [[acme()], { app: 'acme' }]);
    });

    it('filter and sort', async () => {
      const { context } = await playCommand(on, 'addons.filter', { app: acme() }, ['redis']);
      assert.equal(context.sidebar.filter, 'redis');
      const sorted = await runCommandWith(on, 'addons.sortByChange', {});
      assert.equal(sorted.context.sidebar.sortOrder, 'recent');
    });
  });
});
