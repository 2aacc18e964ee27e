// @ts-check
/** Starts the browser that shows the embedded VS Code. */
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {import('playwright-core').BrowserContext} BrowserContext */

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts a headless browser as a part of a server's run: it ends with it, whatever happens to this process.
 *
 * @param {object} options
 * @param {import('./install.mjs').Host} options.host
 * @param {import('./server.mjs').Server} options.server
 * @param {string} options.home the run's temporary folder
 * @returns {Promise<Browser>}
 */
export async function launchBrowser({ host, server, home }) {
  const program = await findChromium(host.packages);
  const [markName = '', markValue = ''] = server.mark.split('=');
  const temporary = join(home, 'tmp');
  const env = {
    ...process.env,
    ...program.env,
    HOME: home,
    TMPDIR: temporary,
    [markName]: markValue,
  };
  const restore = process.env['TMPDIR'];
  // Playwright makes the browser's profile where this process has its temporary files, and reads that here.
  process.env['TMPDIR'] = temporary;
  try {
    const { chromium } = await import('playwright-core');
    return await chromium.launch({
      executablePath: program.executable,
      args,
      env,
      // The guard ends the browser; Playwright's own handlers would end this process before it has reported.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  } finally {
    if (restore === undefined) {
      delete process.env['TMPDIR'];
    } else {
      process.env['TMPDIR'] = restore;
    }
  }
}

/**
 * Starts a headless browser without an editor, for a page that is tried alone. Whoever starts it closes it.
 *
 * @param {import('./install.mjs').Host} host
 * @returns {Promise<Browser>}
 */
export async function launchBareBrowser(host) {
  const program = await findChromium(host.packages);
  const { chromium } = await import('playwright-core');
  return chromium.launch({
    executablePath: program.executable,
    args,
    env: { ...process.env, ...program.env },
  });
}

/**
 * @param {Browser} browser
 * @param {string} origin of the server, which gets the clipboard
 * @param {{ width: number, height: number }} viewport
 * @returns {Promise<BrowserContext>}
 */
export async function newContext(browser, origin, viewport = { width: 1280, height: 900 }) {
  const context = await browser.newContext({ viewport, locale: 'en-US' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  return context;
}
