import assert from 'node:assert/strict';
import type { Action } from '../../../../src/core/actions/action.ts';
import type { ChangeList } from '../../../../src/core/model/changes.ts';
import { configVarsPage } from '../../../../src/webviews/configVars/presenter.ts';
import { requests, type Outcome } from '../../../../src/webviews/configVars/protocol.ts';
import { app, chosen, openedConfigVars, secret } from '../../../support/playedConfigVars.ts';

describe('the page of config vars, as its presenter sees it', () => {
  it('shows names, sources and the release of each value, and no value', async () => {
    const { model, set } = await openedConfigVars();
    await set('WORKERS', 'another');
    await set('TEMPORARY', 'x');
    await set('TEMPORARY', null);
    assert.deepEqual(
      model().rows.map(({ name, from, sinceText, isUrl, locked }) => [
        name,
        from,
        sinceText.split(',')[0],
        isUrl,
        locked !== null,
      ]),
      [
        ['REDIS_URL', 'REDIS → important-redis', 'v3', true, true],
        ['WORKERS', 'you', 'v5', false, false],
      ],
    );
    assert.equal(model().counted, '2 vars · v7');
    assert.match(model().rows[1]?.sinceTitle ?? '', /^2026-11-24 .* UTC$/);
    assert.doesNotMatch(JSON.stringify(model()), /another|hunter2|redis:\/\//);
  });

  it('says that the app is gone', async () => {
    const { on, subject, context } = await openedConfigVars();
    await on.perform({ type: 'destroyApp', app, confirm: app });
    assert.deepEqual(configVarsPage.model(subject, context), {
      kind: 'gone',
      text: 'This app is there no more.',
    });
    assert.equal(configVarsPage.title(subject, context), 'Config Vars');
  });

  it('is named by changes of its app and of the add-ons attached to it, and by no others', async () => {
    const { on, subject, context } = await openedConfigVars();
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

  it('reveals what is asked for with its mark, and refuses what is not there', async () => {
    const { ask, markOfNow } = await openedConfigVars();
    assert.deepEqual(await ask('reveal', { names: ['WORKERS'] }), {
      values: [{ name: 'WORKERS', value: secret, mark: markOfNow('WORKERS') }],
    });
    for (const name of ['MISSING', 'constructor', '__proto__']) {
      await assert.rejects(ask('reveal', { names: [name] }), { code: 'config_var_not_found' });
    }
  });

  it('reveals those of several that are still there', async () => {
    const { ask, set, markOfNow } = await openedConfigVars();
    await set('GONE', 'x');
    await set('GONE', null);
    assert.deepEqual(await ask('reveal', { names: ['GONE', 'WORKERS', 'constructor'] }), {
      values: [{ name: 'WORKERS', value: secret, mark: markOfNow('WORKERS') }],
    });
  });

  it('copies values, lines and parts as secrets, and answers without them', async () => {
    const { ask, played, config } = await openedConfigVars();
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
    const { ask, config } = await openedConfigVars();
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

  it('shows no part of a URL that may be a secret: options, and a user without a password', async () => {
    const { ask, set } = await openedConfigVars();
    await set('TOKEN_URL', `https://${secret}@example.com/x?key=${secret}`);
    const { parts } = await ask('parts', { name: 'TOKEN_URL' });
    assert.deepEqual(
      parts.map(({ part, value }) => [part, value]),
      [
        ['user', null],
        ['host', 'example.com'],
        ['database', 'x'],
        ['options', null],
      ],
    );
  });

  it('says of a value that is far too long that it is, and takes no such path', async () => {
    const { ask } = await openedConfigVars();
    assert.match(
      (await ask('check', { name: 'WORKERS', value: 'x'.repeat(300_000), isNew: false })).problem ?? '',
      /WORKERS/,
    );
    assert.ok(!requests.compare.safeParse({ file: 'x'.repeat(5_000) }).success);
  });

  it('says of a new var that its name is set already, and of no change from elsewhere', async () => {
    const { ask, config } = await openedConfigVars();
    const vars = config();
    const said = 'WORKERS is set already.';
    const checked = await ask('check', { name: 'WORKERS', value: '2', isNew: true });
    assert.deepEqual(checked, { problem: said, hint: null, isSet: true });
    assert.deepEqual(await ask('save', { name: 'WORKERS', value: '2', mark: null }), {
      kind: 'conflict',
      names: ['WORKERS'],
      said,
    });
    const ofAddon = await ask('save', { name: 'REDIS_URL', value: 'mine', mark: null });
    assert.equal(ofAddon.kind, 'refused');
    assert.match(ofAddon.said, /important-redis/);
    assert.deepEqual(config(), vars);
  });

  it('checks what is typed by the rule, without doing it', async () => {
    const { ask, on } = await openedConfigVars();
    const before = on.state;
    assert.deepEqual(await ask('check', { name: 'WORKERS', value: '2', isNew: false }), {
      problem: null,
      hint: null,
      isSet: false,
    });
    const check = (name: string, value: string) => ask('check', { name, value, isNew: true });
    assert.match((await check('no name', '')).problem ?? '', /no name/);
    assert.match((await check('REDIS_URL', '')).problem ?? '', /important-redis/);
    assert.match((await check('REDIS_SIZE', '1')).hint ?? '', /important-redis/);
    assert.equal(on.state, before);
  });

  it('saves over the value that was shown, with an undo', async () => {
    const { ask, markOfNow, config } = await openedConfigVars();
    const outcome = await ask('save', { name: 'WORKERS', value: '3', mark: markOfNow('WORKERS') });
    assert.ok(outcome.kind === 'done' && outcome.operation !== null);
    assert.equal(outcome.said, 'Set WORKERS. example-app is now v5.');
    assert.equal(config()['WORKERS'], '3');
    assert.match((await ask('undo', { operation: outcome.operation })).said, /^Undone: /);
    assert.equal(config()['WORKERS'], secret);
  });

  const outcomeOf = ({ kind, said }: Outcome): string => `${kind}: ${said}`;

  it('overwrites nothing that has changed since it was shown, went, or came', async () => {
    const { ask, set, markOfNow, config } = await openedConfigVars();
    const mark = markOfNow('WORKERS');
    await set('WORKERS', 'theirs');
    const theirs = markOfNow('WORKERS');
    const nothing = 'conflict: WORKERS was changed elsewhere meanwhile. Nothing was overwritten.';
    assert.equal(outcomeOf(await ask('save', { name: 'WORKERS', value: 'mine', mark })), nothing);
    assert.equal(outcomeOf(await ask('save', { name: 'WORKERS', value: null, mark })), nothing);
    const isSet = 'conflict: WORKERS is set already.';
    assert.equal(outcomeOf(await ask('save', { name: 'WORKERS', value: 'mine', mark: null })), isSet);
    assert.equal(config()['WORKERS'], 'theirs');
    await set('WORKERS', null);
    assert.equal(outcomeOf(await ask('save', { name: 'WORKERS', value: 'mine', mark: theirs })), nothing);
    assert.ok(!Object.hasOwn(config(), 'WORKERS'));
  });

  it('looks again when another process commits between the look and the change', async () => {
    const { ask, on, config, context, markOfNow } = await openedConfigVars();
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
    const mark = markOfNow('WORKERS');
    assert.equal((await ask('save', { name: 'WORKERS', value: 'mine', mark })).kind, 'done');
    assert.equal(config()['WORKERS'], 'mine');
    others = [{ name: 'WORKERS', value: 'theirs' }];
    const late = { name: 'WORKERS', value: 'late', mark: markOfNow('WORKERS') };
    assert.equal((await ask('save', late)).kind, 'conflict');
    assert.equal(config()['WORKERS'], 'theirs');
  });

  it('tells a refusal of the rule in words', async () => {
    const { ask, markOfNow } = await openedConfigVars();
    const outcome = await ask('save', { name: 'REDIS_URL', value: 'x', mark: markOfNow('REDIS_URL') });
    assert.equal(outcome.kind, 'refused');
    assert.match(outcome.said, /important-redis/);
  });

  it('makes a text of the own vars, and notes what is not in it', async () => {
    const { ask, set } = await openedConfigVars();
    await set('KEY', 'a\nb');
    const { text, notes } = await ask('text', {});
    assert.equal(text, `# KEY: not written, see Add-on Manager\nWORKERS=${secret}\n`);
    assert.equal(notes.length, 2);
    assert.match(notes[0] ?? '', /^KEY is not in the text: .*It stays as it is\.$/);
    assert.equal(notes[1], 'Set by add-ons, and not edited here: REDIS_URL.');
  });

  it('saves only what a text changes, and keeps what others changed meanwhile', async () => {
    const { ask, set, config } = await openedConfigVars();
    await set('KEY', 'a\nb');
    await set('LEVEL', 'info');
    const { text: original } = await ask('text', {});
    await set('LEVEL', 'debug');
    const text = `${original.replace(secret, '5')}NEW=1\n`;
    const review = await ask('review', { text, original });
    assert.deepEqual(review.problems, []);
    assert.deepEqual(
      review.changes.map(({ name, kind, isConflict }) => [name, kind, isConflict]),
      [
        ['NEW', 'added', false],
        ['WORKERS', 'changed', false],
      ],
    );
    assert.equal((await ask('saveText', { text, original })).kind, 'done');
    const { REDIS_URL: _, ...own } = config();
    assert.deepEqual(own, { KEY: 'a\nb', LEVEL: 'debug', NEW: '1', WORKERS: '5' });
  });

  it('refuses a text whose changes meet those of others', async () => {
    const { ask, set, config } = await openedConfigVars();
    const { text: original } = await ask('text', {});
    await set('WORKERS', 'theirs');
    for (const text of ['WORKERS=mine\n', '']) {
      const review = await ask('review', { text, original });
      assert.deepEqual(
        review.changes.map(({ isConflict }) => isConflict),
        [true],
      );
      assert.equal((await ask('saveText', { text, original })).kind, 'conflict');
    }
    await set('NEW', 'theirs');
    const added = `${original}NEW=mine\n`;
    assert.equal((await ask('saveText', { text: added, original })).kind, 'conflict');
    assert.equal(config()['WORKERS'], 'theirs');
    assert.equal(config()['NEW'], 'theirs');
  });

  it('says which lines of a text can’t be saved', async () => {
    const { ask } = await openedConfigVars();
    const { text: original } = await ask('text', {});
    const text = 'WORKERS=1\nnonsense\n\nWORKERS=2\n';
    const { problems } = await ask('review', { text, original });
    assert.deepEqual(problems, [
      { line: 2, text: 'This line is not NAME=value.' },
      { line: 4, text: 'WORKERS is set twice.' },
    ]);
    assert.equal((await ask('saveText', { text, original })).kind, 'refused');
    const owned = await ask('review', { text: 'REDIS_URL=x\n', original });
    assert.match(owned.problems[0]?.text ?? '', /important-redis/);
  });

  it('says of a file that is not there that it is not, and of lines that are not read how many', async () => {
    const { ask, played } = await openedConfigVars();
    assert.match((await ask('compare', { file: '.env' })).said, /^There is no \.env yet\.$/);
    played.envFiles.texts.set('/.env', 'nonsense\nWORKERS=1\n');
    assert.equal(
      (await ask('compare', { file: '.env' })).said,
      '2 names differ. 1 line of .env is not NAME=value, and stays as it is.',
    );
  });

  it('compares with a file, and brings over what is chosen', async () => {
    const { ask, played, config, set, subject } = await openedConfigVars();
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
    assert.equal(compared.file, '.env');
    assert.equal(
      (await ask('takeFromFile', { file: '.env', vars: chosen(compared.rows, 'NEW') })).kind,
      'done',
    );
    assert.equal(config()['NEW'], secret);
    await set('WORKERS', 'theirs');
    assert.equal(
      (await ask('takeFromFile', { file: '.env', vars: chosen(compared.rows, 'WORKERS') })).kind,
      'conflict',
    );
    assert.equal(config()['WORKERS'], 'theirs');
    const gone = { name: 'GONE', mark: null, fileMark: null };
    assert.equal((await ask('takeFromFile', { file: '.env', vars: [gone] })).kind, 'refused');
    await ask('writeToFile', { file: '.env', names: ['WORKERS'] });
    assert.deepEqual(played.started, [
      ['addons.writeDotenv', { app: subject, file: '.env', names: ['WORKERS'] }],
    ]);
  });

  it('leads to the add-on', async () => {
    const { ask, played } = await openedConfigVars();
    await ask('showAddon', { addon: 'important-redis' });
    assert.deepEqual(played.started, [['addons.showAddon', { addon: 'important-redis' }]]);
  });

  it('has a handler for each request, and a schema for each handler', () => {
    assert.deepEqual([...configVarsPage.handlers.keys()].sort(), Object.keys(requests).sort());
  });
});
