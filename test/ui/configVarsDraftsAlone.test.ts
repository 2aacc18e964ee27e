import assert from 'node:assert/strict';
import { app, BareConfigVars } from './bareConfigVars.ts';
import type { BarePage } from './barePage.ts';

describe('what is typed on the page of config vars, without an editor', function () {
  this.timeout(60_000);
  const shop = BareConfigVars.inSuite();
  let bare: BarePage;

  beforeEach(() => {
    ({ bare } = shop);
  });

  const value = (name: string) => bare.field(`Value of ${name}`);
  const edit = async (name: string, typed: string): Promise<void> => {
    await bare.button(`Edit ${name}`).click();
    await value(name).fill(typed);
    await bare.keeps(...bare.played.drafts.keys(), ...(bare.played.drafts.has(name) ? [] : [name]));
  };
  const typedNew = () => bare.field('Value of the new config var');
  /** Loads the page while somebody is at something else. */
  const reloadAway = async (): Promise<void> => {
    await bare.page.addInitScript('document.hasFocus = () => false');
    await bare.reload();
  };

  it('takes no focus and shows no letter when it comes back while nobody is there', async () => {
    await edit('WORKERS', 'secret');
    await bare.page.addInitScript(`
      globalThis.focused = 0;
      const { focus } = HTMLElement.prototype;
      HTMLElement.prototype.focus = function (...all) { focused += 1; return focus.apply(this, all); };
    `);
    await reloadAway();
    await value('WORKERS').waitFor();
    await bare.settled();
    assert.equal(await bare.page.evaluate('focused'), 0);
    assert.equal(
      await bare.page.evaluate(`(() => {
        const field = document.querySelector('.edit vscode-text-area').shadowRoot.querySelector('textarea');
        return getComputedStyle(field).webkitTextSecurity;
      })()`),
      'disc',
    );
  });

  it('goes on as a new one where its var is gone, and is kept as that alone', async () => {
    await edit('WORKERS', 'first');
    await shop.set('WORKERS', null);
    await bare.reload();
    await typedNew().waitFor();
    assert.equal(await typedNew().inputValue(), 'first');
    await bare.keeps('New config var');
    await typedNew().fill('first and more');
    await bare.keeps('New config var');
    await bare.leave();
    await bare.settled();
    await bare.comeBack();
    await bare.reload();
    await typedNew().waitFor();
    assert.equal(await typedNew().inputValue(), 'first and more');
    await bare.button('Cancel').click();
    await bare.keeps();
  });

  it('keeps a new one that is typed, and tells what found no place', async () => {
    await edit('WORKERS', 'first');
    await bare.button('Add').click();
    await bare.field('Name of the new config var').fill('NEW');
    await typedNew().fill('new value');
    await bare.keeps('New config var', 'WORKERS');
    await shop.set('WORKERS', null);
    await bare.reload();
    await bare.says(/is gone, .*: WORKERS\.$/);
    assert.equal(await typedNew().inputValue(), 'new value');
    await bare.keeps('New config var');
  });

  it('is unsaved until it is saved or given up, also when it is empty', async () => {
    await edit('WORKERS', '');
    await bare.reload();
    await value('WORKERS').waitFor();
    await bare.reload();
    await value('WORKERS').waitFor();
    assert.equal(await value('WORKERS').inputValue(), '');
    await value('WORKERS').press('Escape');
    await bare.keeps();
  });

  it('is not typed on while it is saved', async () => {
    await edit('WORKERS', 'sent');
    const release = bare.holdMessages();
    await value('WORKERS').press('Enter');
    await bare.page.keyboard.type(' and more');
    assert.equal(await value('WORKERS').inputValue(), 'sent');
    release();
    await bare.says(/^Set WORKERS\./);
    assert.equal(shop.config['WORKERS'], 'sent');
    await bare.keeps();
  });

  it('stays in both places where a new one has the name of one that is edited', async () => {
    await edit('LOG', 'mine');
    await bare.button('Add').click();
    await bare.field('Name of the new config var').fill('LOG');
    await typedNew().fill('typed in the new one');
    await bare.page.locator('.adding vscode-button', { hasText: 'Edit LOG' }).click();
    await bare.waitForFocus('Value of LOG');
    assert.deepEqual(
      [await value('LOG').inputValue(), await typedNew().inputValue()],
      ['mine', 'typed in the new one'],
    );
  });

  it('is no change of somebody else where it was typed while the text was saved', async () => {
    const text = bare.field(`Config vars of ${app} as text`);
    await bare.button('Edit as Text').click();
    await text.fill('LOG=info\nWORKERS=1\n');
    await bare.button('Review Changes').click();
    const save = bare.button('Save Changes');
    await save.waitFor();
    const release = bare.holdMessages();
    await save.click();
    await bare.button('Back to the Text').click();
    await text.fill('LOG=more\nWORKERS=1\n');
    release();
    await bare.says(/^Set WORKERS\./);
    await bare.keeps('Edit as Text');
    await bare.leave();
    await bare.reload();
    await text.waitFor();
    await bare.button('Review Changes').click();
    await save.click();
    await bare.says(/^Set LOG\./);
  });
});
