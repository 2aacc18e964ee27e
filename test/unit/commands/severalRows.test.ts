import assert from 'node:assert/strict';
import { commandTable } from '../../../src/commands/commandTable.ts';
import { PlayedContext } from '../../support/commandContext.ts';
import { TestPlatform } from '../../support/platform.ts';
import { escape, ScriptedAsk, type Scripted } from '../../support/scriptedAsk.ts';

describe('commands on several rows', () => {
  let on: TestPlatform;

  beforeEach(async () => {
    on = await TestPlatform.open();
    await on.createApps('acme', 'other');
    await on.perform({ type: 'createAddon', app: 'acme', plan: 'heroku-redis', name: 'cache' });
    await on.perform({ type: 'createAddon', app: 'acme', plan: 'heroku-postgresql', name: 'store' });
    await on.perform({ type: 'attachAddon', addon: 'cache', app: 'other', alias: 'BROKER' });
    await on.perform({ type: 'attachAddon', addon: 'store', app: 'other', alias: 'FACTS' });
  });

  type Row = Readonly<Record<string, string>>;

  const play = async (id: string, rows: readonly Row[], ...answers: readonly Scripted[]) => {
    const ask = new ScriptedAsk(...answers);
    const context = new PlayedContext(on, ask);
    const command = commandTable.find((each) => each.id === id);
    assert.ok(command?.runOnSeveral);
    const result = await command.runOnSeveral(rows, context);
    ask.finish();
    return { ask, told: context.report.told, started: context.started, result };
  };

  const aliases: readonly Row[] = [
    { app: 'other', alias: 'BROKER' },
    { app: 'other', alias: 'FACTS' },
  ];

  it('detach all of them in one commit, after one look, and one undo brings all back', async () => {
    const before = { attachments: on.state.attachments, config: on.config('other') };
    const { ask, told } = await play('addons.detach', aliases, '');
    assert.deepEqual(
      ask.confirmations.map(({ title, typed, consequences }) => [title, typed, consequences.length]),
      [['Detach 2 Aliases', '', 4]],
    );
    assert.deepEqual(told, ['Detached 2 aliases; their add-ons stay. other is now v6.']);
    assert.deepEqual(on.attachments('other'), []);
    await on.perform({ type: 'undo' });
    assert.deepEqual([on.state.attachments, on.config('other')], [before.attachments, before.config]);
  });

  it('leave everything as it is on Escape', async () => {
    const before = on.state;
    const { result } = await play('addons.detach', aliases, escape);
    assert.deepEqual([result, on.state], [undefined, before]);
  });

  it('do nothing at all when one of them is refused', async () => {
    const before = on.state;
    const { told } = await play('addons.detach', [...aliases, { app: 'acme', alias: 'REDIS' }]);
    assert.deepEqual([told, on.state], [['last_attachment'], before]);
  });

  it('refuse what each alone would be allowed, when both together are not', async () => {
    await on.perform({ type: 'attachAddon', addon: 'cache', app: 'acme', alias: 'SECOND' });
    const before = on.state;
    const both = [
      { app: 'acme', alias: 'REDIS' },
      { app: 'acme', alias: 'SECOND' },
    ];
    const { told } = await play('addons.detach', both);
    assert.deepEqual([told, on.state], [['last_attachment'], before]);
  });

  it('destroy add-ons of one app once its name is typed', async () => {
    const rows = [{ addon: 'cache' }, { addon: 'store' }];
    const { ask, told } = await play('addons.destroy', rows, 'acme');
    assert.equal(ask.confirmations[0]?.typed, 'acme');
    assert.deepEqual(
      ask.confirmations[0].consequences.map(({ label, description }) => `${label}: ${description}`),
      [
        'cache: goes with its data, and acme::REDIS, other::BROKER',
        'store: goes with its data, and acme::DATABASE, other::FACTS',
        'acme loses: DATABASE_URL, REDIS_URL',
        'acme restarts: release v6',
        'other loses: BROKER_URL, FACTS_URL',
        'other restarts: release v6',
        '−$8/month: from now on',
      ],
    );
    assert.match(told[0] ?? '', /^Destroyed 2 add-ons\. acme is now v6, other is now v6\.$/);
    assert.deepEqual(on.state.addons, {});
  });

  it('take words that stand for all, when the add-ons belong to several apps', async () => {
    await on.perform({ type: 'createAddon', app: 'other', plan: 'papertrail', name: 'logs' });
    const rows = [{ addon: 'cache' }, { addon: 'logs' }];
    const { ask } = await play('addons.destroy', rows, 'acme');
    assert.equal(ask.confirmations[0]?.typed, 'destroy 2');
    assert.ok('logs' in Object.fromEntries(Object.values(on.state.addons).map(({ name }) => [name, 1])));
    await play('addons.destroy', rows, 'destroy 2');
    assert.deepEqual(
      Object.values(on.state.addons).map(({ name }) => name),
      ['store'],
    );
  });

  it('show anew what another window changed meanwhile, and ask again', async () => {
    const ask = new ScriptedAsk('', '');
    const context = new PlayedContext(on, ask);
    const confirm = ask.confirm;
    let isFirst = true;
    Object.assign(ask, {
      confirm: async (question: Parameters<typeof confirm>[0]) => {
        if (isFirst) {
          isFirst = false;
          const configVars = [{ name: 'A', value: '1' }];
          await on.perform({ type: 'renameApp', app: 'other', name: 'renamed' });
          await on.perform({ type: 'setConfigVars', app: 'renamed', configVars });
        }
        return confirm(question);
      },
    });
    const ids = Object.values(on.state.apps).find(({ name }) => name === 'other')?.id ?? '';
    const detach = commandTable.find(({ id }) => id === 'addons.detach');
    await detach?.runOnSeveral?.(
      aliases.map(({ alias }) => ({ app: ids, alias })),
      context,
    );
    ask.finish();
    assert.deepEqual(
      ask.confirmations.map(({ consequences }) => consequences[2]?.label),
      ['other loses', 'renamed loses'],
    );
  });

  it('count an add-on once, whether it is named by itself or by its aliases', async () => {
    const rows = [{ addon: 'cache' }, { app: 'other', alias: 'BROKER' }, { app: 'acme', alias: 'REDIS' }];
    const { ask } = await play('addons.destroy', rows, 'acme');
    assert.equal(ask.confirmations[0]?.title, 'Destroy Add-on cache');
    assert.deepEqual(
      Object.values(on.state.addons).map(({ name }) => name),
      ['store'],
    );
  });

  it('count rows that stand for the same thing once, and ask for one as for one', async () => {
    const { ask, told } = await play('addons.detach', [aliases[0]!, aliases[0]!]);
    assert.deepEqual(
      [ask.confirmations, told],
      [[], ['Detached BROKER from cache, which stays. other is now v5.']],
    );
  });

  describe('by a key', () => {
    it('start what the key means for the kind of the first row, for all rows of that kind', async () => {
      const rows = [{ app: 'acme', name: 'A' }, { addon: 'cache' }, { app: 'acme', name: 'B' }];
      const { started } = await play('addons.removeRow', rows);
      assert.deepEqual(started, [
        ['addons.unsetConfigVar', { app: 'acme', name: 'A' }],
        ['addons.unsetConfigVar', { app: 'acme', name: 'B' }],
      ]);
      const copied = await play('addons.copyRow', [{ app: 'acme', alias: 'REDIS' }]);
      assert.deepEqual(copied.started, [['addons.copyName', { app: 'acme', alias: 'REDIS' }]]);
      const renamed = await play('addons.renameRow', [{ addon: 'cache' }]);
      assert.deepEqual(renamed.started, [['addons.rename', { addon: 'cache' }]]);
    });

    it('mean nothing on a group: not the app that it belongs to', async () => {
      const { started, told } = await play('addons.removeRow', [{ app: 'acme', group: 'resources' }]);
      assert.deepEqual([started, told], [[], ['nothing_to_choose']]);
    });

    it('say what to do when no row is selected', async () => {
      assert.deepEqual((await play('addons.removeRow', [])).told, ['nothing_to_choose']);
    });
  });
});
