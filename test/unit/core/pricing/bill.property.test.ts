import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AddonId } from '../../../../src/core/model/ids.ts';
import type { PriceSegment } from '../../../../src/core/model/priceSegment.ts';
import { billOf, totalOf } from '../../../../src/core/pricing/bill.ts';
import { monthAt, secondsOf } from '../../../../src/core/pricing/month.ts';
import { comparePlan } from '../../../../src/core/pricing/planComparison.ts';
import { segment } from '../../../support/segments.ts';

const from = Date.parse('2024-01-01');
const seconds = fc.integer({ min: 0, max: 3 * 365 * 86_400 });
const instant = seconds.map((each) => from + each * 1000);
const monthlyCents = fc.option(fc.integer({ min: 0, max: 3_000_000 }), { freq: 8 });

/** An add-on's life: stretches one after the other, some with gaps, the last perhaps open. */
const life = fc
  .record({
    addon: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    start: instant,
    lengths: fc.array(
      fc.record({
        held: fc.integer({ min: 0, max: 5_000_000 }),
        gap: fc.constantFrom(0, 0, 90),
        cents: monthlyCents,
      }),
      { minLength: 1, maxLength: 5 },
    ),
    isOpen: fc.boolean(),
  })
  .map(({ addon, start, lengths, isOpen }) => {
    const parts: PriceSegment[] = [];
    let at = start;
    for (const { held, gap, cents } of lengths) {
      parts.push({
        ...segment(cents, '2024-01-01'),
        addonId: addon as AddonId,
        plan: `heroku-redis:${cents ?? 'unknown'}`,
        start: at,
        end: at + held * 1000,
      });
      at += (held + gap) * 1000;
    }
    const last = parts.at(-1);
    return last !== undefined && isOpen ? [...parts.slice(0, -1), { ...last, end: null }] : parts;
  });

const lives = fc
  .uniqueArray(life, { minLength: 1, maxLength: 5, selector: ([first]) => first?.addonId })
  .map((each) => each.flat());

describe('bills of any add-ons', () => {
  it('R41: a total is the sum of its parts, and nothing is ever negative', () => {
    fc.assert(
      fc.property(lives, instant, instant, (segments, monthMs, nowMs) => {
        const bill = billOf(segments, { month: monthAt(monthMs), nowMs });
        for (const when of ['soFar', 'byEnd'] as const) {
          const byAddon = new Set(bill.lines.map((line) => line.segment.addonId));
          const parts = [...byAddon].map((id) =>
            totalOf(
              bill.lines.filter((line) => line.segment.addonId === id),
              when,
            ),
          );
          assert.equal(
            bill[when].cents,
            parts.reduce((sum, part) => sum + part.cents, 0),
          );
          assert.equal(
            bill[when].unknown,
            parts.reduce((sum, part) => sum + part.unknown, 0),
          );
        }
        for (const line of bill.lines) {
          assert.ok(line.soFar.cents >= 0 && line.soFar.cents <= line.byEnd.cents);
          assert.ok(line.byEnd.cents <= (line.segment.cents ?? 0));
          assert.ok(line.soFarSeconds <= line.byEndSeconds && line.byEndSeconds > 0);
          assert.ok(line.byEndSeconds <= secondsOf(bill.month));
        }
      }),
    );
  });

  it('R41: the order of segments plays no part', () => {
    fc.assert(
      fc.property(
        lives.chain((segments) =>
          fc.tuple(fc.constant(segments), fc.shuffledSubarray(segments, { minLength: segments.length })),
        ),
        instant,
        ([segments, shuffled], nowMs) => {
          const options = { month: monthAt(nowMs), nowMs };
          assert.deepEqual(billOf(shuffled, options), billOf(segments, options));
        },
      ),
    );
  });

  it('R41: a whole month costs exactly its price, in every month', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_000_000 }), instant, (cents, at) => {
        const month = monthAt(at);
        const whole = { ...segment(cents, '2024-01-01'), start: month.startMs, end: month.endMs };
        assert.equal(billOf([whole], { month, nowMs: month.endMs }).soFar.cents, cents);
      }),
    );
  });

  it('R41: where a stretch of one price is cut plays no part', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3_000_000 }),
        instant,
        seconds,
        seconds,
        (cents, at, one, two) => {
          const whole = { ...segment(cents, '2024-01-01'), start: at, end: at + (one + two) * 1000 };
          const cut = at + one * 1000;
          const parts = [
            { ...whole, end: cut },
            { ...whole, start: cut },
          ];
          const options = { month: monthAt(cut), nowMs: cut };
          assert.deepEqual(billOf(parts, options), billOf([whole], options));
        },
      ),
    );
  });

  it('R41: to change to the same price costs at most what one more rounding does', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_000_000 }), instant, (cents, nowMs) => {
        const open = { ...segment(cents, '2024-01-01'), start: Math.min(from + 5000, nowMs) };
        const other = { plan: 'a:other', price: { cents, unit: 'month' as const, metered: false } };
        const found = comparePlan([open], other, nowMs);
        assert.ok(Math.abs(found.thisMonthCents ?? NaN) <= 1);
        assert.equal(found.laterCents, 0);
      }),
    );
  });
});
