import assert from 'node:assert/strict';
import { until } from '../host/workbench/until.mjs';
import { app, BareConfigVars } from './bareConfigVars.ts';
import type { BarePage } from './barePage.ts';

describe('the list of config vars, without an editor', function () {
  this.timeout(60_000);
  const shop = BareConfigVars.inSuite();
  let bare: BarePage;

  beforeEach(() => {
    ({ bare } = shop);
  });

  const setAll = async (...names: readonly string[]): Promise<void> => {
    const configVars = names.map((name) => ({ name, value: 'x' }));
    await shop.on.perform({ type: 'setConfigVars', app, configVars });
  };
  const focusRow = (name: string) => bare.row(name).locator('tr').first().focus();
  /** Requests that the page sends from now on, by type. */
  const watchRequests = () =>
    bare.page.evaluate(`globalThis.asked = []; { const real = toHost; globalThis.toHost = (text) => {
      asked.push(JSON.parse(text).type);
      return real(text);
    }; }`);
  const requests = (): Promise<readonly string[]> => bare.page.evaluate('asked');

  describe('pressed more than once', () => {
    it('unsets one by a Delete that is held down, and reveals and edits one by other keys', async () => {
      await setAll('A1', 'A2');
      await bare.waitForNames('A1', 'A2', 'LOG', 'WORKERS');
      await focusRow('A1');
      // Pressed while it is down, a key repeats.
      await bare.page.keyboard.down('Delete');
      await bare.waitForFocus('A2');
      await bare.page.keyboard.down('Delete');
      await bare.settled();
      await bare.waitForNames('A2', 'LOG', 'WORKERS');
      await bare.page.keyboard.up('Delete');
      await bare.page.keyboard.down('Space');
      await bare.button('Hide A2').waitFor();
      await bare.page.keyboard.down('Space');
      await bare.settled();
      assert.equal(await bare.button('Hide A2').count(), 1);
      await bare.page.keyboard.up('Space');
      await watchRequests();
      await bare.page.keyboard.down('Enter');
      await bare.waitForFocus('Value of A2');
      await bare.page.keyboard.down('Enter');
      await bare.settled();
      await bare.page.keyboard.up('Enter');
      assert.deepEqual(await requests(), ['reveal']);
    });

    it('unsets nothing by a Delete that was meant for a row which another window took away just then', async () => {
      await setAll('A1', 'A2');
      await bare.waitForNames('A1', 'A2', 'LOG', 'WORKERS');
      await focusRow('A1');
      await shop.set('A1', null);
      await bare.waitForFocus('A2');
      await bare.page.keyboard.press('Delete');
      await bare.settled();
      assert.ok(Object.hasOwn(shop.config, 'A2'));
    });

    it('unsets one at a time, and takes its own change for nobody else’s', async () => {
      await watchRequests();
      const release = bare.holdMessages();
      await bare.button('Unset LOG').click();
      await bare.button('Unset LOG').click();
      await focusRow('WORKERS');
      await bare.page.keyboard.press('Delete');
      release();
      await bare.says(/^Unset LOG\./);
      await bare.waitForNames('WORKERS');
      assert.deepEqual(await requests(), ['save']);
      assert.equal(await bare.button('Undo').count(), 1);
    });

    it('takes the second click of a double one for none of the row that moved up', async () => {
      const place = await bare.button('Unset LOG').boundingBox();
      assert.ok(place !== null);
      const at = [place.x + place.width / 2, place.y + place.height / 2] as const;
      await bare.page.mouse.click(...at);
      await bare.waitForNames('WORKERS');
      await bare.page.mouse.down({ clickCount: 2 });
      await bare.page.mouse.up({ clickCount: 2 });
      await bare.settled();
      assert.deepEqual(await bare.names(), ['WORKERS']);
      assert.match(await bare.said(), /^Unset LOG\./);
    });

    it('undoes once', async () => {
      await bare.button('Unset LOG').click();
      await watchRequests();
      const release = bare.holdMessages();
      await bare.button('Undo').focus();
      await bare.page.keyboard.press('Enter');
      await bare.page.keyboard.press('Enter');
      assert.equal(await bare.button('Undo').count(), 0);
      assert.match(await bare.focused(), /^Unset LOG\./);
      release();
      await bare.says(/^Undone: /);
      assert.deepEqual(await requests(), ['undo']);
    });
  });

  describe('of more vars than are shown at once', () => {
    const many = (count: number) =>
      setAll(...Array.from({ length: count }, (_, index) => `V_${String(index).padStart(3, '0')}`));

    it('keeps a row that is edited in sight, with the focus', async () => {
      await many(98);
      await bare.page.getByText('100 vars').waitFor();
      await bare.button('Edit WORKERS').click();
      await bare.field('Value of WORKERS').fill('half');
      await shop.set('AAA', '1');
      await bare.row('AAA').waitFor();
      assert.equal(await bare.focused(), 'Value of WORKERS');
      assert.equal(await bare.field('Value of WORKERS').inputValue(), 'half');
      assert.equal(await bare.page.locator('.pager span[role=status]').innerText(), '1–100 of 101');
      await bare.field('Value of WORKERS').press('Escape');
      await bare.waitForFocus('WORKERS');
    });

    it('keeps the row that has the focus in sight, so that a key means no other one', async () => {
      await many(98);
      await bare.page.getByText('100 vars').waitFor();
      await focusRow('WORKERS');
      await shop.set('AAA', '1');
      await bare.row('AAA').waitFor();
      assert.equal(await bare.focused(), 'WORKERS');
      await bare.page.keyboard.press('Delete');
      await bare.says(/^Unset WORKERS\./);
    });

    it('is on the same page when it was out of sight', async () => {
      await many(350);
      await bare.button('Next').click();
      await bare.button('Next').click();
      await bare.page.getByText('201–300 of 352').waitFor();
      await bare.reload();
      await bare.page.getByText('201–300 of 352').waitFor();
      await bare.button('Previous').click();
      await bare.button('Previous').click();
      await bare.reload();
      await bare.page.getByText('1–100 of 352').waitFor();
    });
  });

  describe('while nobody is at it', () => {
    it('moves the focus when somebody is back: the editor beside it has the focus', async () => {
      await focusRow('LOG');
      await bare.leave();
      await shop.set('LOG', null);
      await bare.waitForNames('WORKERS');
      assert.equal(await bare.focused(), 'BODY');
      await bare.comeBack();
      await bare.waitForFocus('WORKERS');
      await bare.leave();
      await shop.set('WORKERS', null);
      await bare.page.getByText('There are no config vars yet.').waitFor();
      assert.equal(await bare.focused(), 'BODY');
      await bare.comeBack();
      await bare.waitForFocus('Add');
    });
  });

  describe('with values in sight', () => {
    beforeEach(async () => {
      await shop.set('URL', 'https://me:x@example.com/');
      await shop.set('BIG', Array.from({ length: 50 }, (_, index) => `line ${index}`).join('\n'));
      await bare.waitForNames('BIG', 'LOG', 'URL', 'WORKERS');
      await bare.page.clock.install();
    });

    const openParts = async (): Promise<void> => {
      await bare.button('Show Parts of URL').click();
      await bare.button('Copy host of URL').focus();
    };

    it('keeps the focus near values that go', async () => {
      await bare.button('Reveal BIG').click();
      await bare.page.locator('.long').focus();
      await bare.page.clock.fastForward(31_000);
      await bare.waitForFocus('Reveal BIG');
      await bare.button('More about URL').click();
      await openParts();
      await bare.page.clock.fastForward(31_000);
      await bare.waitForFocus('Show Parts of URL');
      await openParts();
      await shop.set('URL', 'no address');
      await bare.waitForFocus('URL');
    });

    it('moves it when somebody is back where nobody was at the page', async () => {
      await bare.button('More about URL').click();
      await openParts();
      await bare.leave();
      assert.equal(await bare.focused(), 'BODY');
      await bare.comeBack();
      await bare.waitForFocus('Show Parts of URL');
    });

    it('reveals none where none matches, and says nothing', async () => {
      await bare.field('Filter by name or source').fill('zzz');
      await watchRequests();
      await bare.button('Reveal All').click();
      await bare.settled();
      assert.deepEqual(await requests(), []);
      assert.equal(await bare.said(), '');
    });

    it('says nothing of values that have all gone meanwhile', async () => {
      await bare.page.evaluate(`{ const real = toHost; globalThis.toHost = (text) => {
        const message = JSON.parse(text);
        return real(message.type === 'reveal'
          ? JSON.stringify({ ...message, input: { names: ['GONE', 'GONE_TOO'] } }) : text);
      }; }`);
      await bare.button('Reveal All').click();
      await until('the answer', () =>
        bare.page.evaluate<boolean>(`seenMessages.some((text) => text.includes('"values":[]'))`),
      );
      await bare.settled();
      assert.equal(await bare.said(), '');
      await bare.page.clock.fastForward(31_000);
      await bare.settled();
      assert.equal(await bare.said(), '');
    });
  });
});
