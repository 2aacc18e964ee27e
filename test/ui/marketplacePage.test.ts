import assert from 'node:assert/strict';
import { until } from '../host/workbench/until.mjs';
import type { WorkbenchWindow } from '../host/workbench/workbenchWindow.mjs';
import { OpenedPage } from './openedPage.ts';
import {
  expectStrictPolicy,
  fitsNarrow,
  hostileName,
  looksGood,
  outside,
  pagesState,
  reloadWith,
} from './pagesState.ts';
import { PagesWindow } from './pagesWindow.ts';

const search = 'Search by name, kind, config var or what it is for';

describe('the marketplace', function () {
  this.timeout(180_000);
  let opened: PagesWindow;
  let window: WorkbenchWindow;
  let page: OpenedPage;
  let folder: string;

  const find = (): Promise<OpenedPage> => OpenedPage.find(window, 'Add-on Marketplace');
  const names = (): Promise<readonly string[]> =>
    page.frame.locator('.services li:not([hidden]) strong').allTextContents();
  const service = (slug: string): OpenedPage['main'] => page.frame.locator(`[data-service="${slug}"]`);
  const details = (): OpenedPage['main'] => page.frame.locator('.details');

  const choosesApp = async (app: string): Promise<void> => {
    await page.frame.locator('vscode-dropdown[aria-label="On app"]').click();
    await page.frame.locator('vscode-dropdown[aria-label="On app"] vscode-option', { hasText: app }).click();
  };

  const shows = async (...expected: readonly string[]): Promise<void> => {
    await until(
      async () => `${expected.join()}; there are ${(await names()).join()}`,
      async () => (await names()).join() === expected.join(),
    );
  };

  const detailsShow = async (text: string | RegExp): Promise<void> => {
    await until(
      async () => `${String(text)} in ${await details().innerText()}`,
      async () => {
        const now = await details().innerText();
        return typeof text === 'string' ? now.includes(text) : text.test(now);
      },
    );
  };

  before(async () => {
    opened = await PagesWindow.open(await pagesState(), { width: 1600, height: 1000 });
    ({ window, store: folder } = opened);
    await window.runCommand('Add-ons: Open Marketplace');
    page = await find();
  });

  after(() => opened.close());

  it('lists services by category with counts, and hides historical ones until asked for', async () => {
    await until('the list', async () => (await names()).length > 0);
    const shown = (await names()).length;
    assert.ok(shown > 40 && shown < 100, String(shown));
    const [everything = '', first = ''] = await page.frame.locator('.categories li').allTextContents();
    assert.equal(everything, `All${shown}`);
    assert.match(first, /^Data Stores\d+$/);
    await page.frame.locator('vscode-checkbox', { hasText: 'Show historical services' }).click();
    await until('all of them', async () => (await names()).length > 150);
    assert.match(await service('openredis').innerText(), /Historical/);
    await page.frame.locator('vscode-checkbox', { hasText: 'Show historical services' }).click();
    await until('as before', async () => (await names()).length === shown);
    assert.deepEqual(await page.frame.evaluate('refusals'), []);
  });

  it('searches as one types, by name, kind and config var', async () => {
    const field = page.field(search);
    await field.pressSequentially('redis_url');
    await until(
      'a config var',
      async () => (await names()).includes('Heroku Key-Value Store') && (await names()).length < 9,
    );
    await field.fill('postgres heroku');
    await until('Postgres', async () => (await names()).includes('Heroku Postgres'));
    await field.fill('nothing like it');
    await page.main.getByText('No service matches.').waitFor();
    await page.button('Clear Filters').click();
    await page.waitForFocus(search);
    await until('all again', async () => (await names()).length > 40);
  });

  it('searches in the palette by the same words, wherever they stand', async () => {
    await window.runCommand('Add-ons: Create Add-on…');
    await window.quickInput.waitFor({ title: /^Create Add-on/ });
    await window.quickInput.choose('example-tasker');
    await window.quickInput.waitFor({ title: /^Create Add-on: example-tasker/ });
    await window.quickInput.type('heroku redis');
    await until(
      async () => `the row; there are ${(await window.quickInput.labels()).join()}`,
      async () => (await window.quickInput.labels()).join() === 'Heroku Key-Value Store',
    );
    await window.quickInput.accept();
    await window.quickInput.waitFor({ title: /^Create Add-on: example-tasker \(3\/4\)$/ });
    await window.quickInput.cancel();
  });

  it('filters by category, price and meters', async () => {
    await page.frame.locator('.categories button', { hasText: 'Logging' }).click();
    await until('logging', async () => (await names()).includes('Papertrail') && (await names()).length < 10);
    await page.frame.locator('.categories button', { hasText: 'All' }).click();
    await page.frame.locator('vscode-checkbox', { hasText: 'Metered only' }).click();
    await until('metered', async () => (await names()).length < 5);
    const inference = 'Heroku Managed Inference and Agents';
    assert.ok((await names()).includes(inference), (await names()).join());
    assert.equal(await service('heroku-inference').isVisible(), true);
    assert.match(await service('heroku-inference').innerText(), /Metered/);
    await page.frame.locator('vscode-checkbox', { hasText: 'Metered only' }).click();
    const price = page.frame.locator('vscode-dropdown[aria-label="Price"]');
    await price.click();
    await price.locator('vscode-option', { hasText: 'Price not known' }).click();
    await until('unknown prices', async () => (await names()).length >= 5 && (await names()).length < 15);
    const texts = await page.frame.locator('.services li:not([hidden]) .from').allTextContents();
    assert.deepEqual([...new Set(texts)], ['price not known']);
    await window.screenshot('marketplacePage/unknown');
    await price.click();
    await price.locator('vscode-option', { hasText: 'With a free plan' }).click();
    await until('free plans', async () => (await names()).includes('Papertrail'));
    assert.ok(!(await names()).includes(inference) && !(await names()).includes('Heroku Postgres'));
    await price.click();
    await price.locator('vscode-option', { hasText: 'Any price' }).click();
  });

  it('shows plans side by side, each meter with its unit and price, and what the service allows', async () => {
    await service('heroku-inference').click();
    await detailsShow('Tokens: $3.00 for each 1M tokens');
    await detailsShow('What the Service Allows');
    await service('heroku-redis').click();
    await detailsShow('An app can have several add-ons of heroku-redis.');
    const plan = details().locator('.plan').filter({ hasText: 'premium-0' }).first();
    assert.match(await plan.innerText(), /\$15\/month/);
    assert.equal(await details().locator('h2').innerText(), 'Heroku Key-Value Store');
  });

  it('tells the alias and config vars that each app would get', async () => {
    await choosesApp('example-tasker');
    await detailsShow(/Alias on example-tasker\s+REDIS the default alias/);
    await detailsShow(/Config vars on example-tasker\s+REDIS_URL/);
    await choosesApp('example-app');
    await detailsShow(/HEROKU_REDIS_[A-Z]+_URL/);
    await detailsShow(/as REDIS is taken there/);
    await choosesApp('example-tasker');
    const spoken = details().locator('[role="status"]');
    await until(
      'one sentence that is spoken',
      async () => (await spoken.textContent()) === 'Heroku Key-Value Store would be REDIS on example-tasker.',
    );
    assert.equal(await details().locator('[aria-live]').count(), 0);
    await service('papertrail').click();
    await details().locator('.problem').getByText('logs').waitFor();
    assert.equal(
      await details()
        .getByRole('button', { name: /^Create on / })
        .count(),
      0,
    );
  });

  it('offers what only needs a confirmation, and says what it overwrites', async () => {
    const set = (value: string | null): Promise<void> =>
      outside(folder, (on) =>
        on.perform({
          type: 'setConfigVars',
          app: 'example-tasker',
          configVars: [{ name: 'REDIS_URL', value }],
        }),
      );
    await set('mine');
    await service('heroku-redis').click();
    await detailsShow('Overwrites REDIS_URL. You will be asked to type example-tasker.');
    await page.button('Create on example-tasker… heroku-redis:premium-0').click();
    await window.quickInput.waitFor({ title: /^Create Add-on: .*example-tasker/ });
    await window.quickInput.cancel();
    await set(null);
    await detailsShow(/REDIS the default alias/);
  });

  it('creates an add-on through the flow of the palette, with the plan known, and shows what it changed', async () => {
    await service('heroku-redis').click();
    await detailsShow(/Alias on example-tasker\s+REDIS the default/);
    await page.button('Create on example-tasker… heroku-redis:premium-0').click();
    await window.quickInput.waitFor({ title: /^Create Add-on: .*example-tasker/ });
    await window.quickInput.accept();
    await window.notifications.waitFor(/^Created .* as REDIS\./);
    await detailsShow(/as REDIS is taken there/);
    await window.notifications.closeAll();
    await window.openContainer('Add-ons');
    await window.view('Apps').row(['example-tasker', 'Attachments', 'REDIS']);
  });

  it('keeps search, choice and app over a reload of the window', async () => {
    await page.field(search).fill('key-value');
    await until('less', async () => (await names()).length < 12);
    await reloadWith(window, 'addons.marketplace', 'key-value');
    page = await find();
    await until('the search', async () => (await page.field(search).inputValue()) === 'key-value');
    await until('less', async () => (await names()).length < 12);
    await detailsShow('Alias on example-tasker');
    await page.field(search).fill('');
  });

  it('can be used without the mouse', async () => {
    await page.frame.locator('.categories button', { hasText: 'All' }).focus();
    await window.press('/');
    await page.waitForFocus(search);
    await window.typeText('papertrail');
    await shows('Papertrail');
    await page.field(search).fill('postgres');
    await until('Postgres', async () => (await names()).includes('Heroku Postgres'));
    await window.press('F6');
    await window.press('F6');
    await until('a service has the focus', async () =>
      page.frame.evaluate<boolean>('document.activeElement.matches(".service")'),
    );
    await window.press('Home');
    await window.press('Enter');
    const [first = ''] = await names();
    await until('its details', async () => (await details().locator('h2').innerText()) === first);
    await window.press('F6');
    await until('the details have the focus', async () =>
      page.frame.evaluate<boolean>('document.activeElement.closest(".details") !== null'),
    );
    await window.press('Escape');
    await until('back in the list', async () =>
      page.frame.evaluate<boolean>('document.activeElement.matches(".service")'),
    );
    const create = details()
      .getByRole('button', { name: /^Create on / })
      .first();
    await create.focus();
    await window.press('Enter');
    await window.quickInput.waitFor({ title: /^Create Add-on/ });
    await window.quickInput.cancel();
    await page.field(search).fill('');
  });

  it('shows hostile names of apps as text', async () => {
    await service('heroku-redis').click();
    await choosesApp(`app ${hostileName}`);
    await detailsShow(`Alias on app ${hostileName}`);
    assert.equal(await page.frame.locator('img').count(), 0);
    assert.equal(await page.frame.evaluate('globalThis.wasRun'), undefined);
    await choosesApp('example-app');
  });

  it('runs no script that is put into it, and loads nothing from elsewhere', async () => {
    await expectStrictPolicy(page);
  });

  it('axe finds nothing in any theme', async () => {
    await looksGood(window, 'marketplacePage', find);
  });

  it('works at 300 pixels, one part under the other', async () => {
    await fitsNarrow(window, 'marketplacePage', find);
  });
});
