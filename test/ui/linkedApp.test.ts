import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startEditor, type Editor } from '../host/editor.mjs';
import { until } from '../host/workbench/until.mjs';
import type { WorkbenchWindow } from '../host/workbench/workbenchWindow.mjs';

const vsix = join(import.meta.dirname, '..', '..', 'out', 'addon-manager.vsix');

/** The status bar of a folder that is linked to an app. */
describe('the linked app', function () {
  this.timeout(120_000);
  let editor: Editor;
  let window: WorkbenchWindow;

  const item = () => window.page.locator('.part.statusbar .statusbar-item[id*="addons.linkedApp"]:visible');
  const shows = async (text: string): Promise<void> => {
    await until(
      async () => `${text} in the status bar; there is ${(await window.statusBar()).join(' | ')}`,
      async () => (await item().allTextContents()).some((each) => each.trim() === text),
    );
  };

  before(async () => {
    editor = await startEditor({ extension: vsix });
    const folder = await editor.makeFolder('shop');
    await mkdir(join(folder, '.vscode'));
    await writeFile(join(folder, '.vscode', 'settings.json'), '{ "addons.link.app": "example-app" }');
    window = await editor.openWindow({ folder });
  });

  after(async () => {
    await editor.close();
  });

  it('warns of an app that there is not, and offers a way out', async () => {
    await shows('example-app');
    assert.match((await item().getAttribute('class')) ?? '', /warning-kind/);
    await window.screenshot('linkedToNothing');
    await item().click();
    await window.quickInput.waitFor({ title: 'example-app', placeholder: 'There is no app example-app' });
    await window.quickInput.choose('Create App example-app');
    await shows('example-app v2');
    assert.doesNotMatch((await item().getAttribute('class')) ?? '', /warning-kind/);
  });

  it('shows each release, and leads to what one does most', async () => {
    await item().click();
    await window.quickInput.waitFor({ title: 'example-app' });
    await window.screenshot('linkedAppActions');
    await window.quickInput.choose('Set Config Var…');
    await window.quickInput.waitFor({ title: /^Set Config Var/ });
    await window.quickInput.type('LEVEL');
    await window.quickInput.waitUntilValid();
    await window.quickInput.accept();
    await window.quickInput.waitFor({ message: /LEVEL/ });
    await window.quickInput.type('info');
    await window.quickInput.waitUntilValid();
    await window.quickInput.accept();
    await shows('example-app v3');
  });

  it('leads to the releases, and from one to what it did', async () => {
    await item().click();
    await window.quickInput.waitFor({ title: 'example-app' });
    await window.quickInput.choose('Show Releases…');
    await window.quickInput.waitFor({ title: 'Releases of example-app' });
    const rows = await window.quickInput.rows();
    assert.deepEqual(
      rows.map(({ label }) => label),
      ['v3', 'v2', 'v1'],
    );
    assert.match(rows[0]?.description ?? '', /^current · Set LEVEL config vars · now · /);
    assert.equal(rows[0]?.detail, '+ LEVEL');
    await window.screenshot('releases');
    await window.quickInput.choose('v3');
    await window.quickInput.waitFor({ title: 'v3 of example-app' });
    await window.screenshot('release');
    await window.quickInput.back();
    await window.quickInput.waitFor({ title: 'Releases of example-app' });
    await window.quickInput.cancel();
  });

  it('goes with the link', async () => {
    await window.runCommand('Add-ons: Link Folder to App…');
    await window.quickInput.waitFor({ title: 'Link Folder to App' });
    await window.quickInput.choose('Unlink');
    await until('no linked app in the status bar', async () => (await item().count()) === 0);
    await window.close();
  });
});
