import assert from 'node:assert/strict';
import type { Price } from '../../../../src/core/model/plan.ts';
import { fromPriceText } from '../../../../src/core/pricing/fromPriceText.ts';

describe('what the plans of a service cost at least', () => {
  const price = (cents: number | null, metered = false): Price => ({ cents, unit: 'month', metered });

  it('R44: is told by the lowest price that counts by the month', () => {
    assert.equal(fromPriceText([price(1500), price(300)]), 'from $3/month');
    assert.equal(fromPriceText([price(0), price(300)]), 'free and up');
    assert.equal(fromPriceText([price(300)]), '$3/month');
    assert.equal(fromPriceText([price(0)]), 'free');
  });

  it('R44: is not free when all goes by use', () => {
    assert.equal(fromPriceText([price(0, true)]), 'by use');
    assert.equal(fromPriceText([price(0, true), price(null)]), 'by use');
  });

  it('R42: is not known when no price is', () => {
    assert.equal(fromPriceText([price(null)]), 'price not known');
  });
});
