// The packages of the project, installed when they are missing or older than the lockfile says.
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');

/** Packages of the project. Needs nothing but node and npm. */
async function ensureRootPackages() {
  await ensurePackages(root, 'the packages of the project', []);
}

/** The Heroku CLI and another client, for the tests of the Platform API: 390 MB that nobody else needs. */
async function ensureCliPackages() {
  await ensurePackages(path.join(root, 'test', 'cli'), 'the Heroku CLI for tests', ['--ignore-scripts']);
}

/** Runs `npm ci` when `node_modules` is not what package-lock.json asks for. */
async function ensurePackages(folder, what, options) {
  if (arePackagesCurrent(folder)) {
    return;
  }
  process.stderr.write(`Installing ${what} (npm ci) …\n`);
  const startedMs = Date.now();
  // On Windows npm is a script, which only a shell can start.
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev', ...options];
  const npm = spawn('npm', args, {
    cwd: folder,
    shell: process.platform === 'win32',
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const forward = (signal) => npm.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  signals.forEach((signal) => process.on(signal, forward));
  const code = await new Promise((resolve, reject) => npm.once('error', reject).once('close', resolve));
  signals.forEach((signal) => process.off(signal, forward));
  if (code !== 0) {
    throw new Error(`Could not install ${what}: npm ci ended with ${code}.`);
  }
  process.stderr.write(`  done after ${Math.round((Date.now() - startedMs) / 1000)} s\n`);
}

/** npm writes what it has installed into `node_modules/.package-lock.json`, at the very end. */
function arePackagesCurrent(folder) {
  const installedFile = path.join(folder, 'node_modules', '.package-lock.json');
  if (!fs.existsSync(installedFile)) {
    return false;
  }
  const [wanted, installed] = [path.join(folder, 'package-lock.json'), installedFile].map(
    (file) => JSON.parse(fs.readFileSync(file, 'utf8')).packages,
  );
  return Object.entries(wanted).every(([name, { version, optional }]) => {
    // '' is the project itself; npm leaves out what is optional and made for other systems.
    return name === '' || installed[name]?.version === version || (optional === true && !installed[name]);
  });
}

module.exports = { ensureCliPackages, ensureRootPackages };
