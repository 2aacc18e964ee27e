import assert from 'node:assert/strict';
import { catalogData } from '../../../../src/core/catalog/catalogData.lazy.ts';
import type { Price } from '../../../../src/core/model/plan.ts';
import * as texts from '../../../../src/core/pricing/priceText.ts';

function price(cents: number | null, metered = false): Price {
  return { cents, unit: 'month', metered };
}

describe('price texts', () => {
  const prices: readonly (readonly [Price, string])[] = [
    [price(300), '$3/month'],
    [price(995), '$9.95/month'],
    [price(990), '$9.90/month'],
    [price(1), '$0.01/month'],
    [price(100), '$1/month'],
    [price(1_450_00), '$1450/month'],
    [price(0), 'free'],
    [price(0, true), 'metered'],
    [price(500, true), 'metered'],
  ];
  for (const [given, expected] of prices) {
    it(`R44: ${given.cents} cents${given.metered ? ', metered,' : ''} are ${expected}`, () => {
      assert.equal(texts.priceText(given), expected);
    });
  }

  it('R42: a price that nobody knows is said, metered or not, and is never $0 or free', () => {
    assert.equal(texts.priceText(price(null)), 'price not known');
    assert.equal(texts.priceText(price(null, true)), 'price not known');
  });

  it('R44: an hour is a 720th of the month', () => {
    assert.equal(texts.hourlyText(300), '~$0.004/hour');
    assert.equal(texts.hourlyText(1500), '~$0.021/hour');
    assert.equal(texts.hourlyText(72_000), '~$1.000/hour');
  });

  it('R42: a sum tells what is not known in it, and does not count it as nothing', () => {
    const sum = { cents: 0, unknown: 0, metered: false };
    assert.equal(texts.monthlySumText({ ...sum, cents: 900 }), '$9/month');
    assert.equal(texts.monthlySumText(sum), 'free');
    assert.equal(texts.monthlySumText({ ...sum, metered: true }), 'metered');
    const unknown = texts.monthlySumText({ ...sum, unknown: 1 });
    assert.match(unknown, /not known|unknown price/);
    assert.doesNotMatch(unknown, /\$0|free/);
    assert.match(texts.monthlySumText({ cents: 300, unknown: 2, metered: false }), /^\$3\/month .*2 /);
  });

  it('R44: a difference has its sign', () => {
    assert.deepEqual([1200, -300, 995].map(texts.signedMonthlyText), [
      '+$12/month',
      '−$3/month',
      '+$9.95/month',
    ]);
  });

  it('R44: every price of the catalogue has a text, and none has odd digits', () => {
    for (const { slug, plans } of catalogData.services) {
      for (const plan of plans) {
        const form = /^(?:\$\d+(?:\.\d{2})?\/month|free|metered|price not known)$/;
        assert.match(texts.priceText(plan.price), form, `${slug}:${plan.slug}`);
      }
    }
  });
});
