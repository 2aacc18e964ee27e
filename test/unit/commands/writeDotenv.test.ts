import assert from 'node:assert/strict';
import type { CommandContext } from '../../../src/commands/command.ts';
import { commandTable } from '../../../src/commands/commandTable.ts';
import type { ConfirmQuestion } from '../../../src/commands/ports.ts';
import type { State } from '../../../src/core/model/state.ts';
import { PlayedContext } from '../../support/commandContext.ts';
import { TestPlatform } from '../../support/platform.ts';
import { back, escape, ScriptedAsk, type Scripted } from '../../support/scriptedAsk.ts';

describe('Write Config Vars to .env', () => {
  let on: TestPlatform;
  let context: PlayedContext;

  const set = async (...configVars: readonly (readonly [name: string, value: string])[]) => {
    await on.perform({
      type: 'setConfigVars',
      app: 'acme',
      configVars: configVars.map(([name, value]) => ({ name, value })),
    });
  };
  const command = (id: string) => {
    const found = commandTable.find((each) => each.id === id);
    assert.ok(found);
    return found;
  };
  const contextWith = (parts: Partial<CommandContext>): CommandContext => Object.assign({}, context, parts);
  /** A platform that shows an old state until it is refreshed. */
  const stale = (shown: { state: State }, newer: () => State): CommandContext['platform'] =>
    Object.create(on.platform, {
      state: { get: () => shown.state },
      ready: { value: () => Promise.resolve() },
      refresh: { value: () => Promise.resolve(void (shown.state = newer())) },
    }) as CommandContext['platform'];
  const files = () => Object.fromEntries(context.envFiles.texts);
  /** A person starts it and gives these answers. */
  const play = async (known: Record<string, unknown>, ...answers: readonly Scripted[]) => {
    const ask = new ScriptedAsk(...answers);
    const result = await command('addons.writeDotenv').runAsking(known, contextWith({ ask }));
    ask.finish();
    assert.equal(context.envFiles.open, 0, 'the diff stays open');
    return { ask, told: context.report.told, result };
  };
  const rows = (ask: ScriptedAsk) =>
    ask.confirmations[0]?.consequences.map(({ label, description }) => `${label}: ${description}`);

  beforeEach(async () => {
    on = await TestPlatform.open();
    context = new PlayedContext(on);
    await on.createApps('acme');
  });

  describe('asking', () => {
    it('asks app, file and config vars, shows what will change, and writes', async () => {
      await set(['A', '1'], ['B', 'two words'], ['C', '3']);
      context.envFiles.texts.set('/.env', '# mine\nA=0 # a\nC=3\nD=4\n');
      const { ask, told, result } = await play({}, 'acme', '.env', { tick: ['A', 'B', 'C'] }, '');
      assert.deepEqual(ask.asked.slice(0, 3), [
        'Write Config Vars to .env 1/3',
        'Write Config Vars to .env: acme 2/3',
        'Write Config Vars to .env: acme 3/3',
      ]);
      assert.deepEqual(
        ask.offered[2]?.map(({ label, description }) => `${label}: ${description}`),
        ['A: changes', 'B: adds', 'C: same already'],
      );
      assert.deepEqual(rows(ask), ['~ A: changed', '+ B: added']);
      assert.deepEqual(files(), { '/.env': "# mine\nA=1 # a\nC=3\nD=4\nB='two words'\n" });
      assert.deepEqual(told, ['Wrote 2 config vars of acme to .env.']);
      assert.deepEqual(result, { file: '/.env', written: ['A', 'B', 'C'], changed: ['A', 'B'], leftOut: [] });
    });

    it('offers .env where there is none, and says where a config var comes from', async () => {
      await on.perform({ type: 'createAddon', app: 'acme', plan: 'heroku-redis', name: 'cache' });
      context.envFiles.texts.set('/.env.local', '');
      const { ask } = await play({ app: 'acme' }, '.env', { tick: ['REDIS_URL'] }, '');
      assert.deepEqual(
        ask.offered[0]?.map(({ label, description }) => [label, description]),
        [
          ['.env', 'new file'],
          ['.env.local', undefined],
        ],
      );
      assert.equal(ask.offered[1]?.[0]?.description, 'cache · adds');
      assert.match(files()['/.env'] ?? '', /^REDIS_URL=\S+\n$/);
    });

    it('shows names and never a value, not in the diff, the rows or what is told', async () => {
      await set(['A', 'new-secret'], ['B', 'other-$SECRET']);
      context.envFiles.texts.set('/.env', 'A=old-secret\n');
      const { ask, told } = await play({ app: 'acme' }, '.env', { tick: ['A', 'B'] }, '');
      assert.deepEqual(context.envFiles.diffs, [
        {
          name: '.env',
          before: 'A=••••••••\n',
          after: 'A=•••••••• (new)\n# B: not written, see Add-on Manager\n',
        },
      ]);
      assert.doesNotMatch(JSON.stringify([ask.offered, ask.confirmations, told]), /secret/i);
    });

    it('writes nothing on Escape, at any step', async () => {
      await set(['A', '1']);
      for (const answers of [[escape], ['.env', escape], ['.env', { tick: ['A'] }, escape]] as const) {
        const { result, told } = await play({ app: 'acme' }, ...answers);
        assert.deepEqual([result, told, files()], [undefined, [], {}]);
      }
    });

    it('goes back from the confirmation to each question before it, with what was ticked', async () => {
      await set(['A', '1'], ['B', '2']);
      await play(
        {},
        'acme',
        '.env',
        { tick: ['A', 'B'] },
        back,
        back,
        back,
        'acme',
        '.env',
        { tick: ['B'] },
        '',
      );
      assert.deepEqual(files(), { '/.env': 'B=2\n' });
    });

    it('says what is left out and why, what stands twice, and what git makes of it', async () => {
      await set(['A', '1'], ['B', 'pa$word'], ['C', 'a\nb']);
      context.envFiles.texts.set('/.env', 'A=0\nA=2\nC=old\n');
      context.envFiles.git = 'tracked';
      const { ask, told, result } = await play({ app: 'acme' }, '.env', { tick: ['A', 'B', 'C'] }, '');
      assert.deepEqual(rows(ask), [
        'git tracks this file: the values go into the next commit of it',
        '~ A: changed on each of 2 lines: readers disagree on which counts',
        'B: left out: some readers of .env files would replace what follows its $',
        'C: left out, its old line stays: readers of .env files disagree on line breaks',
      ]);
      assert.deepEqual(told, ['Wrote A of acme to .env. Left out: B, C.']);
      assert.deepEqual((result as { leftOut: unknown }).leftOut, [
        { name: 'B', reason: 'expands' },
        { name: 'C', reason: 'lineBreak' },
      ]);
    });

    it('shows it anew when the file is changed while it asks', async () => {
      await set(['A', '1']);
      context.envFiles.beforeWrite = () => {
        context.envFiles.texts.set('/.env', 'X=9\n');
        context.envFiles.beforeWrite = undefined;
      };
      const { ask } = await play({ app: 'acme' }, '.env', { tick: ['A'] }, '', '');
      assert.equal(ask.confirmations.length, 2);
      assert.deepEqual(files(), { '/.env': 'X=9\nA=1\n' });
    });

    it('writes what the store holds by then, whichever window put it there', async () => {
      await set(['A', 'old']);
      const other = on.state;
      await set(['A', 'new']);
      const newer = on.state;
      const isOurs = { state: other };
      const platform = stale(isOurs, () => newer);
      const ask = new ScriptedAsk('.env', { tick: ['A'] }, '');
      await command('addons.writeDotenv').runAsking({ app: 'acme' }, contextWith({ ask, platform }));
      assert.deepEqual(files(), { '/.env': 'A=new\n' });
      isOurs.state = other;
      context.envFiles.texts.clear();
      await command('addons.writeDotenv').runWith({ app: 'acme' }, contextWith({ platform }));
      assert.deepEqual(files(), { '/.env': 'A=new\n' });
      isOurs.state = other;
      await command('addons.copyDotenv').runAsking({ app: 'acme' }, contextWith({ platform }));
      assert.equal(context.copied, 'A=new\n');
      isOurs.state = other;
      await command('addons.copyValue').runAsking({ app: 'acme', name: 'A' }, contextWith({ platform }));
      assert.equal(context.copied, 'new');
    });

    it('shows it anew when a config var gets another value while it asks', async () => {
      await set(['A', 'old']);
      const ask = new ScriptedAsk('.env', { tick: ['A'] }, '', '');
      const seen: unknown[] = [];
      const changing = Object.assign(Object.create(ask) as ScriptedAsk, {
        confirm: async (question: ConfirmQuestion) => {
          if (ask.confirmations.length === 0) {
            await set(['A', 'new']);
          }
          seen.push(files());
          return ask.confirm(question);
        },
      });
      await command('addons.writeDotenv').runAsking({ app: 'acme' }, contextWith({ ask: changing }));
      ask.finish();
      assert.deepEqual([seen, files()], [[{}, {}], { '/.env': 'A=new\n' }]);
    });

    it('says that it is not known what git makes of the file', async () => {
      await set(['A', '1']);
      context.envFiles.git = 'unknown';
      const { ask } = await play({ app: 'acme' }, '.env', { tick: ['A'] }, '');
      assert.equal(
        rows(ask)?.[0],
        'It is not known whether git tracks this file: without git, a repository, or trust in the workspace',
      );
    });

    it('asks for no confirmation where there is nothing to write', async () => {
      await set(['A', '1'], ['B', '$x']);
      context.envFiles.texts.set('/.env', "A='1'\n");
      const { told } = await play({ app: 'acme' }, '.env', { tick: ['A', 'B'] });
      assert.deepEqual(told, [
        '.env holds these config vars of acme already. Nothing was changed. Left out: B.',
      ]);
      assert.deepEqual(files(), { '/.env': "A='1'\n" });
    });

    it('refuses what would not read back, and an app without config vars', async () => {
      assert.deepEqual((await play({ app: 'acme' })).told, ['nothing_to_choose']);
      await set(['B', '# foo']);
      context.envFiles.texts.set('/.env', "A='open\n");
      await play({ app: 'acme' }, '.env', { tick: ['B'] });
      assert.deepEqual(context.report.told, ['nothing_to_choose', 'env_readback_failed']);
      assert.deepEqual(files(), { '/.env': "A='open\n" });
    });

    it('says that a file with unsaved changes is not saved', async () => {
      await set(['A', '1']);
      context.envFiles.isDirty = true;
      const { ask, told } = await play({ app: 'acme' }, '.env', { tick: ['A'] }, '');
      assert.equal(rows(ask)?.[0], 'The file has unsaved changes: it is changed in the editor, not saved');
      assert.deepEqual(told, ['Changed A of acme in .env, which is not saved yet.']);
    });
  });

  describe('afterwards', () => {
    it('offers Undo, and .gitignore where git would track the file', async () => {
      await set(['A', '1']);
      context.envFiles.git = 'notIgnored';
      const offered: unknown[] = [];
      const report = Object.assign(Object.create(context.report) as typeof context.report, {
        done: (_text: string, next: readonly unknown[]) => void offered.push(...next),
      });
      const ask = new ScriptedAsk('.env', { tick: ['A'] }, '');
      await command('addons.writeDotenv').runAsking({ app: 'acme' }, contextWith({ ask, report }));
      assert.deepEqual(offered, [
        { title: 'Undo', command: 'addons.undoDotenv', known: { write: '1' } },
        { title: 'Add to .gitignore', command: 'addons.ignoreFile', known: { file: '/.env' } },
      ]);
      await command('addons.ignoreFile').runAsking({ file: '/.env' }, context);
      await command('addons.undoDotenv').runAsking({ write: '1' }, context);
      await command('addons.undoDotenv').runAsking({ write: '9' }, context);
      assert.deepEqual(context.report.told, [
        'Added /.env to .gitignore.',
        '.env is as it was before.',
        'nothing_to_undo',
      ]);
      assert.deepEqual(files(), {});
    });

    it('undoes the newest write from the palette, once that was seen', async () => {
      await set(['A', '1']);
      context.envFiles.texts.set('/.env', 'MINE=1\n');
      const undo = async (...answers: readonly Scripted[]) => {
        const ask = new ScriptedAsk(...answers);
        const result = await command('addons.undoDotenv').runAsking({}, contextWith({ ask }));
        ask.finish();
        return { ask, result };
      };
      await undo();
      assert.deepEqual(context.report.told, ['nothing_to_undo']);
      await play({ app: 'acme' }, '.env', { tick: ['A'] }, '');
      await play({ app: 'acme', file: '.env.local' }, { tick: ['A'] }, '');
      assert.equal((await undo(escape)).result, undefined);
      assert.deepEqual(files(), { '/.env': 'MINE=1\nA=1\n', '/.env.local': 'A=1\n' });
      const { ask, result } = await undo('');
      assert.deepEqual(ask.asked, ['Undo Writing .env 1/1']);
      assert.deepEqual(rows(ask), ['.env.local: goes back to what it was before']);
      assert.deepEqual([result, files()], [{ file: '.env.local' }, { '/.env': 'MINE=1\nA=1\n' }]);
      assert.deepEqual(await command('addons.undoDotenv').runWith({}, context), { file: '.env' });
      assert.deepEqual(files(), { '/.env': 'MINE=1\n' });
      await assert.rejects(command('addons.undoDotenv').runWith({}, context), { code: 'nothing_to_undo' });
    });

    it('asks from the palette which file git is to ignore, the newest written first', async () => {
      context.envFiles.git = 'notIgnored';
      await set(['A', '1']);
      await command('addons.writeDotenv').runWith({ app: 'acme', file: '.env.local' }, context);
      const ask = new ScriptedAsk('.env.local');
      await command('addons.ignoreFile').runAsking({}, contextWith({ ask }));
      assert.deepEqual([ask.asked, ask.preselected], [['Add .env File to .gitignore 1/1'], ['/.env.local']]);
      assert.deepEqual(context.report.told, ['Added /.env.local to .gitignore.']);
      const left = new ScriptedAsk(escape);
      assert.equal(await command('addons.ignoreFile').runAsking({}, contextWith({ ask: left })), undefined);
      context.envFiles.git = 'notIgnored';
      assert.deepEqual(await command('addons.ignoreFile').runWith({}, context), { line: '/.env.local' });
    });

    it('does not promise that git ignores what it tracks', async () => {
      context.envFiles.git = 'tracked';
      await command('addons.ignoreFile').runAsking({ file: '/.env' }, context);
      assert.match(context.report.told[0] ?? '', /^git tracks this file all the same/);
    });
  });

  describe('with arguments', () => {
    const write = async (input: object) => command('addons.writeDotenv').runWith(input, context);

    it('asks and shows nothing, writes to .env and tells what it wrote', async () => {
      await set(['A', '1'], ['B', '2'], ['C', '$(x)']);
      assert.deepEqual(await write({ app: 'acme' }), {
        file: '/.env',
        written: ['A', 'B'],
        changed: ['A', 'B'],
        leftOut: [{ name: 'C', reason: 'executes' }],
      });
      assert.deepEqual(files(), { '/.env': 'A=1\nB=2\n# C: not written, see Add-on Manager\n' });
      assert.deepEqual([context.envFiles.diffs, context.report.told], [[], []]);
    });

    it('writes the names that are given into the file that is given', async () => {
      await set(['A', '1'], ['B', '2']);
      await write({ app: 'acme', file: '.env.local', names: ['B'] });
      assert.deepEqual(files(), { '/.env.local': 'B=2\n' });
    });

    it('refuses a name that there is not, and arguments of a wrong type', async () => {
      await set(['WORKERS', '1']);
      await assert.rejects(write({ app: 'acme', names: ['WORKER'] }), {
        code: 'config_var_not_found',
        failure: {
          code: 'config_var_not_found',
          details: { name: 'WORKER', app: 'acme', nearest: 'WORKERS' },
        },
      });
      await assert.rejects(write({ app: 'acme', names: 'WORKERS' }), { code: 'invalid_request' });
      await assert.rejects(write({ app: 'acme', names: ['constructor'] }), { code: 'config_var_not_found' });
      assert.deepEqual(files(), {});
    });

    it('reads again when the file was changed in between, and gives up in the end', async () => {
      await set(['A', '1']);
      let changes = 0;
      context.envFiles.beforeWrite = () => {
        changes += 1;
        if (changes < 3) {
          context.envFiles.texts.set('/.env', `X=${changes}\n`);
        }
      };
      await write({ app: 'acme' });
      assert.deepEqual(files(), { '/.env': 'X=2\nA=1\n' });
      await set(['A', '2']);
      context.envFiles.beforeWrite = () => {
        changes += 1;
        context.envFiles.texts.set('/.env', `X=${changes}\n`);
      };
      await assert.rejects(write({ app: 'acme' }), { code: 'env_file_changed' });
    });

    it('copies the names that are given as .env', async () => {
      await set(['A', '1'], ['B', '2'], ['C', '3']);
      const result = await command('addons.copyDotenv').runWith({ app: 'acme', names: ['C', 'A'] }, context);
      assert.deepEqual([context.copied, result], ['A=1\nC=3\n', { app: 'acme', copied: 2, leftOut: [] }]);
    });
  });
});
