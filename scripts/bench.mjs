// `npm run bench`: figures beside a limit or a peer measured in the same run. Nothing here passes or fails.
import { spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEditor } from '../test/host/editor.mjs';
import { until } from '../test/host/workbench/until.mjs';
import { benchServer } from './benchServer.mjs';
import { benchPages } from './benchPages.mjs';
import { benchTree } from './benchTree.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const runs = 3;
/** VS Code's own extensions, activated in the same start. */
const peers = ['vscode.git-base', 'vscode.github-authentication', 'vscode.github', 'vscode.git'];
const ours = 'addon-manager.addon-manager';

run('--import', 'tsx', join(root, 'test/bench/engine.ts'));
run('--expose-gc', '--import', 'tsx', join(root, 'test/bench/store.ts'));
await benchServer();
await mkdir(join(root, 'out'), { recursive: true });
const vsix = join(root, 'out', 'addon-manager.vsix');
run(join(root, 'scripts/package.js'), '--out', vsix);

console.log(
  '\nLoad and activation in the extension host, by the marks of VS Code itself (aim: 30 ms or less)',
);
for (let number = 1; number <= runs; number += 1) {
  const marks = await startUpMarks();
  const times = [ours, ...peers].map((extension) => {
    const load = marks.between('LoadExtensionCode', extension);
    const activate = marks.between('ActivateExtension', extension);
    return `${extension} ${load} + ${activate} = ${load + activate} ms`;
  });
  console.log(`  start ${number}: ${times.join(' · ')}`);
}

await benchPages(vsix);
await benchTree(vsix);

/** Starts VS Code with the installed package, opens the view, and reads the table of "Startup Performance". */
async function startUpMarks() {
  const editor = await startEditor({ extension: vsix });
  try {
    const window = await editor.openWindow({ folder: await editor.makeFolder('workspace') });
    await window.openContainer('Add-ons');
    await window.view('Apps').welcome();
    await window.runCommand('Developer: Startup Performance');
    await window.page.locator('.editor-instance .monaco-editor').first().click();
    const text = await until('the marks of the start', async () => {
      await window.page.keyboard.press('Control+A');
      await window.page.keyboard.press('Control+C');
      const copied = await window.readClipboard();
      return copied.includes(`didActivateExtension/${ours}`) && copied;
    });
    return {
      between: (step, extension) => at(text, `did${step}`, extension) - at(text, `will${step}`, extension),
    };
  } finally {
    await editor.close();
  }
}

/** The moment of a mark, in ms since the epoch; a peer that had not started by then gives NaN. */
function at(text, mark, extension) {
  const line = text.split('\n').find((each) => each.startsWith(`code/extHost/${mark}/${extension}\t`));
  return Number(line?.split('\t')[1]);
}

function run(...args) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) {
    throw new Error(`node ${args.join(' ')} ended with ${status}`);
  }
}
