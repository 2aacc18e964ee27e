// @ts-check
/** Finds a desktop VS Code, and opens it. */
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { seedSettings } from './settingsFiles.mjs';

/**
 * The program of a desktop VS Code: the one named in VSCODE_EXECUTABLE, else that of `code` on PATH when there is a
 * display to show it on.
 *
 * It is the program itself, never the `code` script: that one returns at once, with 0, whatever happens then.
 *
 * @returns {string | null}
 */
export function findDesktop() {
  const named = process.env['VSCODE_EXECUTABLE'];
  if (named !== undefined && named !== '') {
    return named;
  }
  if (!hasDisplay()) {
    return null;
  }
  const script = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const scripts = folders.map((folder) => join(folder, script)).filter((path) => existsSync(path));
  return scripts.flatMap(programsBeside).find((path) => existsSync(path)) ?? null;
}

/**
 * Opens a desktop VS Code that develops the extension, beside any other that is open.
 *
 * @param {object} what
 * @param {string} what.program as `findDesktop` gives it
 * @param {string} what.extension folder of the extension
 * @param {string} what.folder to open
 * @param {string} what.state where it keeps its own settings and extensions, from one start to the next
 * @param {import('./settingsFiles.mjs').Settings} what.settings for the first start; later ones keep the person's
 * @returns {Promise<{ ended: Promise<void>, stop: () => Promise<void> }>}
 */
export async function openDesktop({ program, extension, folder, state, settings }) {
  const userData = join(state, 'desktop');
  await seedSettings(userData, settings, [extension]);
  const env = { ...process.env };
  // Left by an editor around this terminal, it would make the program a plain Node.
  delete env['ELECTRON_RUN_AS_NODE'];
  const asRoot = process.getuid?.() === 0;
  const editor = spawn(
    program,
    [
      folder,
      `--extensionDevelopmentPath=${extension}`,
      `--user-data-dir=${userData}`,
      `--extensions-dir=${join(state, 'desktop-extensions')}`,
      '--skip-welcome',
      ...(asRoot ? ['--no-sandbox'] : []),
    ],
    { env, stdio: 'ignore' },
  );
  /** @type {Promise<void>} */
  const ended = new Promise((resolve, reject) => editor.once('error', reject).once('close', () => resolve()));
  const stop = async () => {
    editor.kill();
    await ended;
  };
  return { ended, stop };
}

/** Whether a window, or a browser, can be shown to the person. */
export function hasDisplay() {
  const { platform, env } = process;
  return platform === 'darwin' || platform === 'win32' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);
}

/** @param {string} script */
function programsBeside(script) {
  const installation = dirname(dirname(realpathSync(script)));
  if (process.platform === 'win32') {
    return [join(installation, 'Code.exe')];
  }
  if (process.platform === 'darwin') {
    // …/Contents/Resources/app/bin/code
    const contents = join(installation, '..', '..');
    return [join(contents, 'MacOS', 'Code'), join(contents, 'MacOS', 'Electron')];
  }
  return [join(installation, 'code')];
}
