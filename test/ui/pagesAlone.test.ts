import assert from 'node:assert/strict';
import { findApp, resolveAddon } from '../../src/core/model/identifiers.ts';
import { until } from '../host/workbench/until.mjs';
import { TestPlatform } from '../support/platform.ts';
import { BareBrowser, type BarePage } from './barePage.ts';

/** Presses keys until the page leaves them to the editor, and tells what had the focus after each. */
async function walk(bare: BarePage, keys: 'F6' | 'Shift+F6'): Promise<readonly string[]> {
  await bare.page.evaluate(
    `addEventListener('keydown', ({ key }) => { globalThis.wasTaken &&= key !== 'F6'; })`,
  );
  // Keys that a page takes are not seen here at all: it stops them.
  const isTaken = async (): Promise<boolean> => {
    await bare.page.evaluate('globalThis.wasTaken = true');
    await bare.page.keyboard.press(keys);
    return bare.page.evaluate('globalThis.wasTaken');
  };
  const places: string[] = [];
  while (places.length < 20 && (await isTaken())) {
    places.push(await bare.focused());
  }
  return places;
}

describe('pages, without an editor', function () {
  this.timeout(60_000);
  let browser: BareBrowser;
  let on: TestPlatform;

  before(async () => {
    browser = await BareBrowser.start();
  });

  beforeEach(async () => {
    on = await TestPlatform.open();
    await on.createApps('example-app', 'other-app');
    await on.perform({ type: 'createAddon', app: 'example-app', plan: 'heroku-redis', name: 'cache' });
  });

  after(() => browser.close());

  const openAddon = (): Promise<BarePage> => browser.open('addon', on, resolveAddon(on.state, 'cache').id);

  it('are walked through by F6 to their end, and back, each part by what can be pressed or by its heading', async () => {
    const bare = await openAddon();
    assert.deepEqual(await walk(bare, 'F6'), [
      'Rename',
      'Show Config Vars: REDIS, example-app',
      'Reveal: REDIS_URL',
      'Change to premium-0…',
      'Cost',
      'Show Releases: example-app',
      'What the Service Allows',
      'Show What Would Break',
      'Destroy Add-on…',
    ]);
    const back = await walk(bare, 'Shift+F6');
    assert.deepEqual([back[0], back.at(-1)], ['Show What Would Break', 'Rename']);
    const vars = await browser.open('configVars', on, resolveAddon(on.state, 'cache').billingAppId);
    assert.deepEqual(await walk(vars, 'F6'), ['Filter by name or source', 'REDIS_URL']);
    for (const [page, parts] of [
      ['pricing', 4],
      ['marketplace', 3],
    ] as const) {
      const places = await walk(await browser.open(page, on, ''), 'F6');
      assert.equal(places.length, parts, places.join());
    }
  });

  it('lead by F6 into a part within another, and out of it', async () => {
    const bare = await browser.open('configVars', on, resolveAddon(on.state, 'cache').billingAppId);
    await bare.button('Compare with File…').click();
    await bare.page.locator('.compareMode').waitFor();
    const places = await walk(bare, 'F6');
    assert.equal(new Set(places).size, places.length, places.join());
    const back = await walk(bare, 'Shift+F6');
    assert.equal(new Set(back).size, back.length, back.join());
    assert.ok(back.length < 5, back.join());
  });

  it('say what is broken once, and leave the focus on the button that tries again', async () => {
    const bare = await openAddon();
    const broken = { type: 'broken', text: 'The store can’t be read.', retry: 'Try Again' } as const;
    await bare.post(broken);
    await bare.button('Try Again').focus();
    await bare.page.evaluate(`
      globalThis.changes = 0;
      new MutationObserver(() => { changes += 1; }).observe(document.querySelector('[role=alert]'), {
        subtree: true, childList: true, characterData: true,
      });
    `);
    await bare.post(broken);
    await bare.settled();
    assert.deepEqual(
      [await bare.focused(), await bare.page.evaluate('globalThis.changes')],
      ['Try Again', 0],
    );
  });

  it('leave the list of apps open while an app is made elsewhere, with what is chosen', async () => {
    const bare = await browser.open('marketplace', on, '');
    await bare.page.locator('button.service:visible').first().click();
    const list = bare.page.locator('.place vscode-dropdown');
    await list.click();
    const options = (): Promise<readonly string[]> => list.locator('vscode-option').allTextContents();
    await on.createApps('more-app');
    await until('the new app is offered', async () => (await options()).includes('more-app'));
    assert.deepEqual(await options(), ['example-app', 'more-app', 'other-app']);
    assert.deepEqual(
      [await list.getAttribute('aria-expanded'), await bare.focused()],
      ['true', await list.getAttribute('aria-label')],
    );
    await list.locator('vscode-option', { hasText: 'other-app' }).click();
    await bare.page.locator('.details h3', { hasText: 'other-app' }).waitFor();
  });

  it('go on telling what would break when they come back into sight', async () => {
    const bare = await openAddon();
    await bare.button('Show What Would Break').click();
    await bare.page.getByRole('heading', { name: 'example-app' }).waitFor();
    await bare.reload();
    await bare.page.getByRole('heading', { name: 'example-app' }).waitFor();
  });

  it('say what can be undone until it is dismissed, and give the focus back then', async () => {
    const bare = await browser.open('configVars', on, resolveAddon(on.state, 'cache').billingAppId);
    await bare.button('Edit as Text').click();
    const text = bare.field('Config vars of example-app as text');
    await text.fill('A=1\n');
    await bare.button('Review Changes').click();
    await bare.button('Save Changes').click();
    await bare.says(/^Set A\./);
    await bare.field('Filter by name or source').focus();
    await bare.button('Dismiss').click();
    await bare.says('');
    await bare.waitForFocus('Filter by name or source');
  });

  it('take away what needs no answer once it was read', async () => {
    const bare = await browser.open('configVars', on, resolveAddon(on.state, 'cache').billingAppId);
    await bare.page.clock.install();
    await bare.button('Copy the value of REDIS_URL').click();
    await bare.says('Copied the value of REDIS_URL.');
    await bare.page.clock.runFor(15_000);
    await bare.says('');
  });

  it('leave what is said there until somebody has come to read it', async () => {
    const bare = await browser.open('configVars', on, resolveAddon(on.state, 'cache').billingAppId);
    await bare.page.clock.install();
    await bare.page.evaluate('document.hasFocus = () => false');
    await bare.button('Copy the value of REDIS_URL').click();
    await bare.says('Copied the value of REDIS_URL.');
    await bare.page.clock.runFor(60_000);
    await bare.says('Copied the value of REDIS_URL.');
    await bare.comeBack();
    await bare.page.clock.runFor(14_000);
    await bare.says('Copied the value of REDIS_URL.');
    await bare.page.clock.runFor(1_000);
    await bare.says('');
  });

  it('press a button once, when Enter is let go, however long it is held', async () => {
    const bare = await openAddon();
    await bare.button('Attach to App…').focus();
    for (let times = 0; times < 4; times += 1) {
      await bare.page.keyboard.down('Enter');
    }
    await bare.settled();
    assert.deepEqual(bare.played.started, []);
    await bare.page.keyboard.up('Enter');
    await until('it is started', async () => Promise.resolve(bare.played.started.length === 1));
    // Pressed on one thing and let go on another, it means neither.
    await bare.page.keyboard.down('Enter');
    await bare.button('Show Help').focus();
    await bare.page.keyboard.up('Enter');
    await bare.settled();
    assert.equal(bare.played.started.length, 1);
  });

  it('work with the choice that a list shows, also when Tab closes it, and with the one before after Escape', async () => {
    const bare = await browser.open('marketplace', on, '');
    await bare.page.locator('button.service:visible').first().click();
    const list = bare.page.locator('.place vscode-dropdown');
    const heading = (app: string) => bare.page.locator('.details h3', { hasText: app }).waitFor();
    await heading('example-app');
    await list.focus();
    await bare.page.keyboard.press('Enter');
    await bare.page.keyboard.press('ArrowDown');
    await bare.page.keyboard.press('Tab');
    await heading('other-app');
    await list.focus();
    await bare.page.keyboard.press('Enter');
    await bare.page.keyboard.press('ArrowUp');
    await on.createApps('more-app');
    await until('the new app is offered', async () => (await list.locator('vscode-option').count()) === 3);
    await bare.settled();
    await bare.page.keyboard.press('Tab');
    await heading('example-app');
    await list.focus();
    await bare.page.keyboard.press('Enter');
    await bare.page.keyboard.press('ArrowDown');
    await bare.page.keyboard.press('Escape');
    await bare.settled();
    await bare.page.keyboard.press('Tab');
    await bare.settled();
    const chosen = await list.evaluate((each: { value?: string }) => each.value);
    assert.equal(chosen, findApp(on.state, 'example-app').id);
    await heading('example-app');
  });

  it('show a service from its start, and lead from the search to what it found', async () => {
    const bare = await browser.open('marketplace', on, '');
    const details = bare.page.locator('.details');
    const scrollTop = (element: { scrollTop: number }): number => element.scrollTop;
    await bare.page.locator('[data-service="heroku-postgresql"]').click();
    await bare.page.locator('.details h2', { hasText: 'Heroku Postgres' }).waitFor();
    await details.evaluate((element: { scrollTop: number }) => {
      element.scrollTop = 500;
    });
    await bare.page.locator('[data-service="jawsdb"]').click();
    await bare.page.locator('.details h2', { hasText: 'JawsDB' }).waitFor();
    await until('its start', async () => (await details.evaluate(scrollTop)) === 0);
    await bare.field('Search by name, kind, config var or what it is for').fill('papertrail');
    await bare.page.keyboard.press('ArrowDown');
    assert.match(await bare.focused(), /^Papertrail/);
  });
});
