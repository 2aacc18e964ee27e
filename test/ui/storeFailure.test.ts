import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEditor, type Editor } from '../host/editor.mjs';

const vsix = join(import.meta.dirname, '..', '..', 'out', 'addon-manager.vsix');

describe('a store that can not be read', function () {
  this.timeout(120_000);
  let editor: Editor;
  let folder: string;

  after(async () => {
    await editor.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is told in the view, left as it is, and read once it is mended', async () => {
    folder = await mkdtemp(join(tmpdir(), 'addons-broken-'));
    const file = join(folder, 'db.json');
    await writeFile(file, 'no JSON');
    editor = await startEditor({ extension: vsix, settings: { 'addons.store.folder': folder } });
    const window = await editor.openWindow();
    await window.openContainer('Add-ons');
    const apps = window.view('Apps');
    await apps.pane.getByText("can't be read (it is not whole JSON)").waitFor();
    await window.screenshot('storeFailure');
    await rename(file, `${file}.mended`);
    await window.viewAction('Apps', 'Refresh');
    await apps.pressWelcomeButton('Create an App');
    await window.quickInput.waitFor({ title: 'Create App' });
    await window.quickInput.type('acme');
    await window.quickInput.waitUntilValid();
    await window.quickInput.accept();
    await apps.row('acme');
    await window.close();
  });
});
