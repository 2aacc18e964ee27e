import assert from 'node:assert/strict';
import { failed } from '../../src/core/errors/addonError.ts';
import { findApp } from '../../src/core/model/identifiers.ts';
import * as queries from '../../src/core/model/queries.ts';
import { until } from '../host/workbench/until.mjs';
import { PlayedEnvFiles } from '../support/playedEnvFiles.ts';
import { TestPlatform } from '../support/platform.ts';
import { BareBrowser, type BarePage } from './barePage.ts';

const app = 'example-app';
const secret = 'hunter2';

describe('the page of config vars, without an editor', function () {
  this.timeout(60_000);
  let browser: BareBrowser;
  let on: TestPlatform;
  let bare: BarePage;

  const set = (name: string, value: string | null) =>
    on.perform({ type: 'setConfigVars', app, configVars: [{ name, value }] });
  const config = () => queries.configOf(on.state, findApp(on.state, app).id);

  before(async () => {
    browser = await BareBrowser.start();
  });

  after(() => browser.close());

  beforeEach(async () => {
    on = await TestPlatform.open();
    await on.createApps(app);
    await set('WORKERS', secret);
    await set('LOG', 'info');
    bare = await browser.open('configVars', on, findApp(on.state, app).id);
  });

  afterEach(async () => {
    assert.deepEqual(bare.errors, []);
    await bare.page.close();
  });

  const everything = (): Promise<string> =>
    bare.page.evaluate(`document.body.outerHTML + [...document.querySelectorAll('vscode-text-area')].map(
      (field) => field.value).join()`);

  describe('while it is edited', () => {
    /** Whether an alert was seen in the page since. */
    const watchAlerts = () =>
      bare.page.evaluate(`globalThis.alerts = []; new MutationObserver(() => {
        for (const each of document.querySelectorAll('[role=alert]')) each.textContent && alerts.push(each.textContent);
      }).observe(document.body, { subtree: true, childList: true, characterData: true })`);

    it('takes its own save for no change from elsewhere', async () => {
      await bare.button('Edit WORKERS').click();
      await bare.field('Value of WORKERS').fill('3');
      await watchAlerts();
      await bare.field('Value of WORKERS').press('Enter');
      await bare.says(/^Set WORKERS\./);
      assert.deepEqual(await bare.page.evaluate('alerts'), []);
      assert.equal(config()['WORKERS'], '3');
    });

    it('sees a change that comes while a refused save is under way', async () => {
      await bare.button('Edit WORKERS').click();
      await bare.field('Value of WORKERS').fill('mine');
      const release = bare.holdMessages();
      await set('WORKERS', 'theirs');
      await bare.field('Value of WORKERS').press('Enter');
      release();
      await bare.row('WORKERS').getByText('WORKERS was changed in another window').waitFor();
      assert.equal(await bare.field('Value of WORKERS').inputValue(), 'mine');
      assert.equal(config()['WORKERS'], 'theirs');
    });

    it('takes folded releases for no change', async () => {
      await bare.page.close();
      on = await TestPlatform.open({ keptReleases: 10 });
      await on.createApps(app);
      await set('WORKERS', secret);
      bare = await browser.open('configVars', on, findApp(on.state, app).id);
      await bare.button('Edit WORKERS').click();
      await bare.field('Value of WORKERS').waitFor();
      for (let count = 0; count < 14; count += 1) {
        await set('OFTEN', String(count));
      }
      const version = queries.currentVersion(on.state, findApp(on.state, app).id);
      await bare.page.getByText(`2 vars · v${version}`).waitFor();
      assert.equal(await bare.row('WORKERS').locator('.problem').innerText(), '');
    });

    it('does not save by the Enter that ends a composition', async () => {
      await bare.button('Edit WORKERS').click();
      const field = bare.field('Value of WORKERS');
      await field.fill('に');
      for (const key of ['Enter', 'Escape']) {
        await field.dispatchEvent('keydown', { key, isComposing: true, bubbles: true, composed: true });
      }
      await bare.settled();
      assert.equal(await field.inputValue(), 'に');
      assert.equal(config()['WORKERS'], secret);
    });

    it('ties what is wrong to the field', async () => {
      await bare.button('Add').click();
      const name = bare.field('Name of the new config var');
      await name.fill('no name');
      await until('the field is invalid', async () => (await name.getAttribute('aria-invalid')) === 'true');
      assert.match((await name.getAttribute('aria-description')) ?? '', /no name/);
      await name.fill('GOOD');
      await until('it is valid', async () => (await name.getAttribute('aria-invalid')) === 'false');
    });

    it('says of a value that is too long that it is', async () => {
      await bare.button('Edit WORKERS').click();
      await bare.field('Value of WORKERS').fill('x'.repeat(200_001));
      await bare.row('WORKERS').locator('.problem', { hasText: 'WORKERS' }).waitFor();
      assert.equal(await bare.said(), '');
    });

    it('keeps the edit over a moment in which the store can’t be read', async () => {
      await bare.button('Edit WORKERS').click();
      await bare.field('Value of WORKERS').fill('half');
      await bare.page.evaluate(`globalThis.listeners = 0; const add = addEventListener;
        globalThis.addEventListener = (...all) => { listeners += Number(all[0] === 'blur'); add(...all); }`);
      await bare.post({ type: 'broken', text: 'The store is busy.', retry: 'Try Again' });
      await bare.page.getByRole('alert').filter({ hasText: 'The store is busy.' }).waitFor();
      assert.equal(await bare.field('Value of WORKERS').inputValue(), 'half');
      await bare.button('Try Again').click();
      await bare.page.getByText('The store is busy.').waitFor({ state: 'detached' });
      assert.equal(await bare.field('Value of WORKERS').inputValue(), 'half');
      assert.equal(await bare.page.evaluate('listeners'), 0);
    });

    it('says what was lost when the page was out of sight, and keeps the name of a new var', async () => {
      await bare.button('Edit WORKERS').click();
      await bare.field('Value of WORKERS').fill(`${secret}x`);
      await bare.button('Add').click();
      await bare.field('Name of the new config var').fill('HALF_TY');
      await bare.reload();
      await bare.says(/is gone, .*: WORKERS\.$/);
      assert.equal(await bare.field('Name of the new config var').inputValue(), 'HALF_TY');
      assert.ok(!(await bare.page.evaluate<string>(`sessionStorage.getItem('state')`)).includes(secret));
      await bare.button('Cancel').click();
      await bare.reload();
      await bare.settled();
      assert.equal(await bare.said(), '');
      assert.equal(await bare.field('Name of the new config var').count(), 0);
    });
  });

  describe('with values in sight', () => {
    it('shows no value whose answer comes when the focus has gone', async () => {
      await set('URL', `https://${secret}:x@example.com/`);
      await bare.waitForNames('LOG', 'URL', 'WORKERS');
      await bare.button('More about URL').click();
      for (const name of [
        'Reveal WORKERS',
        'Edit WORKERS',
        'Show Parts of URL',
        'Reveal All',
        'Edit as Text',
      ]) {
        const release = bare.holdMessages();
        await bare.button(name).click();
        await bare.leave();
        await bare.page.evaluate('seenMessages.length = 0');
        release();
        await until('the answer', () => bare.page.evaluate<boolean>('seenMessages.length > 0'));
        await bare.settled();
        assert.ok(!(await everything()).includes(secret), name);
        await bare.comeBack();
      }
    });

    it('hides what the review shows, as every value', async () => {
      await bare.button('Edit as Text').click();
      await bare.page.locator('.textMode textarea').fill('WORKERS=sesame\nLOG=info\n');
      await bare.button('Review Changes').click();
      await bare.page.locator('vscode-checkbox').click();
      await bare.page.getByText('sesame').waitFor();
      await bare.leave();
      await bare.page.getByText('sesame').waitFor({ state: 'detached' });
      assert.equal(await bare.page.locator('vscode-checkbox').getAttribute('aria-checked'), 'false');
      assert.ok(!(await bare.page.locator('.textMode table').innerText()).includes(secret));
    });

    it('leaves the undo of a change there when values go', async () => {
      await bare.button('Reveal WORKERS').click();
      await bare.says(/^WORKERS is shown/);
      await bare.button('Unset LOG').click();
      await bare.button('Undo').waitFor();
      await bare.leave();
      assert.match(await bare.row('WORKERS').locator('.shown').innerText(), /^••••••••/);
      await bare.button('Undo').click();
      await bare.says(/^Undone: /);
      assert.equal(config()['LOG'], 'info');
    });

    it('says nothing of values that were hidden by hand, and lets parts that were opened anew be', async () => {
      await bare.page.clock.install();
      await bare.button('Reveal WORKERS').click();
      await bare.says(/^WORKERS is shown/);
      await bare.button('Hide WORKERS').click();
      await bare.page.clock.fastForward(31_000);
      await bare.settled();
      assert.match(await bare.said(), /^WORKERS is shown/);
      await set('URL', 'https://me:x@example.com/');
      await bare.button('More about URL').click();
      await bare.button('Show Parts of URL').click();
      await bare.page.getByText('example.com').waitFor();
      await bare.page.clock.fastForward(20_000);
      await bare.button('More about URL').click();
      await bare.button('More about URL').click();
      await bare.button('Show Parts of URL').click();
      await bare.page.getByText('example.com').waitFor();
      await bare.page.clock.fastForward(20_000);
      await bare.settled();
      assert.equal(await bare.page.getByText('example.com').count(), 1);
      await bare.page.clock.fastForward(11_000);
      await bare.says('Values are hidden again.');
    });

    it('reveals of all only those that the filter shows', async () => {
      await bare.field('Filter by name or source').fill('LOG');
      await bare.button('Reveal All').click();
      await bare.says('Values are shown for 30 seconds.');
      assert.ok(!(await bare.page.evaluate<string>('seenMessages.join()')).includes(secret));
    });
  });

  describe('as text', () => {
    const text = () => bare.page.locator('.textMode textarea');

    beforeEach(async () => {
      await bare.button('Edit as Text').click();
      await text().waitFor();
    });

    it('throws no changed text away unasked', async () => {
      await text().fill('WORKERS=long work\nLOG=info\n');
      await bare.button('Review Changes').click();
      await bare.page.getByText('restarts as').waitFor();
      await bare.page.keyboard.press('Escape');
      await text().waitFor();
      await bare.page.keyboard.press('Escape');
      await bare.page.getByText('The text has changes that are not saved.').waitFor();
      await bare.waitForFocus('Go On Editing');
      await bare.page.keyboard.press('Enter');
      await bare.waitForFocus(`Config vars of ${app} as text`);
      assert.equal(await text().inputValue(), 'WORKERS=long work\nLOG=info\n');
      await bare.button('Back to the List').click();
      await bare.button('Discard Changes').click();
      await bare.waitForFocus('Filter by name or source');
    });

    it('closes at once when nothing was changed', async () => {
      await bare.page.keyboard.press('Escape');
      await bare.waitForFocus('Filter by name or source');
    });

    it('goes back to the list for a row that is asked for, unless there are changes', async () => {
      bare.show('WORKERS');
      await bare.waitForFocus('WORKERS');
      await bare.button('Edit as Text').click();
      await text().fill('WORKERS=1\n');
      bare.show('LOG');
      await bare.settled();
      assert.equal(await text().inputValue(), 'WORKERS=1\n');
    });

    it('says after being out of sight that the text is gone', async () => {
      await text().fill('WORKERS=1\n');
      await bare.reload();
      await bare.says(/is gone, .*: Edit as Text\.$/);
    });
  });

  it('shows a row that is asked for, whatever the filter hides', async () => {
    await bare.field('Filter by name or source').fill('LOG');
    await bare.waitForNames('LOG');
    bare.show('WORKERS');
    await bare.waitForFocus('WORKERS');
    await bare.waitForNames('LOG', 'WORKERS');
  });

  describe('beside a file', () => {
    it('brings over what it shows, not what was asked for before', async () => {
      await bare.page.close();
      let release: () => void = () => undefined;
      const slow = new Promise<void>((resolve) => {
        release = resolve;
      });
      bare = await browser.open('configVars', on, findApp(on.state, app).id, {
        envFiles: Object.assign(new PlayedEnvFiles(), {
          candidates: () =>
            Promise.resolve(
              ['.env', '.env.prod'].map((name) => ({
                path: `/${name}`,
                name,
                isNew: false,
                folder: undefined,
              })),
            ),
          read: async (path: string) => {
            await (path === '/.env' ? slow : undefined);
            const value = path === '/.env' ? 'fromA' : 'fromProd';
            return {
              path,
              name: path.slice(1),
              text: `WORKERS=${value}\nLOG=info\n`,
              isDirty: false,
              eol: '\n',
            };
          },
        }),
      });
      await bare.button('Compare with File…').click();
      await bare.page.locator('.compareMode vscode-dropdown').click();
      await bare.page.locator('vscode-option', { hasText: '.env.prod' }).click();
      await bare.page.getByText('has another value in .env.prod').waitFor();
      release();
      await bare.settled();
      await bare.page.locator('vscode-checkbox[aria-label="Choose WORKERS"]').click();
      await bare.button(`Bring to ${app}`).click();
      await bare.says(/^Set WORKERS\./);
      assert.equal(config()['WORKERS'], 'fromProd');
    });

    it('stands alone, whether it can be read or not', async () => {
      await bare.page.close();
      bare = await browser.open('configVars', on, findApp(on.state, app).id, {
        envFiles: Object.assign(new PlayedEnvFiles(), {
          candidates: () =>
            Promise.resolve([{ path: '/.env', name: '.env', isNew: false, folder: undefined }]),
          read: () => Promise.reject(failed('env_file_changed', { file: '.env' })),
        }),
      });
      await bare.button('Compare with File…').click();
      await bare.says(/\.env/);
      assert.equal(await bare.page.locator('table:visible').count(), 0);
      await bare.button('Back to the List').click();
      await bare.waitForFocus('Filter by name or source');
    });

    it('says beside a name why it can’t be brought over', async () => {
      await on.perform({ type: 'createAddon', app, plan: 'heroku-redis' });
      bare.played.envFiles.texts.set('/.env', 'REDIS_URL=mine\n');
      await bare.button('Compare with File…').click();
      await bare
        .row('REDIS_URL')
        .getByText(/^has another value in \.env\. .* sets it\.$/)
        .waitFor();
    });
  });

  describe('by keys', () => {
    it('keeps the focus where the last row goes', async () => {
      await bare.field('Filter by name or source').fill('WORKERS');
      await bare.waitForNames('WORKERS');
      await bare.row('WORKERS').locator('tr').first().focus();
      await bare.page.keyboard.press('Delete');
      await bare.waitForFocus('Clear Filter');
      await set('LOG', null);
      await bare.page.keyboard.press('Enter');
      await set('LOG', 'x');
      await bare.waitForNames('LOG');
      await bare.row('LOG').locator('tr').first().focus();
      await bare.page.keyboard.press('Delete');
      await bare.waitForFocus('Add');
    });

    it('keeps the focus on the button that turned to the last page', async () => {
      const many = Array.from({ length: 150 }, (_, index) => ({ name: `V_${index}`, value: 'x' }));
      await on.perform({ type: 'setConfigVars', app, configVars: many });
      await bare.button('Next').focus();
      await bare.page.keyboard.press('Enter');
      await bare.page.getByText('101–152 of 152').waitFor();
      assert.equal(await bare.focused(), 'Next');
      await bare.page.keyboard.press('Enter');
      await bare.settled();
      assert.equal(await bare.page.getByText('101–152 of 152').count(), 1);
    });

    it('scrolls a long value by arrows', async () => {
      await set('BIG', Array.from({ length: 200 }, (_, index) => `line ${index}`).join('\n'));
      await bare.button('Reveal BIG').click();
      await bare.page.locator('.long').focus();
      await bare.page.keyboard.press('ArrowDown');
      await until('it scrolls', () =>
        bare.page.evaluate<boolean>(`document.querySelector('.long').scrollTop > 0`),
      );
      assert.equal(await bare.focused(), 'Value of BIG');
    });

    it('reads a sentence out again that is said again', async () => {
      await bare.page.evaluate(`globalThis.written = 0; new MutationObserver(() => { written += 1; })
        .observe(document.querySelector('.said'), { subtree: true, childList: true, characterData: true })`);
      for (let count = 1; count <= 2; count += 1) {
        await bare.button('Copy the value of LOG').click();
        await until('it is said', () => bare.page.evaluate<boolean>(`written >= ${count}`));
        await bare.says('Copied the value of LOG.');
      }
    });

    it('tells by its label alone whether a value is shown, and takes messages of others for nothing', async () => {
      await bare.button('Reveal LOG').click();
      await bare.button('Hide LOG').waitFor();
      assert.equal(await bare.page.locator('[aria-pressed], [role=toolbar]').count(), 0);
      await bare.page.evaluate(
        `postMessage(null, '*'); postMessage('reply', '*'); postMessage({ type: 'other' }, '*')`,
      );
      await bare.settled();
    });
  });
});
