import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../host/workbench/until.mjs';
import type { WorkbenchWindow } from '../host/workbench/workbenchWindow.mjs';
import { OpenedConfigVars, secret, shop } from './openedConfigVars.ts';
import { OpenedPage } from './openedPage.ts';
import { reloadWith } from './pagesState.ts';
import { copied } from './sidebar.ts';

describe('the page of config vars', function () {
  this.timeout(180_000);
  let opened: OpenedConfigVars;
  let window: WorkbenchWindow;
  let page: OpenedPage;

  before(async () => {
    opened = await OpenedConfigVars.start();
    ({ window } = opened);
    page = await opened.open(shop);
  });

  after(() => opened.close());

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
    assert.match(everything, /^\{"version":1,"subject":"/m);
    assert.match(everything, /"type":"show"/);
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
    const url = new URL((await opened.stored('REDIS_URL')) ?? '');
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
    assert.equal(await opened.stored('WORKERS'), `3 ${secret}`);
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
    assert.equal(await opened.stored('WORKERS'), `3 ${secret}`);
  });

  it('sees a change from outside, keeps what is typed, and overwrites nothing unasked', async () => {
    await page.button('Edit WORKERS').click();
    const field = page.field('Value of WORKERS');
    await field.fill('mine');
    await opened.setOutside('WORKERS', 'theirs');
    await page
      .row('WORKERS')
      .getByText(/^WORKERS was changed elsewhere while you were editing it/)
      .waitFor();
    assert.equal(await field.inputValue(), 'mine');
    await page.waitForFocus('Value of WORKERS');
    await window.screenshot('configVars/conflict');
    await field.press('Enter');
    await page
      .row('WORKERS')
      .getByText(/Nothing was overwritten/)
      .waitFor();
    assert.equal(await opened.stored('WORKERS'), 'theirs');
    await page.button('Keep the Other').click();
    await field.waitFor({ state: 'detached' });
    assert.equal(await opened.stored('WORKERS'), 'theirs');
    await page.button('Edit WORKERS').click();
    await field.fill('mine');
    await opened.setOutside('WORKERS', 'theirs again');
    await page.button('Save Mine Anyway').click();
    await page.says(/^Set WORKERS\. example-app is now v9\.$/);
    assert.equal(await opened.stored('WORKERS'), 'mine');
  });

  it('keeps an edit whose var goes meanwhile, and sets it anew only when asked', async () => {
    await page.button('Edit WORKERS').click();
    const field = page.field('Value of WORKERS');
    await field.fill('kept');
    await opened.setOutside('WORKERS', null);
    await page.row('WORKERS').getByText('WORKERS was unset elsewhere while you were editing it.').waitFor();
    assert.equal(await field.inputValue(), 'kept');
    await page.button('Save Mine Anyway').click();
    await page.says('Set WORKERS. example-app is now v11.');
    assert.equal(await opened.stored('WORKERS'), 'kept');
  });

  it('shows what others change, and leaves focus and scroll where they are', async () => {
    await page.row('LOG_LEVEL').locator('tr').first().focus();
    await opened.setOutside('AAA_FIRST', 'x');
    await page.waitForNames('AAA_FIRST', 'LOG_LEVEL', 'REDIS_URL', 'WORKERS');
    await page.waitForFocus('LOG_LEVEL');
    await opened.setOutside('AAA_FIRST', null);
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
    await page.frame.getByRole('alert').filter({ hasText: 'WORKERS is set already.' }).waitFor();
    await page.field('Value of the new config var').press('Enter');
    assert.equal(await opened.stored('WORKERS'), 'kept');
    await page.field('Name of the new config var').fill('QUEUE_SIZE');
    await page.button('Save').click();
    await page.says(/^Set QUEUE_SIZE\./);
    await page.waitForNames('LOG_LEVEL', 'QUEUE_SIZE', 'REDIS_URL', 'WORKERS');
    assert.equal(await opened.stored('QUEUE_SIZE'), 'stolen');
  });

  it('unsets a config var, and undoes that', async () => {
    await page.button('Unset QUEUE_SIZE').click();
    await page.says(/^Unset QUEUE_SIZE\. example-app is now v\d+\.$/);
    await page.waitForNames('LOG_LEVEL', 'REDIS_URL', 'WORKERS');
    await window.screenshot('configVars/unset');
    await page.button('Undo').click();
    await page.says(/^Undone: /);
    await page.waitForNames('LOG_LEVEL', 'QUEUE_SIZE', 'REDIS_URL', 'WORKERS');
    assert.equal(await opened.stored('QUEUE_SIZE'), 'stolen');
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
    await opened.setOutside('LOG_LEVEL', 'warn');
    await page.button('Save Changes').click();
    await page.says(/^LOG_LEVEL was changed elsewhere meanwhile\. Nothing was overwritten\.$/);
    await page.main.getByText('changed elsewhere meanwhile').first().waitFor();
    assert.equal(await opened.stored('NEW_ONE'), undefined);
    await page.button('Back to the List').click();
    await page.main.getByText('The text has changes that are not saved.').waitFor();
    await page.button('Discard Changes').click();
    await page.button('Edit as Text').click();
    await text.fill('LOG_LEVEL=debug\nWORKERS=kept\n');
    await page.button('Review Changes').click();
    await page.button('Save Changes').click();
    await page.says(/^Set LOG_LEVEL, unset QUEUE_SIZE\./);
    assert.equal(await opened.stored('LOG_LEVEL'), 'debug');
    await page.waitForNames('LOG_LEVEL', 'REDIS_URL', 'WORKERS');
  });

  it('compares with a file of the workspace, and brings over what differs, either way', async () => {
    const file = join(opened.workspace, '.env');
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
    assert.equal(await opened.stored('ONLY_HERE'), secret);
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
    await opened.setOutside('ONLY_HERE', null);
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
    assert.equal(await opened.stored('WORKERS'), 'by keys');
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

  it('has the focus where it was after a visit to the palette', async () => {
    await page.row('WORKERS').locator('tr').first().focus();
    await page.waitForFocus('WORKERS');
    await window.press('F1');
    await window.quickInput.waitFor({ placeholder: /./ });
    await window.quickInput.cancel();
    await page.waitForFocus('WORKERS');
    await window.press('Enter');
    await page.waitForFocus('Value of WORKERS');
    await window.press('F1');
    await window.quickInput.waitFor({ placeholder: /./ });
    await window.quickInput.cancel();
    await page.waitForFocus('Value of WORKERS');
    await window.press('Escape');
    await page.waitForFocus('WORKERS');
  });

  it('goes on with what is typed after a look at another tab, and nothing of it is stored', async () => {
    await page.button('Edit WORKERS').click();
    await page.field('Value of WORKERS').fill('half typed');
    await window.runCommand('Add-ons: Open Marketplace');
    await OpenedPage.find(window, 'Add-on Marketplace');
    page = await opened.open(shop);
    await page.field('Value of WORKERS').waitFor();
    assert.equal(await page.field('Value of WORKERS').inputValue(), 'half typed');
    assert.ok(!(await window.storedTexts()).some((text) => text.includes('half typed')));
    await page.field('Value of WORKERS').press('Escape');
    await page.waitForFocus('WORKERS');
  });

  it('is opened once, also when it was out of sight over a reload of the window', async () => {
    await window.runCommand('Add-ons: Open Marketplace');
    await OpenedPage.find(window, 'Add-on Marketplace');
    await reloadWith(window, 'addons.configVars', 'addons.marketplace');
    page = await opened.open(shop);
    await until('one tab for each page', async () => {
      const tabs = await window.tabs();
      return tabs.toSorted().join() === ['Add-on Marketplace', `Config Vars — ${shop}`].join();
    });
  });
});
