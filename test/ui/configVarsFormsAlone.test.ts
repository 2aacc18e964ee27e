import assert from 'node:assert/strict';
import { app, BareConfigVars } from './bareConfigVars.ts';
import type { BarePage } from './barePage.ts';

describe('the forms of config vars, without an editor', function () {
  this.timeout(60_000);
  const shop = BareConfigVars.inSuite();
  let bare: BarePage;

  beforeEach(() => {
    ({ bare } = shop);
  });

  it('begin from the value that they show, though it came after the press', async () => {
    let ask: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      ask = resolve;
    });
    await bare.page.exposeFunction('mayAsk', () => asked);
    await bare.page.evaluate(`{ const real = toHost; globalThis.toHost = async (text) => {
      await mayAsk();
      return real(text);
    }; }`);
    await bare.button('Edit WORKERS').click();
    await shop.set('WORKERS', 'theirs');
    await bare.page.getByText('2 vars · v5').waitFor();
    ask();
    const field = bare.field('Value of WORKERS');
    await field.waitFor();
    assert.equal(await field.inputValue(), 'theirs');
    await field.fill('mine');
    await field.press('Enter');
    await bare.says(/^Set WORKERS\./);
    assert.equal(shop.config['WORKERS'], 'mine');
  });

  it('ask nothing about a value that was given up', async () => {
    await bare.page.evaluate(`globalThis.sent = []; { const real = toHost; globalThis.toHost = (text) => {
      if (JSON.parse(text).type !== 'keepDraft') sent.push(text);
      return real(text);
    }; }`);
    await bare.page.clock.install();
    await bare.button('Edit WORKERS').click();
    await bare.field('Value of WORKERS').fill('given up');
    await bare.field('Value of WORKERS').press('Escape');
    await bare.field('Value of WORKERS').waitFor({ state: 'detached' });
    await bare.page.clock.fastForward(1_000);
    await bare.settled();
    assert.doesNotMatch(await bare.page.evaluate<string>('sent.join()'), /given up/);
  });

  it('are not to be read while nobody is at the page', async () => {
    const fields = {
      'Value of WORKERS': () => bare.button('Edit WORKERS').click(),
      'Value of the new config var': () => bare.button('Add').click(),
      [`Config vars of ${app} as text`]: () => bare.button('Edit as Text').click(),
    };
    for (const [label, open] of Object.entries(fields)) {
      await open();
      await bare.field(label).waitFor();
      const security = () =>
        bare.page.evaluate<string>(`getComputedStyle(document.querySelector(
          'vscode-text-area[aria-label="${label}"]').shadowRoot.querySelector('textarea')).webkitTextSecurity`);
      assert.equal(await security(), 'none', label);
      await bare.leave();
      assert.equal(await security(), 'disc', label);
      await bare.comeBack();
    }
  });

  describe('for a new one whose name is set already', () => {
    const add = async (name: string): Promise<void> => {
      await bare.button('Add').click();
      await bare.field('Value of the new config var').fill('debug');
      await bare.field('Name of the new config var').fill(name);
    };
    const problem = () => bare.page.locator('.adding .problem');

    it('say so, and lead to its row with what was typed', async () => {
      await bare.field('Filter by name or source').fill('WORKERS');
      await bare.waitForNames('WORKERS');
      await add('LOG');
      await problem().getByText('LOG is set already.').waitFor();
      await bare.page.locator('.adding vscode-button', { hasText: 'Edit LOG' }).click();
      await bare.waitForFocus('Value of LOG');
      assert.equal(await bare.page.locator('.adding:visible').count(), 0);
      assert.equal(await bare.field('Value of LOG').inputValue(), 'debug');
      await bare.keeps('LOG');
      await bare.reload();
      await bare.field('Value of LOG').waitFor();
      assert.equal(await bare.field('Value of LOG').inputValue(), 'debug');
      assert.equal(shop.config['LOG'], 'info');
    });

    it('say so too when that came up while it was typed, and forget it with another name', async () => {
      await add('LEVEL');
      await shop.set('LEVEL', 'theirs');
      await bare.waitForNames('LEVEL', 'LOG', 'WORKERS');
      await bare.field('Name of the new config var').press('Enter');
      await problem().getByText('LEVEL is set already.').waitFor();
      const editOther = bare.page.locator('.adding vscode-button', { hasText: 'Edit LEVEL' });
      await editOther.waitFor();
      await bare.field('Name of the new config var').fill('OTHER_LEVEL');
      await editOther.waitFor({ state: 'detached' });
      await bare.field('Name of the new config var').press('Enter');
      await bare.says(/^Set OTHER_LEVEL\./);
      assert.equal(shop.config['LEVEL'], 'theirs');
    });
  });

  describe('for a new one', () => {
    beforeEach(async () => {
      await bare.row('LOG').locator('tr').first().focus();
      await bare.button('Add').click();
      await bare.waitForFocus('Name of the new config var');
    });

    it('lead by Enter from the name to the value, and then to its row, whatever the filter hides', async () => {
      await bare.field('Filter by name or source').fill('WORKERS');
      await bare.field('Name of the new config var').fill('ZED');
      await bare.page.keyboard.press('Enter');
      await bare.waitForFocus('Value of the new config var');
      assert.ok(!Object.hasOwn(shop.config, 'ZED'));
      await bare.page.keyboard.type('1');
      await bare.page.keyboard.press('Enter');
      await bare.says(/^Set ZED\./);
      await bare.waitForFocus('ZED');
      await bare.page.keyboard.press('Delete');
      await bare.says(/^Unset ZED\./);
      assert.deepEqual(Object.keys(shop.config), ['LOG', 'WORKERS']);
    });
  });

  it('come into view with all that they say', async () => {
    const configVars = Array.from({ length: 60 }, (_, at) => ({ name: `VAR_${at + 10}`, value: 'x' }));
    await shop.on.perform({ type: 'setConfigVars', app, configVars });
    await bare.row('VAR_69').locator('tr').first().focus();
    const name = await bare.page.evaluate<string>(
      `[...document.querySelectorAll('tbody')].find((row) => row.getBoundingClientRect().bottom > innerHeight - 4)?.dataset.name ?? 'VAR_69'`,
    );
    await bare.row(name).locator('tr').first().focus();
    await bare.page.keyboard.press('F2');
    await bare.waitForFocus(`Value of ${name}`);
    await shop.set(name, 'theirs');
    const mine = bare.row(name).locator('vscode-button', { hasText: 'Save Mine Anyway' });
    await mine.waitFor();
    const box = await mine.boundingBox();
    assert.ok(box !== null && box.y >= 0 && box.y + box.height <= 800, JSON.stringify(box));
  });
});
