import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startEditor, type Editor } from '../host/editor.mjs';
import { until } from '../host/workbench/until.mjs';
import type { TreeView } from '../host/workbench/treeView.mjs';
import type { WorkbenchWindow } from '../host/workbench/workbenchWindow.mjs';
import { LowdbStateStore } from '../../src/store/lowdbStateStore.ts';
import { withFailedAddon } from '../support/states.ts';

const vsix = join(import.meta.dirname, '..', '..', 'out', 'addon-manager.vsix');

/** What only trees can: several rows at once, dragging, showing a row from elsewhere, filter, order, badge. */
describe('the two trees', function () {
  this.timeout(120_000);
  let editor: Editor;
  let window: WorkbenchWindow;
  let apps: TreeView;
  let resources: TreeView;
  let folder: string;

  const shape = async (tree: TreeView): Promise<readonly string[]> =>
    (await tree.rows()).map(({ level, label, description }) =>
      `${'  '.repeat(level - 1)}${label} ${description}`.trimEnd(),
    );

  const shows = async (tree: TreeView, ...rows: readonly string[]): Promise<void> => {
    await until(
      async () => `rows ${JSON.stringify(rows)}; there are ${JSON.stringify(await shape(tree))}`,
      async () => (await shape(tree)).join('\n') === rows.join('\n'),
    );
  };

  before(async () => {
    editor = await startEditor({
      extension: vsix,
      settings: { 'workbench.colorTheme': 'Dark Modern' },
      viewport: { width: 1200, height: 1000 },
    });
    folder = await editor.makeFolder('workspace');
    await writeFile(join(folder, 'main.py'), 'import os\n\n');
    window = await editor.openWindow({ folder });
    await window.openContainer('Add-ons');
    apps = window.view('Apps');
    resources = window.view('Resources');
    await apps.pressWelcomeButton('Load Sample Data');
    await window.notifications.waitFor(/^Added /);
    await apps.row(['example-tasker', 'Attachments', 'BROKER']);
  });

  after(async () => {
    await editor.close();
  });

  it('show each add-on once, with every app that uses it', async () => {
    await resources.expand(['important-redis']);
    const rows = await shape(resources);
    // The other two have names that are made at random: they stand before it or after it.
    const at = rows.findIndex((row) => row.startsWith('important-redis'));
    assert.deepEqual(rows.slice(at, at + 4), [
      'important-redis heroku-redis:mini · $3/month · example-app · shared',
      '  example-app::REDIS',
      '  example-app::SESSION_STORE',
      '  example-tasker::BROKER',
    ]);
    assert.equal(rows.filter((row) => !row.startsWith(' ')).length, 3);
  });

  it('detach several selected rows by one look, one commit and one undo', async () => {
    const before = await shape(apps);
    await apps.select([
      ['example-app', 'Attachments', 'SESSION_STORE'],
      ['example-tasker', 'Attachments', 'BROKER'],
    ]);
    const path = ['example-tasker', 'Attachments', 'BROKER'];
    const items = await apps.contextMenuItems(path);
    assert.ok(!items.includes('Rename Alias…'), items.join());
    await apps.contextMenu(path, 'Detach Alias…');
    await window.quickInput.waitFor({ title: 'Detach 2 Aliases' });
    assert.deepEqual(await window.quickInput.labels(), [
      'Press Enter to go ahead, Escape to leave everything as it is',
      'BROKER',
      'SESSION_STORE',
      'example-app loses',
      'example-app restarts',
      'example-tasker loses',
      'example-tasker restarts',
    ]);
    await window.screenshot('severalRows');
    await window.quickInput.accept();
    const { text } = await window.notifications.waitFor(/^Detached 2 aliases/);
    await apps.waitUntilGone(path);
    await window.notifications.press(text, 'Undo');
    await window.notifications.waitFor(/^Undone: /);
    const versions = (rows: readonly string[]): readonly string[] =>
      rows.map((row) => row.replace(/ v\d+/, ''));
    await until('all is back', async () => versions(await shape(apps)).join() === versions(before).join());
  });

  it('destroy several selected add-ons once the name of their app is typed', async () => {
    const names = (await apps.rows())
      .filter(({ level, description }) => level === 3 && description.includes('$'))
      .map(({ label }) => label);
    const rows = names.map((name) => ['example-app', 'Resources', name]);
    await apps.select(rows);
    await apps.contextMenu(rows[0] ?? [], 'Destroy Add-on…');
    await window.quickInput.waitFor({ title: 'Destroy 2 Add-ons, with Their Data' });
    await window.quickInput.type('example-tasker');
    await window.quickInput.accept();
    await window.quickInput.type('example-app');
    await window.quickInput.accept();
    const { text } = await window.notifications.waitFor(/^Destroyed 2 add-ons/);
    await apps.waitUntilGone(rows[0] ?? []);
    await window.notifications.press(text, 'Undo');
    await apps.row(rows[0] ?? []);
    await apps.row(rows[1] ?? []);
  });

  it('copy the names of several selected rows', async () => {
    await apps.select([['example-app'], ['example-tasker']]);
    await apps.contextMenu(['example-app'], 'Copy Name');
    await until('two names', async () => (await window.readClipboard()) === 'example-app\nexample-tasker');
  });

  it('attach an add-on that is dragged onto an app, its alias asked', async () => {
    const postgres =
      (await resources.rows()).find(({ description }) => description.startsWith('heroku-postgresql'))
        ?.label ?? '';
    await apps.collapse(['example-app']);
    await resources.dragTo([postgres], apps, ['example-tasker']);
    await window.quickInput.waitFor({ title: `Attach Add-on: ${postgres} on example-tasker` });
    await window.quickInput.type('BROKER');
    assert.match(await window.quickInput.validationMessage(), /^Overwrites BROKER_URL/);
    await window.quickInput.type('FACTS');
    await window.quickInput.waitUntilValid();
    await window.quickInput.accept();
    await window.notifications.waitFor(new RegExp(`^Attached ${postgres} as FACTS\\.`));
    const row = await apps.row(['example-tasker', 'Attachments', 'FACTS']);
    assert.equal(row.isSelected, true, 'what was made is selected');
  });

  it('insert what reads a config var, in the language of the editor it is dragged into', async () => {
    await apps.expand(['example-tasker', 'Attachments', 'BROKER']);
    await window.openFile(join(folder, 'main.py'));
    await apps.dragToEditor(['example-tasker', 'Attachments', 'BROKER', 'BROKER_URL'], {
      line: 2,
      column: 1,
    });
    await until('the text is there', async () =>
      (await window.editorText()).includes('os.environ["BROKER_URL"]'),
    );
  });

  it('lead from an alias to its add-on, and back', async () => {
    await apps.contextMenu(['example-tasker', 'Attachments', 'BROKER'], 'Reveal Add-on');
    await until('the add-on is selected', async () =>
      (await resources.selectedLabels()).includes('important-redis'),
    );
    await resources.expand(['important-redis']);
    await apps.collapse(['example-tasker']);
    await resources.contextMenu(['important-redis', 'example-tasker::BROKER'], 'Reveal in App');
    await until('the alias is selected', async () => (await apps.selectedLabels()).join() === 'BROKER');
  });

  it('show only what a filter finds, and say so', async () => {
    await window.viewAction('Apps', 'Filter…');
    await window.quickInput.waitFor({ title: 'Filter' });
    await window.quickInput.type('broker');
    await window.quickInput.accept();
    await until(
      async () => `only BROKER is left; there are ${JSON.stringify(await apps.labels())}`,
      async () =>
        (await apps.labels()).join() ===
        [
          ...['example-app', 'Resources', 'important-redis', 'BROKER'],
          ...['example-tasker', 'Attachments', 'BROKER', 'BROKER_URL'],
        ].join(),
    );
    assert.match(await apps.description(), /“broker”/);
    await window.screenshot('filtered');
    await window.viewAction('Apps', 'Clear Filter');
    await apps.row(['example-app']);
    await window.runCommand('Add-ons: Filter…');
    await window.quickInput.type('nothing has this');
    await window.quickInput.accept();
    assert.match(await apps.welcome(), /Nothing has a name that matches the filter/);
    await apps.pressWelcomeButton('Clear Filter');
    await apps.row(['example-app']);
  });

  it('put first what was changed last, when asked to', async () => {
    await window.runCommand('Add-ons: Sort by Last Change');
    await until('tasker is first', async () => (await apps.labels())[0] === 'example-tasker');
    await window.runCommand('Add-ons: Sort by Name');
    await until('app is first', async () => (await apps.labels())[0] === 'example-app');
  });

  it('lead with the app that the folder is linked to, which the status bar shows with its version', async () => {
    await window.runCommand('Add-ons: Link Folder to App…');
    await window.quickInput.choose('example-tasker');
    await until('the linked app leads', async () => {
      const [first] = await apps.rows();
      return first?.label === 'example-tasker' && first.icon === 'home';
    });
    await until('the status bar shows it', async () =>
      (await window.statusBar()).some((text) => /example-tasker v\d+/.test(text)),
    );
    // It is offered first now.
    await window.runCommand('Add-ons: Copy Config Vars as .env');
    await window.quickInput.waitFor({ placeholder: 'Choose an app' });
    assert.equal((await window.quickInput.labels())[0], 'example-tasker');
    await window.screenshot('linked');
    await window.quickInput.cancel();
  });

  it('keep what is open and selected over a refresh and a reload', async () => {
    await apps.expand(['example-tasker', 'Attachments', 'FACTS']);
    await apps.collapse(['example-tasker', 'Attachments', 'BROKER']);
    await apps.collapse(['example-tasker', 'Resources']);
    await apps.click(['example-tasker', 'Attachments', 'FACTS', 'DATABASE_URL'].slice(0, 3));
    await apps.expand(['example-tasker', 'Attachments', 'FACTS']);
    const before = await shape(apps);
    await window.runCommand('Add-ons: Refresh');
    await shows(apps, ...before);
    await until('what is open is stored', async () =>
      (await window.storedTexts()).some((text) => /"addons\.selected":"[^"]*attachments/.test(text)),
    );
    await window.reload();
    await window.openContainer('Add-ons');
    await shows(apps, ...before);
    await until('the row is selected again', async () => (await apps.selectedLabels()).join() === 'FACTS');
  });
});

