import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { refuses, run } from './addonManager.ts';

const linked = async (): Promise<unknown> => run('addons.linkedAppActions', {});

/** Waits until the folder is linked to an app, or to none: files are watched, and watchers are late. */
async function untilLinkedTo(app: string | null): Promise<void> {
  for (;;) {
    const found = (await linked()) as { readonly app: string | null };
    if (found.app === app) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('the link of a folder', () => {
  let app: string;
  let folder: vscode.WorkspaceFolder;

  const write = async (path: string, text: string): Promise<void> =>
    vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder.uri, path), new TextEncoder().encode(text));

  beforeEach(async () => {
    const [first] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(first);
    folder = first;
    app = (await run('addons.createApp', {})).result['app'] ?? '';
  });

  afterEach(async () => {
    await run('addons.linkApp', { app: '' });
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder.uri, '.git'), { recursive: true }).then(
      () => undefined,
      () => undefined,
    );
    await untilLinkedTo(null);
  });

  it('is kept in its settings, and goes with them', async () => {
    assert.deepEqual(await linked(), { app: null, isThere: false });
    assert.deepEqual(await run('addons.linkApp', { app }), { app, folder: folder.name });
    assert.deepEqual(await linked(), { app, isThere: true });
    const inSettings = (): unknown =>
      vscode.workspace.getConfiguration('addons', folder.uri).inspect('link.app')?.workspaceValue;
    assert.equal(inSettings(), app);
    assert.deepEqual(await run('addons.linkApp', { app: '', folder: folder.name }), {
      app: null,
      folder: folder.name,
    });
    assert.deepEqual([inSettings(), await linked()], [undefined, { app: null, isThere: false }]);
  });

  it('follows the settings, whoever writes them, to apps that there are not as well', async () => {
    const settings = vscode.workspace.getConfiguration('addons', folder.uri);
    await settings.update('link.app', 'nowhere', vscode.ConfigurationTarget.Workspace);
    await untilLinkedTo('nowhere');
    assert.deepEqual(await linked(), { app: 'nowhere', isThere: false });
  });

  it('is found by the git remote heroku, and overruled by the setting', async () => {
    await write('.git/config', `[remote "heroku"]\n\turl = https://git.heroku.com/${app}.git\n`);
    await untilLinkedTo(app);
    const other = (await run('addons.createApp', {})).result['app'] ?? '';
    await run('addons.linkApp', { app: other });
    assert.deepEqual(await linked(), { app: other, isThere: true });
  });

  it('is refused for folders and apps that there are not', async () => {
    await refuses('addons.linkApp', { app: 'nowhere' }, 'app_not_found');
    await refuses('addons.linkApp', { app, folder: 'elsewhere' }, 'invalid_request');
  });
});

describe('help of an add-on', () => {
  it('is a document that can be read and not be edited', async () => {
    const app = (await run('addons.createApp', {})).result['app'] ?? '';
    const { addon = '', addonId = '' } = (await run('addons.create', { app, plan: 'heroku-redis' })).result;
    const uri = vscode.Uri.from({ scheme: 'addons-help', path: `/${addon}.md`, query: addonId });
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.languageId, 'markdown');
    const { markdown } = (await run('addons.showHelp', { addon })) as unknown as { markdown: string };
    assert.equal(document.getText(), markdown);
    await run('addons.destroy', { addon, confirm: app });
    const gone = await vscode.workspace.openTextDocument(uri.with({ path: `/also-${addon}.md` }));
    assert.equal(gone.getText(), `# also-${addon}\n\nThis add-on is there no more.\n`);
  });
});
