import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { run } from './addonManager.ts';

describe('.env files in the editor', () => {
  let app: string;
  let file: vscode.Uri;
  /** Each test has a file of its own: an editor may remember the last one's. */
  let made = 0;

  const put = async (text: string): Promise<void> =>
    vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  const text = async (): Promise<string> =>
    new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const write = async (): Promise<unknown> => run('addons.writeDotenv', { app, file: file.fsPath });

  beforeEach(async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    made += 1;
    file = vscode.Uri.joinPath(folder.uri, `.env.test${made}`);
    app = (await run('addons.createApp', {})).result['app'] ?? '';
    await run('addons.setConfigVar', { app, name: 'A', value: '1' });
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.workspace.fs.delete(file);
  });

  it('are made where there are none', async () => {
    assert.deepEqual(await write(), {
      file: file.fsPath,
      written: ['A'],
      changed: ['A'],
      leftOut: [],
    });
    assert.equal(await text(), 'A=1\n');
  });

  it('are changed and saved in one step that Undo of the editor takes back', async () => {
    await put('# mine\nA=0 # note\nB=2\n');
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    await write();
    assert.deepEqual([document.isDirty, await text()], [false, '# mine\nA=1 # note\nB=2\n']);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), '# mine\nA=0 # note\nB=2\n');
  });

  it('stay unsaved where they were', async () => {
    await put('A=0\n');
    const document = await vscode.workspace.openTextDocument(file);
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(1, 0), 'MINE=1\n');
    });
    await write();
    assert.deepEqual([document.isDirty, document.getText(), await text()], [true, 'A=1\nMINE=1\n', 'A=0\n']);
  });
});
