/** Everything that needs a real VS Code stands on this folder: so this comes first. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEditor, type Editor } from './editor.mjs';
import { launcher } from './extensionTests.mjs';
import { ensureHost } from './install.mjs';
import { processTree, processesWith, stillRunning } from './selfTest/leftovers.mjs';
import { until } from './workbench/until.mjs';

const selfTest = join(import.meta.dirname, 'selfTest');
const fixture = join(selfTest, 'fixture');

interface Run {
  readonly process: ChildProcess;
  readonly output: () => string;
  readonly code: Promise<number | null>;
}

let temporary: string;
let workspace: string;

const run = (script: string, args: readonly string[], env: Record<string, string> = {}): Run => {
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...process.env, TMPDIR: temporary, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return {
    process: child,
    output: () => output,
    code: new Promise((resolve) => child.once('close', resolve)),
  };
};

const runEntry = (entry: string, env?: Record<string, string>): Run =>
  run(join(selfTest, 'runEntry.mjs'), [entry, workspace], env);

const launchHanging = (): Run => {
  const tests = join(selfTest, 'entries', 'hang.js');
  return run(launcher, [workspace, `--extensionDevelopmentPath=${fixture}`, `--extensionTestsPath=${tests}`]);
};

const nothingIsLeft = async (): Promise<void> => {
  await until(
    'no process of the run is left',
    () => Promise.resolve(processesWith(temporary).length === 0),
    12_000,
  );
  await until(
    'no file of the run is left',
    async () => (await readdir(temporary)).join() === 'workspace',
    3_000,
  );
};

describe('The embedded VS Code', function () {
  this.timeout(60_000);

  before(async function () {
    this.timeout(600_000);
    await ensureHost();
  });

  beforeEach(async () => {
    temporary = await mkdtemp(join(tmpdir(), 'addons-self-'));
    workspace = join(temporary, 'workspace');
    await mkdir(workspace);
  });

  afterEach(async () => {
    await rm(temporary, { recursive: true, force: true });
  });

  it('answers 0 when all tests pass, and shows what they print', async () => {
    const { code, output } = runEntry('pass');
    assert.equal(await code, 0, output());
    assert.match(output(), /^ran in 1\.\d+\.\d+ at workspace$/m);
    await nothingIsLeft();
  });

  it('fails when a test throws', async () => {
    const { code, output } = runEntry('fail');
    assert.notEqual(await code, 0);
    assert.match(output(), /this test fails/);
    await nothingIsLeft();
  });

  it('fails when the extension host ends before its tests', async () => {
    const { code, output } = runEntry('crash');
    assert.notEqual(await code, 0);
    assert.match(output(), /The extension host ended before its tests did/);
    await nothingIsLeft();
  });

  it('fails when tests take longer than the limit', async () => {
    const { code, output } = runEntry('hang', { ADDONS_HOST_LIMIT_SECONDS: '7' });
    assert.notEqual(await code, 0);
    assert.match(output(), /^hanging$/m);
    assert.match(output(), /longer than 7 s/);
    await nothingIsLeft();
  });

  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    it(`leaves nothing running after ${signal}`, async () => {
      const hanging = launchHanging();
      await until(
        () => `the tests to begin: ${hanging.output()}`,
        () => Promise.resolve(/^hanging$/m.test(hanging.output())),
      );
      const tree = processTree(hanging.process.pid!);
      assert.ok(tree.length > 5, `${tree.length} processes`);
      hanging.process.kill(signal);
      assert.notEqual(await hanging.code, 0);
      await until('the processes end', () => Promise.resolve(stillRunning(tree).length === 0), 12_000);
      await nothingIsLeft();
    });
  }
});

describe('The driver for tests that click', function () {
  this.timeout(60_000);
  let editor: Editor;

  before(async function () {
    this.timeout(600_000);
    editor = await startEditor({
      extension: fixture,
      settings: {
        'fixture.folder': '/a/folder',
        'fixture.word': 'word',
        'workbench.colorTheme': 'Dark Modern',
      },
    });
  });

  after(async () => {
    await editor.close();
  });

  it('runs a command, answers its questions, confirms, and reads the clipboard', async () => {
    const window = await editor.openWindow({ folder: await editor.makeFolder('first') });
    const { quickInput, dialogs, notifications } = window;

    await window.runCommand('Fixture: Order a Drink…');
    await quickInput.waitFor({ title: 'Order a Drink (1/2)', placeholder: 'Which drink?' });
    assert.deepEqual(
      await quickInput.labels(),
      Array.from({ length: 60 }, (_, index) => `Tea ${index + 1}`),
    );
    await quickInput.choose('Tea 44');
    await quickInput.waitFor({ title: 'Order a Drink (2/2)', message: 'For whom?' });
    await quickInput.type('nobody');
    assert.equal(await quickInput.validationMessage(), 'Somebody must drink it.');
    await quickInput.type('Ada');
    await quickInput.waitUntilValid();
    await quickInput.accept();
    assert.deepEqual(await dialogs.read(), {
      message: 'Brew Tea 44 for Ada?',
      detail: 'It cannot be taken back.',
      buttons: ['Cancel', 'Brew'],
    });
    await dialogs.press('Brew');
    await notifications.press('Tea 44 for Ada is ready.', 'Copy Order');
    await notifications.waitFor('Order copied.');
    assert.equal(await window.readClipboard(), 'Tea 44 Ada');

    await window.runCommand('Fixture: Order a Drink…');
    await quickInput.waitFor({ title: '1/2' });
    await quickInput.back();
    await notifications.waitFor('Went back.');
    assert.deepEqual(await notifications.texts(), [
      'Tea 44 for Ada is ready.',
      'Order copied.',
      'Went back.',
    ]);
    await window.close();
  });

  it('reads a tree of more rows than fit, opens menus on it, and follows settings and themes', async () => {
    const window = await editor.openWindow({ folder: await editor.makeFolder('second') });
    await window.openContainer('Fixture');
    const rows = window.view('Rows');
    await rows.expand('Group 2');
    assert.equal((await rows.rows()).length, 43);
    assert.deepEqual(await rows.contextMenuItems(['Group 2', 'Row 40']), ['Count Row']);
    await rows.contextMenu(['Group 2', 'Row 40'], 'Count Row');
    await window.notifications.waitFor('Group 2 is counted.');
    await rows.inlineAction(['Group 2', 'Row 3'], 'Name Row');
    await window.notifications.waitFor('This is Row 3.');
    await rows.collapse('Group 2');
    assert.deepEqual(
      (await rows.rows()).map(({ label, description, level, expanded }) => [
        label,
        description,
        level,
        expanded,
      ]),
      [1, 2, 3].map((group) => [`Group ${group}`, '40 rows', 1, false]),
    );

    await window.waitForTheme('vs-dark');
    await window.screenshot('selfTest');
    await window.switchTheme('Light High Contrast', 'hc-light');
    await editor.changeSettings({ 'workbench.colorTheme': 'Light Modern', 'fixture.word': 'other' });
    await window.reload();
    await window.waitForTheme('vs');
    await window.runCommand('Fixture: Copy Settings');
    await window.notifications.waitFor('Copied.');
    assert.equal(await window.readClipboard(), '/a/folder other');

    await window.runCommand('Fixture: Open Page');
    const page = await window.webview('addon-manager-tests.host-fixture');
    await page.getByRole('heading', { name: 'Hello' }).waitFor();
    await rows.row('Group 1');
    await window.close();
  });
});
