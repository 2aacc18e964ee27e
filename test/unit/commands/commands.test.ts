import assert from 'node:assert/strict';
import { commandTable } from '../../../src/commands/commandTable.ts';
import { isAddonError } from '../../../src/core/errors/addonError.ts';
import { PlayedContext } from '../../support/commandContext.ts';
import { back, escape, more, ScriptedAsk, type Scripted } from '../../support/scriptedAsk.ts';
import { TestPlatform } from '../../support/platform.ts';

describe('commands', () => {
  let on: TestPlatform;
  let clipboard: string;

  beforeEach(async () => {
    on = await TestPlatform.open();
    clipboard = '';
  });

  const command = (id: string) => {
    const found = commandTable.find((each) => each.id === id);
    assert.ok(found);
    return found;
  };

  /** A person starts a command and gives these answers. */
  const play = async (id: string, known: Record<string, string>, ...answers: readonly Scripted[]) => {
    const ask = new ScriptedAsk(...answers);
    const context = new PlayedContext(on, ask);
    const result = await command(id).runAsking(known, context);
    ask.finish();
    clipboard = context.copied;
    return { ask, told: context.report.told, result };
  };

  const runWith = async (id: string, input: object) => {
    const context = new PlayedContext(on);
    const result = await command(id).runWith(input, context);
    clipboard = context.copied;
    return result;
  };

  describe('asking', () => {
    it('asks what is not known, and makes the name that the preview showed', async () => {
      await on.createApps('acme');
      const { ask, told } = await play('addons.create', {}, 'acme', 'Heroku Key-Value Store', 'mini', '');
      assert.deepEqual(ask.asked, [
        'Create Add-on 1/4',
        'Create Add-on: acme 2/4',
        'Create Add-on: acme 3/4',
        'Create Add-on: acme 4/4',
      ]);
      assert.match(told[0] ?? '', /^Created [a-z]+-[a-z]+-\d{4} as REDIS\. acme is now v3\.$/);
    });

    it('goes back through all steps, and Escape changes nothing', async () => {
      await on.createApps('acme', 'other');
      const before = on.state;
      const { told, result } = await play(
        'addons.create',
        {},
        'acme',
        'Heroku Key-Value Store',
        back,
        'Heroku Postgres',
        'essential-0',
        back,
        'essential-1',
        back,
        back,
        back,
        'other',
        escape,
      );
      assert.deepEqual([told, result, on.state], [[], undefined, before]);
    });

    it('checks an alias as it is typed, by the rule itself', async () => {
      await on.createApps('acme');
      const { ask } = await play('addons.create', { app: 'acme', plan: 'heroku-redis' }, 'cache', 'CACHE');
      assert.deepEqual(ask.remarks, [
        {
          text: "cache can't be an alias: upper-case letters, digits and underscores, a letter first, at most 64. Try CACHE.",
          blocks: true,
        },
      ]);
      assert.deepEqual(on.attachments('acme')[0]?.split(' ')[0], 'CACHE');
    });

    it('lets a new add-on be named by a button of the last step', async () => {
      await on.createApps('acme');
      const known = { app: 'acme', plan: 'heroku-redis' };
      const { ask, told } = await play('addons.create', known, more, 'No Name', 'cache', 'KEYS');
      assert.equal(ask.remarks[0]?.blocks, true);
      assert.deepEqual(told, ['Created cache as KEYS. acme is now v3.']);
    });

    it('takes back what was done, by the newest change of the window', async () => {
      await on.createApps('acme');
      await play('addons.setConfigVar', { app: 'acme' }, 'A', '1');
      const undone = await play('addons.undo', {}, '');
      // What it takes back is said before it does, and nothing has to be typed.
      assert.equal(undone.ask.confirmations[0]?.title, 'Undo Last Change: Set A config vars');
      assert.deepEqual(undone.told, ['Undone: Set A config vars. acme is now v4.']);
      assert.deepEqual(on.config('acme'), {});
      await play('addons.undo', {}, '');
      assert.deepEqual((await play('addons.undo', {})).told, ['nothing_to_undo']);
    });

    it('shows what a change of plan costs, and goes ahead by Enter', async () => {
      await on.createApps('acme');
      await on.perform({ type: 'createAddon', app: 'acme', plan: 'heroku-redis', name: 'cache' });
      const { ask, told } = await play('addons.changePlan', {}, 'cache', 'premium-0', '');
      assert.deepEqual(
        ask.confirmations[0]?.consequences.map(({ label, description }) => `${label}: ${description}`),
        ['acme restarts: release v4', '+$12/month: from now on'],
      );
      assert.deepEqual(told, ['cache is on heroku-redis:premium-0 now. acme is now v4.']);
    });

    it('shows both apps before it restarts two, and leaves them alone on Escape', async () => {
      await on.createApps('acme', 'other');
      await on.perform({ type: 'createAddon', app: 'acme', plan: 'heroku-redis', name: 'cache' });
      await on.perform({ type: 'attachAddon', addon: 'cache', app: 'other' });
      const before = on.state;
      const { ask, result } = await play('addons.rotateCredentials', { addon: 'cache' }, escape);
      assert.equal(ask.confirmations[0]?.consequences.length, 4);
      assert.deepEqual([result, on.state], [undefined, before]);
    });

    it('rolls back to a release that is chosen', async () => {
      await on.createApps('acme');
      await play('addons.setConfigVar', { app: 'acme' }, 'A', '1');
      await play('addons.setConfigVar', { app: 'acme' }, 'A', '2');
      const { told } = await play('addons.rollback', {}, 'acme', 'v3', '');
      assert.deepEqual([told, on.config('acme')], [['Rolled acme back. acme is now v5.'], { A: '1' }]);
    });

    it('copies the line of the CLI, values included, and tells none of it', async () => {
      await on.createApps('acme');
      await play('addons.setConfigVar', { app: 'acme' }, 'A', 'hidden-value');
      const { told } = await play('addons.copyCliCommand', {});
      assert.equal(clipboard, 'heroku config:set A=hidden-value --app acme');
      assert.deepEqual(told, ['Copied the CLI command.']);
      await on.perform({ type: 'createTeam', name: 'others' });
      assert.deepEqual((await play('addons.copyCliCommand', {})).told, ['no_cli_equivalent']);
    });

    it('says so when nothing was done yet that a line could repeat', async () => {
      assert.deepEqual((await play('addons.copyCliCommand', {})).told, ['no_operation']);
    });

    it('starts over once the words are typed', async () => {
      await on.createApps('acme');
      const before = on.state;
      assert.equal((await play('addons.startOver', {}, 'Start over')).result, undefined);
      assert.equal(on.state, before);
      await play('addons.startOver', {}, 'start over');
      assert.deepEqual(on.state.apps, {});
    });

    it('shows what an overwrite takes before it asks for the name of the app', async () => {
      await on.createApps('acme');
      await on.perform({
        type: 'createAddon',
        app: 'acme',
        plan: 'heroku-redis',
        name: 'first',
        alias: 'CACHE',
      });
      const { ask, told } = await play('addons.create', { app: 'acme', plan: 'rediscloud' }, 'CACHE', 'acme');
      assert.deepEqual(ask.remarks, [
        { text: 'Overwrites CACHE_URL. You will be asked to type acme.', blocks: false },
      ]);
      const [confirmation] = ask.confirmations;
      assert.equal(confirmation?.title, 'Overwrite CACHE on acme');
      assert.deepEqual(
        confirmation.consequences.map(({ label, description }) => `${label}: ${description}`),
        [
          'CACHE_URL: on acme: so far from first',
          'first: stays, and becomes REDIS on acme',
          '2 releases: acme restarts',
        ],
      );
      assert.match(
        told[0] ?? '',
        / as CACHE\. acme is now v5\. The add-on that was CACHE there is REDIS now\.$/,
      );
    });

    it('does nothing when the name is not typed', async () => {
      await on.createApps('acme');
      await on.perform({ type: 'createAddon', app: 'acme', plan: 'heroku-redis', name: 'first' });
      const before = on.state;
      const { ask, result } = await play('addons.destroy', {}, 'first', 'Acme');
      assert.deepEqual([result, on.state], [undefined, before]);
      assert.deepEqual(
        ask.confirmations[0]?.consequences.map(({ label, description }) => `${label}: ${description}`),
        ['REDIS: acme loses REDIS_URL and restarts', '$3/month: ends for acme'],
      );
    });

    it('destroys a shared add-on: the confirmation has named the other apps', async () => {
      await on.createApps('acme', 'other');
      await on.perform({ type: 'createAddon', app: 'acme', plan: 'heroku-redis', name: 'first' });
      await on.perform({ type: 'attachAddon', addon: 'first', app: 'other' });
      const { told } = await play('addons.destroy', { addon: 'first' }, 'acme');
      assert.deepEqual(told, ['Destroyed first. acme is now v4, other is now v4.']);
    });

    it('offers to detach instead, when an add-on is to be destroyed by an alias', async () => {
      await on.createApps('acme', 'other');
      await on.perform({ type: 'createAddon', app: 'acme', plan: 'heroku-redis', name: 'first' });
      await on.perform({ type: 'attachAddon', addon: 'first', app: 'other', alias: 'BROKER' });
      const { ask, told } = await play('addons.destroy', { app: 'other', alias: 'BROKER' }, more);
      assert.equal(ask.confirmations[0]?.instead?.title, 'Detach BROKER Instead');
      assert.deepEqual(told, ['Detached BROKER from first, which stays. other is now v4.']);
      await play('addons.destroy', { addon: 'first' }, escape);
      assert.deepEqual(on.attachments('acme'), ['REDIS → first (acme)']);
    });

    it('tells a refusal by its code', async () => {
      await on.createApps('acme');
      await on.perform({ type: 'createAddon', app: 'acme', plan: 'heroku-redis', name: 'first' });
      assert.deepEqual((await play('addons.detach', {}, 'acme', 'REDIS')).told, ['last_attachment']);
    });

    it('says so when there is nothing to choose from', async () => {
      for (const id of ['addons.create', 'addons.attach', 'addons.destroy', 'addons.copyDotenv']) {
        assert.deepEqual((await play(id, {})).told, ['nothing_to_choose']);
      }
      await on.createApps('acme');
      for (const id of ['addons.detach', 'addons.copyValue', 'addons.unsetConfigVar']) {
        assert.deepEqual((await play(id, {}, 'acme')).told, ['nothing_to_choose']);
      }
    });

    it('sets a config var, hides its value, and hints at a prefix of an add-on', async () => {
      await on.createApps('acme');
      await on.perform({ type: 'createAddon', app: 'acme', plan: 'heroku-redis', name: 'first' });
      const { ask, told } = await play(
        'addons.setConfigVar',
        { app: 'acme' },
        'REDIS_URL',
        'REDIS_TIMEOUT',
        '5',
      );
      assert.equal(ask.remarks[0]?.blocks, true);
      assert.deepEqual(told, [
        'Set REDIS_TIMEOUT on acme. acme is now v4. REDIS_TIMEOUT begins like the config vars of first, and is your own.',
      ]);
    });
  });

  describe('with arguments', () => {
    it('ask nothing, and reject with the code', async () => {
      await assert.rejects(
        () => runWith('addons.create', { app: 'acme', plan: 'heroku-redis' }),
        (error: unknown) => isAddonError(error) && error.code === 'app_not_found',
      );
      await assert.rejects(
        () => runWith('addons.create', { app: 'acme' }),
        (error: unknown) => isAddonError(error) && error.code === 'invalid_request',
      );
    });

    it('take null, lists and inherited fields for what they are', async () => {
      for (const input of [
        { app: null, name: 'A' },
        ['acme'],
        Object.create({ app: 'acme', name: 'A' }) as object,
      ]) {
        await assert.rejects(
          () => runWith('addons.copyValue', input),
          (error: unknown) => isAddonError(error) && error.code === 'invalid_request',
        );
      }
    });

    it('copy a value, and never tell it', async () => {
      await on.createApps('acme');
      await runWith('addons.setConfigVar', { app: 'acme', name: 'TOKEN', value: 'hidden-value' });
      const { told, result } = await play('addons.copyValue', { app: 'acme', name: 'TOKEN' });
      assert.equal(clipboard, 'hidden-value');
      assert.deepEqual([told, result], [['Copied the value of TOKEN.'], { app: 'acme', name: 'TOKEN' }]);
    });
  });

  it('load sample data next to an app of the same name', async () => {
    await on.createApps('example-app');
    const loaded = await runWith('addons.loadSample', {});
    assert.deepEqual(loaded, { created: ['example-tasker'], kept: ['example-app'] });
    assert.deepEqual([on.attachments('example-app'), on.version('example-app')], [[], 2]);
    assert.equal(on.attachments('example-tasker').length, 1);
  });

  it('load sample data next to an add-on of the same name', async () => {
    await on.createApps('acme');
    await on.perform({ type: 'createAddon', app: 'acme', plan: 'heroku-redis', name: 'important-redis' });
    await runWith('addons.loadSample', {});
    assert.equal(on.attachments('example-app').length, 3);
    assert.deepEqual(on.attachments('acme'), ['REDIS → important-redis (acme)']);
  });
});
