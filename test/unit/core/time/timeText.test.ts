import assert from 'node:assert/strict';
import { exactTime, relativeTime } from '../../../../src/core/time/timeText.ts';

const now = Date.UTC(2026, 10, 24, 8, 0, 0);
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

const texts: readonly (readonly [number, string])[] = [
  [0, 'now'],
  [minute - 1, 'now'],
  [minute, '1 minute ago'],
  [2 * minute, '2 minutes ago'],
  [hour - 1, '59 minutes ago'],
  [hour, '1 hour ago'],
  [day - 1, '23 hours ago'],
  [day, 'yesterday'],
  [2 * day, '2 days ago'],
  [2 * day - 1, 'yesterday'],
  [30 * day, 'last month'],
  [364 * day, '12 months ago'],
  [365 * day, 'last year'],
  [730 * day, '2 years ago'],
  [-minute + 1, 'now'],
  [-hour, 'in 1 hour'],
];

describe('times in words', () => {
  for (const [agoMs, text] of texts) {
    it(`${agoMs} ms before are "${text}"`, () => {
      assert.equal(relativeTime(now - agoMs, now), text);
    });
  }

  it('are in the language of the sentences in use, or in one that is given', () => {
    assert.equal(relativeTime(now - 2 * hour, now, 'de'), 'vor 2 Stunden');
  });

  it('are exact where that is wanted, in UTC', () => {
    assert.equal(exactTime(now + 1_999), '2026-11-24 08:00:01 UTC');
  });
});
