import assert from 'node:assert/strict';
import { app, BareConfigVars } from './bareConfigVars.ts';
import type { BarePage } from './barePage.ts';

describe('the page of config vars without an editor, where something comes in between', function () {
  this.timeout(60_000);
  const shop = BareConfigVars.inSuite();
  let bare: BarePage;

  beforeEach(() => {
    ({ bare } = shop);
  });

  describe('beside a file', () => {
    const box = (name: string) => bare.page.locator(`vscode-checkbox[aria-label="Choose ${name}"]`);
    const unchosen = (names: string) =>
      bare.page
        .getByRole('alert')
        .filter({ hasText: `No longer chosen, as changed meanwhile: ${names}.` })
        .waitFor();

    beforeEach(async () => {
      bare.played.envFiles.texts.set('/.env', 'LOG=file\nWORKERS=file\n');
      await bare.button('Compare with File…').click();
      await box('LOG').click();
      await box('WORKERS').click();
    });

    it('chooses no longer what another window has changed, says so, and leaves it', async () => {
      await shop.set('WORKERS', 'theirs');
      await unchosen('WORKERS');
      assert.equal(await box('WORKERS').getAttribute('aria-checked'), 'false');
      await shop.set('OTHER', '1');
      await bare.row('OTHER').getByText(`only on ${app}`).waitFor();
      await unchosen('WORKERS');
      await bare.button(`Bring to ${app}`).click();
      await bare.says(/^Set LOG\./);
      assert.deepEqual(shop.config, { LOG: 'file', OTHER: '1', WORKERS: 'theirs' });
      await box('WORKERS').click();
      await bare.page.getByText('No longer chosen').waitFor({ state: 'detached' });
      await bare.button(`Bring to ${app}`).click();
      await bare.says(/^Set WORKERS\./);
      assert.deepEqual(shop.config, { LOG: 'file', OTHER: '1', WORKERS: 'file' });
    });

    it('takes nothing from a file that says something else by now', async () => {
      bare.played.envFiles.texts.set('/.env', 'LOG=file\nWORKERS=other branch\n');
      await bare.button(`Bring to ${app}`).click();
      await bare.says('.env has changed meanwhile. Nothing was changed.');
      await unchosen('WORKERS');
      assert.equal(await box('LOG').getAttribute('aria-checked'), 'true');
      assert.equal(shop.config['LOG'], 'info');
    });

    it('brings over once for a double click, and keeps the undo', async () => {
      await bare.page.locator('vscode-checkbox', { hasText: 'Show equal ones too' }).click();
      const button = bare.button(`Bring to ${app}`);
      await button.dblclick();
      await bare.says(/^Set LOG, WORKERS\./);
      await bare.row('LOG').getByText('equal').waitFor();
      await button.and(bare.page.locator('[disabled]')).waitFor();
      await bare.says(/^Set LOG, WORKERS\./);
      await bare.button('Undo').click();
      await bare.says(/^Undone: /);
      assert.equal(shop.config['LOG'], 'info');
    });

    it('starts one write to the file for a double click', async () => {
      await bare.button('Bring to the File…').dblclick();
      await bare.settled();
      assert.equal(bare.played.started.length, 1);
    });
  });
});
