import assert from 'node:assert/strict';
import { findApp } from '../../src/core/model/identifiers.ts';
import * as queries from '../../src/core/model/queries.ts';
import { until } from '../host/workbench/until.mjs';
import { app, BareConfigVars, secret } from './bareConfigVars.ts';
import type { BarePage } from './barePage.ts';

describe('the page of config vars, without an editor', function () {
  this.timeout(60_000);
  const shop = BareConfigVars.inSuite();
  let bare: BarePage;

  beforeEach(() => {
    ({ bare } = shop);
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
      assert.equal(shop.config['WORKERS'], '3');
    });

    it('sees a change that comes while a refused save is under way', async () => {
      await bare.button('Edit WORKERS').click();
      await bare.field('Value of WORKERS').fill('mine');
      const release = bare.holdMessages();
      await shop.set('WORKERS', 'theirs');
      await bare.field('Value of WORKERS').press('Enter');
      release();
      await bare.row('WORKERS').getByText('WORKERS was changed elsewhere').waitFor();
      assert.equal(await bare.field('Value of WORKERS').inputValue(), 'mine');
      assert.equal(shop.config['WORKERS'], 'theirs');
    });

    it('takes folded releases for no change', async () => {
      await bare.page.close();
      await shop.open({ keptReleases: 10 });
      ({ bare } = shop);
      await bare.button('Edit WORKERS').click();
      await bare.field('Value of WORKERS').waitFor();
      for (let count = 0; count < 14; count += 1) {
        await shop.set('OFTEN', String(count));
      }
      const version = queries.currentVersion(shop.on.state, findApp(shop.on.state, app).id);
      await bare.page.getByText(`3 vars · v${version}`).waitFor();
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
      assert.equal(shop.config['WORKERS'], secret);
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

    it('goes on with what was typed when the page was out of sight, and overwrites nothing by that', async () => {
      await bare.button('Edit WORKERS').click();
      await bare.field('Value of WORKERS').fill(`${secret}x`);
      await bare.button('Add').click();
      await bare.field('Name of the new config var').fill('HALF_TY');
      await bare.field('Value of the new config var').fill('ped');
      await bare.keeps('New config var', 'WORKERS');
      await shop.set('WORKERS', 'theirs');
      await bare.reload();
      await bare.page.getByText('WORKERS was changed elsewhere').waitFor();
      assert.deepEqual(
        await Promise.all(
          ['Value of WORKERS', 'Name of the new config var', 'Value of the new config var'].map((label) =>
            bare.field(label).inputValue(),
          ),
        ),
        [`${secret}x`, 'HALF_TY', 'ped'],
      );
      assert.ok(!(await bare.page.evaluate<string>(`sessionStorage.getItem('state')`)).includes(secret));
      await bare.row('WORKERS').locator('vscode-button', { hasText: 'Keep the Other' }).click();
      await bare.page.locator('.adding vscode-button', { hasText: 'Save' }).click();
      await bare.says(/^Set HALF_TY\./);
      await bare.keeps();
      await bare.reload();
      await bare.settled();
      assert.deepEqual([await bare.said(), await bare.page.locator('.edit').count()], ['', 0]);
    });

    it('says what a reload of the window has lost, and keeps the name of a new var', async () => {
      await bare.button('Edit WORKERS').click();
      await bare.field('Value of WORKERS').fill(`${secret}x`);
      await bare.button('Add').click();
      await bare.field('Name of the new config var').fill('HALF_TY');
      await bare.keeps('WORKERS');
      bare.played.drafts.clear();
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
      await shop.set('URL', `https://${secret}:x@example.com/`);
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
      await bare.page.locator('vscode-checkbox[aria-checked=false]').waitFor();
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
      assert.equal(shop.config['LOG'], 'info');
    });

    it('says nothing of values that were hidden by hand, and lets parts that were opened anew be', async () => {
      await bare.page.clock.install();
      await bare.button('Reveal WORKERS').click();
      await bare.says(/^WORKERS is shown/);
      await bare.button('Hide WORKERS').click();
      await bare.page.clock.fastForward(31_000);
      await bare.settled();
      // Read by then, that it was shown is taken away.
      assert.equal(await bare.said(), '');
      await shop.set('URL', 'https://me:x@example.com/');
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
});
