import assert from 'node:assert/strict';
import { isAddonError } from '../../../../src/core/errors/addonError.ts';
import { findApp } from '../../../../src/core/model/identifiers.ts';
import type { AddonId, AppId } from '../../../../src/core/model/ids.ts';
import type { Meter } from '../../../../src/core/model/plan.ts';
import { billOf } from '../../../../src/core/pricing/bill.ts';
import { millionths, type Usage } from '../../../../src/core/pricing/meterCharge.ts';
import { amountText, signedCentsText } from '../../../../src/core/pricing/moneyText.ts';
import { monthAfter, monthAt, monthBefore, secondsOf } from '../../../../src/core/pricing/month.ts';
import { comparePlan } from '../../../../src/core/pricing/planComparison.ts';
import { catalogWith, TestPlatform } from '../../../support/platform.ts';
import { MemoryStateStore } from '../../../support/memoryStateStore.ts';
import { billIn, segment } from '../../../support/segments.ts';

const hourMs = 3_600_000;

function cents(...args: Parameters<typeof billIn>): number {
  return billIn(...args).byEnd.cents;
}

function lineCents(...args: Parameters<typeof billIn>): readonly number[] {
  return billIn(...args).lines.map(({ byEnd }) => byEnd.cents);
}

function price(value: number | null): {
  readonly cents: number | null;
  readonly unit: 'month';
  readonly metered: boolean;
} {
  return { cents: value, unit: 'month', metered: false };
}

const tokens: Meter = { id: 'tokens', name: 'Tokens', unit: '1k tokens', centsPerUnit: 2 };
const storage: Meter = { id: 'storage', name: 'Data Storage', unit: 'GB-hour', centsPerUnit: 0.05 };

function used(meter: Meter, quantity: number, at: string): Usage {
  return { addonId: 'addon' as AddonId, meter: meter.id, quantity, atMs: Date.parse(at) };
}

describe('meters', () => {
  it('R42: the month so far holds nothing that is counted later', () => {
    const on = { ...segment(0, '2026-11-01'), metered: true, meters: [tokens] };
    const counted = (nowMs: number): number =>
      billOf([on], {
        month: monthAt(nowMs),
        nowMs,
        usages: [used(tokens, 10, '2026-11-20T12:00:00Z')],
      }).soFar.cents;
    assert.equal(counted(Date.parse('2026-11-20T11:59:59Z')), 0);
    assert.equal(counted(Date.parse('2026-11-20T12:00:00Z')), 20);
  });
});

