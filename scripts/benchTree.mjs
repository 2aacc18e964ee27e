// The part "tree" of `npm run bench`: what the sidebar costs in a real VS Code, beside a bare provider of the same rows.
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { startEditor } from '../test/host/editor.mjs';
import { until } from '../test/host/workbench/until.mjs';
import { timeChange, timeFirstRow } from './benchTreePage.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const ours = { container: 'Add-ons', view: 'Apps', change: 'changeOurs' };
const bare = { container: 'Bare', view: 'Bare 1', change: 'changeBare' };
const sizes = [1, 1000];
const windowsEach = 5;
/** In each window; the first one only warms up. */
const changesEach = 6;
const restMs = 400;

const figures = [
  ['firstPaintMs', 'first paint of the tree'],
  ['refreshMs', 'refresh after a change'],
  ['commitToScreenMs', '  of it from commit to screen'],
  ['blockMs', 'longest block, first 5 s'],
  ['openingBlockMs', '  of it from opening the view on'],
];

/**
 * Prints medians of our tree and of the bare one, which take turns in windows of their own.
 *
 * @param {string} vsix
 */
export async function benchTree(vsix) {
  console.log(
    `\nTree in VS Code: ours, a bare provider of the same rows in turns with it (aim: ×1.5 or less)`,
  );
  for (const apps of sizes) {
    const folder = await mkdtemp(join(tmpdir(), 'addons-bench-'));
    try {
      await measureSize(vsix, folder, apps);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

async function measureSize(vsix, folder, apps) {
  const store = join(folder, 'store');
  const addons = writeStore(store, apps);
  const settings = { 'addons.store.folder': store };
  const views = await readViews({ extension: vsix, settings });
  const portFile = join(folder, 'port');
  const companion = await makeCompanion(join(folder, 'companion'), views);
  const editor = await startEditor({
    extension: vsix,
    companions: [companion],
    settings,
    env: { ADDONS_BENCH_PORT: portFile },
  });
  const results = new Map([
    [ours, []],
    [bare, []],
  ]);
  try {
    for (let number = 0; number < windowsEach; number += 1) {
      for (const tree of number % 2 === 0 ? [ours, bare] : [bare, ours]) {
        results.get(tree).push(await measureWindow(editor, portFile, tree));
      }
    }
  } finally {
    await editor.close();
  }
  const rows = views.map((view) => `${view.title} ${view.rows.length}`).join(', ');
  console.log(`  ${addons} add-ons on ${apps} apps; rows shown: ${rows}`);
  for (const [figure, title] of figures) {
    const [one, other] = [ours, bare].map((tree) => {
      const all = results.get(tree).flatMap((result) => result[figure]);
      return { median: median(all), range: `${Math.min(...all).toFixed(0)}–${Math.max(...all).toFixed(0)}` };
    });
    console.log(
      `    ${title.padEnd(34)} ${one.median.toFixed(1).padStart(8)} ms (${one.range})`.padEnd(64) +
        `${other.median.toFixed(1).padStart(8)} ms (${other.range})`.padEnd(26) +
        `×${(one.median / other.median).toFixed(1)}`,
    );
  }
}

/** In a process of its own, since it needs TypeScript. @returns {number} how many add-ons it holds */
function writeStore(folder, apps) {
  const args = ['--import', 'tsx', join(root, 'test/bench/writeStore.ts'), folder, String(apps)];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`The store could not be written: ${stderr}`);
  }
  return Number(stdout);
}

/** What our views show when they are opened for the first time: the bare provider is to show the same. */
async function readViews(options) {
  const editor = await startEditor(options);
  try {
    const window = await editor.openWindow({ folder: await editor.makeFolder('workspace') });
    await window.openContainer(ours.container);
    const first = await until('our first row', async () => (await window.view(ours.view).visibleRows())[0]);
    const headers = window.page.locator('.part.sidebar .pane-header');
    const titles = await headers.locator('.title').allTextContents();
    const isOpen = await headers.evaluateAll((all) =>
      all.map((header) => header.getAttribute('aria-expanded') !== 'false'),
    );
    // A container with one view has no header to read.
    const shown = titles.length > 0 ? titles.filter((_, index) => isOpen[index]) : [ours.view];
    const views = [];
    for (const title of shown) {
      views.push({ title, rows: await window.view(title).rows() });
    }
    if (views[0]?.rows[0]?.label !== first.label) {
      throw new Error(`${ours.view} is not the first view: ${titles.join(', ')}`);
    }
    return views;
  } finally {
    await editor.close();
  }
}

/** @returns {Promise<string>} the folder of an extension with a container of as many views as ours, of the same rows */
async function makeCompanion(folder, views) {
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: [join(root, 'test/bench/treeCompanion.ts')],
    outfile: join(folder, 'extension.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  const ids = views.map((_, index) => `bare.view${index + 1}`);
  const manifest = {
    name: 'bench-companion',
    publisher: 'addon-manager-tests',
    version: '1.0.0',
    engines: { vscode: '^1.101.0' },
    main: './extension.js',
    activationEvents: ['*'],
    extensionKind: ['workspace'],
    capabilities: { untrustedWorkspaces: { supported: true } },
    contributes: {
      viewsContainers: { activitybar: [{ id: 'bare', title: bare.container, icon: 'bare.svg' }] },
      views: { bare: ids.map((id, index) => ({ id, name: `Bare ${index + 1}` })) },
    },
  };
  const rows = Object.fromEntries(ids.map((id, index) => [id, nested(views[index].rows)]));
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'rows.json'), JSON.stringify(rows));
  await writeFile(join(folder, 'bare.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  return folder;
}

/** Rows in order, each with its level, as a tree. */
function nested(rows) {
  const top = { level: 0, rows: [] };
  const open = [top];
  for (const row of rows) {
    while (open.at(-1).level >= row.level) {
      open.pop();
    }
    const added = { ...row, rows: [] };
    open.at(-1).rows.push(added);
    open.push(added);
  }
  return top.rows;
}

/** Opens a window that remembers nothing, so with an extension host of its own, and measures one of the two in it. */
async function measureWindow(editor, portFile, { container, view, change }) {
  await rm(portFile, { force: true });
  const window = await editor.openWindow({ folder: await editor.makeFolder('workspace'), fresh: true });
  const port = await until('the companion', async () => Number(await readFile(portFile, 'utf8')));
  const ask = async (what, query = {}) => {
    const answer = await fetch(`http://127.0.0.1:${port}/${what}?${new URLSearchParams(query)}`);
    if (!answer.ok) {
      throw new Error(await answer.text());
    }
    return answer.json();
  };
  const icon = window.page.locator(
    `.part.activitybar .action-item:has(.action-label[aria-label^="${container}"])`,
  );
  await icon.waitFor();
  await ask('opening');
  const firstRow = timeFirstRow(window.page, view);
  await firstRow.isWatching;
  await icon.click();
  const firstPaintMs = await firstRow.ms;
  const blocks = await ask('blocks');

  const { label } = (await window.view(view).visibleRows())[0];
  const changes = [];
  for (let number = 0; number < changesEach; number += 1) {
    // VS Code gathers changes that follow one another within 200 ms: each is to be one by itself.
    await wait(restMs);
    const changed = timeChange(window.page, view, label);
    await changed.isWatching;
    const { calledMs, committedMs } = await ask(change, { label, value: String(Date.now()) });
    const shownMs = await changed.atMs;
    changes.push({ refreshMs: shownMs - calledMs, commitToScreenMs: shownMs - committedMs });
  }
  await window.close();
  const counted = changes.slice(1);
  return {
    firstPaintMs,
    refreshMs: counted.map(({ refreshMs }) => refreshMs),
    commitToScreenMs: counted.map(({ commitToScreenMs }) => commitToScreenMs),
    blockMs: blocks.sinceStartMs,
    openingBlockMs: blocks.sinceOpeningMs,
  };
}

function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
