import assert from 'node:assert/strict';
import { until } from '../host/workbench/until.mjs';
import { TestPlatform } from '../support/platform.ts';
import { app, BareConfigVars } from './bareConfigVars.ts';
import { BareBrowser, type BarePage } from './barePage.ts';

/** Opens the dropdown in a part of a page, and presses Escape. */
async function openAndEscape(bare: BarePage, part: string): Promise<void> {
  const dropdown = bare.page.locator(`${part} vscode-dropdown`);
  await dropdown.focus();
  await bare.page.keyboard.press('Space');
  await until('its list is open', async () => (await dropdown.getAttribute('aria-expanded')) === 'true');
  await bare.page.keyboard.press('Escape');
  await bare.settled();
}

describe('Escape on the pages, without an editor', function () {
  this.timeout(60_000);

  describe('of config vars', () => {
    const shop = BareConfigVars.inSuite();

    it('closes the list of a dropdown alone, then the comparison', async () => {
      const { bare } = shop;
      bare.played.envFiles.texts.set('/.env', 'WORKERS=x\n').set('/.env.prod', 'WORKERS=x\n');
      await bare.button('Compare with File…').click();
      await bare.page.locator('vscode-checkbox[aria-label="Choose WORKERS"]').click();
      await openAndEscape(bare, '.compareMode');
      assert.ok(await bare.page.locator('.compareMode').isVisible());
      assert.equal(await bare.focused(), 'File');
      await bare.page.keyboard.press('Escape');
      await bare.waitForFocus('Filter by name or source');
    });

    it('ends a composition in the text, not the text', async () => {
      const { bare } = shop;
      await bare.button('Edit as Text').click();
      await bare.waitForFocus(`Config vars of ${app} as text`);
      await bare
        .field(`Config vars of ${app} as text`)
        .dispatchEvent('keydown', { key: 'Escape', isComposing: true, bubbles: true, composed: true });
      await bare.settled();
      assert.ok(await bare.page.locator('.textMode').isVisible());
    });
  });

  describe('of the marketplace', () => {
    let browser: BareBrowser;

    before(async () => {
      browser = await BareBrowser.start();
    });

    after(() => browser.close());

    it('closes the list of a dropdown alone, then leads to the services', async () => {
      const on = await TestPlatform.open();
      await on.createApps('example-app', 'other-app');
      const bare = await browser.open('marketplace', on, '');
      await bare.page.locator('button.service:visible').first().click();
      await bare.page.locator('.details.chosen').waitFor();
      await openAndEscape(bare, '.place');
      assert.equal(await bare.focused(), 'On app');
      await bare.page.keyboard.press('Escape');
      await until('the focus is in the services', () =>
        bare.page.evaluate<boolean>('document.activeElement.matches("button.service")'),
      );
    });
  });
});