describe('the worked examples of billing', () => {
  it('R41: 1. 15 of 30 days cost half', () => {
    assert.equal(cents('2026-11', [segment(300, '2026-11-01', '2026-11-16')]), 150);
  });

  it('R41: 2. 15 of 31 days cost less than half', () => {
    assert.equal(cents('2027-01', [segment(300, '2027-01-03', '2027-01-18')]), 145);
  });

  it('R41: 3. February has 28 days, or 29', () => {
    assert.equal(cents('2027-02', [segment(300, '2027-02-05', '2027-02-12')]), 75);
    assert.equal(cents('2028-02', [segment(300, '2028-02-01', '2028-02-15T12:00Z')]), 150);
  });

  it('R41: 4. a whole month costs exactly its price, whatever its length', () => {
    assert.equal(cents('2027-02', [segment(300, '2027-01-20')]), 300);
  });

  it('R41: 5. one second is nothing after rounding, and said to be more than nothing', () => {
    const { byEnd } = billIn('2026-11', [segment(500, '2026-11-03T00:00:00Z', '2026-11-03T00:00:01Z')]);
    assert.equal(byEnd.cents, 0);
    assert.equal(amountText(byEnd), '<$0.01');
  });

  it('R41: 6. half a cent is rounded up, less is not', () => {
    const held = (seconds: number): number => {
      const start = Date.parse('2026-11-03');
      return cents('2026-11', [{ ...segment(500, '2026-11-03'), end: start + seconds * 1000 }]);
    };
    assert.deepEqual([held(2591), held(2592)], [0, 1]);
  });

  it("R41: 7. from the middle of a day to the month's end", () => {
    const { lines } = billIn('2026-12', [segment(5000, '2026-12-10T12:00Z')]);
    assert.deepEqual(
      lines.map(({ byEndSeconds, byEnd }) => [byEndSeconds, byEnd.cents]),
      [[1_857_600, 3468]],
    );
  });

  it('R41: 8. over the end of a month, each part counts against its own', () => {
    const held = [segment(1500, '2026-11-16', '2026-12-11')];
    assert.deepEqual([cents('2026-11', held), cents('2026-12', held)], [750, 484]);
  });

  it('R41: 9. a change of plan is two lines', () => {
    const changed = [
      segment(500, '2026-11-01', '2026-11-11'),
      segment(900, '2026-11-11', null, { plan: 'heroku-redis:other' }),
    ];
    assert.deepEqual(lineCents('2026-11', changed), [167, 600]);
    assert.equal(cents('2026-11', changed), 767);
  });

  it('R41: 10. lines are rounded, then added up', () => {
    const three = ['a', 'b', 'c'].map((addonId) => ({
      ...segment(100, '2026-11-02', '2026-11-02T03:36:00Z'),
      addonId: addonId as AddonId,
    }));
    assert.deepEqual(lineCents('2026-11', three), [1, 1, 1]);
    assert.equal(cents('2026-11', three), 3);
  });

  it('R41: 11. so far, and by the end of the month', () => {
    const two = [
      segment(300, '2026-11-01'),
      segment(20_000, '2026-11-21', null, { addonId: 'other' as AddonId }),
    ];
    const { lines, soFar, byEnd } = billIn('2026-11', two, '2026-11-24');
    assert.deepEqual(
      lines.map((line) => [line.soFar.cents, line.byEnd.cents]),
      [
        [230, 300],
        [2000, 6667],
      ],
    );
    assert.deepEqual([soFar.cents, byEnd.cents], [2230, 6967]);
  });

  it('R41: 12. another plan from now on, against keeping this one', () => {
    const other = { plan: 'heroku-redis:other', price: price(5000) };
    const found = comparePlan([segment(500, '2026-11-01')], other, Date.parse('2026-11-24'));
    assert.deepEqual(found, { thisMonthCents: 1050, laterCents: 4500, dependsOnUse: false });
    assert.equal(signedCentsText(1050), '+$10.50');
    assert.equal(signedCentsText(4500), '+$45.00');
  });

  it('R41: 13. months are those of UTC, wherever somebody is', () => {
    const made = [segment(300, '2026-11-30T23:30:00-05:00')];
    assert.deepEqual([cents('2026-11', made), cents('2026-12', made)], [0, 298]);
    assert.deepEqual(billIn('2026-11', made).lines, []);
  });

  it('R43: 14. a later catalogue changes the price of new add-ons alone', async () => {
    const at = (date: string): number => Date.parse(date);
    const before = await TestPlatform.open();
    before.clock.ms = at('2026-11-01');
    await before.createApps('example-app');
    await before.perform({ type: 'createAddon', app: 'example-app', plan: 'heroku-redis', name: 'old' });
    const dearer = catalogWith('heroku-redis', (service) => ({
      ...service,
      plans: service.plans.map((plan) => ({ ...plan, price: { ...plan.price, cents: 400 } })),
    }));
    const on = await TestPlatform.open({
      store: new MemoryStateStore(before.state),
      loadCatalog: () => Promise.resolve(dearer),
    });
    on.clock.ms = at('2026-11-16');
    await on.perform({ type: 'createAddon', app: 'example-app', plan: 'heroku-redis', name: 'new' });
    const { lines } = billIn('2026-11', Object.values(on.state.priceSegments));
    assert.deepEqual(lines.map(({ segment: { addonName }, byEnd }) => `${addonName} ${byEnd.cents}`).sort(), [
      'new 200',
      'old 300',
    ]);
  });

  it('R43: 15. an add-on that four apps share is billed once', async () => {
    const on = await TestPlatform.open();
    on.clock.ms = Date.parse('2026-11-01');
    await on.createApps('pays', 'one', 'two', 'three', 'four');
    await on.perform({ type: 'createAddon', app: 'pays', plan: 'heroku-redis', name: 'cache' });
    for (const app of ['one', 'two', 'three', 'four']) {
      await on.perform({ type: 'attachAddon', app, addon: 'cache' });
    }
    const billed = (app: string): number => {
      const { id } = findApp(on.state, app);
      return cents(
        '2026-11',
        Object.values(on.state.priceSegments).filter(({ appId }) => appId === id),
      );
    };
    assert.deepEqual(['pays', 'one', 'four'].map(billed), [300, 0, 0]);
  });

  it('R42: 16. a base, tokens and storage are three lines', () => {
    const metered = { metered: true, meters: [tokens, storage] };
    const usages = [
      used(tokens, 12.345, '2026-11-05'),
      ...Array.from({ length: 240 }, (_each, hour) => ({
        ...used(storage, 2.5, '2026-11-01'),
        atMs: Date.parse('2026-11-01') + hour * hourMs,
      })),
    ];
    const month = monthAt(Date.parse('2026-11-01'));
    const bill = billOf([segment(500, '2026-11-01', '2026-11-11', metered)], {
      month,
      nowMs: month.endMs,
      usages,
    });
    assert.deepEqual(
      bill.lines.map(({ soFar, meters }) => [soFar.cents, ...meters.map((meter) => meter.soFar.cents)]),
      [[167, 25, 30]],
    );
    assert.equal(bill.soFar.cents, 222);
  });

  it('R42: 17. a base of nothing leaves the meters', () => {
    const million: Meter = { ...tokens, unit: '1M tokens', centsPerUnit: 300 };
    const month = monthAt(Date.parse('2026-11-01'));
    const bill = billOf([segment(0, '2026-11-01', null, { metered: true, meters: [million, storage] })], {
      month,
      nowMs: month.endMs,
      usages: [used(million, 1.8, '2026-11-30T23:59:59.999Z'), used(storage, 7200, '2026-11-12')],
    });
    assert.deepEqual([bill.soFar.cents, bill.byEnd.cents], [900, 900]);
  });

  it('R42: 18. meters are expected to go on as so far', () => {
    const open = [segment(0, '2026-11-01', null, { metered: true, meters: [tokens] })];
    const usages = [used(tokens, 46, '2026-11-10')];
    const month = monthAt(Date.parse('2026-11-01'));
    const bill = billOf(open, { month, nowMs: Date.parse('2026-11-24'), usages });
    assert.deepEqual([bill.soFar.cents, bill.byEnd.cents], [92, 120]);
    assert.equal(bill.lines[0]?.meters[0]?.quantity, 46);
  });

  it('R41: 19. a line of a real invoice', () => {
    const start = '2020-06-10T00:00:00Z';
    const held = [{ ...segment(700, start), end: Date.parse(start) + 79_556_000 }];
    assert.equal(cents('2020-06', held), 21);
  });

  it('R41: 20. destroyed in the second that it was made, it is not listed', () => {
    const bill = billIn('2026-11', [segment(300, '2026-11-03', '2026-11-03')]);
    assert.deepEqual([bill.lines.length, bill.byEnd.cents, bill.byEnd.isTrace], [0, 0, false]);
  });
});

