import assert from 'node:assert/strict';
import { catalogData } from '../../../../src/core/catalog/catalogData.lazy.ts';
import {
  differenceInWords,
  limitsInWords,
  meterInWords,
  sourceInWords,
} from '../../../../src/core/help/planWords.ts';
import type { Plan, Price } from '../../../../src/core/model/plan.ts';

const price = (cents: number | null, metered = false): Price => ({ cents, unit: 'month', metered });

function plan(fields: Partial<Plan>): Plan {
  return { slug: 'x', name: 'X', price: price(300), visible: true, source: '2024 list', ...fields };
}

/** Feature of a plan → its words. */
const features: readonly (readonly [string, string | number | boolean, string])[] = [
  ['memoryMB', 25, '25 MB of memory'],
  ['memoryMB', 1024, '1 GB of memory'],
  ['memoryMB', 102_400, '100 GB of memory'],
  ['memoryGB', 488, '488 GB of memory'],
  ['storageGB', 1536, '1.5 TB of storage'],
  ['connections', 40_000, '40,000 connections at a time'],
  ['rows', 10_000_000, '10,000,000 rows'],
  ['partitions', 240, '240 partitions'],
  ['produceKBps', 64, '64 KB a second written'],
  ['consumeKBps', 16_384, '16,384 KB a second read'],
  ['requestsPerMinute', 150, '150 requests a minute'],
  ['tokensPerMinute', 800_000, '800,000 tokens a minute'],
  ['concurrentUsers', 250, '250 users at a time'],
  ['emailsPerMonth', 40_000, '40,000 e-mails a month'],
  ['emailCredits', 10_000, '10,000 e-mail credits'],
  ['tasksPerMonth', 100, '100 tasks a month'],
  ['minutesPerMonth', 1000, '1,000 minutes a month'],
  ['encodingGBPerMonth', 5000, '4.88 TB encoded a month'],
  ['zones', 5, '5 zones'],
  ['highAvailability', true, 'a standby that takes over when a server fails'],
  ['highAvailability', false, 'no standby'],
  ['memoryMB', 'much', 'memoryMB: much'],
  ['constructor', 3, 'constructor: 3'],
  ['<b>', '$(zap)', '&#60;b&#62;: &#36;&#40;zap&#41;'],
];

describe('a plan in words', () => {
  for (const [name, value, words] of features) {
    it(`says ${name} ${String(value)} as "${words}"`, () => {
      assert.deepEqual(limitsInWords(plan({ features: { [name]: value } })), [words]);
    });
  }

  it('has words for each feature of the catalogue', () => {
    const all = catalogData.services.flatMap(({ plans }) => plans.flatMap(limitsInWords));
    assert.ok(all.length > 100);
    assert.deepEqual(
      all.filter((words) => words.includes(':')),
      [],
    );
  });

  it('says nothing of limits that are not known', () => {
    assert.deepEqual(limitsInWords(plan({})), []);
  });

  for (const [centsPerUnit, words] of [
    [2, '$0.02 for each 1k tokens (Tokens)'],
    [300, '$3.00 for each 1k tokens (Tokens)'],
    [0.05, '$0.0005 for each 1k tokens (Tokens)'],
    [0.000001, '$0.00000001 for each 1k tokens (Tokens)'],
    [150.5, '$1.505 for each 1k tokens (Tokens)'],
  ] as const) {
    it(`says a meter of ${centsPerUnit} cents as "${words}"`, () => {
      assert.equal(meterInWords({ id: 't', name: 'Tokens', unit: '1k tokens', centsPerUnit }), words);
    });
  }

  for (const [present, other, words] of [
    [price(300), price(1500), '+$12/month'],
    [price(1500), price(300), '−$12/month'],
    [price(300), price(300), 'the same'],
    [price(null), price(300), 'not known'],
    [price(300), price(null), 'not known'],
    [price(null, true), price(300), 'not known'],
    [price(0, true), price(300), 'depends on use'],
    [price(300), price(0, true), 'depends on use'],
  ] as const) {
    it(`says the way from ${JSON.stringify(present)} to ${JSON.stringify(other)} as "${words}"`, () => {
      assert.equal(differenceInWords(present, other), words);
    });
  }

  const asOf = (year: number, source: string): string =>
    `Its price is as of ${year} and may have changed since. Source: ${source}.`;
  for (const [source, words] of [
    ['2014 API add-on list', asOf(2014, '2014 API add-on list')],
    [
      '2014 API add-on list (plan closed 2022)',
      asOf(2014, '2014 API add-on list &#40;plan closed 2022&#41;'),
    ],
    [
      '2014 API add-on list; same in a Feb-2026 cost table',
      asOf(2026, '2014 API add-on list; same in a Feb-2026 cost table'),
    ],
    ['chosen by us', 'Its price is our own choice, in whole or in part. Source: chosen by us.'],
    ['a friend', 'Its price may have changed. Source: a friend.'],
    ['$(zap)', 'Its price may have changed. Source: &#36;&#40;zap&#41;.'],
  ] as const) {
    it(`says how sure a price from "${source}" is`, () => {
      assert.equal(sourceInWords(plan({ source })), words);
    });
  }

  it('says that nobody knows a price', () => {
    assert.equal(
      sourceInWords(plan({ price: price(null), source: '2019 public README (no price)' })),
      'No public source gives its price. Source of the plan: 2019 public README &#40;no price&#41;.',
    );
  });
});
