import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startEditor, type Editor } from '../host/editor.mjs';
import { until } from '../host/workbench/until.mjs';
import type { WorkbenchWindow } from '../host/workbench/workbenchWindow.mjs';

const vsix = join(import.meta.dirname, '..', '..', 'out', 'addon-manager.vsix');
const value = 'hunter2-of-the-user';

describe('values at rest, encrypted', function () {
  this.timeout(180_000);
  let editor: Editor;
  let window: WorkbenchWindow;
  let store: string;
  let key: string;
  let app = 'acme';

  before(async () => {
    editor = await startEditor({ extension: vsix });
    store = await editor.makeFolder('store');
    await editor.changeSettings({ 'addons.store.folder': store, 'addons.secrets.atRest': 'encrypted' });
    window = await editor.openWindow({ folder: await editor.makeFolder('workspace') });
    await window.openContainer('Add-ons');
  });

  after(async () => {
    await editor.close();
  });

  const stored = async (): Promise<string> => {
    const names = await readdir(store);
    const texts = names.map((name) => readFile(join(store, name), 'utf8').catch(() => ''));
    return (await Promise.all(texts)).join('\n');
  };

  const copyValue = async (): Promise<void> => {
    await window.writeClipboard('nothing');
    await window.view('Apps').expand([app, 'Config Vars']);
    await window.view('Apps').contextMenu([app, 'Config Vars', 'PASSWORD'], 'Copy Config Var Value');
  };

  const copiesIt = async (): Promise<void> => {
    await copyValue();
    await until('the value is copied', async () => (await window.readClipboard()) === value);
  };

  const isRefused = async (): Promise<void> => {
    await window.notifications.closeAll();
    await copyValue();
    await window.notifications.waitFor(/^The values are locked/);
    assert.equal(await window.readClipboard(), 'nothing');
  };

  it('are ciphertext in every file of the store, and it is told to keep the key', async () => {
    await window.runCommand('Add-ons: Create App…');
    await window.quickInput.waitFor({ title: 'Create App' });
    await window.quickInput.type('acme');
    await window.quickInput.waitUntilValid();
    await window.quickInput.accept();
    const { text } = await window.notifications.waitFor(
      /^Values are encrypted now\. This VS Code may forget the key/,
    );
    await window.notifications.press(text, 'Copy Store Key');
    await until('the key is copied', async () => (await window.readClipboard()).length === 43);
    key = await window.readClipboard();
    await window.view('Apps').contextMenu(['acme'], 'Set Config Var…');
    await window.quickInput.waitFor({ title: 'Set Config Var: acme (1/2)' });
    await window.quickInput.type('PASSWORD');
    await window.quickInput.accept();
    await window.quickInput.waitFor({ title: 'Set Config Var: PASSWORD on acme (2/2)' });
    await window.quickInput.type(value);
    await window.quickInput.waitUntilValid();
    await window.quickInput.accept();
    await window.notifications.waitFor(/^Set PASSWORD on acme\./);
    const files = await stored();
    assert.match(files, /"mode":"aes-256-gcm"/);
    assert.match(files, /"name":"PASSWORD","value":\{"\$enc":"1\./);
    assert.ok(!files.includes(value) && !files.includes(key));
  });

  it('are copied as ever', async () => {
    await copiesIt();
  });

  // The browser of the embedded VS Code keeps secrets in memory only: a window that is loaded anew has lost the key.
  it('are locked where the key is not, shown so, and carried through what needs none', async () => {
    await window.reload();
    await window.openContainer('Add-ons');
    await window.view('Apps').row('acme');
    const { text } = await window.notifications.waitFor(/^The values are locked/);
    await window.screenshot('locked');
    await window.notifications.press(text, 'Unlock with Key…');
    await window.quickInput.waitFor({ title: /^Unlock Values with Key/ });
    await window.quickInput.cancel();
    await isRefused();
    await window.runCommand('Add-ons: Show Store State');
    await window.quickInput.waitFor({ title: 'Show Store State' });
    assert.equal((await window.quickInput.labels())[0], 'Values are locked: their key is not here');
    await window.screenshot('storeState');
    await window.quickInput.cancel();
    await window.view('Apps').contextMenu(['acme'], 'Rename App…');
    await window.quickInput.waitFor({ title: 'Rename App: acme' });
    await window.quickInput.type('shop');
    await window.quickInput.waitUntilValid();
    await window.quickInput.accept();
    await window.notifications.waitFor(/^The app is called shop now\./);
    app = 'shop';
  });

  it('are opened by the key that was kept, and by no other', async () => {
    const unlock = async (typed: string): Promise<void> => {
      await window.runCommand('Add-ons: Unlock Values with Key…');
      await window.quickInput.waitFor({ title: /^Unlock Values with Key/ });
      await window.quickInput.type(typed);
      await window.quickInput.accept();
    };
    await unlock(`${key.slice(1)}A`);
    await window.notifications.waitFor(/^This key opens none of the locked values\./);
    await unlock(key);
    await window.notifications.waitFor(/^The values are unlocked\./);
    await copiesIt();
    await window.runCommand('Add-ons: Show Store State');
    await window.quickInput.waitFor({ title: 'Show Store State' });
    assert.equal((await window.quickInput.labels())[0], 'Values are encrypted');
    await window.quickInput.cancel();
    assert.ok(!(await stored()).includes(value));
  });
});