describe('bills', () => {
  it('R41: months have their real lengths, over the end of a year too', () => {
    const lengths = ['2026-11', '2026-12', '2027-02', '2028-02'].map((month) =>
      secondsOf(monthAt(Date.parse(`${month}-15`))),
    );
    assert.deepEqual(lengths, [2_592_000, 2_678_400, 2_419_200, 2_505_600]);
    const december = monthAt(Date.parse('2026-12-31T23:59:59.999Z'));
    assert.equal(monthAfter(december).startMs, Date.parse('2027-01-01'));
    assert.deepEqual(monthBefore(monthAfter(december)), december);
  });

  it('R41: now is floored to its second', () => {
    const open = [segment(2_592_000, '2026-11-01')];
    const { soFar } = billIn('2026-11', open, '2026-11-01T00:00:07.999Z');
    assert.equal(soFar.cents, 7);
  });

  it('R41: so are the ends of a stretch: 00:00:00.900 to 00:00:00.100 are 15 days', () => {
    const held = segment(300, '2026-11-01T00:00:00.900Z', '2026-11-16T00:00:00.100Z');
    assert.equal(cents('2026-11', [held]), 150);
  });

  it('R41: neighbours of equal app, plan and price are one line with one rounding', () => {
    const parts = [
      segment(500, '2026-11-03T00:00:00Z', '2026-11-03T00:20:00Z'),
      segment(500, '2026-11-03T00:20:00Z', '2026-11-03T00:43:12Z'),
    ];
    assert.deepEqual(lineCents('2026-11', parts), [1]);
    const [first, second] = parts;
    const apart = [first!, { ...second!, start: second!.start + 1000 }];
    assert.deepEqual(lineCents('2026-11', apart), [0, 0]);
    assert.deepEqual(lineCents('2026-11', [first!, { ...second!, appId: 'other' as AppId }]), [0, 0]);
    assert.deepEqual(lineCents('2026-11', [first!, { ...second!, cents: 501 }]), [0, 0]);
    assert.deepEqual(lineCents('2026-11', [first!, { ...second!, plan: 'a:b' }]), [0, 0]);
  });

  it('R42: a price that nobody knows adds nothing and is counted once an add-on', () => {
    const { byEnd } = billIn('2026-11', [
      segment(null, '2026-11-01', '2026-11-03'),
      segment(null, '2026-11-05', '2026-11-07'),
      segment(null, '2026-11-05', null, { addonId: 'other' as AddonId }),
      segment(300, '2026-11-01', null, { addonId: 'third' as AddonId }),
    ]);
    assert.deepEqual(byEnd, { cents: 300, isTrace: false, unknown: 2 });
  });

  it('R41: a month to come is the price of what is open, without meters', () => {
    const parts = [
      segment(500, '2026-11-01', '2026-11-11'),
      segment(900, '2026-11-11', null, { metered: true, meters: [tokens] }),
    ];
    const month = monthAt(Date.parse('2027-02-01'));
    const usages = [used(tokens, 46, '2026-11-20')];
    const bill = billOf(parts, { month, nowMs: Date.parse('2026-11-24'), usages });
    assert.deepEqual([bill.soFar.cents, bill.byEnd.cents], [0, 900]);
    assert.deepEqual(bill.lines[0]?.meters, []);
  });

  it('R42: under an hour of use, the forecast of a meter is what it is so far', () => {
    const open = [segment(0, '2026-11-24', null, { metered: true, meters: [tokens] })];
    const forecast = (now: string): number =>
      billOf(open, {
        month: monthAt(Date.parse('2026-11-24')),
        nowMs: Date.parse(now),
        usages: [used(tokens, 10, '2026-11-24T00:00:10Z')],
      }).byEnd.cents;
    assert.equal(forecast('2026-11-24T00:59:59Z'), 20);
    assert.equal(forecast('2026-11-24T01:00:00Z'), 20 * 7 * 24);
  });

  it('R42: a quantity belongs to the segment of its instant, at that price', () => {
    const dear = { ...tokens, centsPerUnit: 5 };
    const parts = [
      segment(0, '2026-11-01', '2026-11-11', { metered: true, meters: [tokens] }),
      segment(0, '2026-11-11', '2026-11-20', { metered: true, meters: [dear], plan: 'a:b' }),
    ];
    const month = monthAt(Date.parse('2026-11-01'));
    const usages = [
      used(tokens, 10, '2026-11-10T23:59:59.900Z'),
      used(tokens, 10, '2026-11-11'),
      used(tokens, 10, '2026-11-20'),
      used(tokens, 10, '2026-10-31T23:59:59Z'),
    ];
    const bill = billOf(parts, { month, nowMs: month.endMs, usages });
    assert.deepEqual(
      bill.lines.map(({ meters }) => meters[0]?.soFar.cents),
      [20, 50],
    );
  });

  it('R42: quantities are exact to 6 decimals; more of them, and negative ones, are refused', () => {
    assert.deepEqual([0.1, 12.345, 0.000001, 123_456_789_012.3].map(millionths), [
      100_000n,
      12_345_000n,
      1n,
      123_456_789_012_300_000n,
    ]);
    for (const wrong of [-1, 0.0000001, 1.2345678, NaN, Infinity, 1e30]) {
      assert.throws(
        () => millionths(wrong),
        (error: unknown) => isAddonError(error) && error.code === 'invalid_request',
        String(wrong),
      );
    }
  });
});

