import assert from 'node:assert/strict';
import { startEditor, type Editor } from '../host/editor.mjs';
import { until } from '../host/workbench/until.mjs';
import type { WorkbenchWindow } from '../host/workbench/workbenchWindow.mjs';

import { join } from 'node:path';

const vsix = join(import.meta.dirname, '..', '..', 'out', 'addon-manager.vsix');

/** Two windows are two extension hosts, two processes, on one store. */
describe('two windows on one store', function () {
  this.timeout(120_000);
  let editor: Editor;
  let here: WorkbenchWindow;
  let there: WorkbenchWindow;

  const createApp = async (window: WorkbenchWindow, name: string): Promise<void> => {
    await window.runCommand('Add-ons: Create App…');
    await window.quickInput.waitFor({ title: 'Create App' });
    await window.quickInput.type(name);
    await window.quickInput.waitUntilValid();
    await window.quickInput.accept();
    await window.notifications.waitFor(`Created ${name}.`);
  };

  const setConfigVar = async (window: WorkbenchWindow, app: string, name: string): Promise<void> => {
    await window.view('Apps').contextMenu([app], 'Set Config Var…');
    await window.quickInput.waitFor({ title: `Set Config Var: ${app} (1/2)` });
    await window.quickInput.type(name);
    await window.quickInput.accept();
    await window.quickInput.waitFor({ title: `Set Config Var: ${name} on ${app} (2/2)` });
    await window.quickInput.type('1');
    await window.quickInput.waitUntilValid();
    await window.quickInput.accept();
    await window.notifications.waitFor(new RegExp(`^Set ${name} on ${app}\\.`));
  };

  const apps = async (window: WorkbenchWindow): Promise<readonly string[]> =>
    (await window.view('Apps').rows()).filter(({ level }) => level === 1).map(({ label }) => label);

  before(async () => {
    editor = await startEditor({ extension: vsix, settings: { 'workbench.colorTheme': 'Dark Modern' } });
    await editor.changeSettings({ 'addons.store.folder': await editor.makeFolder('store') });
    here = await editor.openWindow({ folder: await editor.makeFolder('one') });
    there = await editor.openWindow({ folder: await editor.makeFolder('two') });
    await here.openContainer('Add-ons');
    await there.openContainer('Add-ons');
  });

  after(async () => {
    await editor.close();
  });

  it('a change made in one shows in the other, by itself', async () => {
    await createApp(here, 'acme');
    await until('the other window shows it', async () => (await apps(there)).includes('acme'));
    await setConfigVar(there, 'acme', 'FROM_THERE');
    await until('the first window shows its release', async () => {
      const [row] = await here.view('Apps').rows();
      return row?.description === 'v3';
    });
  });

  it('interleaved changes in both lose nothing', async () => {
    await Promise.all([createApp(here, 'from-here'), createApp(there, 'from-there')]);
    for (const window of [here, there]) {
      await until('both apps are shown', async () =>
        ['acme', 'from-here', 'from-there'].every(async (name) => (await apps(window)).includes(name)),
      );
      assert.deepEqual(await apps(window), ['acme', 'from-here', 'from-there']);
    }
  });

  it('one undoes what the other did, and is refused when that was changed since', async () => {
    // The notification of the one names the operation; it stays valid whoever asks.
    await setConfigVar(here, 'acme', 'SHARED');
    await until('the other shows it', async () =>
      (await there.view('Apps').labels()).includes('Config Vars'),
    );
    await setConfigVar(there, 'acme', 'SHARED');
    const { text } = await here.notifications.waitFor(/^Set SHARED on acme\./);
    await here.notifications.press(text, 'Undo');
    await here.notifications.waitFor(/^SHARED was changed since by|was changed since by/);
    await there.runCommand('Add-ons: Undo Last Change');
    await there.quickInput.waitFor({ title: /^Undo Last Change: Set SHARED/ });
    await there.quickInput.accept();
    await there.notifications.waitFor(/^Undone: Set SHARED/);
    // What stood in the way is gone: now it can be taken back here, too.
    await here.notifications.closeAll();
    await here.runCommand('Add-ons: Undo Last Change');
    await here.quickInput.waitFor({ title: /^Undo Last Change: Set SHARED/ });
    await here.quickInput.accept();
    await here.notifications.waitFor(/^Undone: Set SHARED/);
  });
});
