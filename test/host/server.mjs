// @ts-check
/** Starts and ends VS Code's server, and installs extensions for it. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {import('./install.mjs').Host} Host */

/**
 * Where a server keeps its state.
 *
 * @typedef {object} ServerFolders
 * @property {string} home temporary files of this run; removed at its end
 * @property {string} userData
 * @property {string} extensions
 * @property {string} serverData
 */

/**
 * @typedef {object} ServerOptions
 * @property {Host} host
 * @property {ServerFolders} folders
 * @property {boolean} [testsInHost] development mode: the page's payload counts, and no notification toasts appear
 * @property {boolean} [trustWorkspace] no question whether the folder is trusted; default true
 * @property {string} [tokenFile] holds the connection token that an address must carry; none: anyone on this machine
 * @property {number} [port] default: a free one
 * @property {NodeJS.ProcessEnv} [env] instead of this process's environment
 */

/**
 * @typedef {object} Server
 * @property {number} port
 * @property {string} origin `http://127.0.0.1:PORT`
 * @property {string} mark environment entry `NAME=value` of every process of this run
 * @property {Promise<void>} ended resolves once nothing of the run is left
 * @property {() => string} output what the server has said, the last part of it
 * @property {() => Promise<void>} stop ends all processes of the run and removes its temporary folders
 */

const markName = 'ADDONS_HOST_RUN';
const readyLimitMs = 60_000;
const keptOutput = 20_000;
const guard = join(dirname(fileURLToPath(import.meta.url)), 'guard.mjs');

/**
 * Makes the folders of a run that leaves nothing behind; parts that last are passed in.
 *
 * @param {Partial<Omit<ServerFolders, 'home'>>} [lasting]
 * @returns {Promise<ServerFolders>}
 */
export async function makeServerFolders(lasting = {}) {
  // Short names: the paths of VS Code's sockets below it may have 107 characters at most.
  const home = await mkdtemp(join(tmpdir(), 'addons-'));
  const folders = {
    home,
    userData: join(home, 'user'),
    extensions: join(home, 'ext'),
    serverData: join(home, 'server'),
    ...lasting,
  };
  await Promise.all(
    [...Object.values(folders), join(home, 'tmp')].map((path) => mkdir(path, { recursive: true })),
  );
  return folders;
}

/**
 * For a run that never came to start its server, which would have removed them at its end.
 *
 * @param {ServerFolders} folders
 */
export async function removeServerFolders({ home }) {
  await rm(home, { recursive: true, force: true });
}

/**
 * Starts the server and resolves when it listens.
 *
 * @param {ServerOptions} options
 * @returns {Promise<Server>}
 */
export async function startServer(options) {
  const { host, folders } = options;
  const mark = `${markName}=${randomUUID()}`;
  /** @type {import('./guard.mjs').GuardPlan} */
  const plan = {
    command: host.node,
    args: [host.serverMain, ...serverArguments(options)],
    mark,
    temporaryFolders: [folders.home],
  };
  const process_ = spawn(process.execPath, [guard, JSON.stringify(plan)], {
    detached: true,
    env: { ...cleanEnvironment(options.env ?? process.env), TMPDIR: join(folders.home, 'tmp') },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  const listen = (/** @type {Buffer} */ chunk) => {
    output = (output + chunk.toString()).slice(-keptOutput);
  };
  process_.stdout.on('data', listen);
  process_.stderr.on('data', listen);
  // Writing to it is only ever closing it; it may be gone already.
  process_.stdin.on('error', () => undefined);
  const ended = new Promise((resolve) => process_.once('close', () => resolve(undefined)));
  const stop = async () => {
    process_.stdin.end();
    await ended;
  };
  try {
    const port = await listeningPort(process_, () => output);
    return { port, origin: `http://127.0.0.1:${port}`, mark, ended, output: () => output, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @param {ServerOptions} options */
function serverArguments({ folders, testsInHost, trustWorkspace = true, tokenFile, port = 0 }) {
  return [
    ...['--host', '127.0.0.1', '--port', String(port)],
    ...[
      '--accept-server-license-terms',
      '--telemetry-level',
      'off',
      '--force-disable-user-env',
      '--log',
      'info',
    ],
    ...['--user-data-dir', folders.userData, '--extensions-dir', folders.extensions],
    ...['--server-data-dir', folders.serverData],
    ...(tokenFile === undefined ? ['--without-connection-token'] : ['--connection-token-file', tokenFile]),
    ...(trustWorkspace ? ['--disable-workspace-trust'] : []),
    ...(testsInHost === true ? ['--enable-smoke-test-driver'] : []),
  ];
}

/**
 * @param {import('node:child_process').ChildProcess} process_
 * @param {() => string} output
 * @returns {Promise<number>}
 */
function listeningPort(process_, output) {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error(`VS Code's server did not start.\n${output()}`));
    const limit = setTimeout(fail, readyLimitMs);
    const look = () => {
      const port = /Extension host agent listening on (\d+)/.exec(output())?.[1];
      if (port !== undefined) {
        clearTimeout(limit);
        process_.stdout?.off('data', look);
        resolve(Number(port));
      }
    };
    process_.stdout?.on('data', look);
    process_.once('error', reject);
    process_.once('close', () => {
      clearTimeout(limit);
      fail();
    });
  });
}

/**
 * Runs the server's program for one of its short jobs, `--install-extension` and the like.
 *
 * @param {Host} host
 * @param {Pick<ServerFolders, 'userData' | 'extensions'>} folders
 * @param {string[]} args
 * @returns {Promise<string>} its standard output
 */
export async function runServerCommand(host, folders, args) {
  const where = ['--extensions-dir', folders.extensions, '--user-data-dir', folders.userData];
  const command = spawn(host.node, [host.serverMain, ...args, ...where], {
    env: cleanEnvironment(process.env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  command.stdout.on('data', (chunk) => (output += String(chunk)));
  command.stderr.on('data', (chunk) => (errors += String(chunk)));
  const code = await new Promise((resolve, reject) => command.once('error', reject).once('close', resolve));
  if (code !== 0) {
    throw new Error(`VS Code's server answered ${code} to ${args.join(' ')}\n${output}${errors}`);
  }
  return output;
}

/**
 * What a surrounding editor or npm left would change how VS Code behaves.
 *
 * @param {NodeJS.ProcessEnv} env
 */
function cleanEnvironment(env) {
  const entries = Object.entries(env).filter(([name]) => {
    return !/^(VSCODE_|ELECTRON_|npm_(?!config_registry))/.test(name) && name !== 'NODE_OPTIONS';
  });
  // An empty address: no extension is looked up outside.
  return { ...Object.fromEntries(entries), EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
}