describe('a plan against another', () => {
  const now = Date.parse('2026-11-24');
  const other = (
    value: number | null,
  ): { readonly plan: string; readonly price: ReturnType<typeof price> } => ({
    plan: 'heroku-redis:other',
    price: price(value),
  });

  it('R42: an unknown price on either side compares as unknown, never as $0', () => {
    const unknown = { thisMonthCents: null, laterCents: null, dependsOnUse: false };
    assert.deepEqual(comparePlan([segment(300, '2026-11-01')], other(null), now), unknown);
    assert.deepEqual(comparePlan([segment(null, '2026-11-01')], other(300), now), unknown);
    assert.deepEqual(comparePlan([], other(300), now), unknown);
  });

  it('R41: what was billed before in the month counts on both sides', () => {
    const earlier = segment(900, '2026-11-01', '2026-11-11', { plan: 'heroku-redis:third' });
    const kept = comparePlan([earlier, segment(500, '2026-11-11')], other(5000), now);
    assert.deepEqual([kept.thisMonthCents, kept.laterCents], [1051, 4500]);
  });

  it('R42: meters on either side are said', () => {
    const metered = { plan: 'a:b', price: { ...price(0), metered: true, meters: [tokens] } };
    assert.equal(comparePlan([segment(300, '2026-11-01')], metered, now).dependsOnUse, true);
  });

  it('R41: back to a plan that it had until now is one line again', () => {
    const earlier = segment(300, '2026-11-01', '2026-11-24', { plan: 'heroku-redis:other' });
    const found = comparePlan([earlier, segment(500, '2026-11-24')], other(300), now);
    assert.deepEqual(found.thisMonthCents, 300 - (230 + 117));
  });
});
