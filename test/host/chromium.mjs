// @ts-check
/** Finds a browser: an installed Chrome, Chromium or Edge, else the packed Chromium, unpacked once. */
import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { basename, delimiter, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { say } from './install.mjs';

const namesOnPath = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
];
const macApplications = ['Google Chrome', 'Chromium', 'Microsoft Edge'];

/**
 * @typedef {object} BrowserProgram
 * @property {string} executable
 * @property {Record<string, string>} env what it needs to find its libraries and fonts
 */

/**
 * @param {string} packages the `node_modules` that hold the packed Chromium
 * @returns {Promise<BrowserProgram>}
 */
export async function findChromium(packages) {
  const installed = installedBrowser();
  return installed === undefined ? packedChromium(packages) : { executable: installed, env: {} };
}

function installedBrowser() {
  const named = process.env['ADDONS_BROWSER'];
  if (named !== undefined) {
    return named;
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const onPath = namesOnPath.flatMap((name) => folders.map((folder) => join(folder, name)));
  const onMac = macApplications.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  return [...onPath, ...(process.platform === 'darwin' ? onMac : [])].find((path) => existsSync(path));
}

/**
 * @param {string} packages
 * @returns {Promise<BrowserProgram>}
 */
async function packedChromium(packages) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chrome, Chromium or Edge was found. Install one, or name it in ADDONS_BROWSER.');
  }
  const folder = join(packages, '.chromium');
  if (!existsSync(folder)) {
    await unpack(join(packages, '@sparticuz', 'chromium', 'bin'), folder);
  }
  return {
    executable: join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: join(folder, 'lib'),
      ...(existsSync('/etc/fonts') ? {} : { FONTCONFIG_FILE: join(folder, 'fonts.conf') }),
    },
  };
}

/**
 * Unpacks beside and renames, so that a folder that is there is whole.
 *
 * @param {string} packed
 * @param {string} folder
 */
async function unpack(packed, folder) {
  say('Unpacking Chromium, once: 65 MB to 180 MB.');
  const beside = `${folder}-${process.pid}`;
  await fs.mkdir(beside, { recursive: true });
  const program = join(beside, 'chromium');
  const tarFiles = ['al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br'];
  await Promise.all([
    pipeline(
      createReadStream(join(packed, 'chromium.br')),
      createBrotliDecompress(),
      createWriteStream(program),
    ),
    ...tarFiles.map((name) => unpackTar(join(packed, name), beside)),
  ]);
  await fs.chmod(program, 0o755);
  await fs.writeFile(join(beside, 'fonts.conf'), fontsConf(join(folder, 'fonts')));
  try {
    await fs.rename(beside, folder);
  } catch (error) {
    await fs.rm(beside, { recursive: true, force: true });
    // Another process may have been faster: its copy is as good.
    if (!existsSync(folder)) {
      throw error;
    }
  }
}

/**
 * By way of a file: tar stops reading at the archive's end mark, and a stream into it would fail by chance.
 *
 * @param {string} packed
 * @param {string} into
 */
async function unpackTar(packed, into) {
  const archive = join(into, basename(packed, '.br'));
  await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(archive));
  const tar = spawn('tar', ['-x', '-f', archive, '-C', into], { stdio: ['ignore', 'ignore', 'inherit'] });
  const code = await new Promise((resolve, reject) => tar.once('error', reject).once('close', resolve));
  if (code !== 0) {
    throw new Error(`${packed} could not be unpacked: tar ended with ${code}.`);
  }
  await fs.rm(archive);
}

/** @param {string} folder of the packed fonts */
function fontsConf(folder) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;
}
