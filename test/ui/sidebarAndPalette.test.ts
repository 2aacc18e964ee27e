import assert from 'node:assert/strict';
import { join } from 'node:path';
import { startEditor, type Editor } from '../host/editor.mjs';
import { until } from '../host/workbench/until.mjs';
import type { TreeView } from '../host/workbench/treeView.mjs';
import type { WorkbenchWindow } from '../host/workbench/workbenchWindow.mjs';

const vsix = join(import.meta.dirname, '..', '..', 'out', 'addon-manager.vsix');

/** Clicks and typing in the installed package, as people do it. */
describe('sidebar and palette', function () {
  this.timeout(120_000);
  let editor: Editor;
  let window: WorkbenchWindow;
  let apps: TreeView;

  /** Rows of the view, indented by their level, once they are as expected. */
  const shows = async (...rows: readonly string[]): Promise<void> => {
    await until(
      async () => `rows ${JSON.stringify(rows)}; there are ${JSON.stringify(await shape())}`,
      async () => (await shape()).join('\n') === rows.join('\n'),
    );
  };
  const shape = async (): Promise<readonly string[]> =>
    (await apps.rows()).map(({ level, label, description }) =>
      `${'  '.repeat(level - 1)}${label} ${description}`.trimEnd(),
    );

  before(async () => {
    editor = await startEditor({ extension: vsix, settings: { 'workbench.colorTheme': 'Dark Modern' } });
    window = await editor.openWindow({ folder: await editor.makeFolder('workspace') });
    await window.openContainer('Add-ons');
    apps = window.view('Apps');
  });

  after(async () => {
    await editor.close();
  });

  it('an empty view says what apps are, and makes one', async () => {
    assert.match(await apps.welcome(), /Everything stays on this machine\./);
    await window.screenshot('empty');
    await apps.pressWelcomeButton('Create an App');
    await window.quickInput.waitFor({ title: 'Create App' });
    await window.quickInput.type('No Name');
    assert.match(await window.quickInput.validationMessage(), /^No Name can't be an app's name/);
    await window.quickInput.type('acme');
    await window.quickInput.waitUntilValid();
    await window.quickInput.accept();
    await window.notifications.waitFor('Created acme.');
    await shows('acme v2', '  No add-ons yet');
  });

  it('creates an add-on by clicks and typing, step by step and back', async () => {
    const { quickInput } = window;
    await apps.inlineAction('acme', 'Create Add-on…');
    await quickInput.waitFor({ title: 'Create Add-on: acme (1/3)' });
    await window.screenshot('createService');
    await quickInput.type('key-value');
    await quickInput.choose('Heroku Key-Value Store');
    await quickInput.waitFor({ placeholder: 'Choose a plan of Heroku Key-Value Store' });
    await quickInput.back();
    await quickInput.waitFor({ placeholder: /^Search services/ });
    await quickInput.choose('Heroku Key-Value Store');
    await quickInput.waitFor({ placeholder: 'Choose a plan of Heroku Key-Value Store' });
    await quickInput.choose('mini');
    await quickInput.waitFor({ title: 'Create Add-on: acme (3/3)', message: /Press Enter to take REDIS\./ });
    await quickInput.type('cache');
    assert.match(await quickInput.validationMessage(), /Try CACHE\.$/);
    await quickInput.back();
    await quickInput.waitFor({ placeholder: 'Choose a plan of Heroku Key-Value Store' });
    await quickInput.choose('mini');
    await quickInput.waitFor({ title: 'Create Add-on: acme (3/3)', message: /Press Enter to take REDIS\./ });
    await quickInput.type('KEYS');
    assert.match(await quickInput.validationMessage(/KEYS/), /^Press Enter to take KEYS\. It sets KEYS_URL;/);
    await quickInput.type('cache');
    assert.match(await quickInput.validationMessage(/Try/), /Try CACHE\.$/);
    await window.screenshot('createAlias');
    await quickInput.type('');
    await quickInput.waitUntilValid();
    await quickInput.accept();
    const { text } = await window.notifications.waitFor(/^Created .* as REDIS\. acme is now v3\.$/);
    const name = text.split(' ')[1] ?? '';
    await shows(
      'acme v3 · $3/month',
      '  Resources 1',
      `    ${name} heroku-redis:mini · $3/month`,
      '  Attachments 1',
      `    REDIS → ${name}`,
    );
  });

  it('attaches it to another app from the palette alone', async () => {
    const { quickInput } = window;
    await window.runCommand('Add-ons: Create App…');
    await quickInput.waitFor({ title: 'Create App' });
    await quickInput.type('worker');
    await quickInput.accept();
    await window.notifications.waitFor('Created worker.');
    await window.runCommand('Add-ons: Attach Add-on…');
    await quickInput.waitFor({ title: 'Attach Add-on (1/3)' });
    const [addon] = await quickInput.labels();
    await quickInput.choose(addon ?? '');
    await quickInput.waitFor({ title: /^Attach Add-on: .* \(2\/3\)$/ });
    await quickInput.choose('worker');
    await quickInput.waitFor({
      title: /^Attach Add-on: .* on worker \(3\/3\)$/,
      message: /Press Enter to take REDIS\./,
    });
    await quickInput.type('BROKER');
    await quickInput.waitUntilValid();
    await quickInput.accept();
    await window.notifications.waitFor(/ as BROKER\. worker is now v3\.$/);
    const row = await apps.row(['worker', 'Attachments', 'BROKER']);
    assert.equal(row.description, `→ ${addon} · billed to acme`);
  });

  it('overwrites an alias once the name of the app is typed', async () => {
    const { quickInput } = window;
    await apps.inlineAction('acme', 'Create Add-on…');
    await quickInput.choose('Heroku Key-Value Store');
    await quickInput.choose('mini');
    await quickInput.waitFor({ message: /Press Enter to take HEROKU_REDIS_/ });
    await quickInput.type('REDIS');
    assert.equal(
      await quickInput.validationMessage(),
      'Overwrites REDIS_URL. You will be asked to type acme.',
    );
    await quickInput.accept();
    await quickInput.waitFor({ title: 'Overwrite REDIS on acme' });
    await window.screenshot('confirmOverwrite');
    await quickInput.type('Acme');
    await quickInput.accept();
    const refusal = 'Acme is not acme: nothing was changed';
    await until(
      async () => `${refusal}; there is ${(await quickInput.labels()).join(' | ')}`,
      async () => (await quickInput.labels()).includes(refusal),
    );
    await quickInput.type('acme');
    await quickInput.accept();
    await window.notifications.waitFor(/ as REDIS\. acme is now v5\. The add-on that was REDIS there is /);
  });

  it('shows no value, and copies one without showing it', async () => {
    await apps.expand(['acme', 'Attachments', 'REDIS']);
    assert.equal((await apps.row(['acme', 'Attachments', 'REDIS', 'REDIS_URL'])).description, '••••••••');
    await apps.inlineAction(['acme', 'Attachments', 'REDIS', 'REDIS_URL'], 'Copy Config Var Value');
    const value = await until('the value on the clipboard', async () => {
      const text = await window.readClipboard();
      return text.startsWith('redis://h:') && text;
    });
    const drawn = await window.page.locator('body').innerHTML();
    assert.ok(!drawn.includes(value));
    assert.ok(!drawn.includes('redis://'));
  });

  it('refuses to detach a last alias, and offers what helps', async () => {
    await window.runCommand('Add-ons: Detach Alias…');
    await window.quickInput.choose('acme');
    const aliases = await window.quickInput.labels();
    await window.quickInput.choose(aliases.find((alias) => alias.startsWith('HEROKU_REDIS_')) ?? '');
    const refused = await window.notifications.waitFor(/can't be detached: it is the last alias of/);
    assert.deepEqual(refused.buttons, ['Attach Another Alias…', 'Destroy Add-on…']);
    await window.screenshot('refused');
  });

  it('destroys an add-on with every app that loses it in view', async () => {
    const { quickInput } = window;
    const shared = (await apps.row(['worker', 'Attachments', 'BROKER'])).description.split(' ')[1] ?? '';
    await apps.contextMenu(['acme', 'Resources', shared], 'Destroy Add-on…');
    await quickInput.waitFor({ title: `Destroy Add-on ${shared}` });
    assert.ok(
      (await quickInput.rows()).some((row) => row.description === 'worker loses BROKER_URL and restarts'),
    );
    await window.screenshot('confirmDestroy');
    await quickInput.type('acme');
    await quickInput.accept();
    await window.notifications.waitFor(`Destroyed ${shared}. acme is now v6, worker is now v4.`);
    await apps.waitUntilGone(['acme', 'Resources', shared]);
  });

  it('offers to detach an alias instead of destroying its add-on', async () => {
    await apps.contextMenu(['acme', 'Attachments', 'REDIS'], 'Destroy Add-on…');
    await window.quickInput.waitFor({ title: /^Destroy Add-on / });
    assert.deepEqual(await window.quickInput.buttons(), ['Detach REDIS Instead']);
    await window.quickInput.cancel();
  });

  it('takes a destroy back by the button of its notification', async () => {
    const { text } = await window.notifications.waitFor(/^Destroyed /);
    const name = /^Destroyed (\S+)\./.exec(text)?.[1] ?? '';
    await window.notifications.press(text, 'Undo');
    await window.notifications.waitFor(`Undone: Destroy add-on ${name}. acme is now v7, worker is now v5.`);
    await apps.row(['acme', 'Resources', name]);
    await apps.row(['worker', 'Attachments', 'BROKER']);
  });

  it('creates an add-on with a name and an alias, and takes it back from the title of the view', async () => {
    const { quickInput } = window;
    await apps.inlineAction('worker', 'Create Add-on…');
    await quickInput.choose('Heroku Postgres');
    await quickInput.choose('essential-0');
    await quickInput.waitFor({
      message: /Press Enter to take DATABASE\. It sets DATABASE_URL; worker restarts as v6\./,
    });
    await quickInput.pressButton('Name the Add-on…');
    await quickInput.waitFor({ message: /^Name of the add-on/ });
    await quickInput.type('main-data');
    await quickInput.waitUntilValid();
    await quickInput.accept();
    await quickInput.waitFor({ message: /Press Enter to take DATABASE/ });
    await quickInput.type('MAIN');
    await quickInput.waitUntilValid();
    await quickInput.accept();
    await window.notifications.waitFor('Created main-data as MAIN. worker is now v6.');
    await window.viewAction('Apps', 'Undo Last Change');
    await quickInput.waitFor({ title: 'Undo Last Change: Create add-on main-data (MAIN)' });
    await quickInput.accept();
    await window.notifications.waitFor('Undone: Create add-on main-data (MAIN). worker is now v7.');
    await apps.waitUntilGone(['worker', 'Resources', 'main-data']);
  });

  it('keeps what is there over a reload', async () => {
    await apps.collapse(['acme', 'Attachments', 'REDIS']);
    const before = await shape();
    // The row that was closed last stands last; a reload loses what VS Code has not written by then.
    await until('the closed row is stored', async () =>
      (await window.storedTexts()).some((text) => /"addons\.expansion".*,false\]\]/.test(text)),
    );
    await window.reload();
    await window.openContainer('Add-ons');
    await apps.row('acme');
    await shows(...before);
  });
});
