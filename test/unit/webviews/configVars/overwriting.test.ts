import assert from 'node:assert/strict';
import { chosen, openedConfigVars, secret } from '../../../support/playedConfigVars.ts';

describe('the page of config vars, where others change the same', () => {
  it('does not bring back from a file what was unset elsewhere meanwhile', async () => {
    const { ask, played, set, config } = await openedConfigVars();
    played.envFiles.texts.set('/.env', 'WORKERS=9\nNEW=1\n');
    const { rows } = await ask('compare', { file: '.env' });
    const vars = chosen(rows, 'NEW', 'WORKERS');
    assert.deepEqual(
      vars.map(({ name, mark }) => [name, mark === null]),
      [
        ['NEW', true],
        ['WORKERS', false],
      ],
    );
    await set('WORKERS', null);
    assert.equal((await ask('takeFromFile', { file: '.env', vars })).kind, 'conflict');
    assert.ok(!Object.hasOwn(config(), 'WORKERS'));
    assert.ok(!Object.hasOwn(config(), 'NEW'));
  });

  it('takes nothing from a file whose values are others by now', async () => {
    const { ask, played, config } = await openedConfigVars();
    const { texts } = played.envFiles;
    texts.set('/.env', 'WORKERS=9\nNEW=1\n');
    const { rows } = await ask('compare', { file: '.env' });
    assert.doesNotMatch(JSON.stringify(rows), /hunter2/);
    const vars = chosen(rows, 'NEW', 'WORKERS');
    const before = config();
    for (const text of ['NEW=1\nWORKERS=8\n', 'NEW=1\n', 'NEW=1\nWORKERS=8\nWORKERS=9\n', '']) {
      texts.set('/.env', text);
      assert.deepEqual(await ask('takeFromFile', { file: '.env', vars }), {
        kind: 'refused',
        said: '.env has changed meanwhile. Nothing was changed.',
      });
    }
    assert.deepEqual(config(), before);
    texts.set('/.env', '# more\nWORKERS=9\nOTHER=2\nNEW=1\n');
    assert.equal((await ask('takeFromFile', { file: '.env', vars })).kind, 'done');
    assert.deepEqual([config()['NEW'], config()['WORKERS'], config()['OTHER']], ['1', '9', undefined]);
  });

  it('takes a value for the same when releases are folded, in every way to save', async () => {
    const { ask, played, set, markOfNow, model, config } = await openedConfigVars({ keptReleases: 10 });
    await set('LEVEL', 'info');
    await set('THIRD', 'x');
    played.envFiles.texts.set('/.env', 'THIRD=y\n');
    const since = () => model().rows.find(({ name }) => name === 'WORKERS')?.sinceText;
    const [before, mark] = [since(), markOfNow('WORKERS')];
    const { text: original } = await ask('text', {});
    const { rows } = await ask('compare', { file: '.env' });
    for (let count = 0; count < 12; count += 1) {
      await set('OFTEN', String(count));
    }
    assert.notEqual(since(), before);
    assert.equal((await ask('save', { name: 'WORKERS', value: '3', mark })).kind, 'done');
    const text = original.replace('LEVEL=info', 'LEVEL=debug');
    assert.equal((await ask('saveText', { text, original })).kind, 'done');
    const vars = chosen(rows, 'THIRD');
    assert.equal((await ask('takeFromFile', { file: '.env', vars })).kind, 'done');
    assert.deepEqual(
      ['WORKERS', 'LEVEL', 'THIRD'].map((name) => config()[name]),
      ['3', 'debug', 'y'],
    );
  });

  it('sees a change that was folded with the release before it', async () => {
    const { ask, set, markOfNow, config } = await openedConfigVars({ keptReleases: 10 });
    const mark = markOfNow('WORKERS');
    await set('WORKERS', 'theirs');
    for (let count = 0; count < 12; count += 1) {
      await set('OFTEN', String(count));
    }
    assert.equal((await ask('save', { name: 'WORKERS', value: 'mine', mark })).kind, 'conflict');
    assert.equal(config()['WORKERS'], 'theirs');
  });

  it('gives marks that tell nothing of a value, and differ by name', async () => {
    const { model, set } = await openedConfigVars();
    await set('SAME', secret);
    const marks = model().rows.map(({ mark }) => mark ?? '');
    assert.equal(new Set(marks).size, 3);
    assert.ok(!marks.some((mark) => mark.includes(secret)));
  });

  it('does not overwrite by the text what is left out of it', async () => {
    const { ask, set, config } = await openedConfigVars();
    await set('KEY', 'a\nb');
    const { text: original } = await ask('text', {});
    const edited = { text: `${original}KEY=new\n`, original };
    const { problems } = await ask('review', edited);
    const text = 'KEY is set already, to a value that no line can hold. Change it in the list.';
    assert.deepEqual(problems, [{ line: null, text }]);
    assert.deepEqual(await ask('saveText', edited), { kind: 'refused', said: text });
    assert.equal(config()['KEY'], 'a\nb');
  });

  it('takes no var for changed elsewhere that is left out of the text', async () => {
    const { ask, set } = await openedConfigVars();
    await set('KEY', 'a\nb');
    const { text: original } = await ask('text', {});
    const { changes } = await ask('review', { text: `${original}KEY=new\n`, original });
    assert.deepEqual(
      changes.map(({ name, isConflict }) => [name, isConflict]),
      [['KEY', false]],
    );
  });

  it('saves of a text what was decided where others changed the same, over just that', async () => {
    const { ask, set, markOfNow, config } = await openedConfigVars();
    await set('LEVEL', 'info');
    await set('OLD', 'x');
    const { text: original } = await ask('text', {});
    await set('WORKERS', 'theirs');
    await set('LEVEL', 'theirs');
    await set('OLD', null);
    const edited = { text: 'LEVEL=mine\nMORE=1\nOLD=y\nWORKERS=mine\n', original };
    const { changes } = await ask('review', edited);
    const conflicts = changes.filter(({ isConflict }) => isConflict);
    assert.deepEqual(
      conflicts.map(({ name, mark }) => [name, mark]),
      [
        ['LEVEL', markOfNow('LEVEL')],
        ['OLD', null],
        ['WORKERS', markOfNow('WORKERS')],
      ],
    );
    const mine = conflicts.filter(({ name }) => name !== 'LEVEL').map(({ name, mark }) => ({ name, mark }));
    const decided = { ...edited, mine, theirs: ['LEVEL'] };
    const review = await ask('review', decided);
    assert.deepEqual(
      review.changes.map(({ name, isConflict }) => [name, isConflict]),
      [
        ['MORE', false],
        ['OLD', false],
        ['WORKERS', false],
      ],
    );
    await set('WORKERS', 'theirs again');
    assert.deepEqual(await ask('saveText', decided), {
      kind: 'conflict',
      names: ['WORKERS'],
      said: 'WORKERS was changed elsewhere meanwhile. Nothing was overwritten.',
    });
    assert.ok(!Object.hasOwn(config(), 'MORE'));
    await set('WORKERS', 'theirs');
    assert.equal((await ask('saveText', decided)).kind, 'done');
    const { REDIS_URL: _, ...own } = config();
    assert.deepEqual(own, { LEVEL: 'theirs', MORE: '1', OLD: 'y', WORKERS: 'mine' });
  });

  it('undoes only what was done here', async () => {
    const { ask, set, config } = await openedConfigVars();
    const { operationId: operation } = await set('WORKERS', 'theirs');
    assert.ok(operation !== null);
    await assert.rejects(ask('undo', { operation }), { code: 'invalid_request' });
    assert.equal(config()['WORKERS'], 'theirs');
  });
});
