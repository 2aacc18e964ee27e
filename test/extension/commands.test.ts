import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ChangeList } from '../../src/core/model/changes.ts';
import { api, refuses, releasesOn, run } from './addonManager.ts';

describe('commands with arguments', () => {
  let app: string;

  beforeEach(async () => {
    app = (await run('addons.createApp', {})).result['app'] ?? '';
  });

  it('name what is missing, unknown or of a wrong type, and ask nothing', async () => {
    assert.equal(await refuses('addons.create', { app }, 'invalid_request'), 'plan: must be given as text.');
    assert.equal(await refuses('addons.create', {}, 'invalid_request'), 'app: must be given as text.');
    assert.equal(
      await refuses('addons.detach', { app, alias: 'A', force: true }, 'invalid_request'),
      'force: is no argument of this; it takes app, alias.',
    );
    assert.equal(
      await refuses('addons.create', { app, plan: 'heroku-redis', alias: 7 }, 'invalid_request'),
      'alias: must be text, if given.',
    );
  });

  it('copy a value, and the whole config as .env', async () => {
    await run('addons.create', { app, plan: 'heroku-redis' });
    await run('addons.setConfigVar', { app, name: 'GREETING', value: "it's #1" });
    await run('addons.setConfigVar', { app, name: 'SECRET', value: 'pa$word' });
    await run('addons.copyValue', { app, name: 'GREETING' });
    assert.equal(await vscode.env.clipboard.readText(), "it's #1");
    const copied = (await run('addons.copyDotenv', { app })) as unknown;
    assert.deepEqual(copied, { app, copied: 2, leftOut: [{ name: 'SECRET', reason: 'expands' }] });
    const url = (await (await api()).config(app))['REDIS_URL'] ?? '';
    assert.equal(
      await vscode.env.clipboard.readText(),
      `GREETING="it's #1"\nREDIS_URL=${url}\n# SECRET: not written, see Add-on Manager\n`,
    );
    await refuses('addons.copyValue', { app, name: 'constructor' }, 'config_var_not_found');
  });

  it('keep the store in the folder of the setting, readable for its owner alone', async () => {
    const folder = process.env['ADDONS_TEST_STORE'] ?? '';
    const numbers = (await readdir(folder)).flatMap((name) => /^store-(\d+)\.json$/.exec(name)?.[1] ?? []);
    const file = join(folder, `store-${Math.max(...numbers.map(Number))}.json`);
    assert.ok((await readFile(file, 'utf8')).includes(`"${app}"`));
    assert.equal((await stat(file)).mode & 0o777, 0o600);
  });

  it('tell other extensions what changed, by ids', async () => {
    const seen: ChangeList[] = [];
    const listening = (await api()).onDidChange((changes) => seen.push(changes));
    await run('addons.setConfigVar', { app, name: 'A', value: '1' });
    listening.dispose();
    await run('addons.unsetConfigVar', { app, name: 'A' });
    assert.deepEqual(
      seen.map((changes) => changes.map(({ kind, type }) => `${kind} ${type}`)),
      [['apps changed', 'configVars added', 'releases changed']],
    );
  });

  it('rename, change plans, roll back and take back', async () => {
    const create = await run('addons.create', { app, plan: 'heroku-redis' });
    const addon = create.result['addon'] ?? '';
    const changed = await run('addons.changePlan', { addon, plan: 'premium-0' });
    assert.deepEqual([changed.effect.monthlyCents, releasesOn(app, changed)], [1200, [4]]);
    await refuses('addons.changePlan', { addon, plan: 'premium-0' }, 'plan_unchanged');
    await run('addons.renameAlias', { app, alias: 'REDIS', newAlias: 'CACHE' });
    assert.deepEqual(Object.keys(await (await api()).config(app)), ['CACHE_URL']);
    await run('addons.undo', {});
    assert.deepEqual(Object.keys(await (await api()).config(app)), ['REDIS_URL']);
    await run('addons.setConfigVar', { app, name: 'A', value: '1' });
    await run('addons.rollback', { app, version: 2 });
    assert.deepEqual(Object.keys(await (await api()).config(app)), ['REDIS_URL']);
    await run('addons.renameApp', { app, name: `${app.slice(0, 20)}-b` });
    await run('addons.failOver', { addon });
    await run('addons.copyCliCommand', {}).then(
      () => assert.fail('the CLI has no such command'),
      (error: unknown) => {
        assert.equal((error as { code: string }).code, 'no_cli_equivalent');
      },
    );
    await run('addons.undo', {});
    await run('addons.destroyApp', { app: `${app.slice(0, 20)}-b`, confirm: `${app.slice(0, 20)}-b` });
    await refuses('addons.explainAlias', { app, alias: 'REDIS' }, 'app_not_found');
    await run('addons.undo', {});
    const explained = (await run('addons.explainAlias', {
      app: `${app.slice(0, 20)}-b`,
      alias: 'REDIS',
    })) as unknown;
    assert.match((explained as { text: string }).text, /^REDIS /);
  });

  it('let other extensions see before they do', async () => {
    const addons = await api();
    const action = { type: 'createAddon', app, plan: 'heroku-redis' } as const;
    const preview = await addons.preview(action);
    assert.ok(preview.failure === null);
    assert.ok(!('next' in preview));
    assert.deepEqual(await addons.config(app), {});
    const done = await addons.perform(action, { seed: preview.seed });
    assert.deepEqual(done.result, preview.result);
    for (const odd of [
      { type: 'noSuch' },
      { type: 'setConfigVars', app, configVars: [{ name: 'A', value: 5 }] },
      { type: 'completeProvisioning' },
    ]) {
      await assert.rejects(addons.perform(odd as never), { code: 'invalid_request' });
    }
    await assert.rejects(addons.perform(action, { seed: 'zz' }), { code: 'invalid_request' });
    await assert.rejects(addons.perform(action, { seed: preview.seed }), { code: 'invalid_request' });
    const refused = await addons.preview({ type: 'detachAttachment', app, alias: 'REDIS' });
    assert.equal(refused.failure?.code, 'last_attachment');
  });

  it('start over only when the words are given, and keep a copy', async () => {
    await refuses('addons.startOver', {}, 'confirmation_required');
    await refuses('addons.startOver', { confirm: true }, 'confirmation_required');
    const { backup } = (await run('addons.startOver', { confirm: 'start over' })) as unknown as {
      backup: string;
    };
    assert.ok((await readFile(backup, 'utf8')).includes(`"${app}"`));
    assert.deepEqual(await (await api()).apps(), []);
  });

  it('load the sample once, and leave it alone the second time', async () => {
    const { id } = (await (await api()).apps()).find(({ name }) => name === 'example-app') ?? {};
    const loaded = (await run('addons.loadSample', {})) as unknown;
    const again = (await run('addons.loadSample', {})) as unknown;
    const known = ['example-app', 'example-tasker'];
    assert.deepEqual(again, { created: [], kept: known });
    assert.deepEqual(loaded, id === undefined ? { created: known, kept: [] } : { created: [], kept: known });
  });
});
