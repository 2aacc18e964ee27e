import assert from 'node:assert/strict';
import type { Action } from '../../../../src/core/actions/action.ts';
import { findApp } from '../../../../src/core/model/identifiers.ts';
import * as queries from '../../../../src/core/model/queries.ts';
import type { ChangeList } from '../../../../src/core/model/changes.ts';
import type { RequestContext } from '../../../../src/webviews/host/page.ts';
import { configVarsPage } from '../../../../src/webviews/configVars/presenter.ts';
import {
  requests,
  type Asked,
  type Model,
  type Outcome,
} from '../../../../src/webviews/configVars/protocol.ts';
import { PlayedContext } from '../../../support/commandContext.ts';
import { TestPlatform } from '../../../support/platform.ts';
import { wishing } from '../../../support/scriptedChance.ts';

const app = 'example-app';
const secret = 'hunter2';

/** An app with a var of the user's own and one of an add-on, and its page. */
async function opened() {
  const on = await TestPlatform.open({ randomness: wishing('ROSE') });
  await on.createApps(app, 'other-app');
  await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'important-redis' });
  await on.perform({ type: 'setConfigVars', app, configVars: [{ name: 'WORKERS', value: secret }] });
  const played = new PlayedContext(on);
  const subject = findApp(on.state, app).id as string;
  const { platform, clipboard, envFiles, run, tabs, clock } = played;
  const context: RequestContext = { platform, clipboard, envFiles, run, tabs, clock, subject };
  const model = (): Extract<Model, { kind: 'vars' }> => {
    const shown = configVarsPage.model(subject, context) as Model;
    assert.equal(shown.kind, 'vars');
    return shown;
  };
  const ask = async <Type extends keyof Asked>(
    type: Type,
    input: Asked[Type]['input'],
  ): Promise<Asked[Type]['reply']> => {
    assert.ok(requests[type].safeParse(input).success, `${type} ${JSON.stringify(input)}`);
    return (await configVarsPage.handlers.get(type)?.(input, context)) as Asked[Type]['reply'];
  };
  const set = (name: string, value: string | null) =>
    on.perform({ type: 'setConfigVars', app, configVars: [{ name, value }] });
  const config = () => queries.configOf(on.state, findApp(on.state, app).id);
  return { on, played, context, subject, model, ask, set, config };
}

