// Opens VS Code with the extension and sample data, on a fresh clone as well.
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
const usage = `npm start [-- [FOLDER] [--port N]]

Opens VS Code with the extension and sample data. Ctrl+C ends it; the next start keeps your apps.

  FOLDER    a folder of yours instead of the sample workspace
  --port N  port of the embedded VS Code on 127.0.0.1, which is used where there is no desktop VS Code;
            any free one if it is not given
  --help    this text`;

/** What Ctrl+C has to end at the moment. @type {() => Promise<void> | void} */
let stop = () => undefined;
let isStopping = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => void end());
}

async function main() {
  const { help, port, folder: chosen } = readArguments();
  if (help) {
    say(usage);
    return;
  }
  await ensureRootPackages();
  const folder = chosen ?? copySample();
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
    trustWorkspace: chosen === undefined,
    port,
  });
  say(`\nAdd-on Manager runs in VS Code.\nOpen ${editor.address}\nCtrl+C ends it.`);
  if (!process.env.CI && !process.env.ADDONS_NO_BROWSER) {
    await openInBrowser(editor.address);
  }
  await untilEnded(editor);
}

/** What was asked for; a mistake in it is told before anything is installed. */
function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      options: { port: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } },
      allowPositionals: true,
    });
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65_536)) {
      throw new Error(`--port takes a whole number below 65536, not '${values.port}'`);
    }
    if (positionals.length > 1) {
      throw new Error(`One folder can be opened, not ${positionals.length}`);
    }
    const folder = positionals.length === 0 ? undefined : path.resolve(positionals[0]);
    if (folder !== undefined && !fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
      throw new Error(`There is no folder ${folder}`);
    }
    return { help: values.help, port, folder };
  } catch (error) {
    console.error(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
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
