import assert from 'node:assert/strict';
import type { PriceSegment } from '../../src/core/model/priceSegment.ts';
import type { State } from '../../src/core/model/state.ts';
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
import { writeStore } from './storeFile.ts';

/** So many segments of add-ons that are gone stand on the bill as well. */
const many = 1_000;

/** Bills outlive their add-ons: a month with a thousand of them needs no thousand add-ons. */
function withManyLines(state: State): State {
  const [segment] = Object.values(state.priceSegments);
  assert.ok(segment);
  const lines = Array.from({ length: many }, (_each, at) => {
    const id = `00000000-0000-4000-8000-${String(at).padStart(12, '0')}` as PriceSegment['id'];
    const addonName = `old-${String(at).padStart(4, '0')}`;
    return [
      id,
      {
        ...segment,
        id,
        addonId: id as string as PriceSegment['addonId'],
        addonName,
        end: Date.now() - 3_600_000,
      },
    ] as const;
  });
  return { ...state, priceSegments: { ...state.priceSegments, ...Object.fromEntries(lines) } };
}

describe('the page of prices', function () {
  this.timeout(180_000);
  let opened: PagesWindow;
  let window: WorkbenchWindow;
  let page: OpenedPage;
  let folder: string;

  const all = 'Prices of All Apps';
  const find = (): Promise<OpenedPage> => OpenedPage.find(window, all);

  const addons = (): Promise<readonly string[]> => page.frame.locator('.rows tbody th').allTextContents();

  before(async () => {
    opened = await PagesWindow.open(await pagesState(), { width: 1400, height: 1000 });
    ({ window, store: folder } = opened);
    await window.runCommand('Add-ons: Show Prices');
    page = await find();
  });

  after(() => opened.close());

  it('tells the month so far, its forecast, and what is not known', async () => {
    const figures = await page.frame.locator('.figures dd').allTextContents();
    assert.equal(figures.length, 2);
    assert.ok(
      figures.every((figure: string) => /^\$\d+\.\d\d$/.test(figure)),
      figures.join(),
    );
    const text = await page.main.innerText();
    assert.ok(text.includes('plus 1 add-on of unknown price'));
    assert.ok(text.includes('What meters count comes on top'));
    const dark = page.frame.locator('.rows tbody').filter({ hasText: 'exampleservice:unpriced' });
    assert.match(await dark.innerText(), /price not known.*price not known.*price not known/s);
    assert.ok(!(await dark.innerText()).includes('$0'));
    const metered = page.frame.locator('.rows tbody').filter({ hasText: 'exampleservice:metered' });
    assert.ok((await metered.innerText()).includes('Tokens: $0.02 for each 1k tokens'));
    assert.deepEqual(await page.frame.evaluate('refusals'), []);
  });

  it('draws charts that say in words what they show', async () => {
    const bar = await page.frame.locator('svg.bar').getAttribute('aria-label');
    assert.match(bar ?? '', /^By the end of the month, by service: Heroku Postgres \$\d+\.\d\d \(\d+ %\)/);
    const curve = await page.frame.locator('svg.curve').getAttribute('aria-label');
    assert.match(curve ?? '', /^The bill grows from \$0\.00 on \w+ 1 to \$/);
    assert.equal(await page.frame.locator('svg[role="img"]').count(), 2);
    assert.deepEqual(await page.frame.locator('.graph .legend li').allTextContents(), [
      'so far',
      'if nothing changes',
    ]);
  });

  it('filters and sorts its lines', async () => {
    await page.field('Filter by add-on, app or plan').fill('heroku-redis:');
    const shows = (what: string, ...expected: readonly string[]): Promise<unknown> =>
      until(
        async () => `${what}: ${expected.join()}; there are ${(await addons()).join()}`,
        async () => (await addons()).join() === expected.join(),
      );
    await shows('the dearest first', hostileName, 'important-redis');
    await page.button('Add-on').click();
    await page.button('Add-on').click();
    await shows('by name, the last first', 'important-redis', hostileName);
    await page.field('Filter by add-on, app or plan').fill('nothing like it');
    await page.main.getByText('No line matches “nothing like it”.').waitFor();
    await page.field('Filter by add-on, app or plan').fill('');
  });

  it('shows what is changed meanwhile, and leaves the focus where it is', async () => {
    await page.button('Show important-redis').focus();
    await outside(folder, (on) => {
      on.clock.ms = Date.now();
      return on.perform({ type: 'changePlan', addon: 'important-redis', plan: 'premium-0' });
    });
    const lines = page.frame.locator('.rows tbody').filter({ hasText: 'important-redis' });
    await until('two lines of it', async () => (await lines.count()) === 2);
    await until('the earlier plan', async () =>
      (await lines.allInnerTexts()).join().includes('earlier plan'),
    );
    await window.notifications.closeAll();
  });

  it('leads to one app, to an add-on and to the plans of a service', async () => {
    await page.button('Prices of example-tasker').click();
    const tasker = await OpenedPage.find(window, 'Prices: example-tasker');
    await until('its line', async () => (await tasker.frame.locator('.rows tbody').count()) === 1);
    assert.ok((await tasker.main.innerText()).includes('$0.00'));
    await tasker.button('Show logs').click();
    await OpenedPage.find(window, 'logs');
    await window.runCommand('Add-ons: Show Prices');
    page = await find();
    await page.button('Heroku Postgres').click();
    const service = await OpenedPage.find(window, 'Prices: Heroku Postgres');
    const row = service.frame.locator('tbody').filter({ hasText: 'standard-0' }).first();
    assert.match(await row.innerText(), /\$50\/month/);
    assert.ok((await service.main.innerText()).includes('Known prices go from'));
    await window.screenshot('pricingPage/service');
    await service.button('Create… heroku-postgresql:standard-0').click();
    await window.quickInput.waitFor({ title: /^Create Add-on/ });
    await window.quickInput.cancel();
    await looksGood(window, 'pricingPage/service', () => OpenedPage.find(window, 'Prices: Heroku Postgres'));
    await fitsNarrow(window, 'pricingPage/service', () => OpenedPage.find(window, 'Prices: Heroku Postgres'));
    await window.runCommand('Add-ons: Show Prices');
    page = await find();
  });

  it('can be used without the mouse', async () => {
    await page.field('Filter by add-on, app or plan').focus();
    await window.typeText('logs');
    await until('one line', async () => (await addons()).length === 1);
    await window.press('F6');
    // Past the heads, which sort, to the row and what it leads to.
    for (let presses = 0; presses < 10 && (await page.focused()) !== 'Show logs'; presses += 1) {
      await window.press('Tab');
    }
    await page.waitForFocus('Show logs');
    await window.press('Enter');
    await OpenedPage.find(window, 'logs');
    await window.runCommand('Add-ons: Show Prices');
    page = await find();
    await page.field('Filter by add-on, app or plan').fill('');
  });

  it('shows hostile names as text', async () => {
    const text = await page.main.innerText();
    assert.ok(text.includes(hostileName) && text.includes(`app ${hostileName}`));
    assert.equal(await page.frame.locator('img').count(), 0);
    assert.equal(await page.frame.evaluate('globalThis.wasRun'), undefined);
  });

  it('runs no script that is put into it, and loads nothing from elsewhere', async () => {
    await expectStrictPolicy(page);
  });

  it('axe finds nothing in any theme', async () => {
    await looksGood(window, 'pricingPage', find);
  });

  it('works at 300 pixels, as cards', async () => {
    await fitsNarrow(window, 'pricingPage', find);
  });

  it('keeps its filter and its order over a reload of the window', async () => {
    await page.field('Filter by add-on, app or plan').fill('heroku-redis:');
    await reloadWith(window, 'addons.pricing', 'heroku-redis:');
    page = await find();
    const filter = page.field('Filter by add-on, app or plan');
    await until('the filter', async () => (await filter.inputValue()) === 'heroku-redis:');
    await until('its lines', async () => (await addons()).length === 3);
    assert.equal((await addons()).at(-1), hostileName);
    assert.equal(await page.frame.locator('th[aria-sort="descending"]').innerText(), 'Add-on');
    await filter.fill('');
  });

  it('shows a thousand lines a hundred at a time', async () => {
    await writeStore(folder, withManyLines(await pagesState()));
    await until('a thousand lines', async () => (await page.main.innerText()).includes('1006 lines'));
    assert.equal((await addons()).length, 100);
    await page.field('Filter by add-on, app or plan').fill('old-0999');
    await until('one line', async () => (await addons()).join() === 'old-0999');
    assert.ok((await page.frame.locator('.rows tbody').innerText()).includes('destroyed'));
  });
});
