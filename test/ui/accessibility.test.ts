import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findApp } from '../../src/core/model/identifiers.ts';
import type { State } from '../../src/core/model/state.ts';
import { startEditor, type Editor } from '../host/editor.mjs';
import type { TreeView } from '../host/workbench/treeView.mjs';
import type { Question } from '../host/workbench/quickInput.mjs';
import { matches, until } from '../host/workbench/until.mjs';
import type { WorkbenchWindow } from '../host/workbench/workbenchWindow.mjs';
import { axeOfOthers, fixture, kindsOf } from './axeOfOthers.ts';
import { TestPlatform } from '../support/platform.ts';
import { wishing } from '../support/scriptedChance.ts';
import { withFailedAddon } from '../support/states.ts';
import { copied, expandAll, vsix } from './sidebar.ts';
import { spokenApps, spokenResources } from './spokenRows.ts';
import { writeStore } from './storeFile.ts';

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
      const check = async () => {
        assert.deepEqual(await breaks(theme, '.quick-input-widget', detailsInLight), []);
      };
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

const [app, tasker] = ['example-app', 'example-tasker'] as const;

/** Where a key is pressed, what F2 and Delete ask, what Ctrl+C copies. */
const rowsWithKeys = [
  [[app], /^Rename App: example-app/, /^Destroy App example-app/, app],
  [
    [app, 'Resources', 'important-redis'],
    /^Rename Add-on: important-redis/,
    /^Destroy Add-on important-redis/,
    'important-redis',
  ],
  [[tasker], /^Rename App: example-tasker/, /^Destroy App example-tasker/, tasker],
] as const;

/** Two apps with a row of each kind. */
async function rowsOfAllKinds(): Promise<State> {
  const on = await TestPlatform.open({ randomness: wishing('ROSE') });
  await on.createApps(app, tasker);
  const redis = { type: 'createAddon', app, plan: 'heroku-redis' } as const;
  await on.perform({ ...redis, name: 'important-redis' });
  await on.perform({ type: 'attachAddon', addon: 'important-redis', app: tasker, alias: 'BROKER' });
  await on.perform({ ...redis, name: 'old-cache', alias: 'CACHE' });
  await on.perform({ ...redis, name: 'new-cache', alias: 'CACHE', confirm: app });
  await on.perform({ type: 'createAddon', app: tasker, plan: 'heroku-postgresql', name: 'main-data' });
  await on.perform({ type: 'setConfigVars', app, configVars: [{ name: 'LOG_LEVEL', value: 'info' }] });
  return withFailedAddon(on.state, findApp(on.state, app).id);
}

