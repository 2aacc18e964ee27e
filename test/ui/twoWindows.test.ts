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

  const setConfigVar = async (
    window: WorkbenchWindow,
    app: string,
    name: string,
    value: string,
  ): Promise<void> => {
    await window.view('Apps').contextMenu([app], 'Set Config Var…');
    await window.quickInput.waitFor({ title: `Set Config Var: ${app} (1/2)` });
    await window.quickInput.type(name);
    await window.quickInput.accept();
    await window.quickInput.waitFor({ title: `Set Config Var: ${name} on ${app} (2/2)` });
    await window.quickInput.type(value);
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
    await setConfigVar(there, 'acme', 'FROM_THERE', '1');
    await until('the first window shows its release', async () => {
      const [row] = await here.view('Apps').rows();
      return row?.description === 'v3';
    });
  });

  it('interleaved changes in both lose nothing', async () => {
    await Promise.all([createApp(here, 'from-here'), createApp(there, 'from-there')]);
    for (const window of [here, there]) {
      await until(
        'both apps are shown',
        async () => (await apps(window)).join() === 'acme,from-here,from-there',
      );
    }
  });

  it('one undoes what the other did', async () => {
    await setConfigVar(here, 'acme', 'SHARED', '1');
    // A window that has done nothing itself takes back what is newest of all.
    await there.reload();
    await there.openContainer('Add-ons');
    await there.runCommand('Add-ons: Undo Last Change');
    await there.quickInput.waitFor({ title: 'Undo Last Change: Set SHARED config vars' });
    await there.quickInput.accept();
    await there.notifications.waitFor('Undone: Set SHARED config vars. acme is now v5.');
    await until('the first window shows its release', async () => {
      const [row] = await here.view('Apps').rows();
      return row?.description === 'v5';
    });
  });

  it('what was changed since is not undone', async () => {
    await here.notifications.closeAll();
    await setConfigVar(here, 'acme', 'TWICE', '1');
    await until('the other shows it', async () => {
      const [row] = await there.view('Apps').rows();
      return row?.description === 'v6';
    });
    await setConfigVar(there, 'acme', 'TWICE', '2');
    const { text } = await here.notifications.waitFor(/^Set TWICE on acme\./);
    await here.notifications.press(text, 'Undo');
    await here.notifications.waitFor(/TWICE.* was changed since by “Set TWICE config vars”/);
  });
});
