import assert from 'node:assert/strict';
import { join } from 'node:path';
import { startEditor, type Editor } from '../host/editor.mjs';
import { until } from '../host/workbench/until.mjs';
import type { WorkbenchWindow } from '../host/workbench/workbenchWindow.mjs';

const vsix = join(import.meta.dirname, '..', '..', 'out', 'addon-manager.vsix');

/** Commands that show and change nothing. */
describe('commands to read', function () {
  this.timeout(120_000);
  let editor: Editor;
  let window: WorkbenchWindow;

  before(async () => {
    editor = await startEditor({ extension: vsix });
    window = await editor.openWindow({ folder: await editor.makeFolder('workspace') });
    await window.runCommand('Add-ons: Load Sample Data');
    await window.notifications.waitFor('Added example-app, example-tasker.');
  });

  after(async () => {
    await editor.close();
  });

  it('say what would break without an add-on', async () => {
    await window.runCommand('Add-ons: What Would This Break?');
    await window.quickInput.waitFor({ title: 'What Would This Break?' });
    await window.quickInput.choose('important-redis');
    await window.quickInput.waitFor({ title: 'If important-redis Were Destroyed' });
    const labels = await window.quickInput.labels();
    assert.ok(labels.includes('example-tasker restarts'), labels.join());
    await window.screenshot('whatWouldBreak');
    await window.quickInput.cancel();
  });

  it('compare two apps by names', async () => {
    await window.runCommand('Add-ons: Compare Config of Two Apps…');
    await window.quickInput.waitFor({ title: /^Compare Config of Two Apps/ });
    await window.quickInput.choose('example-app');
    await window.quickInput.waitFor({ placeholder: 'Compare example-app with which app?' });
    await window.quickInput.choose('example-tasker');
    await window.quickInput.waitFor({ title: 'example-app and example-tasker' });
    await window.screenshot('compareApps');
    await window.quickInput.choose('LOG_LEVEL');
    await until('the name on the clipboard', async () => (await window.readClipboard()) === 'LOG_LEVEL');
  });

  it('explain an alias', async () => {
    await window.runCommand('Add-ons: Explain Alias');
    await window.quickInput.waitFor({ title: /^Explain Alias/ });
    await window.quickInput.choose('example-tasker');
    await window.quickInput.waitFor({ placeholder: /alias/ });
    await window.quickInput.choose('BROKER');
    await window.quickInput.waitFor({ title: 'BROKER on example-tasker' });
    await window.screenshot('explainAlias');
    await window.quickInput.cancel();
  });

  it('open the help of an add-on as a page', async () => {
    await window.runCommand('Add-ons: Show Add-on Help');
    await window.quickInput.waitFor({ title: /^Show Add-on Help/ });
    await window.quickInput.choose('important-redis');
    // The preview loads its frame anew before it fills it.
    await window.webview('vscode.markdown-language-features', (frame) =>
      frame
        .getByRole('cell', { name: 'SESSION_STORE_URL' })
        .count()
        .then(
          (count) => count > 0,
          () => false,
        ),
    );
    assert.deepEqual(await window.tabs(), ['Preview important-redis.md']);
    await window.screenshot('addonHelp');
    await window.close();
  });
});
