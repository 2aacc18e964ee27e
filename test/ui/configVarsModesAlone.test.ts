import assert from 'node:assert/strict';
import { failed } from '../../src/core/errors/addonError.ts';
import { until } from '../host/workbench/until.mjs';
import { PlayedEnvFiles } from '../support/playedEnvFiles.ts';
import { app, BareConfigVars } from './bareConfigVars.ts';
import type { BarePage } from './barePage.ts';

describe('the page of config vars without an editor, as text, beside a file and by keys', function () {
  this.timeout(60_000);
  const shop = BareConfigVars.inSuite();
  let bare: BarePage;

  beforeEach(() => {
    ({ bare } = shop);
  });

  it('says no longer that a value is shown where another part takes the place of the list', async () => {
    await bare.row('WORKERS').getByRole('button', { name: 'Reveal' }).click();
    await bare.says(/^WORKERS is shown/);
    await bare.button('Edit as Text').click();
    await bare.waitForFocus(`Config vars of ${app} as text`);
    await bare.says('');
  });

  describe('as text', () => {
    const text = () => bare.page.locator('.textMode textarea');

    beforeEach(async () => {
      await bare.button('Edit as Text').click();
      await bare.waitForFocus(`Config vars of ${app} as text`);
    });

    it('throws no changed text away unasked', async () => {
      await text().fill('WORKERS=long work\nLOG=info\n');
      await bare.button('Review Changes').click();
      await bare.page.getByText('restarts as').waitFor();
      await bare.page.keyboard.press('Escape');
      await bare.waitForFocus(`Config vars of ${app} as text`);
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

    it('goes on with a text after being out of sight, as an edit of what it was made from', async () => {
      await text().fill('WORKERS=1\n');
      await bare.keeps('Edit as Text');
      await shop.set('MORE', 'theirs');
      await bare.reload();
      await text().waitFor();
      assert.equal(await text().inputValue(), 'WORKERS=1\n');
      await bare.button('Review Changes').click();
      await bare.button('Save Changes').click();
      await bare.says(/^Set WORKERS, unset LOG\./);
      assert.deepEqual(shop.config, { MORE: 'theirs', WORKERS: '1' });
    });

    it('says after a reload of the window that the text is gone', async () => {
      await text().fill('WORKERS=1\n');
      await bare.keeps('Edit as Text');
      bare.played.drafts.clear();
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
      let release: () => void = () => undefined;
      const slow = new Promise<void>((resolve) => {
        release = resolve;
      });
      bare = await shop.reopen({
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
      await until('the answers about both files', () =>
        bare.page.evaluate<boolean>(
          `seenMessages.filter((text) => text.includes('has another value')).length === 2`,
        ),
      );
      await bare.settled();
      assert.equal(await bare.page.getByText('has another value in .env.prod').count(), 1);
      await bare.page.locator('vscode-checkbox[aria-label="Choose WORKERS"]').click();
      await bare.button(`Bring to ${app}`).click();
      await bare.says(/^Set WORKERS\./);
      assert.equal(shop.config['WORKERS'], 'fromProd');
    });

    it('stands alone, whether it can be read or not', async () => {
      bare = await shop.reopen({
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
      await shop.on.perform({ type: 'createAddon', app, plan: 'heroku-redis' });
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
      await shop.set('LOG', null);
      await bare.page.keyboard.press('Enter');
      await shop.set('LOG', 'x');
      await bare.waitForNames('LOG');
      await bare.row('LOG').locator('tr').first().focus();
      await bare.page.keyboard.press('Delete');
      await bare.waitForFocus('Add');
    });

    it('keeps the focus on the button that turned to the last page', async () => {
      const many = Array.from({ length: 150 }, (_, index) => ({ name: `V_${index}`, value: 'x' }));
      await shop.on.perform({ type: 'setConfigVars', app, configVars: many });
      await bare.button('Next').focus();
      await bare.page.keyboard.press('Enter');
      await bare.page.getByText('101–152 of 152').waitFor();
      assert.equal(await bare.focused(), 'Next');
      await bare.page.keyboard.press('Enter');
      await bare.settled();
      assert.equal(await bare.page.getByText('101–152 of 152').count(), 1);
    });

    it('scrolls a long value by arrows', async () => {
      await shop.set('BIG', Array.from({ length: 200 }, (_, index) => `line ${index}`).join('\n'));
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
