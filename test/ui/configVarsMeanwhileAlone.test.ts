import assert from 'node:assert/strict';
import { until } from '../host/workbench/until.mjs';
import { app, BareConfigVars } from './bareConfigVars.ts';
import type { BarePage } from './barePage.ts';

const labels = (boxes: readonly { readonly ariaLabel: string | null }[]): readonly string[] =>
  boxes.map(({ ariaLabel }) => (ariaLabel ?? '').replace('Choose ', ''));

describe('the page of config vars without an editor, where something comes in between', function () {
  this.timeout(60_000);
  const shop = BareConfigVars.inSuite();
  let bare: BarePage;

  beforeEach(() => {
    ({ bare } = shop);
  });

  describe('as text', () => {
    const text = () => bare.page.locator('.textMode textarea');
    const rowOf = (name: string) => bare.page.locator('.textMode tbody tr', { hasText: name });
    const changes = () => bare.page.locator('.textMode tbody th').allTextContents();

    /** Edits the text and asks for its review. */
    const review = async (edited: string) => {
      await text().fill(edited);
      await bare.button('Review Changes').click();
    };

    /** Waits for the answer to what was asked for while messages were held. */
    const answered = async (release: () => void) => {
      await bare.page.evaluate('seenMessages.length = 0');
      release();
      await until('the answer', () => bare.page.evaluate<boolean>(`seenMessages.join().includes('replyTo')`));
      await bare.settled();
    };

    beforeEach(async () => {
      await bare.button('Edit as Text').click();
      await bare.waitForFocus(`Config vars of ${app} as text`);
    });

    it('shows no review of a text that was typed on, and saves what was reviewed', async () => {
      const release = bare.holdMessages();
      await review('LOG=info\nWORKERS=1\n');
      await text().fill('WORKERS=2\n');
      await answered(release);
      assert.equal(await text().inputValue(), 'WORKERS=2\n');
      await bare.button('Review Changes').click();
      await bare.button('Save Changes').waitFor();
      assert.deepEqual(await changes(), ['LOG', 'WORKERS']);
      await bare.button('Save Changes').click();
      await bare.says(/^Set WORKERS, unset LOG\./);
      assert.deepEqual(shop.config, { WORKERS: '2' });
    });

    it('shows no review where the text was left', async () => {
      const release = bare.holdMessages();
      await review('WORKERS=1\n');
      await bare.button('Back to the List').click();
      await bare.button('Discard Changes').click();
      await answered(release);
      assert.equal(await bare.page.locator('.textMode > *').count(), 0);
      assert.equal(await bare.focused(), 'Filter by name or source');
    });

    it('keeps what is typed while a save is under way, as an edit of what is saved', async () => {
      await review('LOG=info\nWORKERS=1\n');
      await bare.button('Save Changes').waitFor();
      const release = bare.holdMessages();
      await bare.button('Save Changes').click();
      await bare.button('Back to the Text').click();
      await text().fill('LOG=debug\nWORKERS=1\n');
      await answered(release);
      await bare.says(/^Set WORKERS\./);
      assert.equal(await text().inputValue(), 'LOG=debug\nWORKERS=1\n');
      await bare.button('Review Changes').click();
      await bare.button('Save Changes').click();
      await bare.says(/^Set LOG\./);
      assert.deepEqual(shop.config, { LOG: 'debug', WORKERS: '1' });
    });

    it('saves once for a double click, and keeps the undo', async () => {
      await review('LOG=info\nWORKERS=1\n');
      await bare.button('Save Changes').dblclick();
      await bare.waitForFocus('Filter by name or source');
      await bare.says(/^Set WORKERS\./);
      await bare.button('Undo').click();
      await bare.says(/^Undone: /);
    });

    it('saves what others changed too as is decided for each, and asks again where they go on', async () => {
      await shop.set('WORKERS', 'theirs');
      await shop.set('LOG', 'theirs');
      await review('LOG=mine\nMORE=1\nWORKERS=mine\n');
      await bare.button('Save Mine Anyway: LOG').waitFor();
      assert.notEqual(await bare.button('Save Changes').getAttribute('disabled'), null);
      await bare.page.locator('vscode-checkbox').click();
      await bare.button('Save Mine Anyway: WORKERS').click();
      await rowOf('WORKERS').getByText('replaces what was changed elsewhere').waitFor();
      // What is replaced is seen, and one more Enter would decide nothing.
      await rowOf('WORKERS').getByText('theirs').waitFor();
      await bare.waitForFocus('Review Changes');
      await bare.button('Keep the Other: LOG').click();
      await bare.page.locator('vscode-button:not([disabled])', { hasText: 'Save Changes' }).waitFor();
      await bare.waitForFocus('Review Changes');
      assert.deepEqual(await changes(), ['MORE', 'WORKERS']);
      await shop.set('WORKERS', 'theirs again');
      await bare.button('Save Changes').click();
      await bare.says('WORKERS was changed elsewhere meanwhile. Nothing was overwritten.');
      await bare.button('Save Mine Anyway: WORKERS').click();
      await rowOf('WORKERS').getByText('replaces what was changed elsewhere').waitFor();
      await bare.button('Save Changes').click();
      await bare.says(/^Set MORE, WORKERS\./);
      assert.deepEqual(shop.config, { LOG: 'theirs', MORE: '1', WORKERS: 'mine' });
    });

    it('leads back to the list at once where all of the others is kept', async () => {
      await shop.set('WORKERS', 'theirs');
      await review('LOG=info\nWORKERS=mine\n');
      await bare.button('Keep the Other: WORKERS').click();
      await bare.page.getByText('The text changes nothing.').waitFor();
      await bare.waitForFocus('Review Changes');
      await bare.button('Back to the Text').click();
      await bare.button('Review Changes').click();
      await bare.button('Keep the Other: WORKERS').click();
      await bare.page.getByText('The text changes nothing.').waitFor();
      await bare.button('Back to the List').click();
      await bare.waitForFocus('Filter by name or source');
    });
  });

  describe('beside a file', () => {
    const box = (name: string) => bare.page.locator(`vscode-checkbox[aria-label="Choose ${name}"]`);
    const chosenNames = async (): Promise<string> =>
      (await bare.page.locator('vscode-checkbox[aria-checked="true"]').evaluateAll(labels)).join();
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

    it('chooses all that can be brought over, says what was not, and keeps the choice while it is out of sight', async () => {
      const owned = Object.keys(shop.config).length;
      await shop.on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'cache' });
      bare.played.envFiles.texts.set('/.env', 'LOG=file\nREDIS_URL=x\nWORKERS=file\n');
      await shop.set('MORE', '1');
      await bare.row('REDIS_URL').getByText('It can’t be brought to example-app: cache sets it.').waitFor();
      await bare.button('Choose All').click();
      await bare.keeps('chosen names');
      await bare.reload();
      await until('all are chosen', async () => (await chosenNames()) === 'LOG,MORE,REDIS_URL,WORKERS');
      await bare.button(`Bring to ${app}`).click();
      await bare.says(/^Set LOG, WORKERS\./);
      await bare.page.getByText('Not brought over: MORE, REDIS_URL.').waitFor();
      assert.equal(Object.keys(shop.config).length, owned + 2);
      await bare.button('Back to the List').click();
      await bare.keeps();
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
