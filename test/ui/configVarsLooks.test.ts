import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../host/workbench/until.mjs';
import type { WorkbenchWindow } from '../host/workbench/workbenchWindow.mjs';
import { kindsOf } from './axeOfOthers.ts';
import { hostile, hostileAddon, OpenedConfigVars, secret, shop } from './openedConfigVars.ts';
import { OpenedPage } from './openedPage.ts';
import { expectStrictPolicy, switchColours, themes } from './pagesState.ts';
import { copied } from './sidebar.ts';

describe('the page of config vars, in every size and colour and with hostile content', function () {
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

  it('runs no script that is put into it, and loads nothing from elsewhere', async () => {
    await expectStrictPolicy(page);
  });

  it('shows hostile names and values as text', async () => {
    page = await opened.open('hostile-app');
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
    page = await opened.open('many-vars');
    assert.equal((await page.names()).length, 100);
    await page.main.getByText('1–100 of 1000').waitFor();
    await page.button('Next').click();
    await page.main.getByText('101–200 of 1000').waitFor();
    assert.equal((await page.names())[0], 'VAR_0100');
    await page.field('Filter by name or source').fill('0999');
    await page.waitForNames('VAR_0999');
    await page.field('Filter by name or source').fill('');
  });

  it('works at 300 pixels, as cards', async () => {
    page = await opened.open(shop);
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

  it('works when the window is zoomed to 200 %', async () => {
    const browser = await window.page.context().newCDPSession(window.page);
    // What a browser's zoom does: half as many CSS pixels, each twice as large.
    const zoomed = { width: 640, height: 400, deviceScaleFactor: 2, mobile: false };
    await browser.send('Emulation.setDeviceMetricsOverride', zoomed);
    await until('it is zoomed', () =>
      page.frame.evaluate<boolean>('devicePixelRatio === 2 && innerWidth < 600'),
    );
    assert.ok((await page.overflow()) <= 0, String(await page.overflow()));
    await page.button('Reveal WORKERS').click();
    await page.waitForValue('WORKERS', `2 ${secret}`);
    await page.button('Hide WORKERS').click();
    await window.screenshot('configVars/zoomed');
    assert.deepEqual(kindsOf(await page.axe()), []);
    await browser.send('Emulation.clearDeviceMetricsOverride');
    await browser.detach();
    await window.page.setViewportSize({ width: 1280, height: 800 });
    await until('it is not zoomed', () => page.frame.evaluate<boolean>('devicePixelRatio === 1'));
  });

  it('moves nothing for those who want no motion', async () => {
    const animation = () =>
      page.frame.evaluate<string>(`(() => {
        const main = document.querySelector('main');
        main.setAttribute('aria-busy', 'true');
        const { animationName } = getComputedStyle(main, '::before');
        main.removeAttribute('aria-busy');
        return animationName;
      })()`);
    await window.page.emulateMedia({ reducedMotion: 'no-preference' });
    assert.equal(await animation(), 'loading');
    await window.page.emulateMedia({ reducedMotion: 'reduce' });
    assert.equal(await animation(), 'none');
    await window.page.emulateMedia({ reducedMotion: null });
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
      await page.button('Discard Changes').click();
      await writeFile(join(opened.workspace, '.env'), 'LOG_LEVEL=debug\nONLY_HERE=1\nnonsense\n');
      await page.button('Compare with File…').click();
      await page.main.getByText(/names? differs?\./).waitFor();
      await window.screenshot(`configVars/${kind}-compare`);
      assert.deepEqual(kindsOf(await page.axe()), []);
      await page.button('Back to the List').click();
    });
  }
});
