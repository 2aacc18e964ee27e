import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ChangeList } from '../../src/core/model/changes.ts';
import { api, refuses, run } from './addonManager.ts';

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
    const file = join(process.env['ADDONS_TEST_STORE'] ?? '', 'db.json');
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

  it('load the sample once, and leave it alone the second time', async () => {
    const { id } = (await (await api()).apps()).find(({ name }) => name === 'example-app') ?? {};
    const loaded = (await run('addons.loadSample', {})) as unknown;
    const again = (await run('addons.loadSample', {})) as unknown;
    const known = ['example-app', 'example-tasker'];
    assert.deepEqual(again, { created: [], kept: known });
    assert.deepEqual(loaded, id === undefined ? { created: known, kept: [] } : { created: [], kept: known });
  });
});
