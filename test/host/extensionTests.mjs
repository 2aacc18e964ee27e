// @ts-check
/** Runs a bundle of tests inside the extension host of a real VS Code. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTests } from '@vscode/test-electron';
import { quietSettings, writeSettings } from './settingsFiles.mjs';

/** Give it to `runTests` as `vscodeExecutablePath`. */
export const launcher = join(dirname(fileURLToPath(import.meta.url)), 'launcher.mjs');

/**
 * @typedef {object} ExtensionTests
 * @property {string} extension folder of the extension
 * @property {string} tests a CommonJS file that exports `run()`
 * @property {string} [folder] a folder or .code-workspace file to open
 * @property {import('./settingsFiles.mjs').Settings} [settings] beside the quiet ones
 * @property {Record<string, string>} [env] reaches the extension host
 */

/**
 * In the desktop VS Code that VSCODE_EXECUTABLE names, else in the embedded one; with nothing kept from earlier runs.
 *
 * @param {ExtensionTests} what
 * @returns {Promise<void>} rejects when a test fails, the host ends early, or ADDONS_HOST_LIMIT_SECONDS are over
 */
export async function runExtensionTests({ extension, tests, folder, settings, env }) {
  const home = await mkdtemp(join(tmpdir(), 'addons-tests-'));
  const [userData, extensions] = [join(home, 'user'), join(home, 'ext')];
  try {
    await mkdir(extensions);
    await writeSettings(userData, { ...quietSettings, ...settings }, [extension]);
    await runTests({
      vscodeExecutablePath: process.env['VSCODE_EXECUTABLE'] || launcher,
      extensionDevelopmentPath: extension,
      extensionTestsPath: tests,
      launchArgs: [
        ...(folder === undefined ? [] : [folder]),
        `--user-data-dir=${userData}`,
        `--extensions-dir=${extensions}`,
      ],
      ...(env === undefined ? {} : { extensionTestsEnv: env }),
    });
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  }
}
