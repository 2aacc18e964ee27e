import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { api } from './addonManager.ts';

/** The server as the editor starts it: a process of its own on the same store. */
describe('the local Platform API', () => {
  it('works on the store of the editor, and ends when it is stopped', async () => {
    const { url } = await vscode.commands.executeCommand<{ url: string }>('addons.startPlatformApi', {});
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.deepEqual(await vscode.commands.executeCommand('addons.copyCliEnvironment', {}), { url });
    const copied = await vscode.env.clipboard.readText();
    const token = /^export HEROKU_API_KEY='([^']+)'$/m.exec(copied)?.[1] ?? '';
    assert.ok(copied.includes(`export HEROKU_HOST='${url}'`));
    const seen = new Promise<void>((resolve) => {
      void api().then((on) =>
        on.onDidChange((changes) => {
          if (changes.some(({ kind, type }) => kind === 'apps' && type === 'added')) {
            resolve();
          }
        }),
      );
    });
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const created = await fetch(`${url}/apps`, { method: 'POST', headers, body: '{}' });
    const { name } = (await created.json()) as { name: string };
    await seen;
    assert.ok((await (await api()).apps()).some((app) => app.name === name));
    await vscode.commands.executeCommand('addons.openCliTerminal', {});
    const terminal = vscode.window.terminals.find(({ creationOptions }) => 'env' in creationOptions);
    assert.ok(terminal !== undefined && !terminal.name.includes(token));
    const closed = new Promise<vscode.Terminal>((resolve) => {
      const listening = vscode.window.onDidCloseTerminal((each) => {
        listening.dispose();
        resolve(each);
      });
    });
    const stranger = vscode.window.createTerminal(terminal.name);
    assert.equal(await closed, stranger, 'a terminal of that name that is bound to no server is closed');
    assert.ok(vscode.window.terminals.includes(terminal));
    terminal.dispose();
    await vscode.commands.executeCommand('addons.destroyApp', { app: name, confirm: name });
    assert.deepEqual(await vscode.commands.executeCommand('addons.stopPlatformApi', {}), { stopped: true });
    await assert.rejects(fetch(`${url}/account`));
  });
});
