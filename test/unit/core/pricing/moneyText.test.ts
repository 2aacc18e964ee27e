import assert from 'node:assert/strict';
import {
  amountText,
  centsText,
  signedCentsText,
  totalText,
  unitPriceText,
} from '../../../../src/core/pricing/moneyText.ts';
import { hourlyText, monthlyText } from '../../../../src/core/pricing/priceText.ts';

describe('texts of amounts', () => {
  it('R44: dollars have two decimals, and thousands are parted', () => {
    assert.deepEqual([0, 5, 2230, 150_000].map(centsText), ['$0.00', '$0.05', '$22.30', '$1,500.00']);
  });

  it('R44: more than nothing is never shown as nothing', () => {
    assert.equal(amountText({ cents: 0, isTrace: true }), '<$0.01');
    assert.equal(amountText({ cents: 0, isTrace: false }), '$0.00');
  });

  it('R44: a difference has its sign', () => {
    assert.deepEqual([1050, -200, 0].map(signedCentsText), ['+$10.50', '−$2.00', '$0.00']);
  });

  it('R44: unit prices have up to 6 decimals', () => {
    assert.deepEqual([2, 0.05, 300, 0.0001].map(unitPriceText), ['$0.02', '$0.0005', '$3.00', '$0.000001']);
  });

  it('R42: a total says what it does not hold, and is never $0 for nothing known', () => {
    const total = { cents: 2230, isTrace: false, unknown: 0 };
    assert.equal(totalText(total), '$22.30');
    assert.equal(totalText({ ...total, unknown: 1 }), '$22.30 plus 1 add-on of unknown price');
    assert.equal(totalText({ ...total, unknown: 2 }), '$22.30 plus 2 add-ons of unknown price');
    assert.equal(totalText({ cents: 0, isTrace: false, unknown: 2 }), 'price not known');
    assert.equal(totalText({ cents: 0, isTrace: false, unknown: 0 }), '$0.00');
  });

  it('R44: the hourly and monthly texts of the worked examples', () => {
    assert.deepEqual([300, 500, 995, 5000, 20_000, 150_000].map(hourlyText), [
      '~$0.004/hour',
      '~$0.007/hour',
      '~$0.014/hour',
      '~$0.069/hour',
      '~$0.278/hour',
      '~$2.083/hour',
    ]);
    assert.deepEqual([300, 500, 995, 150_000].map(monthlyText), [
      '$3/month',
      '$5/month',
      '$9.95/month',
      '$1500/month',
    ]);
  });
});
