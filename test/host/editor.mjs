// @ts-check
/**
 * The embedded VS Code with the extension installed as people get it, for tests that click.
 *
 * ```ts
 * const editor = await startEditor({ extension: 'addon-manager.vsix', settings: { 'addons.store.folder': folder } });
 * const window = await editor.openWindow({ folder: workspace });
 * await window.runCommand('Add-ons: Create App…');
 * await editor.close();
 * ```
 */
import { cp, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser, newContext } from './browser.mjs';
import { ensureHost } from './install.mjs';
import { makeServerFolders, removeServerFolders, runServerCommand, startServer } from './server.mjs';
import { installedExtensions, quietSettings, writeSettings } from './settingsFiles.mjs';
import { windowAddress } from './windowAddress.mjs';
import { WorkbenchWindow } from './workbench/workbenchWindow.mjs';

/** @typedef {import('./settingsFiles.mjs').Settings} Settings */

/**
 * @typedef {object} EditorOptions
 * @property {string} extension a VSIX file, or the folder of an extension that needs no build
 * @property {string[]} [companions] others to be installed beside it
 * @property {Settings} [settings] beside the quiet ones
 * @property {Record<string, string>} [env] beside this process's environment
 * @property {{ width: number, height: number }} [viewport]
 * @property {string} [pictures] folder for screenshots; default `.vscode-test/pictures` in the project
 */

/**
 * @typedef {object} WindowOptions
 * @property {string} [folder] a folder or .code-workspace file; none: an empty window
 * @property {boolean} [fresh] a window that remembers nothing of those before it, as on another computer
 */

/** A row that sticks to the top of a tree would cover those to be clicked; nothing shall move. @type {Settings} */
const clickSettings = {
  ...quietSettings,
  'workbench.tree.enableStickyScroll': false,
  'workbench.reduceMotion': 'on',
  // Both sides of a comparison are shown, however narrow the window.
  'diffEditor.useInlineViewWhenSpaceIsLimited': false,
};
const project = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * @param {EditorOptions} options
 * @returns {Promise<Editor>}
 */
export async function startEditor(options) {
  const host = await ensureHost();
  const folders = await makeServerFolders();
  const settings = { ...clickSettings, ...options.settings };
  try {
    // Folders first: VS Code makes its list of extensions with the first package, of what is there by then.
    const all = [options.extension, ...(options.companions ?? [])];
    for (const extension of all.sort((one) => (one.endsWith('.vsix') ? 1 : -1))) {
      await installExtension(host, folders, extension);
    }
    await writeSettings(folders.userData, settings, installedExtensions(folders.extensions));
  } catch (error) {
    await removeServerFolders(folders);
    throw error;
  }
  const server = await startServer({ host, folders, env: { ...process.env, ...options.env } });
  try {
    const browser = await launchBrowser({ host, server, home: folders.home });
    return new Editor({ server, browser, folders, settings, options });
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/**
 * Puts an extension into the extensions folder of a server that is not running yet.
 *
 * @param {import('./install.mjs').Host} host
 * @param {import('./server.mjs').ServerFolders} folders
 * @param {string} extension a VSIX file, or a folder
 */
export async function installExtension(host, folders, extension) {
  if (extension.endsWith('.vsix')) {
    await runServerCommand(host, folders, ['--install-extension', extension, '--force']);
    return;
  }
  const { publisher, name, version } = JSON.parse(await readFile(join(extension, 'package.json'), 'utf8'));
  await cp(extension, join(folders.extensions, `${publisher}.${name}-${version}`), { recursive: true });
}

export class Editor {
  /** @type {import('./server.mjs').Server} */
  server;
  /** Temporary files of this run, removed by `close`: a place for a test's own as well. @type {string} */
  home;
  /** @type {import('playwright-core').Browser} */
  #browser;
  /** @type {import('playwright-core').BrowserContext | undefined} */
  #context;
  /** @type {import('./server.mjs').ServerFolders} */
  #folders;
  /** @type {Settings} */
  #settings;
  /** @type {EditorOptions} */
  #options;

  /**
   * @param {object} parts
   * @param {import('./server.mjs').Server} parts.server
   * @param {import('playwright-core').Browser} parts.browser
   * @param {import('./server.mjs').ServerFolders} parts.folders
   * @param {Settings} parts.settings
   * @param {EditorOptions} parts.options
   */
  constructor({ server, browser, folders, settings, options }) {
    this.server = server;
    this.home = folders.home;
    this.#browser = browser;
    this.#folders = folders;
    this.#settings = settings;
    this.#options = options;
  }

  /**
   * @param {WindowOptions} [what]
   * @returns {Promise<WorkbenchWindow>}
   */
  async openWindow({ folder, fresh = false } = {}) {
    if (this.#context === undefined || fresh) {
      this.#context = await newContext(this.#browser, this.server.origin, this.#options.viewport);
    }
    const place = folder === undefined ? {} : { folder };
    const address = windowAddress({ port: this.server.port, ...place });
    const pictures = this.#options.pictures ?? join(project, '.vscode-test', 'pictures');
    return WorkbenchWindow.open(this.#context, address, pictures);
  }

  /**
   * Changes settings, for windows that are opened or reloaded from now on: the server tells open ones nothing of it.
   *
   * @param {Settings} settings
   */
  async changeSettings(settings) {
    this.#settings = { ...this.#settings, ...settings };
    await writeSettings(
      this.#folders.userData,
      this.#settings,
      installedExtensions(this.#folders.extensions),
    );
  }

  /**
   * Makes a folder in `home`.
   *
   * @param {string} name
   * @returns {Promise<string>} its path
   */
  async makeFolder(name) {
    const path = join(this.home, name);
    await mkdir(path, { recursive: true });
    return path;
  }

  /** Ends everything and removes the run's files. */
  async close() {
    await this.#browser.close();
    await this.server.stop();
  }
}
