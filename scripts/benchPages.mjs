// The part "pages" of `npm run bench`: what pages weigh, and how soon they are there, in turns with an empty panel and
// with one that only loads files of the same size: what VS Code takes for those is nothing that a page could save.
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { startEditor } from '../test/host/editor.mjs';
import { until } from '../test/host/workbench/until.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const runs = 5;
/** What the store holds: so many apps of ten add-ons each, and so many config vars on the first of them. */
const stores = [
  { apps: 10, vars: 0 },
  { apps: 100, vars: 1000 },
];
const ours = 'addon-manager.addon-manager';
const empty = 'addon-manager-tests.empty-panel';
/** Commands that open a page, each with the title of what it asks first; the first row is the answer. */
const pages = [
  { name: 'config vars', command: 'Add-ons: Show Config Vars', question: 'Show Config Vars' },
  { name: 'add-on', command: 'Add-ons: Show Add-on', question: 'Show Add-on' },
  { name: 'prices', command: 'Add-ons: Show Prices' },
  { name: 'marketplace', command: 'Add-ons: Open Marketplace' },
];
const emptyPanel = { command: 'Open an Empty Panel' };
const filesPanel = { command: 'Open a Panel of Files' };
/** The page whose files have a peer. */
const weighed = 'configVars';

/**
 * Prints sizes and opening times of all pages.
 *
 * @param {string} vsix
 */
export async function benchPages(vsix) {
  await printSizes();
  console.log(
    '\nOpening a page, from the command to its first frame (aim: 50 ms beside an empty panel or less)',
  );
  for (const store of stores) {
    await openAll(vsix, store);
  }
}

