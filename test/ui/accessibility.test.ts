import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startEditor, type Editor } from '../host/editor.mjs';
import type { WorkbenchWindow } from '../host/workbench/workbenchWindow.mjs';
import { axeOfOthers, fixture, kindsOf } from './axeOfOthers.ts';
import { vsix } from './sidebar.ts';

const themes = [
  ['Dark Modern', 'vs-dark'],
  ['Light Modern', 'vs'],
  ['Dark High Contrast', 'hc-black'],
] as const;

/** Two welcome texts in one container are two regions of one name: VS Code makes and names them. */
const twoWelcomes = 'landmark-unique: div.welcome-view-content region';

/**
 * In light colours a detail, which VS Code draws in 70 % of the text's, has a contrast of 4.4 instead of 4.5. No
 * extension has a say in the colours of a question.
 */
const detailsInLight = 'color-contrast: span.monaco-highlighted-label';

/**
 * axe-core on what is ours. VS Code breaks rules with every extension: what axe says of one that does nothing special,
 * in the same colours, is none of ours (`axeOfOthers`).
 */
describe('accessibility, as axe-core judges it', function () {
  this.timeout(120_000);
  let editor: Editor;
  let window: WorkbenchWindow;
  const others = new Map<string, ReadonlySet<string>>();

  const breaks = async (
    theme: string,
    part: string,
    ...known: readonly string[]
  ): Promise<readonly string[]> => {
    const violations = await window.axe(part);
    return kindsOf(violations).filter(
      (kind) => others.get(theme)?.has(kind) !== true && !known.includes(kind),
    );
  };

  let colours: string = themes[0][0];
  const change = async (theme: string, kind: (typeof themes)[number][1]): Promise<void> => {
    if (theme !== colours) {
      await window.switchTheme(theme, kind);
      colours = theme;
    }
    await window.waitForTheme(kind);
  };

  before(async () => {
    editor = await startEditor({
      extension: vsix,
      companions: [fixture],
      settings: { 'workbench.colorTheme': themes[0][0] },
    });
    const folder = await editor.makeFolder('shop');
    await mkdir(join(folder, '.vscode'));
    await writeFile(join(folder, '.vscode', 'settings.json'), '{ "addons.link.app": "example-app" }');
    window = await editor.openWindow({ folder });
  });

  after(async () => {
    await editor.close();
  });

  for (const [theme, kind] of themes) {
    it(`${theme}: empty views`, async () => {
      await change(theme, kind);
      others.set(theme, await axeOfOthers(window));
      await window.openContainer('Add-ons');
      await window.view('Apps').welcome();
      await window.view('Resources').welcome();
      assert.deepEqual(await breaks(theme, '.part.sidebar', twoWelcomes), []);
    });
  }

  for (const [theme, kind] of themes) {
    it(`${theme}: filled views, the notification of what was done, the linked app in the status bar`, async () => {
      await change(theme, kind);
      await window.openContainer('Add-ons');
      const apps = window.view('Apps');
      if (kind === 'vs-dark') {
        await apps.pressWelcomeButton('Load Sample Data');
      }
      await apps.expand(['example-app', 'Config Vars']);
      await apps.focus();
      await apps.focusRow('example-app');
      assert.deepEqual(await breaks(theme, '.part.sidebar'), []);
      assert.deepEqual(await breaks(theme, '.part.statusbar .statusbar-item[id*="addons.linkedApp"]'), []);
      const version = Number(/^v(\d+)/.exec((await apps.row('example-app')).description)?.[1]);
      await apps.contextMenu(['example-app', 'Config Vars', 'WORKERS'], 'Unset Config Var…');
      const text = `Removed WORKERS from example-app. example-app is now v${version + 1}.`;
      await window.notifications.waitFor(text);
      assert.deepEqual(await breaks(theme, '.notifications-toasts'), []);
      await window.notifications.press(text, 'Undo');
      await apps.row(['example-app', 'Config Vars', 'WORKERS']);
      await window.notifications.closeAll();
    });

    it(`${theme}: questions while creating, confirming and reviewing`, async () => {
      const { quickInput } = window;
      const apps = window.view('Apps');
      const addon = ['example-app', 'Resources', 'important-redis'];
      const check = async () =>
        assert.deepEqual(await breaks(theme, '.quick-input-widget', detailsInLight), []);
      await apps.inlineAction('example-app', 'Create Add-on…');
      await quickInput.waitFor({ title: 'Create Add-on: example-app (1/3)' });
      await quickInput.labels();
      await check();
      await quickInput.choose('Heroku Key-Value Store');
      await quickInput.waitFor({ placeholder: 'Choose a plan of Heroku Key-Value Store' });
      await quickInput.labels();
      await check();
      await quickInput.choose('mini');
      await quickInput.waitFor({ message: /Press Enter to take/ });
      await check();
      await quickInput.type('no alias');
      await quickInput.validationMessage();
      await check();
      await quickInput.cancel();
      await apps.contextMenu(addon, 'Destroy Add-on…');
      await quickInput.waitFor({ title: 'Destroy Add-on important-redis' });
      await check();
      await quickInput.cancel();
      await apps.contextMenu(addon, 'Rotate Credentials…');
      await quickInput.waitFor({ title: 'Rotate Credentials: important-redis' });
      await check();
      await quickInput.cancel();
      await apps.inlineAction('example-app', 'Show Releases');
      await quickInput.waitFor({ title: 'Releases of example-app' });
      await quickInput.labels();
      await check();
      await quickInput.cancel();
    });
  }
});
