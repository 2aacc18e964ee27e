#!/usr/bin/env node
// @ts-check
/**
 * The embedded VS Code in the place of a desktop one: takes its arguments, runs the tests inside the extension host,
 * and ends with their result. For `runTests({ vscodeExecutablePath })` of @vscode/test-electron.
 *
 * ADDONS_HOST_LIMIT_SECONDS: how long a test run may take; default 300.
 */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { format } from 'node:util';
import { launchBrowser, newContext } from './browser.mjs';
import { ensureHost, say } from './install.mjs';
import { readLaunchArguments } from './launchArguments.mjs';
import { makeServerFolders, removeServerFolders, runServerCommand, startServer } from './server.mjs';
import { quietSettings, readSettings, seedSettings } from './settingsFiles.mjs';
import { remoteFile, windowAddress } from './windowAddress.mjs';

/** @typedef {import('./launchArguments.mjs').LaunchArguments} LaunchArguments */

const exitCode = { crashed: 70, overTime: 124, interrupted: 130 };
const limitMs = Number(process.env['ADDONS_HOST_LIMIT_SECONDS'] ?? 300) * 1000;

/** VS Code's own words, which share the channel with those of the tests. */
const noise = [
  /^%c/,
  /^Resolv(ing|ed) connection token/,
  /^Creating a socket/,
  /^Ignoring fetching additional builtin extensions/,
  /^Canceled: Canceled/,
  /^\[(reconnection-grace-time|remote-connection|ExtensionHostConnection|AgentHost|AccountPolicyGate|Service Worker)/,
  /^\[(LocalProcess|Remote|WebWorker)?ExtensionHost/,
];

let settled = false;
/** @type {(code: number) => void} */
let resolveResult = () => undefined;
/** The result of the run, by whichever end comes first. @type {Promise<number>} */
const result = new Promise((resolve) => (resolveResult = resolve));

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => settle(exitCode.interrupted, `Interrupted by ${signal}.`));
}

const startedBy = process.ppid;
// Killed by -9, whoever started this can't tell it to end.
setInterval(() => {
  if (process.ppid !== startedBy) {
    settle(exitCode.interrupted);
  }
}, 1_000).unref();

const code = await main(readLaunchArguments(process.argv.slice(2))).catch((error) => {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return exitCode.crashed;
});
// The reader may be gone already.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);
await flushed(process.stdout);
await flushed(process.stderr);
process.exit(code);

/**
 * @param {number} value
 * @param {string} [reason] told when this is what ended the run
 */
function settle(value, reason) {
  if (settled) {
    return;
  }
  settled = true;
  if (reason !== undefined) {
    say(reason);
  }
  resolveResult(value);
}

/**
 * @param {LaunchArguments} asked
 * @returns {Promise<number>}
 */
async function main(asked) {
  const host = await ensureHost();
  if (asked.version) {
    const { version, commit } = JSON.parse(
      await readFile(join(dirname(host.serverMain), '../product.json'), 'utf8'),
    );
    process.stdout.write(`${version}\n${commit}\n${process.arch}\n`);
    return 0;
  }
  const folders = await makeServerFolders({
    ...(asked.userData === undefined ? {} : { userData: resolve(asked.userData) }),
    ...(asked.extensions === undefined ? {} : { extensions: resolve(asked.extensions) }),
  });
  try {
    if (!asked.list && asked.install.length === 0) {
      return await runTests(host, folders, asked);
    }
    const jobs = asked.install.flatMap((file) => ['--install-extension', file, '--force']);
    process.stdout.write(await runServerCommand(host, folders, asked.list ? ['--list-extensions'] : jobs));
    return 0;
  } finally {
    await removeServerFolders(folders);
  }
}

/**
 * @param {import('./install.mjs').Host} host
 * @param {import('./server.mjs').ServerFolders} folders
 * @param {LaunchArguments} asked
 * @returns {Promise<number>}
 */
async function runTests(host, folders, asked) {
  if (asked.extension === undefined || asked.tests === undefined) {
    throw new Error('The embedded VS Code needs --extensionDevelopmentPath and --extensionTestsPath.');
  }
  const extension = resolve(asked.extension);
  await seedSettings(folders.userData, { ...quietSettings, ...(await readSettings(folders.userData)) }, [
    extension,
  ]);
  const mark = join(folders.home, 'tests-ended');
  const entry = join(folders.home, 'tests.cjs');
  await writeFile(entry, markedEntry(resolve(asked.tests), mark));

  const server = await startServer({ host, folders, testsInHost: true });
  const limit = setTimeout(() => {
    settle(exitCode.overTime, `The tests took longer than ${limitMs / 1000} s (ADDONS_HOST_LIMIT_SECONDS).`);
  }, limitMs);
  try {
    const browser = await launchBrowser({ host, server, home: folders.home });
    const context = await newContext(browser, server.origin);
    const page = await context.newPage();
    await page.exposeFunction('codeAutomationLog', printLog);
    await page.exposeFunction('codeAutomationExit', (/** @type {number} */ value) => settle(value));
    const lost = (/** @type {string} */ what) => () => {
      settle(exitCode.crashed, `${what} ended in mid-run.\n${server.output()}`);
    };
    page.once('crash', lost('The page'));
    browser.once('disconnected', lost('The browser'));
    void server.ended.then(lost("VS Code's server"));
    const payload = {
      extensionDevelopmentPath: remoteFile(server.port, extension),
      extensionTestsPath: remoteFile(server.port, entry),
      skipWelcome: 'true',
    };
    const folder = asked.folder === undefined ? {} : { folder: resolve(asked.folder) };
    await Promise.race([page.goto(windowAddress({ port: server.port, ...folder, payload })), result]);
    const value = await result;
    if (value === 0 && !existsSync(mark)) {
      say('The extension host ended before its tests did.');
      return exitCode.crashed;
    }
    return value;
  } finally {
    clearTimeout(limit);
    // From here on the server and the browser may end.
    settled = true;
    await server.stop();
  }
}

/**
 * An entry that runs the real one and then leaves a mark: VS Code reports 0 when the host dies in mid-run.
 *
 * @param {string} tests
 * @param {string} mark
 */
function markedEntry(tests, mark) {
  return `
exports.run = async () => {
  const tests = require(${JSON.stringify(tests)});
  if (tests.run.length < 2) {
    await tests.run(__dirname);
  } else {
    await new Promise((resolve, reject) => tests.run(__dirname, (error, failures) =>
      error || failures ? reject(error ?? new Error(failures + ' tests failed.')) : resolve()));
  }
  require('node:fs').writeFileSync(${JSON.stringify(mark)}, '');
};
`;
}

/**
 * @param {string} type
 * @param {unknown[]} args
 */
function printLog(type, args) {
  const text = format(...(Array.isArray(args) ? args : [args]));
  if (noise.some((pattern) => pattern.test(text))) {
    return;
  }
  (type === 'error' || type === 'warn' ? process.stderr : process.stdout).write(`${text}\n`);
}

/**
 * test-electron destroys its ends of the pipes when this process exits: what is still on its way would be lost.
 *
 * @param {NodeJS.WriteStream} stream
 */
function flushed(stream) {
  return new Promise((resolve) => stream.write('', resolve));
}
