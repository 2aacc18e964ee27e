import assert from 'node:assert/strict';
import { findApp } from '../../../src/core/model/identifiers.ts';
import { pricingPage } from '../../../src/webviews/pricing/presenter.ts';
import type { CostModel, PricingModel, ServicePrices } from '../../../src/webviews/pricing/protocol.ts';
import { TestPlatform } from '../../support/platform.ts';
import { PlayedPage } from '../../support/playPage.ts';

/** Example 11 of the bills: 300 from the first, 20000 from the 21st, now the 24th. */
async function open(): Promise<TestPlatform> {
  const on = await TestPlatform.open();
  on.clock.ms = Date.parse('2026-11-01');
  await on.createApps('example-app', 'example-tasker');
  await on.perform({ type: 'createAddon', app: 'example-app', plan: 'heroku-redis', name: 'cache' });
  on.clock.ms = Date.parse('2026-11-21');
  await on.perform({
    type: 'createAddon',
    app: 'example-tasker',
    plan: 'heroku-postgresql:standard-2',
    name: 'data',
  });
  on.clock.ms = Date.parse('2026-11-24');
  return on;
}

function costs(on: TestPlatform, subject = ''): CostModel {
  const { model } = new PlayedPage<PricingModel>(pricingPage, on, subject);
  assert.equal(model.kind, 'costs');
  return model;
}

function prices(on: TestPlatform, slug: string): ServicePrices {
  const { model } = new PlayedPage<PricingModel>(pricingPage, on, `service:${slug}`);
  assert.equal(model.kind, 'service');
  return model;
}

