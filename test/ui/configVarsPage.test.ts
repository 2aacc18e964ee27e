import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findApp } from '../../src/core/model/identifiers.ts';
import * as queries from '../../src/core/model/queries.ts';
import type { State } from '../../src/core/model/state.ts';
import { LowdbStateStore } from '../../src/store/lowdbStateStore.ts';
import { startEditor, type Editor } from '../host/editor.mjs';
import { until } from '../host/workbench/until.mjs';
import type { WorkbenchWindow } from '../host/workbench/workbenchWindow.mjs';
import { TestPlatform } from '../support/platform.ts';
import { wishing } from '../support/scriptedChance.ts';
import { kindsOf } from './axeOfOthers.ts';
import { OpenedPage } from './openedPage.ts';
import { switchColours, themes } from './pagesState.ts';
import { copied, vsix } from './sidebar.ts';
import { writeStore } from './storeFile.ts';

const shop = 'example-app';
/** Stands in every value, so that it can be looked for. */
const secret = 'hunter2';
const hostileAddon = '<img src=x onerror="globalThis.wasRun=1"> "q" \u202Eevil😀';

const hostile: Readonly<Record<string, string>> = {
  DIRECTION: `\u202E${secret}\u202C\u2066`,
  EMOJI: `👩‍👩‍👧‍👦🏴‍☠️${secret}`,
  LARGE: secret.padEnd(30 * 1024, 'x'),
  MARKUP: `<img src=x onerror="globalThis.wasRun=1">${secret}<script>globalThis.wasRun=1</script>`,
  QUOTES: `"'\`\\</td></tr>${secret}`,
};

async function shopState(): Promise<State> {
  const on = await TestPlatform.open({ randomness: wishing('ROSE') });
  await on.createApps(shop, 'hostile-app', 'many-vars');
  await on.perform({ type: 'createAddon', app: shop, plan: 'heroku-redis', name: 'important-redis' });
  await on.perform({
    type: 'setConfigVars',
    app: shop,
    configVars: [{ name: 'WORKERS', value: `2 ${secret}` }],
  });
  await on.perform({
    type: 'setConfigVars',
    app: shop,
    configVars: [{ name: 'LOG_LEVEL', value: `info ${secret}` }],
  });
  const configVars = Object.entries(hostile).map(([name, value]) => ({ name, value }));
  await on.perform({ type: 'setConfigVars', app: 'hostile-app', configVars });
  await on.perform({ type: 'createAddon', app: 'hostile-app', plan: 'heroku-redis', name: 'evil' });
  const many = Array.from({ length: 1_000 }, (_, index) => ({
    name: `VAR_${String(index).padStart(4, '0')}`,
    value: secret,
  }));
  await on.perform({ type: 'setConfigVars', app: 'many-vars', configVars: many });
  const { state } = on;
  const addons = Object.values(state.addons).map((addon) => [
    addon.id,
    addon.name === 'evil' ? { ...addon, name: hostileAddon } : addon,
  ]);
  return { ...state, addons: Object.fromEntries(addons) as State['addons'] };
}

