import assert from 'node:assert/strict';
import { resolveAddon } from '../../src/core/model/identifiers.ts';
import { until } from '../host/workbench/until.mjs';
import { TestPlatform } from '../support/platform.ts';
import { BareBrowser, type BarePage } from './barePage.ts';

describe('the page of an add-on, without an editor', function () {
  this.timeout(60_000);
  let browser: BareBrowser;
  let bare: BarePage;
  let on: TestPlatform;

  before(async () => {
    browser = await BareBrowser.start();
    on = await TestPlatform.open();
    await on.createApps('example-app');
    await on.perform({ type: 'createAddon', app: 'example-app', plan: 'heroku-redis', name: 'cache' });
    bare = await browser.open('addon', on, resolveAddon(on.state, 'cache').id);
    await bare.button('Rename').click();
    await bare.waitForFocus('New name');
  });

  after(() => browser.close());

  it('does not rename by the Enter that ends a composition', async () => {
    const name = bare.field('New name');
    await name.fill('other-name');
    for (const key of ['Enter', 'Escape']) {
      await name.dispatchEvent('keydown', { key, isComposing: true, bubbles: true, composed: true });
    }
    await bare.settled();
    assert.equal(await name.inputValue(), 'other-name');
    assert.deepEqual(bare.played.started, []);
  });

  it('keeps the focus near a button that can’t be pressed any more', async () => {
    await bare.button('Rotate Credentials…').focus();
    const { model, ...shown } = bare.present;
    await bare.post({ ...shown, model: { ...(model as object), isReady: false } });
    await bare.page.locator('vscode-button[disabled]', { hasText: 'Rotate Credentials' }).waitFor();
    assert.notEqual(await bare.focused(), 'BODY');
  });

  it('goes on with a name that was typed when it was out of sight, and forgets one that was given up', async () => {
    const name = bare.field('New name');
    await name.fill('Half A Name');
    await bare.reload();
    await until('the name is there', async () => (await name.inputValue()) === 'Half A Name');
    await until('it is checked', async () => (await name.getAttribute('aria-invalid')) === 'true');
    assert.equal(await bare.focused(), 'New name');
    await bare.button('Cancel').click();
    await bare.reload();
    await bare.button('Rename').click();
    await until('the present name is there', async () => (await name.inputValue()) === 'cache');
  });

  it('ties what is wrong with a name to its field', async () => {
    const name = bare.field('New name');
    await name.fill('No Name');
    await until('the field is invalid', async () => (await name.getAttribute('aria-invalid')) === 'true');
    assert.match((await name.getAttribute('aria-description')) ?? '', /No Name/);
  });
});