describe('the page of prices', () => {
  it('R41: tells the month so far and its forecast, over all apps', async () => {
    const on = await open();
    const model = costs(on);
    const data = on.platform.catalog.plan('heroku-postgresql:standard-2').plan.price.cents ?? 0;
    assert.equal(data, 20_000);
    assert.deepEqual([model.month, model.soFar, model.byEnd], ['November 2026', '$22.30', '$69.67']);
    assert.equal(model.unknown, '');
    assert.equal(model.nextMonth, 'A whole month of all that is held now: $203.00');
    assert.deepEqual(
      model.rows.map(({ addon, app, held, soFar, byEnd }) => [addon, app, held, soFar, byEnd]),
      [
        ['data', 'example-tasker', '3 days', '$20.00', '$66.67'],
        ['cache', 'example-app', '23 days', '$2.30', '$3.00'],
      ],
    );
  });

  it('R43: an app is billed what was created on it', async () => {
    const on = await open();
    await on.perform({ type: 'attachAddon', app: 'example-tasker', addon: 'cache' });
    const model = costs(on, findApp(on.state, 'example-app').id);
    assert.deepEqual([model.title, model.soFar, model.byEnd], ['Prices: example-app', '$2.30', '$3.00']);
    assert.deepEqual(model.apps, []);
    assert.deepEqual(
      costs(on).apps.map(({ app, addons, soFar, byEnd }) => [app, addons, soFar, byEnd]),
      [
        ['example-tasker', 1, '$20.00', '$66.67'],
        ['example-app', 1, '$2.30', '$3.00'],
      ],
    );
  });

  it('R42: unknown prices are counted in the head and said in their rows, never as $0', async () => {
    const on = await open();
    for (const name of ['one', 'two']) {
      await on.perform({ type: 'createAddon', app: 'example-app', plan: 'exampleservice:unpriced', name });
    }
    on.clock.ms += 86_400_000;
    const model = costs(on);
    assert.equal(model.unknown, 'plus 2 add-ons of unknown price');
    const rows = model.rows.filter(({ plan }) => plan === 'exampleservice:unpriced');
    assert.deepEqual(
      rows.map(({ addon, price, soFar, byEnd }) => [addon, price, soFar, byEnd]),
      ['one', 'two'].map((name) => [name, 'price not known', 'price not known', 'price not known']),
    );
    assert.equal(model.rows.at(-1)?.addon, 'two');
  });

  it('R42: nothing but unknown prices is said to be unknown, never $0.00 or costing nothing', async () => {
    const on = await TestPlatform.open();
    await on.createApps('example-app');
    await on.perform({
      type: 'createAddon',
      app: 'example-app',
      plan: 'exampleservice:unpriced',
      name: 'dark',
    });
    on.clock.ms += 86_400_000;
    const { soFar, byEnd, unknown, bar, barText } = costs(on);
    assert.deepEqual([soFar, byEnd, bar], ['price not known', 'price not known', []]);
    assert.equal(unknown, 'plus 1 add-on of unknown price');
    assert.equal(barText, 'There are no amounts to draw: nothing has a known price above $0.');
  });

  it('R42: metered plans show their meters, and that they come on top', async () => {
    const on = await open();
    await on.perform({
      type: 'createAddon',
      app: 'example-app',
      plan: 'exampleservice:metered',
      name: 'counts',
    });
    const model = costs(on);
    assert.match(model.meters, /on top/);
    assert.deepEqual(model.rows.find(({ addon }) => addon === 'counts')?.notes, [
      'Tokens: $0.02 for each 1k tokens',
      'Data Storage: $0.0005 for each GB-hour',
    ]);
  });

  it('R43: what was destroyed stays on the bill, under its last names', async () => {
    const on = await open();
    await on.perform({ type: 'destroyAddon', addon: 'data', confirm: 'example-tasker' });
    await on.perform({ type: 'destroyApp', app: 'example-tasker', confirm: 'example-tasker' });
    const row = costs(on).rows.find(({ addon }) => addon === 'data');
    assert.deepEqual(
      [row?.isThere, row?.app, row?.soFar, row?.byEnd],
      [false, 'example-tasker', '$20.00', '$20.00'],
    );
    assert.deepEqual(row?.notes, ['destroyed']);
    const gone = new PlayedPage<PricingModel>(pricingPage, on, 'example');
    assert.ok(gone.model.kind === 'gone' && gone.model.text === 'This app is there no more.');
    const noService = new PlayedPage<PricingModel>(pricingPage, on, 'service:nothing');
    assert.ok(noService.model.kind === 'gone' && noService.model.text.includes('catalogue'));
  });

  it('draws shares that make up the whole, and says them', async () => {
    const { bar, barText } = costs(await open());
    assert.deepEqual(
      bar.map(({ service, amount }) => [service, amount]),
      [
        ['Heroku Postgres', '$66.67'],
        ['Heroku Key-Value Store', '$3.00'],
      ],
    );
    assert.ok(Math.abs(bar.reduce((sum, { percent }) => sum + percent, 0) - 100) < 1e-9);
    assert.match(barText, /Heroku Postgres \$66\.67 \(96 %\)/);
  });

  it('draws a curve that never falls and ends at the forecast', async () => {
    const { curve } = costs(await open());
    const heights = [...curve.soFar, ...curve.byEnd].map(([, y]) => y);
    assert.ok(heights.every((height, at) => at === 0 || height >= (heights[at - 1] ?? 0) - 1e-9));
    assert.ok(Math.abs((heights.at(-1) ?? 0) - 100) < 0.1);
    assert.deepEqual([curve.firstDay, curve.lastDay, curve.top], ['Nov 1', 'Nov 30', '$69.67']);
    assert.equal(curve.text, 'The bill grows from $0.00 on Nov 1 to $22.30 now, and to $69.67 by Nov 30.');
  });

  it('is ready for a month in which nothing is held', async () => {
    const on = await TestPlatform.open();
    const model = costs(on);
    assert.deepEqual(
      [model.soFar, model.byEnd, model.rows.length, model.bar.length],
      ['$0.00', '$0.00', 0, 0],
    );
    assert.ok(model.curve.byEnd.every((point) => point.every(Number.isFinite)));
  });

  it('R42: lists the plans of one service with what is known of their prices', async () => {
    const on = await open();
    const unknown = prices(on, 'heroku-kafka');
    const row = unknown.plans.find(({ slug }) => slug === 'basic-1');
    assert.deepEqual([row?.price, row?.percent, row?.hourly], ['price not known', null, '']);
    assert.match(unknown.chartText, /^Known prices go from .* Prices of 2 plans are not known\.$/);
    const metered = prices(on, 'exampleservice').plans.find(({ slug }) => slug === 'metered');
    assert.ok(metered);
    assert.equal(metered.price, 'metered');
    assert.deepEqual(
      metered.meters.map(({ unit }) => unit),
      ['1k tokens', 'GB-hour'],
    );
    assert.equal(prices(on, 'heroku-redis').plans.find(({ slug }) => slug === 'mini')?.used, 1);
  });

  it('starts what its rows lead to', async () => {
    const on = await open();
    const page = new PlayedPage<PricingModel>(pricingPage, on);
    await page.ask('showAddon', { addon: 'a' });
    await page.ask('showApp', { app: 'b' });
    await page.ask('showService', { service: 'c' });
    await page.ask('create', { plan: 'c:d' });
    assert.deepEqual(page.context.started, [
      ['addons.showAddon', { addon: 'a' }],
      ['addons.showPricing', { app: 'b' }],
      ['addons.showPricing', { service: 'c' }],
      ['addons.create', { plan: 'c:d' }],
    ]);
  });

  it('is shown anew for what is billed, of one app for that alone', async () => {
    const on = await open();
    const all = new PlayedPage<PricingModel>(pricingPage, on);
    const tasker = new PlayedPage<PricingModel>(pricingPage, on, findApp(on.state, 'example-tasker').id);
    const rename = (name: string) => () =>
      on.perform({ type: 'renameAddon', addon: name, name: `${name}-two` });
    assert.ok(await all.isShownAnewAfter(rename('cache')));
    assert.ok(!(await tasker.isShownAnewAfter(rename('cache-two'))));
    assert.ok(await tasker.isShownAnewAfter(rename('data')));
    const vars = {
      type: 'setConfigVars',
      app: 'example-app',
      configVars: [{ name: 'A', value: '1' }],
    } as const;
    assert.ok(!(await tasker.isShownAnewAfter(() => on.perform(vars))));
  });

  it('is made for 10,000 lines in a moment', async () => {
    const on = await open();
    const [segment] = Object.values(on.state.priceSegments);
    const { state } = on;
    const many = Object.fromEntries(
      Array.from({ length: 10_000 }, (_each, at) => [
        `s${at}`,
        { ...segment!, id: `s${at}`, addonId: `a${at}` },
      ]),
    );
    const before = performance.now();
    const { clipboard, envFiles, run, tabs, clock, markOf } = new PlayedPage(pricingPage, on).context;
    const platform = Object.create(on.platform, {
      state: { value: { ...state, priceSegments: many } },
    }) as TestPlatform['platform'];
    const context = { clipboard, envFiles, run, tabs, clock, markOf, platform };
    // Object.create gives it no private parts: what it reads of them is told.
    Object.defineProperty(platform, 'catalog', { value: on.platform.catalog });
    const page = pricingPage.model('', context) as CostModel;
    assert.equal(page.rows.length, 10_000);
    assert.ok(performance.now() - before < 2000);
  });
});
