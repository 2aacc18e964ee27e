import assert from 'node:assert/strict';
import { isAddonError } from '../../../src/core/errors/addonError.ts';
import { findApp } from '../../../src/core/model/identifiers.ts';
import { matches, type PriceFilter } from '../../../src/webviews/marketplace/browser/wanted.ts';
import { marketplacePage } from '../../../src/webviews/marketplace/presenter.ts';
import type {
  MarketplaceModel,
  ServiceDetails,
  ServiceRow,
} from '../../../src/webviews/marketplace/protocol.ts';
import { TestPlatform } from '../../support/platform.ts';
import { PlayedPage } from '../../support/playPage.ts';

async function open(): Promise<TestPlatform> {
  const on = await TestPlatform.open();
  await on.createApps('example-app');
  return on;
}

function pageOf(on: TestPlatform): PlayedPage<MarketplaceModel> {
  return new PlayedPage<MarketplaceModel>(marketplacePage, on);
}

function rowOf(on: TestPlatform, slug: string): ServiceRow {
  const row = pageOf(on).model.services.find((each) => each.slug === slug);
  assert.ok(row, slug);
  return row;
}

async function detailsOf(on: TestPlatform, service: string): Promise<ServiceDetails> {
  const app = findApp(on.state, 'example-app').id;
  return pageOf(on).ask<ServiceDetails>('service', { service, app });
}

