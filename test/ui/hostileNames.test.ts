import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findApp } from '../../src/core/model/identifiers.ts';
import type { State } from '../../src/core/model/state.ts';
import { startEditor, type Editor } from '../host/editor.mjs';
import type { TreeView } from '../host/workbench/treeView.mjs';
import { until } from '../host/workbench/until.mjs';
import type { WorkbenchWindow } from '../host/workbench/workbenchWindow.mjs';
import { TestPlatform } from '../support/platform.ts';
import { withFailedAddon } from '../support/states.ts';
import { copied, expandAll, lineOf, vsix } from './sidebar.ts';
import { writeStore } from './storeFile.ts';

/** All that VS Code might take for something else than text: an icon, a link, HTML, emphasis, a turn of direction. */
const hostile =
  '$(squirrel) [x](command:workbench.action.quit) <img src=x onerror="globalThis.wasRun=1"> **b** `c` \u202Egpj.😀';

/** In every value, so that it can be looked for. */
const secret = 'hunter2-never-shown';

/** Config vars of the user's own, each as hostile as a value may be. */
const values: Readonly<Record<string, string>> = {
  ADDRESS: `[x](command:workbench.action.quit)${secret}`,
  DIRECTION: `\u202E${secret}\u202C\u2066`,
  EMOJI: `👩‍👩‍👧‍👦🏴‍☠️${secret}`,
  ICON: `$(squirrel)${secret}$(loading~spin)`,
  LARGE: secret.padEnd(32 * 1024, 'x'),
  LINES: `${secret}\n$(squirrel)\r\n"'\\\``,
  MARKUP: `<img src=x onerror="globalThis.wasRun=1">${secret}<script>globalThis.wasRun=1</script>`,
};
const app = 'a-name-of-thirty-characters-ok';
const plain = 'plain';

/** A store as someone else may have written it: hostile wherever nothing but a rule would stand against it. */
async function hostileState(): Promise<State> {
  const on = await TestPlatform.open();
  await on.createApps(app, plain);
  await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'cache' });
  await on.perform({ type: 'attachAddon', addon: 'cache', app: plain, alias: 'BROKER' });
  const configVars = Object.entries(values).map(([name, value]) => ({ name, value }));
  await on.perform({ type: 'setConfigVars', app, configVars });
  const { id } = findApp(on.state, app);
  const state = withFailedAddon(on.state, id);
  const histories = Object.entries(state.releases).map(([appId, history]) => [
    appId,
    {
      ...history,
      releases: history.releases.map((each) => ({ ...each, description: hostile, user: hostile })),
    },
  ]);
  return {
    ...state,
    releases: Object.fromEntries(histories) as State['releases'],
    owners: everyEntry(state.owners, { name: hostile, email: hostile }),
    failedAddons: everyEntry(state.failedAddons, { name: hostile, reason: hostile }),
    addons: everyEntry(state.addons, { name: hostile }),
    apps: { ...state.apps, [findApp(state, plain).id]: { ...findApp(state, plain), name: hostile } },
  };
}

function everyEntry<Entry extends object>(
  entries: Readonly<Record<string, Entry>>,
  change: Partial<Entry>,
): Readonly<Record<string, Entry>> {
  return Object.fromEntries(Object.entries(entries).map(([id, entry]) => [id, { ...entry, ...change }]));
}

