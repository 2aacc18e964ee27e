import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startEditor, type Editor } from '../host/editor.mjs';
import { until } from '../host/workbench/until.mjs';
import type { WorkbenchWindow } from '../host/workbench/workbenchWindow.mjs';
import { vsix } from './sidebar.ts';

/** The local Platform API over a reload of the window: no terminal may lead to the real Heroku unseen. */
describe('the local Platform API in the editor', function () {
  this.timeout(180_000);
  let editor: Editor;
  let window: WorkbenchWindow;
  let folder: string;

  const item = () => window.page.locator('.part.statusbar .statusbar-item[id*="addons.platformApi"]:visible');
  const address = (): Promise<string> =>
    until('the address in the status bar', async () => {
      const [text] = await item().allTextContents();
      return /127\.0\.0\.1:\d+/.exec(text ?? '')?.[0];
    });
  const answers = async (at: string): Promise<boolean> =>
    fetch(`http://${at}/account`).then(
      ({ status }) => status === 401,
      () => false,
    );

  /** What the terminal that is shown has in its environment, by a file that its shell writes. */
  const variable = async (name: string): Promise<string> => {
    const file = join(folder, `${name}-${Date.now()}`);
    const shown = window.page.locator('.terminal-wrapper.active .xterm-helper-textarea');
    await shown.waitFor({ state: 'attached' });
    await shown.focus();
    await window.typeText(`echo "[$${name}]" > ${file}\n`);
    return until(`${name} of the terminal`, async () => {
      const text = await readFile(file, 'utf8').catch(() => '');
      return text.endsWith('\n') ? text.trim() : undefined;
    });
  };

  const terminals = async (): Promise<readonly string[]> => {
    const labels = await window.page.locator('.terminal-tabs-entry, .single-terminal-tab').allTextContents();
    return labels.map((each) => each.trim());
  };

  before(async () => {
    editor = await startEditor({ extension: vsix });
    folder = await editor.makeFolder('shop');
    window = await editor.openWindow({ folder });
  });

  after(async () => {
    await editor.close();
  });

  it('has a terminal that is bound to it', async () => {
    await window.runCommand('Add-ons: Open Heroku CLI Terminal');
    assert.equal(await variable('HEROKU_HOST'), `[http://${await address()}]`);
  });

  it('comes back over a reload at its port, and its terminal with it', async () => {
    const before = await address();
    await window.reload();
    assert.equal(await address(), before);
    assert.equal(await answers(before), true);
    await until(
      async () => `a terminal of the CLI; there is ${(await terminals()).join(', ')}`,
      async () => (await terminals()).some((each) => each.includes('Heroku CLI (local)')),
    );
    assert.equal(await variable('HEROKU_HOST'), `[http://${before}]`);
    await window.screenshot('platformApiReloaded');
  });

  it('stops by its item in the status bar, and stays so over a reload', async () => {
    const before = await address();
    await item().click();
    await window.quickInput.waitFor({ title: 'Local Platform API' });
    assert.deepEqual(await window.quickInput.labels(), [
      'Open Heroku CLI Terminal',
      'Copy Heroku CLI Environment',
      'Stop Local Platform API',
    ]);
    await window.screenshot('platformApiActions');
    await window.quickInput.choose('Stop Local Platform API');
    await until('no server', async () => (await item().count()) === 0 && !(await answers(before)));
    // Its shell still leads to where nobody listens.
    assert.equal(await variable('HEROKU_HOST'), `[http://${before}]`);
    await window.reload();
    await window.runCommand('Add-ons: Refresh');
    assert.equal(await item().count(), 0);
    assert.ok(!(await terminals()).some((each) => each.includes('Heroku CLI (local)')));
  });
});
