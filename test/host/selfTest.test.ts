/** Everything that needs a real VS Code stands on this folder: so this comes first. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEditor, type Editor } from './editor.mjs';
import { launcher } from './extensionTests.mjs';
import { ensureHost } from './install.mjs';
import { processTree, processesWith, stillRunning } from './selfTest/leftovers.mjs';
import { hostRules } from './workbench/axe.mjs';
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
      (await rows.rows()).map(({ label, description, level, isExpanded }) => [
        label,
        description,
        level,
        isExpanded,
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

  it('selects, drags and compares, by the mouse', async () => {
    const folder = await editor.makeFolder('third');
    const lines = Array.from({ length: 200 }, (_, index) => `line  ${index + 1}`);
    await writeFile(join(folder, 'long.txt'), `${lines.join('\n')}\n`);
    const window = await editor.openWindow({ folder });
    await window.openContainer('Fixture');
    const [rows, baskets] = [window.view('Rows'), window.view('Baskets')];
    await rows.expand('Group 1');

    const [group, red, plain] = await rows.rows();
    assert.equal(group?.ariaLabel, 'Group 1 40 rows, has actions');
    assert.deepEqual([plain?.icon, plain?.color], ['symbol-field', undefined]);
    assert.equal(red?.color, await window.themeColor('charts.red'));
    assert.notEqual(red.color, '');
    assert.deepEqual(await window.badge('Fixture'), {
      number: 2,
      text: '2',
      ariaLabel: 'Fixture - 2 baskets are empty',
    });
    assert.equal((await window.badge('Explorer')).number, undefined);
    assert.deepEqual(
      [await baskets.description(), await baskets.message(), await rows.description(), await rows.message()],
      ['both empty', 'Drop rows here.', '', ''],
    );
    const tooltip = await rows.tooltip(['Group 1', 'Row 2']);
    assert.equal(tooltip.text, 'About Row 2: more');
    assert.match(tooltip.html, /<strong>Row 2<\/strong>/);
    assert.deepEqual(tooltip.links, [{ text: 'more', href: 'https://example.com/rows' }]);

    await rows.select([['Group 1', 'Row 3'], 'Group 2', ['Group 1', 'Row 1']]);
    await rows.contextMenu('Group 2', 'Count Row');
    await window.notifications.waitFor('3 rows are counted.');
    assert.deepEqual(await rows.selectedLabels(), ['Row 1', 'Row 3', 'Group 2']);
    await rows.select([
      ['Group 1', 'Row 3'],
      ['Group 1', 'Row 1'],
    ]);
    await rows.dragTo(['Group 1', 'Row 1'], baskets, 'Basket 2');
    await window.notifications.waitFor('Row 3 and Row 1 dropped on Basket 2.');
    await rows.dragTo(['Group 1', 'Row 7'], rows, ['Group 1', 'Row 2']);
    await window.notifications.waitFor('Row 7 dropped on Row 2.');

    await window.openFile(join(folder, 'long.txt'));
    assert.equal(await window.editorText(), `${lines.join('\n')}\n`);
    await rows.dragToEditor(['Group 1', 'Row 5'], { line: 150, column: 7 });
    await until('the row is in the text', async () =>
      (await window.editorText()).includes('\nline  <Row 5>150\n'),
    );
    await window.runCommand('Fixture: Compare Texts');
    assert.deepEqual(await window.diffTexts(), {
      left: 'shared\nonly left\n',
      right: 'shared\nonly right\n',
    });
    await window.close();
  });

  it('does the same by the keys alone, and says what axe-core finds in VS Code itself', async () => {
    const window = await editor.openWindow({ folder: await editor.makeFolder('fourth') });
    const rows = window.view('Rows');
    await rows.focus();
    await rows.focusRow('Group 1');
    await window.press('ArrowRight');
    await rows.focusRow(['Group 1', 'Row 30']);
    assert.equal((await rows.focusedRow())?.ariaLabel, 'Row 30 of 1, has actions');
    assert.equal((await rows.tooltip(['Group 1', 'Row 4'], { byKeyboard: true })).text, 'About Row 4: more');
    await window.press('F2');
    await window.quickInput.waitFor({ title: 'Rename Row' });
    await window.typeText('Fine Row');
    await window.press('Enter');
    await window.notifications.waitFor('Renamed to Fine Row.');
    await rows.contextMenuByKeyboard('Count Row');
    await window.notifications.waitFor('Group 1 is counted.');

    const broken = async (part: string): Promise<readonly string[]> =>
      (await window.axe(part)).map(({ id }) => id).sort();
    assert.deepEqual(await broken('.part.sidebar'), hostRules.tree);
    assert.deepEqual(await broken('.part.statusbar'), hostRules.statusBar);
    await window.press('F1');
    await window.quickInput.waitFor();
    await window.quickInput.labels();
    // Which of them depends on what was used before, and on what is just being drawn.
    const rules = await broken('.quick-input-widget');
    assert.deepEqual(
      rules.filter((id) => !hostRules.quickInput.includes(id)),
      [],
    );
    await window.quickInput.cancel();
    await window.close();
  });
});
