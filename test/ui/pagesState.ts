import assert from 'node:assert/strict';
import type { State } from '../../src/core/model/state.ts';
import { LowdbStateStore } from '../../src/store/lowdbStateStore.ts';
import { until } from '../host/workbench/until.mjs';
import type { WorkbenchWindow } from '../host/workbench/workbenchWindow.mjs';
import { TestPlatform } from '../support/platform.ts';
import { kindsOf } from './axeOfOthers.ts';
import type { OpenedPage } from './openedPage.ts';

export const hostileName = '<img src=x onerror="globalThis.wasRun=1"> "q" \u202Eevil😀';

/** Labels of the themes, with their kinds, for the window and for a webview; a test begins with the first. */
export const themes = [
  ['Dark Modern', 'vs-dark', 'vscode-dark'],
  ['Light Modern', 'vs', 'vscode-light'],
  ['Dark High Contrast', 'hc-black', 'vscode-high-contrast'],
  ['Light High Contrast', 'hc-light', 'vscode-high-contrast-light'],
] as const;

/** Switches the window's colours, and waits until a page has them too: they reach it later. */
export async function switchColours(
  window: WorkbenchWindow,
  [theme, kind, kindOfPage]: (typeof themes)[number],
  find: () => Promise<OpenedPage>,
): Promise<OpenedPage> {
  await window.switchTheme(theme, kind);
  const page = await find();
  await until(`the page in ${theme}`, () =>
    page.frame.evaluate(`document.body.dataset.vscodeThemeKind === '${kindOfPage}'`),
  );
  // The elements of the toolkit take over new colours in the frame after the page has them.
  await page.frame.evaluate(
    `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))`,
  );
  return page;
}

/** Apps with an add-on of each kind of price, one that is shared, and one of a hostile name. */
export async function pagesState(): Promise<State> {
  const on = await TestPlatform.open();
  const day = 86_400_000;
  on.clock.ms = Date.now() - 12 * day;
  await on.createApps('example-app', 'example-tasker', 'hostile-app');
  const create = (app: string, plan: string, name: string): Promise<unknown> =>
    on.perform({ type: 'createAddon', app, plan, name });
  await create('example-app', 'heroku-redis:mini', 'important-redis');
  await create('example-app', 'heroku-postgresql:standard-0', 'main-data');
  on.clock.ms += 5 * day;
  await create('example-app', 'exampleservice:metered', 'counting');
  await create('example-app', 'exampleservice:unpriced', 'dark');
  await create('example-tasker', 'papertrail', 'logs');
  await create('hostile-app', 'heroku-redis:premium-0', 'evil');
  await on.perform({ type: 'attachAddon', app: 'example-tasker', addon: 'important-redis', alias: 'BROKER' });
  const { state } = on;
  const addons = Object.values(state.addons).map((addon) => [
    addon.id,
    addon.name === 'evil' ? { ...addon, name: hostileName } : addon,
  ]);
  const apps = Object.values(state.apps).map((app) => [
    app.id,
    app.name === 'hostile-app' ? { ...app, name: `app ${hostileName}` } : app,
  ]);
  return {
    ...state,
    addons: Object.fromEntries(addons) as State['addons'],
    apps: Object.fromEntries(apps) as State['apps'],
  };
}

/** Does what another process does, by the same store. */
export async function outside(folder: string, work: (on: TestPlatform) => Promise<unknown>): Promise<void> {
  const on = await TestPlatform.open({ store: new LowdbStateStore(folder) });
  await work(on);
  await on.platform.dispose();
}

/** VS Code writes what changed to its storage once a minute. */
const storedWithinMs = 90_000;

/**
 * Loads the window again once it has stored a page and what that keeps: the editor does so after a while. That it had a
 * page of a type is stored earlier, elsewhere: only the text that holds the state of the page counts.
 *
 * @param page its type: `addons.addon`
 * @param kept what its state is to hold
 */
export async function reloadWith(
  window: WorkbenchWindow,
  page: string,
  ...kept: readonly string[]
): Promise<void> {
  const expected = [`mainThreadWebview-${page}`, 'subject', ...kept];
  await until(
    () => `${expected.join()} is stored`,
    async () => (await window.storedTexts()).some((text) => expected.every((each) => text.includes(each))),
    storedWithinMs,
  );
  await window.reload();
}

/** Puts scripts, styles and foreign sources into a page, and expects the policy to refuse each of them. */
export async function expectStrictPolicy(page: OpenedPage): Promise<void> {
  await page.frame.evaluate(`(() => {
    // Listened for here: what an editor does to a page that it loads again may end what was listened for before.
    globalThis.refused = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      refused.push(effectiveDirective + ' ' + blockedURI);
    });
    const inline = document.createElement('script');
    inline.textContent = 'globalThis.wasRun = 1';
    const foreign = document.createElement('script');
    foreign.src = 'https://example.com/x.js';
    const picture = document.createElement('img');
    picture.src = 'https://example.com/x.png';
    const frame = document.createElement('iframe');
    frame.src = 'https://example.com/';
    const styled = document.createElement('div');
    styled.innerHTML = '<b style="color: red" onclick="globalThis.wasRun = 1">x</b>';
    document.body.append(inline, foreign, picture, frame, styled);
    styled.firstChild.click();
    fetch('https://example.com/').catch(() => undefined);
    globalThis.injected = [inline, foreign, picture, frame, styled];
  })()`);
  const expected = [
    'script-src-elem inline',
    'script-src-elem https://example.com/x.js',
    'script-src-attr inline',
    'style-src-attr inline',
    'img-src https://example.com/x.png',
    'frame-src https://example.com',
    'connect-src https://example.com/',
  ];
  const refused = (): Promise<readonly string[]> => page.frame.evaluate('globalThis.refused');
  await until(
    async () => `a refusal of ${expected.join()}; there are ${(await refused()).join()}`,
    async () => {
      const now = await refused();
      return expected.every((each) => now.includes(each));
    },
  );
  assert.equal(await page.frame.evaluate('globalThis.wasRun'), undefined);
  await page.frame.evaluate('injected.forEach((each) => each.remove())');
}

/** Holds a page against axe and takes its picture in every theme, and as cards in a narrow tab. */
export async function looksGood(
  window: WorkbenchWindow,
  picture: string,
  find: () => Promise<OpenedPage>,
): Promise<void> {
  for (const colours of themes) {
    const [theme, kind] = colours;
    const page = await switchColours(window, colours, find);
    await page.frame.evaluate('scrollTo(0, 0)');
    assert.deepEqual(kindsOf(await page.axe()), [], theme);
    await window.screenshot(`${picture}/${kind}`);
    assert.ok((await page.overflow()) <= 0, `${theme}: ${await page.overflow()} pixels too wide`);
  }
  await window.switchTheme(themes[0][0], themes[0][1]);
}

/** The same at 300 pixels. */
export async function fitsNarrow(
  window: WorkbenchWindow,
  picture: string,
  find: () => Promise<OpenedPage>,
): Promise<void> {
  await window.page.setViewportSize({ width: 620, height: 900 });
  const page = await find();
  await until('a narrow tab', async () => page.frame.evaluate<boolean>('innerWidth <= 330'));
  await window.screenshot(`${picture}/narrow`);
  assert.ok((await page.overflow()) <= 0, `${await page.overflow()} pixels too wide`);
  assert.deepEqual(kindsOf(await page.axe()), []);
  await window.page.setViewportSize({ width: 1400, height: 1000 });
}
