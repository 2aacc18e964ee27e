import assert from 'node:assert/strict';
import { resolveAddon } from '../../src/core/model/identifiers.ts';
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
import { copied } from './sidebar.ts';

/** By suffix, what a service could set. */
const hostileValues: Readonly<Record<string, string>> = {
  URL: `<img src=x onerror="globalThis.wasRun=1"><script>globalThis.wasRun=1</script></td></tr>`,
  DIRECTION: '\u202Eright to left\u202C\u2066',
  EMOJI: '👩‍👩‍👧‍👦🏴‍☠️',
  LARGE: 'x'.repeat(64 * 1024),
};

/** The add-on of a hostile name has hostile values. */
async function hostileState(): Promise<State> {
  const state = await pagesState();
  const evil = resolveAddon(state, hostileName);
  const values = { ...evil, values: hostileValues, suffixes: Object.keys(hostileValues) };
  return { ...state, addons: { ...state.addons, [evil.id]: values } };
}

describe('the page of an add-on', function () {
  this.timeout(180_000);
  let opened: PagesWindow;
  let window: WorkbenchWindow;
  let page: OpenedPage;
  let folder: string;
  let secrets: readonly string[];

  const open = async (addon: string): Promise<OpenedPage> => {
    await window.runCommand('Add-ons: Show Add-on');
    await window.quickInput.waitFor({ title: 'Show Add-on' });
    await window.quickInput.choose(addon);
    return OpenedPage.find(window, addon);
  };

  const section = (title: string) =>
    page.frame
      .locator('section')
      .filter({ has: page.frame.getByRole('heading', { name: title, exact: true }) });

  const uses = async (): Promise<readonly string[]> =>
    (await section('Where It Is Used').locator('tbody').allTextContents()).map((text: string) =>
      text.slice(0, 60),
    );

  const isUsed = async (...expected: readonly RegExp[]): Promise<void> => {
    await until(
      async () => `uses ${expected.join()}; there are ${(await uses()).join(' | ')}`,
      async () => {
        const now = await uses();
        return now.length === expected.length && expected.every((each, at) => each.test(now[at] ?? ''));
      },
    );
  };

  before(async () => {
    const state = await hostileState();
    const url = resolveAddon(state, 'important-redis').values['URL'] ?? '';
    secrets = [url, new URL(url).password];
    opened = await PagesWindow.open(state, { width: 1400, height: 1000 });
    ({ window, store: folder } = opened);
    page = await open('important-redis');
  });

  after(() => opened.close());

  it('shows what it is and where it is used, and no value: not in its elements, its state or any message', async () => {
    await isUsed(/^example-apppaysREDISREDIS_URL/, /^example-taskerBROKERBROKER_URL/);
    const text = await page.main.innerText();
    for (const expected of [
      'heroku-redis:mini',
      '$3/month',
      'ready · created 12 days ago',
      'This add-on is simulated and has no dashboard to open.',
      '25 MB of memory',
    ]) {
      assert.ok(text.includes(expected), expected);
    }
    assert.match(await section('Cost').innerText(), /So far \$\d\.\d\d · By its end \$\d\.\d\d/);
    const everything = await page.everything();
    assert.ok(secrets.every((secret) => !everything.includes(secret)));
    assert.ok(everything.includes('••••••••'));
    assert.deepEqual(await page.frame.evaluate('refusals'), []);
    assert.deepEqual(await window.tabs(), ['important-redis']);
  });

  it('reveals a value when asked, and drops it when it is to be hidden, or the focus leaves', async () => {
    const values = section('Config Vars');
    await page.button('Reveal: REDIS_URL, BROKER_URL').click();
    await values.getByText(secrets[0] ?? '').waitFor();
    await page.button('Hide: REDIS_URL, BROKER_URL').click();
    await values.getByText('••••••••').waitFor();
    await page.button('Reveal: REDIS_URL, BROKER_URL').click();
    await values.getByText(secrets[0] ?? '').waitFor();
    await page.frame.evaluate('seenMessages.length = 0');
    await window.openContainer('Add-ons');
    await window.view('Apps').focus();
    await until('no value in the page', async () => {
      const everything = await page.everything();
      return secrets.every((secret) => !everything.includes(secret));
    });
  });

  it('hides a shown value when another takes its place', async () => {
    await page.button('Reveal: REDIS_URL, BROKER_URL').click();
    await section('Config Vars')
      .getByText(secrets[0] ?? '')
      .waitFor();
    const rotate = { type: 'rotateCredentials', addon: 'important-redis' } as const;
    await outside(folder, (on) => on.perform(rotate));
    await section('Config Vars').getByText('••••••••').waitFor();
    assert.ok(!(await page.main.innerHTML()).includes(secrets[1] ?? ''));
    await outside(folder, (on) => on.perform({ type: 'undo' }));
    await page.frame.evaluate('seenMessages.length = 0');
  });

  it('copies a value without bringing it into the page', async () => {
    const value = await copied(window, () => page.button('Copy Value: REDIS_URL, BROKER_URL').click());
    assert.equal(value, secrets[0]);
    await page.says('Copied the value.');
    assert.ok(!(await page.everything()).includes(secrets[1] ?? ''));
  });

  it('attaches it to an app, renames the alias there, and detaches it again', async () => {
    await page.button('Detach: BROKER, example-tasker').click();
    await window.notifications.waitFor(/^Detached BROKER from important-redis/);
    await isUsed(/REDIS/);
    await window.notifications.closeAll();
    await page.button('Attach to App…').click();
    await window.quickInput.waitFor({ title: /^Attach Add-on: important-redis/ });
    await window.quickInput.choose('example-tasker');
    await window.quickInput.waitFor({ title: /\(2\/2\)$/ });
    await window.quickInput.accept();
    await window.notifications.waitFor(/^Attached important-redis as REDIS/);
    await isUsed(/example-app/, /^example-taskerREDISREDIS_URL/);
    await page.button('Rename Alias: REDIS, example-tasker').click();
    await window.quickInput.waitFor({ title: /^Rename Alias/ });
    await window.quickInput.type('BROKER');
    await window.quickInput.accept();
    await isUsed(/example-app/, /^example-taskerBROKERBROKER_URL/);
    await window.notifications.closeAll();
  });

  it('renames it in its place, and says while one types why it cannot be', async () => {
    await page.button('Rename').click();
    await page.waitForFocus('New name');
    const field = page.field('New name');
    await field.fill('main-data');
    await page.main
      .getByText(/main-data is taken|already|in use/i)
      .first()
      .waitFor();
    await field.fill('No!');
    await until('why', async () => (await page.frame.locator('#nameProblem').innerText()).includes('No!'));
    await window.screenshot('addonPage/rename');
    await field.fill('shared-redis');
    await until('no problem', async () => (await page.frame.locator('#nameProblem').innerText()) === '');
    await field.press('Enter');
    page = await OpenedPage.find(window, 'shared-redis');
    const { text } = await window.notifications.waitFor(/^The add-on is called shared-redis now/);
    await until('the tab', async () => (await window.tabs()).includes('shared-redis'));
    await window.notifications.press(text, 'Undo');
    page = await OpenedPage.find(window, 'important-redis');
    await window.notifications.closeAll();
  });

  it('compares plans with the present one, and changes to one after it was shown what happens', async () => {
    const row = section('Plan and Limits').locator('tbody').filter({ hasText: 'premium-0' });
    assert.match(await row.innerText(), /\+\$12\.00/);
    await page.button('Change to premium-0…').click();
    await window.quickInput.waitFor({ title: /^Change Plan: important-redis/ });
    await window.quickInput.accept();
    await window.notifications.waitFor(/^important-redis is on .*premium-0 now/);
    await until('the plan', async () => (await page.main.innerText()).includes('heroku-redis:premium-0'));
    await until('the present plan', async () =>
      (await page.frame.locator('tbody.current').innerText()).includes('premium-0'),
    );
    assert.equal(await section('Cost').locator('tbody').count(), 2);
    await section('Releases It Caused')
      .getByText(/premium-0|Change|Update/)
      .first()
      .waitFor();
    await window.notifications.closeAll();
  });

  it('tells what destroying it would break, and destroys nothing by that', async () => {
    await page.button('Show What Would Break').click();
    await section('What Would Destroying It Break?')
      .getByText('config var that example-tasker loses')
      .waitFor();
    await window.screenshot('addonPage/breakage');
    await page.button('Destroy Add-on…').click();
    await window.quickInput.waitFor({ title: /^Destroy Add-on important-redis/ });
    await window.quickInput.cancel();
    assert.equal((await uses()).length, 2);
  });

  it('shows what others change, and leaves focus, scroll and what is typed as they are', async () => {
    await page.button('Rename').click();
    await page.waitForFocus('New name');
    await page.field('New name').fill('half-typ');
    await page.frame.evaluate('scrollTo(0, 200)');
    const scroll = await page.frame.evaluate('scrollY');
    await outside(folder, (on) =>
      on.perform({ type: 'attachAddon', app: 'example-tasker', addon: 'important-redis', alias: 'SECOND' }),
    );
    await isUsed(/example-app/, /BROKER/, /SECOND/);
    await page.waitForFocus('New name');
    assert.equal(await page.field('New name').inputValue(), 'half-typ');
    assert.equal(await page.frame.evaluate('scrollY'), scroll);
    await page.field('New name').press('Escape');
    await page.waitForFocus('Rename');
    await page.button('Detach: REDIS, example-app').focus();
    await outside(folder, (on) =>
      on.perform({ type: 'detachAttachment', app: 'example-tasker', alias: 'SECOND' }),
    );
    await isUsed(/example-app/, /BROKER/);
    await page.waitForFocus('Detach: REDIS, example-app');
  });

  it('stays over a reload of the window, with the same add-on and nothing secret kept', async () => {
    await page.button('Reveal: REDIS_URL, BROKER_URL').click();
    await section('Config Vars')
      .getByText(secrets[0] ?? '')
      .waitFor();
    await reloadWith(window, 'addons.addon');
    page = await OpenedPage.find(window, 'important-redis');
    await isUsed(/example-app/, /BROKER/);
    assert.ok(!(await window.storedTexts()).some((text) => text.includes(secrets[1] ?? '')));
  });

  it('can be used without the mouse', async () => {
    await page.button('Rename').focus();
    await window.press('Enter');
    await page.waitForFocus('New name');
    await window.press('Escape');
    await page.waitForFocus('Rename');
    await window.press('Tab');
    await page.waitForFocus('Attach to App…');
    await window.press('F6');
    await page.waitForFocus('Show Config Vars: REDIS, example-app');
    await window.press('F6');
    await page.waitForFocus('Reveal: REDIS_URL, BROKER_URL');
    await window.press('Enter');
    await section('Config Vars')
      .getByText(secrets[0] ?? '')
      .waitFor();
    await window.press('Enter');
    await section('Config Vars').getByText('••••••••').waitFor();
    await window.press('F6');
    await page.waitForFocus('Change to mini…');
    await window.press('Enter');
    await window.quickInput.waitFor({ title: /^Change Plan: important-redis/ });
    await window.press('Enter');
    await until('the plan', async () => (await page.main.innerText()).includes('heroku-redis:mini'));
    await window.notifications.closeAll();
  });

  it('runs no script that is put into it, and loads nothing from elsewhere', async () => {
    await expectStrictPolicy(page);
  });

  it('axe finds nothing in any theme', async () => {
    await looksGood(window, 'addonPage', () => OpenedPage.find(window, 'important-redis'));
  });

  it('works at 300 pixels, as cards', async () => {
    await fitsNarrow(window, 'addonPage', () => OpenedPage.find(window, 'important-redis'));
  });

  it('shows hostile names and values as text', async () => {
    page = await open(hostileName);
    await isUsed(/<img src=x/);
    assert.equal(await page.frame.locator('h1').innerText(), hostileName);
    for (const [suffix, value] of Object.entries(hostileValues)) {
      await page.button(`Reveal: REDIS_${suffix}`).click();
      const shown = section('Config Vars')
        .locator('tbody')
        .filter({ hasText: `REDIS_${suffix}` })
        .locator('td .mono');
      await until(`${suffix} as it is`, async () => (await shown.textContent()) === value);
    }
    assert.equal(await page.frame.locator('img, tbody script').count(), 0);
    assert.ok((await page.overflow()) <= 0);
    assert.equal(await page.frame.evaluate('globalThis.wasRun'), undefined);
    await window.screenshot('addonPage/hostile');
  });

  it('says that it is gone when it is destroyed, and comes back with an undo', async () => {
    page = await open('logs');
    await outside(folder, (on) =>
      on.perform({ type: 'destroyAddon', addon: 'logs', confirm: 'example-tasker', force: true }),
    );
    await page.main.getByText('This add-on is there no more.').waitFor();
    assert.equal(await page.frame.locator('section').first().isVisible(), false);
    await outside(folder, (on) => on.perform({ type: 'undo' }));
    await isUsed(/PAPERTRAIL/);
  });
});