describe('accessibility, by the keys and by ear', function () {
  this.timeout(120_000);
  let editor: Editor;
  let window: WorkbenchWindow;
  let apps: TreeView;
  let resources: TreeView;
  let storeFolder: string;
  let created = '';

  before(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'addons-keys-'));
    await writeStore(folder, await rowsOfAllKinds());
    storeFolder = folder;
    editor = await startEditor({ extension: vsix, settings: { 'addons.store.folder': folder } });
    window = await editor.openWindow({ folder: await editor.makeFolder('shop') });
    apps = window.view('Apps');
    resources = window.view('Resources');
    await window.page.evaluate(`globalThis.mouseEvents = [];
      for (const type of ['mousedown', 'pointerdown', 'click', 'contextmenu']) {
        document.addEventListener(type, (event) => {
          if (event.isTrusted && event.detail > 0) globalThis.mouseEvents.push(type);
        }, true);
      }`);
  });

  after(async () => {
    await editor.close();
    await rm(storeFolder, { recursive: true, force: true });
  });

  /** Where the keys go: `question`, the name of a view, or what the element is called. */
  const focus = async (): Promise<string> =>
    window.page.evaluate(`(() => {
      const element = document.activeElement;
      if (element.closest('.quick-input-widget') !== null) return 'question';
      const header = element.closest('.pane')?.querySelector('.pane-header');
      return header?.getAttribute('aria-label')?.replace(/ Section.*/, '') ?? element.outerHTML.slice(0, 100);
    })()`);

  const focusIs = (expected: string): Promise<boolean> =>
    until(
      async () => `the focus in ${expected}; it is in ${await focus()}`,
      async () => (await focus()) === expected,
    );

  /** Types into the question that has the focus, waits for the row that Enter would take, and takes it. */
  const chooseByTyping = async (text: string, label: string | RegExp): Promise<void> => {
    await focusIs('question');
    await window.typeText(text);
    await until(
      async () =>
        `${String(label)} as the active row; there are ${(await window.quickInput.labels()).join(' | ')}`,
      async () => (await window.quickInput.rows()).some((row) => row.focused && matches(row.label, label)),
    );
    await window.press('Enter');
  };

  const typeInto = async (question: Question, text: string): Promise<void> => {
    await window.quickInput.waitFor(question);
    await focusIs('question');
    await window.typeText(text);
    await window.quickInput.waitUntilValid();
    await window.press('Enter');
  };

  it('opens the sidebar by a command, without the mouse', async () => {
    await window.runCommand('View: Show Add-ons');
    await apps.row(app);
    await window.runCommand('Add-ons: Focus on Apps View');
    await focusIs('Apps');
  });

  it('creates an add-on from the menu of a row', async () => {
    await apps.focusRow(app);
    await apps.contextMenuByKeyboard('Create Add-on…');
    await window.quickInput.waitFor({ title: 'Create Add-on: example-app (1/3)' });
    await chooseByTyping('key-value', 'Heroku Key-Value Store');
    await window.quickInput.waitFor({ placeholder: 'Choose a plan of Heroku Key-Value Store' });
    await chooseByTyping('mini', 'mini');
    await typeInto({ title: /\(3\/3\)$/, message: /Press Enter to take / }, 'QUEUE');
    const { text } = await window.notifications.waitFor(/^Created \S+ as QUEUE\. example-app is now v8\.$/);
    created = text.split(' ')[1] ?? '';
    await focusIs('Apps');
    assert.equal((await apps.focusedRow())?.label, app);
    assert.deepEqual(await apps.selectedLabels(), ['QUEUE']);
  });

  it('attaches it to another app from the row of its alias', async () => {
    await apps.focusRow([app, 'Attachments', 'QUEUE']);
    await apps.contextMenuByKeyboard('Attach Add-on…');
    await window.quickInput.waitFor({ title: /^Attach Add-on: .*\(1\/2\)$/ });
    await chooseByTyping(tasker, tasker);
    await typeInto({ message: /Press Enter to take REDIS\./ }, 'JOBS');
    await window.notifications.waitFor(`Attached ${created} as JOBS. example-tasker is now v5.`);
    await focusIs('Apps');
    assert.equal((await apps.focusedRow())?.label, 'QUEUE');
  });

  it('copies the value of its config var, without showing it', async () => {
    await apps.focusRow([tasker, 'Attachments', 'JOBS']);
    await window.press('ArrowRight');
    await apps.row([tasker, 'Attachments', 'JOBS', 'JOBS_URL']);
    await window.press('ArrowDown');
    assert.equal((await apps.focusedRow())?.label, 'JOBS_URL');
    const value = await copied(window, () => apps.contextMenuByKeyboard('Copy Config Var Value'));
    assert.match(value, /^redis:\/\/h:[^@]+@[^:]+:\d+$/);
    assert.ok(!(await window.page.content()).includes(value));
    await focusIs('Apps');
    assert.equal((await apps.focusedRow())?.label, 'JOBS_URL');
  });

  it('destroys it, once the name is typed', async () => {
    await apps.focusRow([app, 'Resources', created]);
    await apps.contextMenuByKeyboard('Destroy Add-on…');
    await window.quickInput.waitFor({ title: `Destroy Add-on ${created}` });
    await focusIs('question');
    await window.press('Enter');
    await until('the refusal of nothing', async () =>
      (await window.quickInput.labels()).some((label) => label.endsWith('nothing was changed')),
    );
    await typeInto({ title: `Destroy Add-on ${created}` }, app);
    await window.notifications.waitFor(
      `Destroyed ${created}. example-app is now v9, example-tasker is now v6.`,
    );
    await apps.waitUntilGone([app, 'Resources', created]);
    await focusIs('Apps');
    assert.deepEqual(await window.page.evaluate('mouseEvents'), []);
  });

  it('says each row of both views', async () => {
    await expandAll(apps);
    await expandAll(resources);
    assert.deepEqual(
      (await apps.rows()).map(({ ariaLabel }) => ariaLabel),
      spokenApps,
    );
    assert.deepEqual(
      (await resources.rows()).map(({ ariaLabel }) => ariaLabel),
      spokenResources,
    );
    for (const { label, ariaLabel } of [...(await apps.rows()), ...(await resources.rows())]) {
      assert.ok(
        label.split('::').every((part) => ariaLabel.includes(part)),
        `${label} in “${ariaLabel}”`,
      );
    }
  });

  it('F2, Delete and Ctrl+C ask and copy for the row; Escape leaves all as it is', async () => {
    const before = await readdir(storeFolder);
    for (const [path, renamed, removed, text] of rowsWithKeys) {
      await apps.select([[...path]]);
      assert.equal(await copied(window, () => window.press('ControlOrMeta+C')), text);
      for (const [key, title] of Object.entries({ F2: renamed, Delete: removed })) {
        await window.press(key);
        await leave(title);
      }
    }
    assert.deepEqual(await readdir(storeFolder), before);
  });

  it('F2 renames, and Delete removes', async () => {
    await apps.select([[app, 'Attachments', 'CACHE']]);
    await window.press('F2');
    await window.quickInput.waitFor({ title: /^Rename Alias: CACHE on example-app/ });
    await window.press('ControlOrMeta+A');
    await typeInto({}, 'STORE');
    await apps.row([app, 'Attachments', 'STORE']);
    await apps.select([[app, 'Config Vars', 'LOG_LEVEL']]);
    await window.press('Delete');
    await window.notifications.waitFor(/^Removed LOG_LEVEL from example-app\. /);
    await apps.waitUntilGone([app, 'Config Vars']);
  });

  it('keys mean the row that the arrows led to, not one that was selected before', async () => {
    await apps.select([tasker]);
    await apps.focusRow(app);
    await window.press('F2');
    await leave(/^Rename App: example-app/);
  });

  async function leave(title: RegExp): Promise<void> {
    await window.quickInput.waitFor({ title });
    await window.press('Escape');
    await window.quickInput.waitUntilClosed();
    await focusIs('Apps');
  }
});