describe('the page of config vars, as its presenter sees it', () => {
  it('shows names, sources and the release of each value, and no value', async () => {
    const { model, set } = await opened();
    await set('WORKERS', 'another');
    await set('TEMPORARY', 'x');
    await set('TEMPORARY', null);
    assert.deepEqual(
      model().rows.map(({ name, from, since, isUrl, locked }) => [name, from, since, isUrl, locked !== null]),
      [
        ['REDIS_URL', 'REDIS → important-redis', 3, true, true],
        ['WORKERS', 'you', 5, false, false],
      ],
    );
    assert.equal(model().counted, '2 vars · v7');
    assert.match(model().rows[1]?.sinceTitle ?? '', /^2026-11-24 .* UTC$/);
    assert.doesNotMatch(JSON.stringify(model()), /another|hunter2|redis:\/\//);
  });

  it('says that the app is gone', async () => {
    const { on, subject, context } = await opened();
    await on.perform({ type: 'destroyApp', app, confirm: app });
    assert.deepEqual(configVarsPage.model(subject, context), {
      kind: 'gone',
      text: 'This app is there no more.',
    });
    assert.equal(configVarsPage.title(subject, context), 'Config Vars');
  });

  it('is named by changes of its app and of the add-ons attached to it, and by no others', async () => {
    const { on, subject, context } = await opened();
    const named: boolean[] = [];
    let changes: ChangeList = [];
    on.platform.onDidChange((each) => {
      changes = each;
      named.push(configVarsPage.isNamedBy(changes, subject, context));
    });
    await on.perform({ type: 'setConfigVars', app: 'other-app', configVars: [{ name: 'A', value: '1' }] });
    await on.perform({ type: 'createAddon', app: 'other-app', plan: 'heroku-redis', name: 'elsewhere' });
    await on.perform({ type: 'setConfigVars', app, configVars: [{ name: 'A', value: '1' }] });
    await on.perform({ type: 'renameAddon', addon: 'important-redis', name: 'less-important' });
    await on.perform({ type: 'renameApp', app, name: 'renamed-app' });
    assert.deepEqual(named, [false, false, true, true, true]);
  });

  it('reveals what is asked for, and refuses what is not there', async () => {
    const { ask } = await opened();
    assert.deepEqual(await ask('reveal', { names: ['WORKERS'] }), {
      values: [{ name: 'WORKERS', value: secret }],
    });
    for (const name of ['MISSING', 'constructor', '__proto__']) {
      await assert.rejects(ask('reveal', { names: [name] }), { code: 'config_var_not_found' });
    }
  });

  it('copies values, lines and parts as secrets, and answers without them', async () => {
    const { ask, played, config } = await opened();
    const url = new URL(config()['REDIS_URL'] ?? '');
    const said: unknown[] = [await ask('copy', { name: 'WORKERS' })];
    assert.equal(played.copied, secret);
    assert.ok(played.isCopySecret);
    said.push(await ask('copyLine', { name: 'WORKERS' }));
    assert.equal(played.copied, `WORKERS=${secret}\n`);
    said.push(await ask('copyPart', { name: 'REDIS_URL', part: 'password' }));
    assert.equal(played.copied, url.password);
    said.push(await ask('copyAll', {}));
    assert.match(played.copied, /^REDIS_URL=redis:.*\nWORKERS=hunter2\n$/);
    assert.ok(![secret, url.password].some((each) => JSON.stringify(said).includes(each)));
  });

  it('gives the parts of a URL without its password', async () => {
    const { ask, config } = await opened();
    const url = new URL(config()['REDIS_URL'] ?? '');
    const { parts } = await ask('parts', { name: 'REDIS_URL' });
    assert.deepEqual(
      parts.map(({ part, value }) => [part, value]),
      [
        ['user', url.username],
        ['password', null],
        ['host', url.hostname],
        ['port', url.port],
      ],
    );
  });

  it('checks what is typed by the rule, without doing it', async () => {
    const { ask, on } = await opened();
    const before = on.state;
    assert.deepEqual(await ask('check', { name: 'WORKERS', value: '2' }), { problem: null, hint: null });
    assert.match((await ask('check', { name: 'no name', value: '' })).problem ?? '', /no name/);
    assert.match((await ask('check', { name: 'REDIS_URL', value: '' })).problem ?? '', /important-redis/);
    assert.match((await ask('check', { name: 'REDIS_SIZE', value: '1' })).hint ?? '', /important-redis/);
    assert.equal(on.state, before);
  });

  it('saves over the value that was shown, with an undo', async () => {
    const { ask, config } = await opened();
    const outcome = await ask('save', { name: 'WORKERS', value: '3', since: 4 });
    assert.ok(outcome.kind === 'done' && outcome.operation !== null);
    assert.equal(outcome.said, 'Set WORKERS. example-app is now v5.');
    assert.equal(config()['WORKERS'], '3');
    assert.match((await ask('undo', { operation: outcome.operation })).said, /^Undone: /);
    assert.equal(config()['WORKERS'], secret);
  });

  const outcomeOf = ({ kind, said }: Outcome): string => `${kind}: ${said}`;

  it('overwrites nothing that has changed since it was shown, went, or came', async () => {
    const { ask, set, config } = await opened();
    await set('WORKERS', 'theirs');
    const nothing = 'conflict: WORKERS was changed elsewhere meanwhile. Nothing was overwritten.';
    assert.equal(outcomeOf(await ask('save', { name: 'WORKERS', value: 'mine', since: 4 })), nothing);
    assert.equal(outcomeOf(await ask('save', { name: 'WORKERS', value: null, since: 4 })), nothing);
    assert.equal(outcomeOf(await ask('save', { name: 'WORKERS', value: 'mine', since: null })), nothing);
    assert.equal(config()['WORKERS'], 'theirs');
    await set('WORKERS', null);
    assert.equal(outcomeOf(await ask('save', { name: 'WORKERS', value: 'mine', since: 5 })), nothing);
    assert.ok(!Object.hasOwn(config(), 'WORKERS'));
  });

  it('looks again when another process commits between the look and the change', async () => {
    const { ask, on, config, context } = await opened();
    const { platform } = on;
    let others = [{ name: 'ELSE', value: '1' }];
    const racing = {
      ready: () => platform.ready(),
      refresh: () => platform.refresh(),
      get state() {
        return platform.state;
      },
      perform: async (action: Action<'setConfigVars'>) => {
        const configVars = others;
        others = [];
        if (configVars.length > 0) {
          await platform.perform({ type: 'setConfigVars', app, configVars });
        }
        return platform.perform(action);
      },
    };
    Object.assign(context, { platform: racing });
    assert.equal((await ask('save', { name: 'WORKERS', value: 'mine', since: 4 })).kind, 'done');
    assert.equal(config()['WORKERS'], 'mine');
    others = [{ name: 'WORKERS', value: 'theirs' }];
    assert.equal((await ask('save', { name: 'WORKERS', value: 'late', since: 6 })).kind, 'conflict');
    assert.equal(config()['WORKERS'], 'theirs');
  });

  it('tells a refusal of the rule in words', async () => {
    const { ask } = await opened();
    const outcome = await ask('save', { name: 'REDIS_URL', value: 'x', since: 3 });
    assert.equal(outcome.kind, 'refused');
    assert.match(outcome.said, /important-redis/);
  });

  it('makes a text of the own vars, and notes what is not in it', async () => {
    const { ask, set } = await opened();
    await set('KEY', 'a\nb');
    const { text, base, notes } = await ask('text', {});
    assert.equal(text, `# KEY: not written, see Add-on Manager\nWORKERS=${secret}\n`);
    assert.equal(base, 5);
    assert.equal(notes.length, 2);
    assert.match(notes[0] ?? '', /^KEY is not in the text: .*It stays as it is\.$/);
    assert.equal(notes[1], 'Set by add-ons, and not edited here: REDIS_URL.');
  });

  it('saves only what a text changes, and keeps what others changed meanwhile', async () => {
    const { ask, set, config } = await opened();
    await set('KEY', 'a\nb');
    await set('LEVEL', 'info');
    const { text: original, base } = await ask('text', {});
    await set('LEVEL', 'debug');
    const text = `${original.replace(secret, '5')}NEW=1\n`;
    const review = await ask('review', { text, original, base });
    assert.deepEqual(review.problems, []);
    assert.deepEqual(
      review.changes.map(({ name, kind, isConflict }) => [name, kind, isConflict]),
      [
        ['NEW', 'added', false],
        ['WORKERS', 'changed', false],
      ],
    );
    assert.equal((await ask('saveText', { text, original, base })).kind, 'done');
    const { REDIS_URL: _, ...own } = config();
    assert.deepEqual(own, { KEY: 'a\nb', LEVEL: 'debug', NEW: '1', WORKERS: '5' });
  });

  it('refuses a text whose changes meet those of others', async () => {
    const { ask, set, config } = await opened();
    const { text: original, base } = await ask('text', {});
    await set('WORKERS', 'theirs');
    for (const text of ['WORKERS=mine\n', '']) {
      const review = await ask('review', { text, original, base });
      assert.deepEqual(
        review.changes.map(({ isConflict }) => isConflict),
        [true],
      );
      assert.equal((await ask('saveText', { text, original, base })).kind, 'conflict');
    }
    await set('NEW', 'theirs');
    const added = `${original}NEW=mine\n`;
    assert.equal((await ask('saveText', { text: added, original, base })).kind, 'conflict');
    assert.equal(config()['WORKERS'], 'theirs');
    assert.equal(config()['NEW'], 'theirs');
  });

  it('says which lines of a text can’t be saved', async () => {
    const { ask } = await opened();
    const { text: original, base } = await ask('text', {});
    const text = 'WORKERS=1\nnonsense\n\nWORKERS=2\n';
    const { problems } = await ask('review', { text, original, base });
    assert.deepEqual(problems, [
      { line: 2, text: 'This line is not NAME=value.' },
      { line: 4, text: 'WORKERS is set twice.' },
    ]);
    assert.equal((await ask('saveText', { text, original, base })).kind, 'refused');
    const owned = await ask('review', { text: 'REDIS_URL=x\n', original, base });
    assert.match(owned.problems[0]?.text ?? '', /important-redis/);
  });

  it('compares with a file, and brings over what is chosen', async () => {
    const { ask, played, config, set, subject } = await opened();
    played.envFiles.texts.set(
      '/.env',
      `WORKERS=9\nREDIS_URL=${config()['REDIS_URL'] ?? ''}\nNEW=${secret}\n1BAD=x\n`,
    );
    const compared = await ask('compare', { file: '.env' });
    assert.deepEqual(
      compared.rows.map(({ name, status, notToApp, notToFile }) => [
        name,
        status,
        notToApp === null,
        notToFile === null,
      ]),
      [
        ['1BAD', 'onlyFile', false, false],
        ['NEW', 'onlyFile', true, false],
        ['REDIS_URL', 'same', false, true],
        ['WORKERS', 'different', true, true],
      ],
    );
    assert.doesNotMatch(JSON.stringify(compared), /hunter2|redis:\/\//);
    const { base } = compared;
    assert.equal((await ask('takeFromFile', { file: '.env', names: ['NEW'], base })).kind, 'done');
    assert.equal(config()['NEW'], secret);
    await set('WORKERS', 'theirs');
    assert.equal((await ask('takeFromFile', { file: '.env', names: ['WORKERS'], base })).kind, 'conflict');
    assert.equal(config()['WORKERS'], 'theirs');
    assert.equal((await ask('takeFromFile', { file: '.env', names: ['GONE'], base })).kind, 'refused');
    await ask('writeToFile', { file: '.env', names: ['WORKERS'] });
    assert.deepEqual(played.started, [
      ['addons.writeDotenv', { app: subject, file: '.env', names: ['WORKERS'] }],
    ]);
  });

  it('leads to the add-on', async () => {
    const { ask, played } = await opened();
    await ask('showAddon', { addon: 'important-redis' });
    assert.deepEqual(played.started, [['addons.showAddon', { addon: 'important-redis' }]]);
  });

  it('has a handler for each request, and a schema for each handler', () => {
    assert.deepEqual([...configVarsPage.handlers.keys()].sort(), Object.keys(requests).sort());
  });
});
