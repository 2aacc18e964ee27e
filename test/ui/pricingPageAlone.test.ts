import assert from 'node:assert/strict';
import { TestPlatform } from '../support/platform.ts';
import { BareBrowser, type BarePage } from './barePage.ts';

describe('the page of prices, without an editor', function () {
  this.timeout(60_000);
  let browser: BareBrowser;
  let bare: BarePage;
  let on: TestPlatform;

  before(async () => {
    browser = await BareBrowser.start();
    on = await TestPlatform.open();
    await on.createApps('example-app');
    for (let count = 0; count < 101; count += 1) {
      const name = `cache-${String(count).padStart(3, '0')}`;
      await on.perform({ type: 'createAddon', app: 'example-app', plan: 'heroku-redis', name });
    }
    bare = await browser.open('pricing', on, '');
  });

  after(() => browser.close());

  it('is on the same page of its table when it was out of sight', async () => {
    await bare.button('Next').click();
    await bare.page.getByText('101 to 101 of 101').waitFor();
    await bare.reload();
    await bare.page.getByText('101 to 101 of 101').waitFor();
  });

  it('takes no focus from the editor beside it when something changes', async () => {
    await bare.button('Prices of example-app').focus();
    await bare.leave();
    await on.perform({ type: 'createAddon', app: 'example-app', plan: 'heroku-redis', name: 'other' });
    await bare.page.locator('tr', { hasText: 'example-app' }).getByText('102', { exact: true }).waitFor();
    assert.equal(await bare.focused(), 'BODY');
    await bare.comeBack();
    await bare.waitForFocus('Prices of example-app');
  });
});