describe('the page of config vars', function () {
  this.timeout(180_000);
  let editor: Editor;
  let window: WorkbenchWindow;
  let page: OpenedPage;
  let folder: string;
  let workspace: string;

  const open = async (app: string): Promise<OpenedPage> => {
    await window.runCommand('Add-ons: Show Config Vars');
    await window.quickInput.waitFor({ title: 'Show Config Vars' });
    await window.quickInput.choose(app);
    const opened = await OpenedPage.find(window, `Config vars of ${app}`);
    await until('its rows', async () => (await opened.names()).length > 0);
    return opened;
  };

  /** What another process does, by the same store. */
  const outside = async (work: (on: TestPlatform) => Promise<unknown>): Promise<void> => {
    const store = new LowdbStateStore(folder);
    const on = await TestPlatform.open({ store });
    await work(on);
    await on.platform.dispose();
  };

  const setOutside = (name: string, value: string | null) =>
    outside((on) => on.perform({ type: 'setConfigVars', app: shop, configVars: [{ name, value }] }));

  const stored = async (name: string): Promise<string | undefined> => {
    const store = new LowdbStateStore(folder);
    const on = await TestPlatform.open({ store });
    const value = queries.configOf(on.state, findApp(on.state, shop).id)[name];
    await on.platform.dispose();
    return value;
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'addons-page-'));
    await writeStore(folder, await shopState());
    editor = await startEditor({
      extension: vsix,
      settings: { 'addons.store.folder': folder, 'workbench.colorTheme': themes[0][0] },
      viewport: { width: 1280, height: 800 },
    });
    workspace = await editor.makeFolder('shop');
    window = await editor.openWindow({ folder: workspace });
    await OpenedPage.watch(window);
    page = await open(shop);
  });

  after(async () => {
    await editor.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('shows names, sources and releases, and no value: not in its elements, its state or any message', async () => {
    await page.waitForNames('LOG_LEVEL', 'REDIS_URL', 'WORKERS');
    assert.equal(await page.row('REDIS_URL').locator('td.from').innerText(), 'REDIS → important-redis');
    assert.equal(await page.row('WORKERS').locator('td.from').innerText(), 'you');
    assert.match(await page.row('WORKERS').locator('td.since').innerText(), /^v4, /);
    assert.match(await page.main.innerText(), /3 vars · v5/);
    assert.match(await page.value('WORKERS'), /^••••••••/);
    const everything = await page.everything();
    assert.ok(!everything.includes(secret));
    assert.ok(!everything.includes('redis://'));
    assert.ok((await page.frame.evaluate<string[]>('seenMessages')).some((text) => text.includes('"show"')));
    assert.deepEqual(await page.frame.evaluate('refusals'), []);
    assert.deepEqual(await window.tabs(), ['Config Vars — example-app']);
    await window.screenshot('configVars/list');
  });

  it('reveals one value when asked, and drops it when it is to be hidden, or the focus leaves', async () => {
    await page.button('Reveal WORKERS').click();
    await page.waitForValue('WORKERS', `2 ${secret}`);
    await page.says('WORKERS is shown for 30 seconds.');
    assert.match(await page.value('LOG_LEVEL'), /^••••••••/);
    await window.screenshot('configVars/revealed');
    await page.button('Hide WORKERS').click();
    assert.match(await page.value('WORKERS'), /^••••••••/);
    await page.button('Reveal All').click();
    await page.waitForValue('LOG_LEVEL', `info ${secret}`);
    await page.waitForValue('WORKERS', `2 ${secret}`);
    await page.frame.evaluate('seenMessages.length = 0');
    await window.openContainer('Add-ons');
    await window.view('Apps').focus();
    await until('no value in the page', async () => !(await page.everything()).includes(secret));
    await page.says('Values are hidden again.');
  });

  it('hides a value again after 30 seconds', async () => {
    await page.frame.evaluate('globalThis.later = setTimeout.bind(globalThis)');
    await page.frame.evaluate('globalThis.setTimeout = (work, ms) => later(work, ms === 30_000 ? 300 : ms)');
    await page.button('Reveal WORKERS').click();
    await page.says('WORKERS is shown for 30 seconds.');
    await page.says('Values are hidden again.');
    assert.match(await page.value('WORKERS'), /^••••••••/);
    await page.frame.evaluate('globalThis.setTimeout = later');
  });

  it('copies a value and a line of a .env file, without bringing the value into the page', async () => {
    await page.frame.evaluate('seenMessages.length = 0');
    const value = await copied(window, () => page.button('Copy the value of WORKERS').click());
    assert.equal(value, `2 ${secret}`);
    await page.says('Copied the value of WORKERS.');
    await page.button('More about WORKERS').click();
    const line = await copied(window, () => page.button('Copy as .env Line: WORKERS').click());
    assert.equal(line, `WORKERS='2 ${secret}'\n`);
    const all = await copied(window, () => page.button('Copy as .env').click());
    assert.match(
      all,
      new RegExp(`^LOG_LEVEL='info ${secret}'\nREDIS_URL=redis://.*\nWORKERS='2 ${secret}'\n$`),
    );
    assert.ok(!(await page.everything()).includes(secret));
    await page.button('More about WORKERS').click();
  });

  it('opens a URL into its parts, the password hidden, each to be copied', async () => {
    const url = new URL((await stored('REDIS_URL')) ?? '');
    await page.button('More about REDIS_URL').click();
    await page.button('Show Parts of REDIS_URL').click();
    const parts = page.row('REDIS_URL').locator('.parts');
    await parts.locator('dd').first().waitFor();
    const labels = await parts.locator('dt').allTextContents();
    assert.deepEqual(labels, ['user', 'password', 'host', 'port']);
    assert.ok((await parts.innerText()).includes(url.hostname));
    assert.ok(!(await page.everything()).includes(url.password));
    await window.screenshot('configVars/parts');
    assert.equal(await copied(window, () => page.button('Copy password of REDIS_URL').click()), url.password);
    assert.equal(await copied(window, () => page.button('Copy port of REDIS_URL').click()), url.port);
    await page.button('More about REDIS_URL').click();
    assert.ok(!(await parts.innerText()).includes(url.hostname));
  });

  it('says why a var of an add-on can’t be edited, and leads to the add-on', async () => {
    const { row } = { row: page.row('REDIS_URL') };
    assert.equal(await row.getByRole('button', { name: 'Edit REDIS_URL' }).count(), 0);
    await page.button('Read-only: why REDIS_URL can’t be edited here').click();
    await row
      .getByText('Set by important-redis through REDIS. Rotate, detach or overwrite the alias to change it.')
      .waitFor();
    assert.equal(await row.getByRole('button', { name: 'Show Add-on that sets REDIS_URL' }).count(), 1);
    await page.button('More about REDIS_URL').click();
  });

  it('edits a value in its place, checked by the rule of the app', async () => {
    await page.button('Edit WORKERS').click();
    const field = page.field('Value of WORKERS');
    await field.waitFor();
    assert.equal(await field.inputValue(), `2 ${secret}`);
    await field.fill('x'.repeat(40_000));
    await page
      .row('WORKERS')
      .getByText(/too long|32/i)
      .waitFor();
    await field.fill(`3 ${secret}`);
    await until('no problem', async () => (await page.row('WORKERS').locator('.problem').innerText()) === '');
    await window.screenshot('configVars/edit');
    await field.press('Enter');
    await page.says('Set WORKERS. example-app is now v6.');
    assert.equal(await stored('WORKERS'), `3 ${secret}`);
    await until('its release', async () =>
      (await page.row('WORKERS').locator('td.since').innerText()).startsWith('v6, '),
    );
    assert.match(await page.value('WORKERS'), /^••••••••/);
  });

  it('leaves a value as it was when Escape is pressed', async () => {
    await page.button('Edit WORKERS').click();
    const field = page.field('Value of WORKERS');
    await field.fill('nothing');
    await field.press('Escape');
    await field.waitFor({ state: 'detached' });
    await page.waitForFocus('WORKERS');
    assert.equal(await stored('WORKERS'), `3 ${secret}`);
  });

  it('sees a change from outside, keeps what is typed, and overwrites nothing unasked', async () => {
    await page.button('Edit WORKERS').click();
    const field = page.field('Value of WORKERS');
    await field.fill('mine');
    await setOutside('WORKERS', 'theirs');
    await page
      .row('WORKERS')
      .getByText(/^WORKERS was changed in another window while you were editing it/)
      .waitFor();
    assert.equal(await field.inputValue(), 'mine');
    await page.waitForFocus('Value of WORKERS');
    await window.screenshot('configVars/conflict');
    await field.press('Enter');
    await page
      .row('WORKERS')
      .getByText(/Nothing was overwritten/)
      .waitFor();
    assert.equal(await stored('WORKERS'), 'theirs');
    await page.button('Keep the Other').click();
    await field.waitFor({ state: 'detached' });
    assert.equal(await stored('WORKERS'), 'theirs');
    await page.button('Edit WORKERS').click();
    await field.fill('mine');
    await setOutside('WORKERS', 'theirs again');
    await page.button('Save Mine Anyway').click();
    await page.says(/^Set WORKERS\. example-app is now v9\.$/);
    assert.equal(await stored('WORKERS'), 'mine');
  });

  it('keeps an edit whose var goes meanwhile, and sets it anew only when asked', async () => {
    await page.button('Edit WORKERS').click();
    const field = page.field('Value of WORKERS');
    await field.fill('kept');
    await setOutside('WORKERS', null);
    await page.row('WORKERS').getByText('WORKERS was unset elsewhere while you were editing it.').waitFor();
    assert.equal(await field.inputValue(), 'kept');
    await page.button('Save Mine Anyway').click();
    await page.says('Set WORKERS. example-app is now v11.');
    assert.equal(await stored('WORKERS'), 'kept');
  });

  it('shows what others change, and leaves focus and scroll where they are', async () => {
    await page.row('LOG_LEVEL').locator('tr').first().focus();
    await setOutside('AAA_FIRST', 'x');
    await page.waitForNames('AAA_FIRST', 'LOG_LEVEL', 'REDIS_URL', 'WORKERS');
    await page.waitForFocus('LOG_LEVEL');
    await setOutside('AAA_FIRST', null);
    await page.waitForNames('LOG_LEVEL', 'REDIS_URL', 'WORKERS');
    await page.waitForFocus('LOG_LEVEL');
  });

  it('adds a config var, and refuses a name that can’t be one or is taken', async () => {
    await page.button('Add').click();
    await page.waitForFocus('Name of the new config var');
    await page.field('Name of the new config var').fill('no name');
    await page.frame.getByRole('alert').filter({ hasText: 'no name' }).waitFor();
    await page.field('Name of the new config var').fill('WORKERS');
    await page.field('Value of the new config var').fill('stolen');
    await page.button('Save').click();
    await page.frame.getByRole('alert').filter({ hasText: 'Nothing was overwritten' }).waitFor();
    assert.equal(await stored('WORKERS'), 'kept');
    await page.field('Name of the new config var').fill('QUEUE_SIZE');
    await page.button('Save').click();
    await page.says(/^Set QUEUE_SIZE\./);
    await page.waitForNames('LOG_LEVEL', 'QUEUE_SIZE', 'REDIS_URL', 'WORKERS');
    assert.equal(await stored('QUEUE_SIZE'), 'stolen');
  });

  it('unsets a config var, and undoes that', async () => {
    await page.button('Unset QUEUE_SIZE').click();
    await page.says(/^Unset QUEUE_SIZE\. example-app is now v\d+\.$/);
    await page.waitForNames('LOG_LEVEL', 'REDIS_URL', 'WORKERS');
    await window.screenshot('configVars/unset');
    await page.button('Undo').click();
    await page.says(/^Undone: /);
    await page.waitForNames('LOG_LEVEL', 'QUEUE_SIZE', 'REDIS_URL', 'WORKERS');
    assert.equal(await stored('QUEUE_SIZE'), 'stolen');
  });

  it('filters and sorts, and both survive a reload of the window', async () => {
    const filter = page.field('Filter by name or source');
    await filter.fill('nothing like it');
    await page.main.getByText('No config var matches “nothing like it”.').waitFor();
    await window.screenshot('configVars/nothing');
    await page.button('Clear Filter').click();
    await page.button('Since').click();
    await page.button('Since').click();
    assert.equal((await page.names())[0], 'QUEUE_SIZE');
    await filter.fill('redis');
    await page.waitForNames('REDIS_URL');
    await until('VS Code has kept it', async () =>
      (await window.storedTexts()).some((text) => /filter\W+redis/.test(text)),
    );
    await window.reload();
    page = await OpenedPage.find(window, `Config vars of ${shop}`);
    await page.waitForNames('REDIS_URL');
    assert.equal(await page.field('Filter by name or source').inputValue(), 'redis');
    assert.equal(await page.frame.locator('th[aria-sort="descending"]').innerText(), 'Since');
    assert.ok(!(await window.storedTexts()).some((text) => text.includes(secret)));
    await page.field('Filter by name or source').fill('');
    await page.button('Name').click();
    await page.waitForNames('LOG_LEVEL', 'QUEUE_SIZE', 'REDIS_URL', 'WORKERS');
  });

  it('edits all as text, shows what that changes before it is saved, and refuses what others changed', async () => {
    await page.button('Edit as Text').click();
    const title = `Config vars of ${shop} as text`;
    const text = page.field(title);
    await text.waitFor();
    assert.equal(await text.inputValue(), `LOG_LEVEL='info ${secret}'\nQUEUE_SIZE=stolen\nWORKERS=kept\n`);
    await window.screenshot('configVars/text');
    await text.fill('LOG_LEVEL=debug\nWORKERS=kept\nnonsense\nWORKERS=again\n');
    await page.button('Review Changes').click();
    await page.main.getByText('Line 3: This line is not NAME=value.').waitFor();
    await page.main.getByText('Line 4: WORKERS is set twice.').waitFor();
    await page.button('Back to the Text').click();
    await text.fill('LOG_LEVEL=debug\nNEW_ONE=1\nWORKERS=kept\n');
    await page.button('Review Changes').click();
    await page.main.getByText(/^example-app restarts as v\d+\.$/).waitFor();
    const rows = page.frame.locator('.textMode tbody tr');
    assert.deepEqual(
      (await rows.allTextContents()).map((row) => row.replaceAll('••••••••', '*')),
      ['LOG_LEVELchanged**', 'NEW_ONEadded—*', 'QUEUE_SIZEunset*—'],
    );
    await window.screenshot('configVars/review');
    await setOutside('LOG_LEVEL', 'warn');
    await page.button('Save Changes').click();
    await page.says(/^LOG_LEVEL was changed elsewhere meanwhile\. Nothing was overwritten\.$/);
    await page.main.getByText('changed elsewhere meanwhile').first().waitFor();
    assert.equal(await stored('NEW_ONE'), undefined);
    await page.button('Back to the List').click();
    await page.button('Edit as Text').click();
    await text.fill('LOG_LEVEL=debug\nWORKERS=kept\n');
    await page.button('Review Changes').click();
    await page.button('Save Changes').click();
    await page.says(/^Set LOG_LEVEL, unset QUEUE_SIZE\./);
    assert.equal(await stored('LOG_LEVEL'), 'debug');
    await page.waitForNames('LOG_LEVEL', 'REDIS_URL', 'WORKERS');
  });

  it('compares with a file of the workspace, and brings over what differs, either way', async () => {
    const file = join(workspace, '.env');
    await writeFile(file, `# kept\nLOG_LEVEL=trace\nONLY_HERE=${secret}\n`);
    await page.frame.evaluate('seenMessages.length = 0');
    await page.button('Compare with File…').click();
    await page.main.getByText('4 names differ.').waitFor();
    assert.deepEqual(await page.frame.locator('.compareMode tbody').allTextContents(), [
      'LOG_LEVELhas another value in .env',
      'ONLY_HEREonly in .env',
      `REDIS_URLonly on ${shop}`,
      `WORKERSonly on ${shop}`,
    ]);
    assert.ok(!(await page.everything()).includes(secret));
    await page.frame.locator('vscode-checkbox[aria-label="Choose ONLY_HERE"]').click();
    await window.screenshot('configVars/compare');
    await page.button(`Bring to ${shop}`).click();
    await page.says(/^Set ONLY_HERE\./);
    assert.equal(await stored('ONLY_HERE'), secret);
    await page.main.getByText('3 names differ.').waitFor();
    await page.frame.locator('vscode-checkbox[aria-label="Choose WORKERS"]').click();
    await page.button('Bring to the File…').click();
    await window.quickInput.waitFor({ placeholder: /Press Enter/ });
    await window.quickInput.accept();
    await until('the file', async () => (await readFile(file, 'utf8')).includes('WORKERS=kept'));
    assert.equal(
      await readFile(file, 'utf8'),
      `# kept\nLOG_LEVEL=trace\nONLY_HERE=${secret}\nWORKERS=kept\n`,
    );
    page = await OpenedPage.find(window, `Config vars of ${shop}`);
    await page.main.getByText('2 names differ.').waitFor();
    await page.button('Back to the List').click();
    await setOutside('ONLY_HERE', null);
  });

  it('can be used without the mouse', async () => {
    await page.row('LOG_LEVEL').locator('tr').first().focus();
    await window.press('/');
    await page.waitForFocus('Filter by name or source');
    await window.typeText('work');
    await page.waitForNames('WORKERS');
    await window.press('ArrowDown');
    await page.waitForFocus('WORKERS');
    assert.equal(await copied(window, () => window.press('ControlOrMeta+C')), 'kept');
    await page.row('WORKERS').locator('tr').first().focus();
    await window.press('Enter');
    await page.waitForFocus('Value of WORKERS');
    // Not by Ctrl+A: VS Code selects all once more when it has come by the window.
    await window.press('Home');
    await window.press('Shift+End');
    await window.typeText('by keys');
    await window.press('Enter');
    await page.says(/^Set WORKERS\./);
    assert.equal(await stored('WORKERS'), 'by keys');
    await page.waitForFocus('WORKERS');
    await window.press('Space');
    await page.waitForValue('WORKERS', 'by keys');
    await window.press('Space');
    await window.press('Shift+F6');
    await page.waitForFocus('Filter by name or source');
    await window.press('Escape');
    await page.waitForNames('LOG_LEVEL', 'REDIS_URL', 'WORKERS');
    await window.press('F6');
    await window.press('End');
    await page.waitForFocus('WORKERS');
    await window.press('Delete');
    await page.says(/^Unset WORKERS\./);
    await page.waitForFocus('REDIS_URL');
    await window.press('F6');
    await page.waitForFocus('Undo');
    await window.press('Enter');
    await page.waitForNames('LOG_LEVEL', 'REDIS_URL', 'WORKERS');
  });

  it('runs no script that is put into it, and loads nothing from elsewhere', async () => {
    await page.frame.evaluate(`(() => {
      refusals.length = 0;
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
    })()`);
    await until('all are refused', async () => {
      const refusals = await page.frame.evaluate<string[]>('refusals');
      return new Set(refusals.map((each) => each.split(' ')[0])).size >= 6;
    });
    const refused = new Set(await page.frame.evaluate<string[]>('refusals'));
    for (const each of [
      'script-src-elem inline',
      'script-src-elem https://example.com/x.js',
      'script-src-attr inline',
      'style-src-attr inline',
      'img-src https://example.com/x.png',
      'frame-src https://example.com',
      'connect-src https://example.com/',
    ]) {
      assert.ok(refused.has(each), `${each}: ${[...refused].join(', ')}`);
    }
    assert.equal(await page.frame.evaluate('globalThis.wasRun'), undefined);
  });

  it('shows hostile names and values as text', async () => {
    page = await open('hostile-app');
    await page.waitForNames('DIRECTION', 'EMOJI', 'LARGE', 'MARKUP', 'QUOTES', 'REDIS_URL');
    assert.equal(await page.row('REDIS_URL').locator('td.from').innerText(), `REDIS → ${hostileAddon}`);
    await page.button('Reveal All').click();
    for (const [name, value] of Object.entries(hostile)) {
      await page.waitForValue(name, value);
    }
    await window.screenshot('configVars/hostile');
    assert.equal(await page.frame.locator('img, tbody script').count(), 0);
    assert.equal(await page.frame.evaluate('globalThis.wasRun'), undefined);
    assert.ok((await page.overflow()) <= 0);
    for (const [name, value] of Object.entries(hostile)) {
      assert.equal(await copied(window, () => page.button(`Copy the value of ${name}`).click()), value);
    }
  });

  it('shows 1,000 config vars a hundred at a time, and finds each', async () => {
    page = await open('many-vars');
    assert.equal((await page.names()).length, 100);
    await page.main.getByText('1–100 of 1000').waitFor();
    await page.button('Next').click();
    await page.main.getByText('101–200 of 1000').waitFor();
    assert.equal((await page.names())[0], 'VAR_0100');
    await page.field('Filter by name or source').fill('0999');
    await page.waitForNames('VAR_0999');
    await page.field('Filter by name or source').fill('');
  });

  it('works at 300 pixels and at 200 %, as cards', async () => {
    page = await open(shop);
    await window.page.setViewportSize({ width: 620, height: 800 });
    await until('cards', async () =>
      page.frame.evaluate<boolean>(
        'innerWidth < 600 && getComputedStyle(document.querySelector("td")).display === "block"',
      ),
    );
    assert.ok((await page.overflow()) <= 0, String(await page.overflow()));
    await window.screenshot('configVars/narrow');
    assert.deepEqual(kindsOf(await page.axe()), []);
    await window.page.setViewportSize({ width: 1280, height: 800 });
  });

  for (const colours of themes) {
    const [theme, kind] = colours;
    it(`${theme}: axe finds nothing in the list, while editing, in the text, in the comparison`, async () => {
      page = await switchColours(window, colours, () => OpenedPage.find(window, `Config vars of ${shop}`));
      await page.button('More about REDIS_URL').click();
      await page.button('Show Parts of REDIS_URL').click();
      await page.row('REDIS_URL').locator('.parts dd').first().waitFor();
      await page.button('Edit WORKERS').click();
      await page.field('Value of WORKERS').waitFor();
      await page.button('Add').click();
      await page.field('Name of the new config var').fill('no name');
      await page.frame.getByRole('alert').filter({ hasText: 'no name' }).waitFor();
      await window.screenshot(`configVars/${kind}-edit`);
      assert.deepEqual(kindsOf(await page.axe()), []);
      await page.field('Name of the new config var').press('Escape');
      await page.field('Value of WORKERS').press('Escape');
      await page.button('More about REDIS_URL').click();
      await window.screenshot(`configVars/${kind}-list`);
      assert.deepEqual(kindsOf(await page.axe()), []);
      await page.button('Edit as Text').click();
      await page.field(`Config vars of ${shop} as text`).fill('NEW=1\n');
      assert.deepEqual(kindsOf(await page.axe()), []);
      await page.button('Review Changes').click();
      await page.main.getByText(/restarts as/).waitFor();
      await window.screenshot(`configVars/${kind}-review`);
      assert.deepEqual(kindsOf(await page.axe()), []);
      await page.button('Back to the List').click();
      await page.button('Compare with File…').click();
      await page.main.getByText(/names? differs?\./).waitFor();
      await window.screenshot(`configVars/${kind}-compare`);
      assert.deepEqual(kindsOf(await page.axe()), []);
      await page.button('Back to the List').click();
    });
  }
});
