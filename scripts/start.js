// `npm start [-- FOLDER] [--port N]`: opens VS Code with the extension and sample data, on a fresh clone as well.
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { parseArgs } = require('node:util');
const { ensureRootPackages } = require('./installed.js');

const root = path.join(__dirname, '..');
/** Apps, settings and the sample stay here from one start to the next. */
const state = path.join(root, '.vscode-test', 'start');
const store = path.join(state, 'store');
const settings = { 'addons.store.folder': store };

/** What Ctrl+C has to end at the moment. @type {() => Promise<void> | void} */
let stop = () => undefined;
let isStopping = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => void end());
}

async function main() {
  const { values, positionals } = parseArgs({
    options: { port: { type: 'string' } },
    allowPositionals: true,
  });
  await ensureRootPackages();
  const folder = positionals.length > 0 ? path.resolve(positionals[0]) : copySample();
  if (!fs.existsSync(folder)) {
    throw new Error(`There is no folder ${folder}`);
  }
  const { findDesktop, openDesktop } = await hostModule('desktop.mjs');
  const program = findDesktop();
  if (program !== null) {
    await runNode('esbuild.js', '--production');
    await loadSample();
    say(`Opening ${program}. Ctrl+C, or closing its window, ends it.`);
    await untilEnded(await openDesktop({ program, extension: root, folder, state, settings }));
    return;
  }
  const extension = path.join(state, 'addon-manager.vsix');
  await runNode('scripts/package.js', '--out', extension);
  await loadSample();
  const { openInBrowser, startForPeople } = await hostModule('forPeople.mjs');
  const editor = await startForPeople({
    extension,
    folder,
    state,
    settings,
    // The sample is ours; whether their own folder is trusted, people are asked by VS Code.
    trustWorkspace: positionals.length === 0,
    port: values.port === undefined ? undefined : Number(values.port),
  });
  say(`\nAdd-on Manager runs in VS Code.\nOpen ${editor.address}\nCtrl+C ends it.`);
  if (!process.env.CI && !process.env.ADDONS_NO_BROWSER) {
    await openInBrowser(editor.address);
  }
  await untilEnded(editor);
}

/** The sample, as the person left it. */
function copySample() {
  const copy = path.join(state, 'sample');
  if (!fs.existsSync(copy)) {
    fs.cpSync(path.join(root, 'sample'), copy, { recursive: true });
  }
  return copy;
}

function loadSample() {
  fs.mkdirSync(store, { recursive: true });
  return runNode('--import', 'tsx', 'scripts/loadSample.ts', store);
}

/** Modules of test/host are loaded once the packages that they need are there. */
function hostModule(name) {
  return import(pathToFileURL(path.join(root, 'test', 'host', name)).href);
}

async function untilEnded(editor) {
  stop = editor.stop;
  if (isStopping) {
    await stop();
  }
  await editor.ended;
}

/** Runs one step, shows what it says, and fails with it. */
async function runNode(...args) {
  const step = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  stop = () => void step.kill();
  const code = await new Promise((resolve, reject) => step.once('error', reject).once('close', resolve));
  stop = () => undefined;
  if (code !== 0 && !isStopping) {
    throw new Error(`node ${args.join(' ')} ended with ${code}`);
  }
  if (isStopping) {
    process.exit(0);
  }
}

async function end() {
  isStopping = true;
  await stop();
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(isStopping ? 0 : 1);
  },
);
