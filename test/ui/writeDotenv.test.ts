import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startEditor, type Editor } from '../host/editor.mjs';
import { until } from '../host/workbench/until.mjs';
import type { TreeView } from '../host/workbench/treeView.mjs';
import type { WorkbenchWindow } from '../host/workbench/workbenchWindow.mjs';

const vsix = join(import.meta.dirname, '..', '..', 'out', 'addon-manager.vsix');

/** Config vars into the .env file of the folder, as a person does it many times a day. */
describe('Write Config Vars to .env', function () {
  this.timeout(120_000);
  let editor: Editor;
  let window: WorkbenchWindow;
  let apps: TreeView;
  let file: string;
  const old = '# mine\nLOG_LEVEL=debug # loud\n\nOTHER="kept as it is"\n';

  before(async () => {
    editor = await startEditor({ extension: vsix, settings: { 'workbench.colorTheme': 'Dark Modern' } });
    const folder = await editor.makeFolder('shop');
    await promisify(execFile)('git', ['init', '--quiet', folder]);
    file = join(folder, '.env');
    await writeFile(file, old);
    window = await editor.openWindow({ folder });
    await window.openContainer('Add-ons');
    apps = window.view('Apps');
    await apps.pressWelcomeButton('Load Sample Data');
    await window.notifications.waitFor(/^Added /);
  });

  after(async () => {
    await editor.close();
  });

  const now = (): Promise<string> => readFile(file, 'utf8');

  it('shows the difference first, without a value, and Escape writes nothing', async () => {
    const { quickInput } = window;
    await apps.contextMenu(['example-app'], 'Write Config Vars to .env…');
    await quickInput.waitFor({ title: 'Write Config Vars to .env: example-app (1/2)' });
    assert.equal((await quickInput.labels())[0], '.env');
    await quickInput.choose('.env');
    await quickInput.waitFor({ title: /\(2\/2\)$/ });
    await window.screenshot('writeDotenvNames');
    await quickInput.accept();
    await quickInput.waitFor({ placeholder: /Enter/ });
    const { left, right } = await window.diffTexts();
    assert.ok(left.includes('LOG_LEVEL=••••••••'), left);
    assert.ok(right.includes('LOG_LEVEL=•••••••• (new)'), right);
    assert.ok(!/debug|kept as|redis:/.test(left + right));
    await window.screenshot('writeDotenv');
    await quickInput.cancel();
    await until('the difference is closed', async () => (await window.tabs()).length === 0);
    assert.equal(await now(), old);
  });

  it('changes the lines of the chosen names, keeps all others, and puts the old bytes back', async () => {
    const { quickInput, notifications } = window;
    await apps.contextMenu(['example-app'], 'Write Config Vars to .env…');
    await quickInput.choose('.env');
    await quickInput.waitFor({ title: /\(2\/2\)$/ });
    await quickInput.accept();
    await quickInput.waitFor({ placeholder: /Enter/ });
    await quickInput.accept();
    const { text, buttons } = await notifications.waitFor(/^Wrote \d+ config vars of example-app to \.env\./);
    assert.deepEqual(buttons, ['Undo', 'Add to .gitignore']);
    const written = await now();
    assert.match(
      written,
      /^# mine\nLOG_LEVEL=info # loud\n\nOTHER="kept as it is"\nDATABASE_URL=\S+\nREDIS_URL=\S+\nSESSION_STORE_URL=\S+\nWORKERS=2\n$/,
    );
    await notifications.press(text, 'Undo');
    await until('the old bytes are back', async () => (await now()) === old);
  });

  it('puts the file on the list of those that git leaves alone', async () => {
    const { quickInput, notifications } = window;
    await window.runCommand('Add-ons: Write Config Vars to .env…');
    await quickInput.choose('example-tasker');
    await quickInput.choose('.env');
    await quickInput.waitFor({ title: /\(3\/3\)$/ });
    await quickInput.accept();
    await quickInput.waitFor({ placeholder: /Enter/ });
    await quickInput.accept();
    const { text } = await notifications.waitFor(/^Wrote \d+ config vars of example-tasker/);
    await notifications.press(text, 'Add to .gitignore');
    await until('it is on the list', async () =>
      (await readFile(join(file, '..', '.gitignore'), 'utf8').catch(() => '')).includes('/.env\n'),
    );
  });
});