describe('the marketplace', () => {
  it('lists every service of the catalogue in a category that there is', async () => {
    const on = await open();
    const { services, categories, apps } = pageOf(on).model;
    assert.equal(services.length, on.platform.catalog.services.length);
    const ids = new Set(categories.map(({ id }) => id));
    assert.ok(services.every(({ category }) => ids.has(category)));
    assert.deepEqual(
      apps.map(({ name }) => name),
      ['example-app'],
    );
  });

  it('R42: a service without a known price is never from $0 or free', async () => {
    const { services } = pageOf(await open()).model;
    const unknown = services.filter(({ isPriceUnknown }) => isPriceUnknown);
    assert.ok(unknown.length >= 10);
    assert.ok(unknown.every(({ from, fromCents }) => from === 'price not known' && fromCents === null));
    assert.ok(services.every(({ from }) => !from.includes('$0/')));
  });

  it('R42: the price filter counts each plan: one may be free beside metered ones, and by use is no price', async () => {
    const on = await open();
    const isFound = (slug: string, price: PriceFilter): boolean =>
      matches(rowOf(on, slug), { search: '', category: '', price, isMetered: false, withHistorical: true });
    assert.ok(isFound('exampleservice', 'free'));
    assert.equal(rowOf(on, 'exampleservice').from, 'free and up');
    assert.equal(rowOf(on, 'heroku-inference').from, 'by use');
    for (const price of ['free', '500', '10000', 'unknown'] as const) {
      assert.ok(!isFound('heroku-inference', price), price);
    }
    assert.ok(isFound('heroku-inference', 'any'));
    assert.ok(isFound('heroku-redis', '500') && !isFound('heroku-redis', 'free'));
  });

  it('R21: tags say what somebody should know before choosing', async () => {
    const on = await open();
    assert.deepEqual(rowOf(on, 'heroku-redis').tags, ['Price of 2024–2026']);
    assert.deepEqual(rowOf(on, 'scheduler').tags.slice(0, 2), ['One per app', 'Not shared']);
    assert.ok(rowOf(on, 'heroku-inference').tags.includes('Metered'));
    assert.ok(rowOf(on, 'bonsai').tags.some((tag) => /^Price of 20\d\d(?:–20\d\d)?$/.test(tag)));
    assert.ok(rowOf(on, 'openredis').isHistorical);
    assert.ok(rowOf(on, 'openredis').tags.includes('Historical'));
    assert.ok(!rowOf(on, 'ably').tags.some((tag) => tag.startsWith('Price of')));
  });

  it('a search finds names, makers, kinds and config vars', async () => {
    const { searched } = rowOf(await open(), 'heroku-redis');
    for (const word of ['heroku-redis', 'key-value', 'data stores', 'redis_url']) {
      assert.ok(searched.includes(word), word);
    }
  });

  it('R42: each meter of a metered plan has unit and price', async () => {
    const { plans } = await detailsOf(await open(), 'exampleservice');
    assert.deepEqual(plans.find(({ slug }) => slug === 'metered')?.meters, [
      { name: 'Tokens', unit: '1k tokens', price: '$0.02' },
      { name: 'Data Storage', unit: 'GB-hour', price: '$0.0005' },
    ]);
  });

  it('R9: tells the alias and config vars that an app would get, and makes nothing', async () => {
    const on = await open();
    const before = on.state;
    const { outcome } = await detailsOf(on, 'heroku-redis');
    assert.equal(on.state, before);
    assert.deepEqual(outcome, {
      kind: 'made',
      alias: 'REDIS',
      isExample: false,
      reason: 'the default alias, which is free there',
      configVars: ['REDIS_URL'],
    });
  });

  it('R10: a taken alias gives a made one, which is said to be an example', async () => {
    const on = await open();
    await on.perform({ type: 'createAddon', app: 'example-app', plan: 'heroku-redis' });
    const { outcome } = await detailsOf(on, 'heroku-redis');
    assert.ok(outcome.kind === 'made');
    assert.match(outcome.alias, /^HEROKU_REDIS_[A-Z]+$/);
    assert.ok(outcome.isExample);
    assert.match(outcome.reason, /such as this.*REDIS is taken/);
    assert.deepEqual(outcome.configVars, [`${outcome.alias}_URL`]);
  });

  it('R10: the example stays while other things change', async () => {
    const on = await open();
    await on.perform({ type: 'createAddon', app: 'example-app', plan: 'heroku-redis' });
    const aliases = new Set<string>();
    for (const value of ['1', '2', '3', '4']) {
      await on.perform({ type: 'setConfigVars', app: 'example-app', configVars: [{ name: 'A', value }] });
      const { outcome } = await detailsOf(on, 'heroku-redis');
      assert.ok(outcome.kind === 'made');
      aliases.add(outcome.alias);
    }
    assert.equal(aliases.size, 1);
  });

  it('R13: what only needs a confirmation can be created, and says what it overwrites', async () => {
    const on = await open();
    const configVars = [{ name: 'REDIS_URL', value: 'mine' }];
    await on.perform({ type: 'setConfigVars', app: 'example-app', configVars });
    const { outcome } = await detailsOf(on, 'heroku-redis');
    assert.deepEqual(outcome, {
      kind: 'asks',
      alias: 'REDIS',
      configVars: ['REDIS_URL'],
      text: 'Overwrites REDIS_URL. You will be asked to type example-app.',
    });
  });

  it('R23: a service that an app can have once is refused there, with the reason', async () => {
    const on = await open();
    await on.perform({ type: 'createAddon', app: 'example-app', plan: 'papertrail', name: 'logs' });
    const { outcome } = await detailsOf(on, 'papertrail');
    assert.ok(outcome.kind === 'refused');
    assert.match(outcome.text, /logs/);
  });

  it('without an app it says that there is none', async () => {
    const on = await TestPlatform.open();
    const details = await pageOf(on).ask<ServiceDetails>('service', { service: 'heroku-redis', app: '' });
    assert.deepEqual(details.outcome, { kind: 'noApp' });
  });

  it('create runs the flow of the palette with plan and app known', async () => {
    const on = await open();
    const page = pageOf(on);
    await page.ask('create', { plan: 'heroku-redis:premium-0', app: 'an-app' });
    await page.ask('create', { plan: 'heroku-redis:mini', app: '' });
    await page.ask('createApp');
    await page.ask('showPrices', { service: 'heroku-redis' });
    assert.deepEqual(page.context.started, [
      ['addons.create', { plan: 'heroku-redis:premium-0', app: 'an-app' }],
      ['addons.create', { plan: 'heroku-redis:mini' }],
      ['addons.createApp', {}],
      ['addons.showPricing', { service: 'heroku-redis' }],
    ]);
  });

  it('every service of the catalogue has details, as plain text', async () => {
    const on = await open();
    for (const { slug } of on.platform.catalog.services) {
      const details = await detailsOf(on, slug);
      assert.ok(details.plans.length > 0, slug);
      assert.doesNotMatch(JSON.stringify(details), /&#\d+;/, slug);
    }
  });

  it('refuses a service that there is not', async () => {
    const on = await open();
    await assert.rejects(
      () => detailsOf(on, 'nowhere'),
      (error: unknown) => isAddonError(error) && error.code === 'service_not_found',
    );
  });

  it('is shown anew when an app gets something', async () => {
    const on = await open();
    const page = pageOf(on);
    assert.ok(await page.isShownAnewAfter(() => on.createApps('another')));
    assert.ok(
      await page.isShownAnewAfter(() =>
        on.perform({ type: 'createAddon', app: 'another', plan: 'heroku-redis' }),
      ),
    );
  });
});
