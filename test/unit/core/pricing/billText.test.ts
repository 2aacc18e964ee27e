import assert from 'node:assert/strict';
import { dayText, heldText, monthText } from '../../../../src/core/pricing/billText.ts';
import { monthAt } from '../../../../src/core/pricing/month.ts';

const atMs = Date.UTC(2026, 9, 24);

describe('bills in words', () => {
  it('R41: are in the language of the sentences in use', () => {
    assert.equal(heldText(90_000), '1 day 1 hour');
    assert.equal(heldText(59), '59 seconds');
    assert.equal(monthText(monthAt(atMs)), 'October 2026');
    assert.equal(dayText(atMs), 'Oct 24');
  });

  it('R41: or in one that is given', () => {
    assert.equal(heldText(90_000, 'de'), '1 Tag 1 Stunde');
    assert.equal(monthText(monthAt(atMs), 'de'), 'Oktober 2026');
    assert.equal(dayText(atMs, 'de'), '24. Okt.');
  });
});
