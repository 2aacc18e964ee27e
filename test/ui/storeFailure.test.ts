import assert from 'node:assert/strict';
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LowdbStateStore } from '../../src/store/lowdbStateStore.ts';
import { TestPlatform } from '../support/platform.ts';
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
    await apps.pane.getByText("The store can't be read. It was left as it is").waitFor();
    await window.notifications.waitFor(/can't be read \(it is not whole JSON\)/);
    await window.screenshot('storeFailure');
    await rename(file, `${file}.mended`);
    await apps.pressWelcomeButton('Create an App');
    await window.quickInput.waitFor({ title: 'Create App' });
    await window.quickInput.type('acme');
    await window.quickInput.waitUntilValid();
    await window.quickInput.accept();
    await apps.row('acme');
    await window.close();
  });

  /** A store of three commits, with apps of these names. */
  const makeStore = async (...names: readonly string[]): Promise<string> => {
    const made = await mkdtemp(join(tmpdir(), 'addons-broken-'));
    const on = await TestPlatform.open({ store: new LowdbStateStore(made) });
    await on.createApps(...names);
    await on.platform.dispose();
    return made;
  };

  const damage = async (made: string, files: readonly string[]): Promise<void> => {
    for (const file of files) {
      await writeFile(join(made, file), 'noise');
    }
  };

  const generations = async (made: string): Promise<readonly string[]> =>
    (await readdir(made)).filter((file) => /^store-\d+\.json$/.test(file)).toSorted();

  it('is begun anew by the button of its message, and what is damaged is kept', async () => {
    const made = await makeStore('acme', 'other', 'third');
    await damage(made, await generations(made));
    await editor.changeSettings({ 'addons.store.folder': made });
    const window = await editor.openWindow();
    await window.openContainer('Add-ons');
    const { text, buttons } = await window.notifications.waitFor(/can't be read/);
    assert.deepEqual(buttons, ['Open Store Folder', 'Restore Backup…', 'Start Over…']);
    await window.notifications.press(text, 'Start Over…');
    await window.quickInput.waitFor({ title: 'Start Over' });
    await window.quickInput.type('start over');
    await window.quickInput.accept();
    await window.view('Apps').pressWelcomeButton('Load Sample Data');
    await window.view('Apps').row('example-app');
    assert.ok((await readdir(made)).some((file) => file.startsWith('damaged-')));
    await window.close();
    await rm(made, { recursive: true });
  });

  it('is told above the rows when it goes while they are shown, and in the place of rows by the next window', async () => {
    const made = await makeStore('acme', 'other', 'third');
    await editor.changeSettings({ 'addons.store.folder': made });
    const window = await editor.openWindow();
    await window.openContainer('Add-ons');
    const apps = window.view('Apps');
    await apps.row('acme');
    await rename(made, `${made}-elsewhere`);
    await apps.pane.getByText('is gone. Nothing was changed.').waitFor();
    await apps.row('acme');
    await window.screenshot('storeGone');
    await window.reload();
    await window.openContainer('Add-ons');
    await apps.pane.getByText('no new store was begun').waitFor();
    await window.screenshot('storeGoneAtOpening');
    await apps.pressWelcomeButton('Show Store State');
    await window.quickInput.waitFor({ title: 'Show Store State' });
    assert.equal((await window.quickInput.labels())[0], 'The store does not work at the moment');
    await window.quickInput.choose('Open Store Folder');
    await window.notifications.waitFor(/^There is no folder/);
    await rename(`${made}-elsewhere`, made);
    await apps.row('acme');
    await window.close();
    await rm(made, { recursive: true });
  });

  it('is read from the commit before when its newest file is damaged, with a word', async () => {
    const made = await makeStore('acme', 'other', 'third');
    await damage(made, (await generations(made)).slice(-1));
    await editor.changeSettings({ 'addons.store.folder': made });
    const window = await editor.openWindow();
    await window.openContainer('Add-ons');
    await window.notifications.waitFor(/^The newest files of the store are damaged \(store-3\.json\)/);
    await window.view('Apps').row('other');
    assert.ok(!(await window.view('Apps').labels()).includes('third'));
    await window.close();
    await rm(made, { recursive: true });
  });
});
