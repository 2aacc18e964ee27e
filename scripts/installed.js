// The packages of the project, installed when they are missing or older than the lockfile says.
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');

/** Runs `npm ci` when `node_modules` is not what package-lock.json asks for. Needs nothing but node and npm. */
async function ensureRootPackages() {
  if (arePackagesCurrent()) {
    return;
  }
  process.stderr.write('Installing the packages of the project (npm ci) …\n');
  const startedMs = Date.now();
  // On Windows npm is a script, which only a shell can start.
  const npm = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev'], {
    cwd: root,
    shell: process.platform === 'win32',
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const forward = (signal) => npm.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  signals.forEach((signal) => process.on(signal, forward));
  const code = await new Promise((resolve, reject) => npm.once('error', reject).once('close', resolve));
  signals.forEach((signal) => process.off(signal, forward));
  if (code !== 0) {
    throw new Error(`The packages could not be installed: npm ci ended with ${code}.`);
  }
  process.stderr.write(`  done after ${Math.round((Date.now() - startedMs) / 1000)} s\n`);
}

/** npm writes what it has installed into `node_modules/.package-lock.json`, at the very end. */
function arePackagesCurrent() {
  const installedFile = path.join(root, 'node_modules', '.package-lock.json');
  if (!fs.existsSync(installedFile)) {
    return false;
  }
  const [wanted, installed] = [path.join(root, 'package-lock.json'), installedFile].map(
    (file) => JSON.parse(fs.readFileSync(file, 'utf8')).packages,
  );
  return Object.entries(wanted).every(([name, { version, optional }]) => {
    // '' is the project itself; npm leaves out what is optional and made for other systems.
    return name === '' || installed[name]?.version === version || (optional === true && !installed[name]);
  });
}

module.exports = { ensureRootPackages };