describe('what needs a person', function () {
  this.timeout(120_000);
  let editor: Editor;

  after(async () => {
    await editor.close();
  });

  it('is counted on the badge, marked in the tree, tried again or dismissed', async () => {
    editor = await startEditor({ extension: vsix, settings: { 'workbench.colorTheme': 'Dark Modern' } });
    const folder = await editor.makeFolder('store');
    await editor.changeSettings({ 'addons.store.folder': folder });
    const first = await editor.openWindow({ folder: await editor.makeFolder('workspace') });
    await first.openContainer('Add-ons');
    await first.view('Apps').pressWelcomeButton('Load Sample Data');
    await first.notifications.waitFor(/^Added /);
    const store = new LowdbStateStore(folder);
    await store.open();
    const app = Object.values(store.state.apps).find(({ name }) => name === 'example-app');
    assert.ok(app);
    await store.transact((state) => [withFailedAddon(state, app.id), undefined]);
    await store.close();
    await first.runCommand('Add-ons: Refresh');
    const apps = first.view('Apps');
    const row = await apps.row(['example-app', 'Resources', 'no-luck']);
    assert.deepEqual([row.description, row.icon], ['was not created: out of capacity', 'error']);
    await until('the badge counts it', async () => (await first.badge('Add-ons')).number === 1);
    await first.screenshot('needs');
    await apps.inlineAction(['example-app', 'Resources', 'no-luck'], 'Create Add-on…');
    await first.quickInput.waitFor({ title: 'Create Add-on: example-app' });
    await first.quickInput.cancel();
    await apps.inlineAction(['example-app', 'Resources', 'no-luck'], 'Dismiss Add-on That Was Not Created');
    await apps.waitUntilGone(['example-app', 'Resources', 'no-luck']);
    await until('the badge is gone', async () => (await first.badge('Add-ons')).number === undefined);
  });
});