/** Names, reasons and descriptions that try to be more than text; values that nobody may see. */
describe('hostile texts', function () {
  this.timeout(120_000);
  let editor: Editor;
  let window: WorkbenchWindow;
  let apps: TreeView;
  let resources: TreeView;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'addons-hostile-'));
    await writeStore(folder, await hostileState());
    const settings = { 'addons.store.folder': folder };
    // So high that all rows are in sight.
    editor = await startEditor({ extension: vsix, settings, viewport: { width: 1280, height: 1400 } });
    const workspace = await editor.makeFolder('shop');
    await mkdir(join(workspace, '.vscode'));
    await writeFile(
      join(workspace, '.vscode', 'settings.json'),
      JSON.stringify({ 'addons.link.app': hostile }),
    );
    window = await editor.openWindow({ folder: workspace });
    await window.openContainer('Add-ons');
    apps = window.view('Apps');
    resources = window.view('Resources');
    await apps.row(app);
  });

  after(async () => {
    await editor.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Nothing was made of the texts, and no value is anywhere in the page. */
  const staysText = async (): Promise<void> => {
    assert.deepEqual(await madeOfTexts(window.page), []);
    assert.ok(!(await window.page.content()).includes(secret), 'a value is in the page');
  };

  afterEach(async () => {
    // A test that failed leaves its question open.
    await window.press('Escape');
    await window.quickInput.waitUntilClosed();
  });

  it('are the exact texts of rows, in both views', async () => {
    await expandAll(apps);
    await expandAll(resources);
    await staysText();
    assert.deepEqual((await apps.rows()).map(lineOf), [
      `${hostile} v3`,
      '  Attachments 1',
      `    BROKER → ${hostile} · billed to ${app}`,
      '      BROKER_URL ••••••••',
      `${app} v4 · $3/month`,
      '  Resources 1',
      `    ${hostile} heroku-redis:mini · $3/month · shared`,
      '      REDIS',
      `      BROKER on ${hostile}`,
      `    ${hostile} was not created: ${hostile}`,
      '  Attachments 1',
      `    REDIS → ${hostile}`,
      '      REDIS_URL ••••••••',
      '  Config Vars 7 of your own',
      ...Object.keys(values).map((name) => `    ${name} ••••••••`),
    ]);
    assert.deepEqual((await resources.rows()).map(lineOf), [
      `${hostile} heroku-redis:mini · $3/month · ${app} · shared`,
      `  ${app}::REDIS`,
      `  ${hostile}::BROKER`,
    ]);
    assert.equal((await apps.row(hostile)).ariaLabel, `${hostile}, app, release 3, linked to this folder`);
  });

  it('are text in tooltips, which turn no direction and have no link but their own', async () => {
    const shown = hostile.replace('\u202E', '');
    for (const [view, path, times] of [
      [apps, [app], 1],
      [apps, [hostile], 2],
      [apps, [app, 'Resources', hostile], 2],
      [apps, [hostile, 'Attachments', 'BROKER', 'BROKER_URL'], 1],
      [apps, [app, 'Config Vars', 'ICON'], 0],
      [resources, [hostile], 2],
    ] as const) {
      const { text, links } = await view.tooltip([...path]);
      assert.equal(text.split(shown).length - 1, times, text);
      assert.deepEqual(
        links.map((link) => link.text),
        ['Copy Name'],
      );
      await staysText();
    }
  });

  it('are text in the list of releases, and on the page of one', async () => {
    const { quickInput } = window;
    await apps.inlineAction(app, 'Show Releases');
    await quickInput.waitFor({ title: `Releases of ${app}` });
    const [newest] = await quickInput.rows();
    assert.match(seen(newest?.description), startingWith(`current · ${hostile} · `));
    assert.ok(seen(newest?.description).endsWith(` · ${hostile}`));
    await staysText();
    await quickInput.choose('v4');
    await quickInput.waitFor({ title: `v4 of ${app}` });
    assert.equal(seen(await quickInput.placeholder()), hostile);
    const user = (await quickInput.rows()).find(({ description }) => description === 'made it');
    assert.equal(seen(user?.label), hostile);
    await staysText();
    await quickInput.cancel();
    await apps.inlineAction(hostile, 'Show Releases');
    await quickInput.waitFor({ title: `Releases of ${hostile}` });
    await staysText();
    await quickInput.cancel();
  });

  it('are text in the rows and titles of questions', async () => {
    const { quickInput } = window;
    await window.runCommand('Add-ons: Attach Add-on…');
    await quickInput.waitFor({ title: 'Attach Add-on (1/3)' });
    const [addon = ''] = await quickInput.labels();
    assert.equal(seen(addon), hostile);
    await staysText();
    await quickInput.choose(addon);
    await quickInput.waitFor({ title: `Attach Add-on: ${hostile} (2/3)` });
    assert.deepEqual((await quickInput.labels()).map(seen).sort(), [hostile, app]);
    await staysText();
    await quickInput.cancel();
    await window.runCommand('Add-ons: Dismiss Add-on That Was Not Created');
    await quickInput.waitFor({ title: 'Dismiss Add-on That Was Not Created' });
    const rows = (await quickInput.rows()).map(({ label, description }) => [seen(label), seen(description)]);
    assert.deepEqual(rows, [[hostile, hostile]]);
    await staysText();
    await quickInput.cancel();
  });

  it('are text in the prompt of an input, and in what its check says', async () => {
    const { quickInput } = window;
    await apps.contextMenu(hostile, 'Rename App…');
    await quickInput.waitFor({ title: `Rename App: ${hostile}` });
    assert.match(seen(await quickInput.message()), startingWith(`New name instead of ${hostile}`));
    await staysText();
    await quickInput.type(`${hostile}!`);
    const refusal = await quickInput.validationMessage(/can't be an app's name/);
    assert.match(seen(refusal), startingWith(`${hostile}! can't be an app's name`));
    await staysText();
    await quickInput.cancel();
  });

  it('are text in what a confirmation invites to, in what it lists and in what was typed', async () => {
    const { quickInput } = window;
    await apps.contextMenu([app, 'Resources', hostile], 'Destroy Add-on…');
    await quickInput.waitFor({ title: `Destroy Add-on ${hostile}` });
    const rows = (await quickInput.rows()).map(({ label, description }) => [seen(label), seen(description)]);
    assert.deepEqual(rows, [
      [`Type ${app} to destroy ${hostile}, with its data`, ''],
      ['REDIS', `${app} loses REDIS_URL and restarts`],
      ['BROKER', `${hostile} loses BROKER_URL and restarts`],
      ['$3/month', `ends for ${app}`],
    ]);
    await staysText();
    await quickInput.type(hostile);
    await quickInput.accept();
    await until('the refusal', async () => {
      return seen((await quickInput.labels())[0]) === `${hostile} is not ${app}: nothing was changed`;
    });
    await staysText();
    await quickInput.cancel();
  });

  it('are text in notifications and in the status bar', async () => {
    await apps.inlineAction([app, 'Attachments', 'REDIS'], 'Detach Alias…');
    const refused = await window.notifications.waitFor(/last alias/);
    assert.ok(seen(refused.text).includes(`it is the last alias of ${hostile} on ${app}`), refused.text);
    await staysText();
    await apps.inlineAction([hostile, 'Attachments', 'BROKER'], 'Detach Alias…');
    const { text } = await window.notifications.waitFor(/^Detached BROKER/);
    assert.equal(seen(text), `Detached BROKER from ${hostile}, which stays. ${hostile} is now v4.`);
    await until(
      async () => `the linked app in the status bar; there is ${(await window.statusBar()).join(' | ')}`,
      async () => (await window.statusBar()).map(seen).includes(`${hostile} v4`),
    );
    await staysText();
  });

  it('are values that nothing shows, and that are copied as they are', async () => {
    for (const [name, value] of Object.entries(values)) {
      const path = [app, 'Config Vars', name];
      assert.equal(await copied(window, () => apps.inlineAction(path, 'Copy Config Var Value')), value);
      await staysText();
    }
  });

  it('are values that can be typed, and are not shown meanwhile', async () => {
    const { quickInput } = window;
    await apps.contextMenu(hostile, 'Set Config Var…');
    await quickInput.waitFor({ message: /^Name of the config var/ });
    await quickInput.type('TYPED');
    await quickInput.accept();
    await quickInput.waitFor({ message: /^Value of TYPED/ });
    await quickInput.type(values['MARKUP'] ?? '');
    assert.equal(await window.page.locator('.quick-input-widget input[type="password"]').count(), 1);
    await staysText();
    await quickInput.accept();
    await apps.expand([hostile, 'Config Vars']);
    const copy = () => apps.inlineAction([hostile, 'Config Vars', 'TYPED'], 'Copy Config Var Value');
    assert.equal(await copied(window, copy), values['MARKUP']);
  });
});

/** Zero-width spaces keep VS Code from reading what stands around them as more than text; nobody sees them. */
function seen(text = ''): string {
  return text.replaceAll('\u200b', '');
}

function startingWith(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'u');
}

/** Icons, links, pictures and commands that came of a hostile text. */
async function madeOfTexts(page: WorkbenchWindow['page']): Promise<readonly string[]> {
  return page.evaluate(`(() => {
    const found = document.querySelectorAll(
      '.codicon-squirrel, img[src="x"], [href*="action.quit"], [data-href*="action.quit"]',
    );
    return [...found].map((element) => element.outerHTML).concat(globalThis.wasRun === undefined ? [] : ['run']);
  })()`);
}
