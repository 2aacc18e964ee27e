// @ts-check
/** The embedded VS Code for people: in their own browser, with notifications, and state that lasts. */
import { randomBytes } from 'node:crypto';
import { chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hasDisplay } from './desktop.mjs';
import { installExtension } from './editor.mjs';
import { ensureHost } from './install.mjs';
import { makeServerFolders, removeServerFolders, startServer } from './server.mjs';
import { installedExtensions, quietSettings, seedSettings } from './settingsFiles.mjs';
import { windowAddress } from './windowAddress.mjs';

/**
 * @typedef {object} ForPeople
 * @property {string} extension a VSIX file
 * @property {string} folder to open
 * @property {string} state where settings, extensions and the connection token are kept
 * @property {import('./settingsFiles.mjs').Settings} settings for the first start; later ones keep the person's
 * @property {boolean} trustWorkspace no question whether the folder is trusted
 * @property {number} [port] default: a free one
 */

/**
 * Starts the server, without the test driver: that one would switch notifications off.
 *
 * @param {ForPeople} what
 * @returns {Promise<{ address: string, ended: Promise<void>, stop: () => Promise<void> }>}
 */
export async function startForPeople({ extension, folder, state, settings, trustWorkspace, port }) {
  const host = await ensureHost();
  const folders = await makeServerFolders({
    userData: join(state, 'user'),
    extensions: join(state, 'extensions'),
    serverData: join(state, 'server'),
  });
  try {
    await installExtension(host, folders, extension);
    const extensions = installedExtensions(folders.extensions);
    await seedSettings(folders.userData, { ...quietSettings, ...settings }, extensions);
  } catch (error) {
    await removeServerFolders(folders);
    throw error;
  }
  const token = randomBytes(24).toString('hex');
  const tokenFile = join(state, 'token');
  await rm(tokenFile, { force: true });
  await writeFile(tokenFile, token, { mode: 0o600 });
  await chmod(tokenFile, 0o600);
  const server = await startServer({
    host,
    folders,
    tokenFile,
    trustWorkspace,
    ...(port === undefined ? {} : { port }),
  });
  return {
    address: windowAddress({ port: server.port, folder, token }),
    ended: server.ended,
    stop: server.stop,
  };
}

/**
 * Shows an address in the person's browser, if there is one; nothing happens otherwise.
 *
 * @param {string} address
 */
export async function openInBrowser(address) {
  // Without a display, the system would start a browser for terminals in this one.
  if (!hasDisplay() && !process.env['BROWSER']) {
    return;
  }
  try {
    const { packages } = await ensureHost();
    const library = pathToFileURL(join(packages, 'open', 'index.js')).href;
    const opened = await (await import(library)).default(address);
    opened.on('error', () => undefined);
  } catch {
    // The address has been printed: the person can open it.
  }
}