async function openAll(vsix, { apps, vars }) {
  console.log(`  ${apps * 10} add-ons, ${vars} config vars beside theirs:`);
  const folder = await mkdtemp(join(tmpdir(), 'addons-bench-'));
  try {
    const store = join(folder, 'store');
    const writing = join(root, 'test/bench/writeStore.ts');
    const args = ['--import', 'tsx', writing, store, String(apps), String(vars)];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    if (status !== 0) {
      throw new Error(`The store could not be written: ${stderr}`);
    }
    const companion = await makeCompanion(join(folder, 'companion'));
    const editor = await startEditor({
      extension: vsix,
      companions: [companion],
      settings: { 'addons.store.folder': store },
    });
    try {
      await measure(editor);
    } finally {
      await editor.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function printSizes() {
  const folder = join(root, 'dist', 'webviews');
  console.log('\nPages (aims: each script under 40 KB, what all share under 130 KB)');
  for (const file of (await readdir(folder)).sort()) {
    const text = await readFile(join(folder, file));
    const { size } = await stat(join(folder, file));
    const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
    console.log(
      `  ${file.padEnd(24)} ${kilobytes(size).padStart(9)}, ${kilobytes(gzipSync(text).length)} as gzip`,
    );
  }
}

/**
 * @returns {Promise<string>} the folder of an extension with two commands: one opens a panel with nothing in it, the
 *   other one that loads as many bytes in as many files as the page of config vars, which do nothing
 */
async function makeCompanion(folder) {
  await mkdir(folder, { recursive: true });
  const files = await writeIdleFiles(folder);
  const [publisher, name] = empty.split('.');
  const manifest = {
    name,
    publisher,
    version: '1.0.0',
    engines: { vscode: '^1.101.0' },
    main: './extension.js',
    activationEvents: [],
    extensionKind: ['workspace'],
    capabilities: { untrustedWorkspaces: { supported: true } },
    contributes: {
      commands: [
        { command: 'empty.open', title: emptyPanel.command },
        { command: 'empty.openFiles', title: filesPanel.command },
      ],
    },
  };
  const code = `
    const vscode = require('vscode');
    exports.activate = ({ subscriptions }) => subscriptions.push(
      vscode.commands.registerCommand('empty.open', () => {
        const panel = vscode.window.createWebviewPanel('empty', 'Empty', vscode.ViewColumn.Active, { enableScripts: true });
        panel.webview.html = '<!DOCTYPE html><html><body><h1>Empty</h1></body></html>';
      }),
      vscode.commands.registerCommand('empty.openFiles', () => {
        const panel = vscode.window.createWebviewPanel('files', 'Files', vscode.ViewColumn.Active, { enableScripts: true });
        const address = (file) => panel.webview.asWebviewUri(vscode.Uri.file(require('node:path').join(__dirname, file)));
        const chunks = ${JSON.stringify(files.chunks)}.map((file) => '<link rel="modulepreload" href="' + address(file) + '" />');
        panel.webview.html = '<!DOCTYPE html><html><head><link rel="stylesheet" href="' + address('idle.css') + '" />'
          + chunks.join('') + '</head><body><script type="module" src="' + address('idle.js') + '"></script></body></html>';
      }),
    );`;
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'extension.js'), code);
  return folder;
}

/** Comments instead of code, as long as the files of a page are. */
async function writeIdleFiles(folder) {
  const built = join(root, 'dist', 'webviews');
  const script = await readFile(join(built, `${weighed}.js`), 'utf8');
  const chunks = [...new Set(script.match(/chunk-[A-Z0-9]+\.js/g) ?? [])];
  const idle = async (file) => `/*${' '.repeat((await stat(join(built, file))).size)}*/`;
  for (const chunk of chunks) {
    await writeFile(join(folder, chunk), await idle(chunk));
  }
  const imports = chunks.map((chunk) => `import './${chunk}';`).join('');
  const heading = `document.body.append(Object.assign(document.createElement('h1'), { textContent: 'Files' }));`;
  await writeFile(join(folder, 'idle.js'), `${imports}${heading}${await idle(`${weighed}.js`)}`);
  await writeFile(join(folder, 'idle.css'), await idle(`${weighed}.css`));
  return { chunks };
}

async function measure(editor) {
  const window = await editor.openWindow({ folder: await editor.makeFolder('workspace') });
  // From the key that starts the command to a frame of the page with its heading, by the clock that all frames share.
  await window.page.addInitScript(`
    const look = () => {
      const heading = document.querySelector('h1');
      if (heading?.textContent) {
        globalThis.shownAtMs ??= performance.timeOrigin + performance.now();
      } else {
        requestAnimationFrame(look);
      }
    };
    requestAnimationFrame(look);
    // VS Code writes a page into a frame that is there already, which ends what was under way.
    const { open } = Document.prototype;
    Document.prototype.open = function (...all) {
      const opened = open.apply(this, all);
      requestAnimationFrame(look);
      return opened;
    };
  `);
  // The first of each loads the code of its extension, and counts for itself.
  const firstEmpty = await openOnce(window, emptyPanel, empty);
  const firstOurs = await openOnce(window, pages[0], ours);
  const emptyTimes = [];
  const filesTimes = [];
  const times = pages.map(() => []);
  for (let number = 0; number < runs; number += 1) {
    emptyTimes.push(await openOnce(window, emptyPanel, empty));
    filesTimes.push(await openOnce(window, filesPanel, empty));
    for (const [index, page] of pages.entries()) {
      times[index].push(await openOnce(window, page, ours));
    }
  }
  const text = (all) =>
    `${median(all).toFixed(0)} ms (${Math.min(...all).toFixed(0)}–${Math.max(...all).toFixed(0)})`;
  console.log(`    ${'empty panel'.padEnd(12)} ${text(emptyTimes)}`);
  for (const [name, all] of [
    ['only files', filesTimes],
    ...pages.map(({ name: page }, index) => [page, times[index]]),
  ]) {
    const difference = median(all) - median(emptyTimes);
    console.log(`    ${name.padEnd(12)} ${text(all)} · difference ${difference.toFixed(0)} ms`);
  }
  console.log(`    the first of all: ${firstOurs.toFixed(0)} ms · empty ${firstEmpty.toFixed(0)} ms`);
}

async function openOnce(window, { command, question }, extension) {
  const pressed = (mark) =>
    window.page.evaluate((key) => {
      globalThis[key] = new Promise((resolve) => {
        addEventListener(
          'keydown',
          ({ key: name }) => {
            if (name === 'Enter') {
              resolve(performance.timeOrigin + performance.now());
            }
          },
          { capture: true },
        );
      });
    }, mark);
  let mark = 'pressedInPalette';
  if (question !== undefined) {
    await window.runCommand(command);
    await window.quickInput.waitFor({ title: question });
    await window.quickInput.labels();
    mark = 'pressedInQuestion';
    await pressed(mark);
    await window.press('Enter');
  } else {
    await pressed(mark);
    await window.runCommand(command);
  }
  const frame = await window.webview(extension, async (each) =>
    (await each.locator('h1').allTextContents()).some((text) => text !== ''),
  );
  const shownAtMs = await until('the first frame', () => frame.evaluate('globalThis.shownAtMs'));
  const pressedAtMs = await window.page.evaluate((key) => globalThis[key], mark);
  await window.runCommand('View: Close All Editors');
  await until('the tab is closed', async () => (await window.tabs()).length === 0);
  return shownAtMs - pressedAtMs;
}

function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
