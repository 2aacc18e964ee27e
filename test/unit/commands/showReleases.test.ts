import assert from 'node:assert/strict';
import { findApp } from '../../../src/core/model/identifiers.ts';
import { playCommand, refusesCommandWith, rowTexts, runCommandWith } from '../../support/playCommand.ts';
import { back, escape, type Scripted } from '../../support/scriptedAsk.ts';
import { MemoryStateStore } from '../../support/memoryStateStore.ts';
import { TestPlatform } from '../../support/platform.ts';

const id = 'addons.showReleases';

describe('Show Releases', () => {
  let on: TestPlatform;

  beforeEach(async () => {
    on = await TestPlatform.open();
    await on.createApps('acme');
    await on.perform({ type: 'createAddon', app: 'acme', plan: 'heroku-redis', name: 'cache' });
    on.clock.ms += 86_400_000;
    const values = [
      { name: 'A', value: 'first-value' },
      { name: 'B', value: 'first-value' },
    ];
    await on.perform({ type: 'setConfigVars', app: 'acme', configVars: values });
    on.clock.ms += 3_600_000;
    const changes = [
      { name: 'A', value: 'second-value' },
      { name: 'B', value: null },
    ];
    await on.perform({ type: 'setConfigVars', app: 'acme', configVars: changes });
    on.clock.ms += 60_000;
  });

  const play = (known: Record<string, string>, ...answers: readonly Scripted[]) =>
    playCommand(on, id, known, answers);
  const acme = () => findApp(on.state, 'acme').id;

  it('lists them newest first: what each did to names, by whom and when', async () => {
    const { ask, context } = await play({}, 'acme', escape);
    const actor = Object.values(on.state.owners)[0]?.email ?? '';
    assert.deepEqual(rowTexts(ask, 1).slice(0, 3), [
      `v5: current · Set A and remove B config vars · 1 minute ago · ${actor} | ~ A  − B`,
      `v4: Set A, B config vars · 1 hour ago · ${actor} | + A  + B`,
      `v3: Attach REDIS · yesterday · ${actor} | + REDIS_URL`,
    ]);
    assert.deepEqual(context.report.told, []);
  });

  it('R36: rolls back by the button of a row, of any but the current one', async () => {
    const { ask, context } = await play({ app: 'acme' }, { press: 'Roll Back to v4', at: 'v4' });
    assert.deepEqual(context.started, [['addons.rollback', { app: acme(), version: '4' }]]);
    const [current, ...others] = ask.offered[0] ?? [];
    assert.equal(current?.actions, undefined);
    assert.ok(others.every(({ actions }) => actions?.length === 1));
  });

  it('opens one in full, and goes back to the list', async () => {
    const { ask, context } = await play({ app: 'acme' }, 'v4', 'A', back, 'v5', back, escape);
    assert.deepEqual(ask.asked, [
      'Releases of acme 1/1',
      'v4 of acme 1/1',
      'v4 of acme 1/1',
      'Releases of acme 1/1',
      'v5 of acme 1/1',
      'Releases of acme 1/1',
    ]);
    assert.deepEqual(rowTexts(ask, 1), [
      '— Config Vars',
      'A: was set',
      'B: was set',
      '— Release',
      `${on.state.releases[acme()]?.releases[3]?.user ?? ''}: made it`,
      '2026-11-25 08:00:00 UTC: 1 hour ago',
      '— Add-ons That the App Paid For Then',
      'heroku-redis:mini',
      '— What You Can Do',
      'Roll Back to v4…',
    ]);
    assert.deepEqual(rowTexts(ask, 4).slice(0, 3), [
      '— Config Vars',
      'A: got another value',
      'B: was removed',
    ]);
    assert.ok(!rowTexts(ask, 4).join().includes('Roll Back'));
    assert.deepEqual(context.started, []);
  });

  it('R36: rolls back from one in full', async () => {
    const { context } = await play({ app: 'acme' }, 'v3', 'Roll Back to v3…');
    assert.deepEqual(context.started, [['addons.rollback', { app: acme(), version: '3' }]]);
  });

  it('says of a release that it changed no config vars', async () => {
    await on.perform({ type: 'rollBackRelease', app: 'acme', version: 5 });
    const { ask } = await play({ app: 'acme' }, 'v6', escape);
    assert.match(rowTexts(ask)[0] ?? '', /^v6: current · .* \| no config vars changed$/);
    assert.deepEqual(rowTexts(ask, 1).slice(0, 2), ['— Config Vars', 'no config vars changed']);
  });

  it('counts the config vars of the oldest release that is kept', async () => {
    const withOldest = async (version: number) => {
      const history = on.state.releases[acme()];
      assert.ok(history);
      const releases = history.releases.filter((release) => release.version >= version);
      const state = {
        ...on.state,
        releases: { [acme()]: { ...history, foldedThrough: version - 1, releases } },
      };
      const { ask } = await playCommand(
        await TestPlatform.open({ store: new MemoryStateStore(state) }),
        id,
        { app: acme() },
        [escape],
      );
      return rowTexts(ask).at(-1)?.split(' | ')[1];
    };
    assert.equal(await withOldest(3), 'the oldest release kept; one config var then');
    assert.equal(await withOldest(4), 'the oldest release kept; 2 config vars then');
  });

  it('answers a program, and holds no value', async () => {
    const { result, context } = await runCommandWith(on, id, { app: 'acme' });
    const { releases } = result as { releases: readonly Readonly<Record<string, unknown>>[] };
    const { user: by, ...newest } = releases[0] ?? {};
    assert.equal(typeof by, 'string');
    assert.deepEqual(newest, {
      version: 5,
      isCurrent: true,
      description: 'Set A and remove B config vars',
      createdAt: '2026-11-25T09:00:00.000Z',
      configVars: { set: [], changed: ['A'], unset: ['B'], isWhole: false },
      addonPlans: ['heroku-redis:mini'],
    });
    assert.deepEqual(
      releases.map(({ version }) => version),
      [5, 4, 3, 2, 1],
    );
    const { ask } = await play({ app: 'acme' }, 'v4', escape);
    assert.doesNotMatch(JSON.stringify([result, ask.offered]), /-value|redis:\/\//);
    assert.deepEqual(context.ask.asked, []);
  });

  it('refuses an app that there is not', async () => {
    await refusesCommandWith(on, id, { app: 'nowhere' }, 'app_not_found');
    await refusesCommandWith(on, id, {}, 'invalid_request');
    const { context } = await play({ app: 'nowhere' });
    assert.deepEqual(context.report.told, ['app_not_found']);
  });
});
