import assert from 'node:assert/strict';
import { findApp } from '../../../src/core/model/identifiers.ts';
import * as queries from '../../../src/core/model/queries.ts';
import { playCommand, playOnSeveral, refusesCommandWith, runCommandWith } from '../../support/playCommand.ts';
import { escape } from '../../support/scriptedAsk.ts';
import { MemoryStateStore } from '../../support/memoryStateStore.ts';
import { TestPlatform } from '../../support/platform.ts';
import { withFailedAddon } from '../../support/states.ts';

const id = 'addons.copyName';

describe('Copy Name', () => {
  let on: TestPlatform;

  beforeEach(async () => {
    on = await TestPlatform.open();
    await on.createApps('acme');
    await on.perform({ type: 'createAddon', app: 'acme', plan: 'heroku-redis', name: 'cache' });
  });

  it('copies the name of what a row stands for, as no secret', async () => {
    const app = findApp(on.state, 'acme').id;
    const addon = queries.addonNamed(on.state, 'cache')!.id;
    const rows: readonly (readonly [Record<string, string>, string])[] = [
      [{ app }, 'acme'],
      [{ addon }, 'cache'],
      [{ app, alias: 'REDIS' }, 'REDIS'],
      [{ app, name: 'REDIS_URL' }, 'REDIS_URL'],
      [{ name: 'REDIS_URL' }, 'REDIS_URL'],
    ];
    for (const [known, name] of rows) {
      const { context, result } = await playCommand(on, id, known, []);
      assert.deepEqual([context.copied, context.isCopySecret, result], [name, false, { name }]);
      assert.deepEqual(context.report.told, [`Copied ${name}.`]);
    }
  });

  it('copies the name of an add-on that could not be created, alone or with others', async () => {
    const app = findApp(on.state, 'acme').id;
    const failing = await TestPlatform.open({
      store: new MemoryStateStore(withFailedAddon(on.state, app)),
    });
    const [note] = Object.values(failing.state.failedAddons);
    const row = { app, failedAddon: note?.id ?? '', plan: 'heroku-redis:mini' };
    const one = await playCommand(failing, id, row, []);
    assert.deepEqual(
      [one.context.copied, one.context.report.told],
      [note?.name, [`Copied ${note?.name ?? ''}.`]],
    );
    const two = await playOnSeveral(failing, id, [row, { app }]);
    assert.equal(two.context.copied, `${note?.name ?? ''}\nacme`);
  });

  it('counts several rows of the same thing once', async () => {
    const app = findApp(on.state, 'acme').id;
    const { context } = await playOnSeveral(on, id, [{ app }, { app }]);
    assert.deepEqual([context.copied, context.report.told], ['acme', ['Copied acme.']]);
  });

  it('asks for an add-on when it is started from nothing', async () => {
    const { context, ask } = await playCommand(on, id, {}, ['cache']);
    assert.deepEqual([ask.asked, context.copied], [['Copy Name 1/1'], 'cache']);
    const left = await playCommand(on, id, {}, [escape]);
    assert.deepEqual([left.context.copied, left.result], ['', undefined]);
  });

  it('copies the names of several rows, a line each', async () => {
    const app = findApp(on.state, 'acme').id;
    const { context } = await playOnSeveral(on, id, [{ app }, { app, alias: 'REDIS' }]);
    assert.deepEqual([context.copied, context.isCopySecret], ['acme\nREDIS', false]);
    assert.deepEqual(context.report.told, ['Copied 2 names.']);
  });

  it('takes the most specific of several arguments', async () => {
    const copied = async (input: object) => (await runCommandWith(on, id, input)).context.copied;
    assert.equal(await copied({ app: 'acme', addon: 'REDIS' }), 'cache');
    assert.equal(await copied({ app: 'acme', addon: 'cache', alias: 'REDIS' }), 'REDIS');
    assert.equal(await copied({ app: 'acme', alias: 'REDIS', name: 'REDIS_URL' }), 'REDIS_URL');
  });

  it('refuses what there is not, and nothing at all', async () => {
    await refusesCommandWith(on, id, { app: 'nowhere' }, 'app_not_found');
    await refusesCommandWith(on, id, { app: 'nowhere', name: 'A' }, 'app_not_found');
    await refusesCommandWith(on, id, { addon: 'nothing' }, 'addon_not_found');
    await refusesCommandWith(on, id, { app: 'acme', alias: 'NOTHING' }, 'attachment_not_found');
    await refusesCommandWith(on, id, {}, 'invalid_request');
  });
});

describe('what else is copied', () => {
  it('counts as a secret: a value, a .env text, a line of the CLI', async () => {
    const on = await TestPlatform.open();
    await on.createApps('acme');
    await on.perform({ type: 'setConfigVars', app: 'acme', configVars: [{ name: 'A', value: 'x' }] });
    const commands: readonly (readonly [string, Record<string, string>])[] = [
      ['addons.copyValue', { app: 'acme', name: 'A' }],
      ['addons.copyDotenv', { app: 'acme' }],
      ['addons.copyCliCommand', {}],
    ];
    for (const [command, known] of commands) {
      const { context } = await playCommand(on, command, known, []);
      assert.notEqual(context.copied, '', command);
      assert.equal(context.isCopySecret, true, command);
    }
  });

  it('says how many config vars there are, one or several, and what is left out', async () => {
    const on = await TestPlatform.open();
    await on.createApps('acme');
    const told = async (value: string, name: string) => {
      await on.perform({ type: 'setConfigVars', app: 'acme', configVars: [{ name, value }] });
      return (await playCommand(on, 'addons.copyDotenv', { app: 'acme' }, [])).context.report.told;
    };
    assert.deepEqual(await told('1', 'A'), ['Copied one config var of acme.']);
    const why = 'Left out, because readers of .env files disagree on their values or run them: B.';
    assert.deepEqual(await told('$x', 'B'), [`Copied one config var of acme. ${why}`]);
    assert.deepEqual(await told('3', 'C'), [`Copied 2 config vars of acme. ${why}`]);
  });
});
