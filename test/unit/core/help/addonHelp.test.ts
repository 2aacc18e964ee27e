import assert from 'node:assert/strict';
import { Catalog, type CatalogData } from '../../../../src/core/catalog/catalog.ts';
import { catalogData } from '../../../../src/core/catalog/catalogData.lazy.ts';
import { addonHelp } from '../../../../src/core/help/addonHelp.ts';
import {
  capabilitiesInWords,
  configSourceInWords,
  lifecycleInWords,
  supportsInWords,
} from '../../../../src/core/help/serviceWords.ts';
import type { Addon } from '../../../../src/core/model/addon.ts';
import type { Service } from '../../../../src/core/model/plan.ts';
import * as queries from '../../../../src/core/model/queries.ts';
import type { State } from '../../../../src/core/model/state.ts';
import { deepFreeze } from '../../../support/deepFreeze.ts';
import { catalogWith, TestPlatform } from '../../../support/platform.ts';
import { withProvisioning } from '../../../support/states.ts';

async function opened(plan = 'heroku-redis'): Promise<TestPlatform> {
  const on = await TestPlatform.open();
  await on.createApps('acme', 'blog');
  await on.perform({ type: 'createAddon', app: 'acme', plan, name: 'important-redis' });
  return on;
}

function help(state: State, change: Partial<Addon> = {}, data: CatalogData = catalogData): string {
  const addon = { ...queries.addonNamed(state, 'important-redis')!, ...change };
  return addonHelp(addon, deepFreeze(state), new Catalog(data));
}

/** What stands under a heading. */
function section(page: string, heading: string): string {
  const [, after = ''] = page.split(`\n## ${heading}\n\n`);
  return after.split('\n\n## ')[0]?.trimEnd() ?? '';
}

function redis(change: Partial<Service>): CatalogData {
  return catalogWith('heroku-redis', (service) => ({ ...service, ...change }));
}

describe('help of an add-on', () => {
  it('is a page that says it all', async () => {
    const on = await opened();
    await on.perform({ type: 'attachAddon', app: 'blog', addon: 'important-redis', alias: 'BROKER' });
    const page = help(on.state, {}, redis({ plans: catalogRedis.plans.slice(0, 3) }));
    assert.equal(
      page,
      `# important-redis

Heroku Key-Value Store (heroku-redis), by Heroku. In-memory key-value store that speaks the Redis protocol.

The service is on offer, as far as is known: it was seen between 2016 and 2026.

## Where It Is Attached

| App | Alias | Config vars |
| --- | --- | --- |
| acme (pays) | REDIS | REDIS_URL |
| blog | BROKER | BROKER_URL |

## Plan, Price and Limits

- Plan: Mini (heroku-redis:mini)
- Price: $3/month
- Limit: 25 MB of memory
- Limit: 20 connections at a time

Its price is as of 2024 and may have changed since. Source: 2024 Dev Center, price and figures.

All its aliases share these limits.

## Other Plans

| Plan | Price | Difference |
| --- | --- | --- |
| Premium 0 (premium-0) | $15/month | +$12/month |
| Premium 1 (premium-1) | $30/month | +$27/month |

## What the Service Allows

- You can choose its alias.
- One app can have it under several aliases.
- Other apps of the same owner can use it too.
- An app can have several add-ons of heroku-redis.

## What It May Do

- It sets and changes its own config vars, and sees no others.
- It writes to the logs of these apps.

## How Its Config Vars Are Known

The maker's documentation names them.
`,
    );
  });

  it('never shows a value of a config var, for any service', async () => {
    const on = await TestPlatform.open();
    for (const [place, { slug }] of catalogData.services.entries()) {
      const app = `app-${place}`;
      await on.platform.perform({ type: 'createApp', name: app });
      await on.platform.perform({ type: 'createAddon', app, plan: slug });
    }
    const catalog = new Catalog(catalogData);
    for (const addon of queries.allAddons(on.state)) {
      const marked = Object.keys(addon.values).map((suffix) => [suffix, `secret-of-${suffix}`] as const);
      const page = addonHelp({ ...addon, values: Object.fromEntries(marked) }, on.state, catalog);
      assert.doesNotMatch(page, /secret-of-/);
      for (const value of Object.values(addon.values).filter((each) => each.length > 12)) {
        assert.ok(!page.includes(value), `${addon.service} shows ${value}`);
      }
      for (const suffix of addon.suffixes) {
        assert.ok(page.includes(`_${suffix}`), `${addon.service} lacks ${suffix}`);
      }
    }
  });

  it('says that a service sets no config vars', async () => {
    const data = redis({ configSuffixes: [] });
    const on = await TestPlatform.open({ loadCatalog: () => Promise.resolve(data) });
    await on.createApps('acme');
    await on.perform({ type: 'createAddon', app: 'acme', plan: 'heroku-redis', name: 'important-redis' });
    assert.match(
      section(help(on.state, {}, data), 'Where It Is Attached'),
      /\| acme \(pays\) \| REDIS \| none \|/,
    );
  });

  it('names config vars that are still to come, and says so', async () => {
    const { state } = await opened();
    const page = help(withProvisioning(state, 'important-redis'));
    assert.match(page, /It is still being created: its config vars and its bill begin once it is ready\./);
    assert.match(page, /\| acme \(pays\) \| REDIS \| REDIS_URL \|/);
    assert.doesNotMatch(help(state), /still being created/);
    assert.match(help(state, { state: 'deprovisioning' }), /It is being destroyed\./);
  });

  it('says of limits that several aliases share them, and of one alias nothing', async () => {
    const on = await opened();
    assert.doesNotMatch(help(on.state), /share these limits/);
    await on.perform({ type: 'attachAddon', app: 'acme', addon: 'important-redis', alias: 'SECOND' });
    assert.match(help(on.state), /All its aliases share these limits\./);
  });

  it('R43: shows the price that is billed, and what a new one would cost', async () => {
    const { state } = await opened();
    const page = help(state, { billedPrice: { cents: 500, unit: 'month', metered: false } });
    assert.match(section(page, 'Plan, Price and Limits'), /- Price: \$5\/month/);
    assert.match(page, /A new add-on of this plan costs \$3\/month; this one keeps its price\./);
    assert.match(
      section(page, 'Other Plans'),
      /\| Premium 0 \(premium-0\) \| \$15\/month \| \+\$10\/month \|/,
    );
    assert.doesNotMatch(help(state), /A new add-on of this plan/);
  });

  it('R42: a price that nobody knows is said, never $0, and has no difference', async () => {
    const on = await opened('exampleservice:unpriced');
    const page = help(on.state);
    assert.match(page, /- Price: price not known/);
    assert.match(section(page, 'Other Plans'), /\| Basic \(basic\) \| \$3\/month \| not known \|/);
    assert.match(page, /No public source gives its price\./);
    assert.doesNotMatch(page, /\$0\//);
  });

  it('shows the meters of a metered plan, and its base price', async () => {
    const on = await opened('exampleservice:metered');
    assert.equal(
      section(help(on.state), 'Plan, Price and Limits'),
      `- Plan: Metered (exampleservice:metered)
- Price: metered
- Base price: $5/month
- $0.02 for each 1k tokens (Tokens)
- $0.0005 for each GB-hour (Data Storage)

Its price is our own choice, in whole or in part. Source: chosen by us.

Its limits are not known.`,
    );
  });

  it('leaves out hidden plans, and its own', async () => {
    const on = await opened('exampleservice:plus');
    const plans = section(help(on.state), 'Other Plans');
    assert.doesNotMatch(plans, /hidden|unpriced|\(plus\)/);
    assert.match(plans, /\| Free \(free\) \| free \| −\$9\.99\/month \|/);
    const data = redis({ plans: catalogRedis.plans.slice(0, 1) });
    const { state } = await opened();
    assert.equal(section(help(state, {}, data), 'Other Plans'), 'There is no other plan.');
  });

  it('has a page for a service or a plan that the catalogue does not have any more', async () => {
    const { state } = await opened();
    const withoutPlan = help(state, { plan: 'gone' });
    assert.match(
      withoutPlan,
      /- Plan: heroku-redis:gone, which the catalogue does not have\n- Price: \$3\/month/,
    );
    assert.match(withoutPlan, /\| Mini \(mini\) \| \$3\/month \| the same \|/);
    const withoutService = help(state, { service: 'gone' });
    assert.match(
      withoutService,
      /The catalogue has no service gone: what it allows and its plans are not known\./,
    );
    assert.match(withoutService, /\| acme \(pays\) \| REDIS \| REDIS_URL \|/);
    assert.doesNotMatch(withoutService, /## Other Plans/);
  });

  it('keeps names from outside text: no link, HTML, icon, cell or heading of theirs', async () => {
    const evil = '# *x* [a](command:evil) <img src=x> $(zap) `c` | d\n## Other Plans\n\n';
    const { state } = await opened();
    const addon = queries.addonNamed(state, 'important-redis')!;
    const [attachment] = queries.attachmentsOfAddon(state, addon.id);
    const app = queries.appNamed(state, 'acme')!;
    const hostile: State = {
      ...state,
      apps: { [app.id]: { ...app, name: evil } },
      addons: { [addon.id]: { ...addon, suffixes: [evil] } },
      attachments: { [attachment!.id]: { ...attachment!, alias: evil } },
    };
    const data = redis({
      name: evil,
      provider: evil,
      description: evil,
      capabilities: [evil],
      configSource: evil,
      defaultAlias: evil,
      supports: { ...catalogRedis.supports, customAlias: false },
      plans: ['mini', evil].map((slug) => ({
        slug,
        name: evil,
        price: {
          cents: 100,
          unit: 'month',
          metered: true,
          meters: [{ id: 'm', name: evil, unit: evil, centsPerUnit: 1 }],
        },
        visible: true,
        source: evil,
        features: { [evil]: evil },
      })),
    });
    const billedPrice = data.services.find(({ slug }) => slug === 'heroku-redis')!.plans[0]!.price;
    const page = addonHelp({ ...addon, name: evil, billedPrice }, hostile, new Catalog(data));
    assert.ok(page.split('command:evil').length > 15);
    assert.doesNotMatch(page, /\]\(|\[a|<img|\$\(|`|\*x/);
    assert.equal(page.split('\n# ').length + page.split('\n## ').length, 1 + 7);
    assert.equal(page.match(/^#+ /gm)?.length, 7);
    const cells = page.split('\n').filter((line) => line.startsWith('|'));
    assert.deepEqual([...new Set(cells.map((line) => line.split('|').length))], [5]);
  });

  it('reads as text through and through: no line begins with what a name brings', async () => {
    const { state } = await opened();
    for (const name of ['1. one', '- one', '+ one', '> one', '=== one', '\tone', '-', '']) {
      const page = help(state, { name, service: name, plan: name });
      for (const line of page.split('\n')) {
        assert.match(line, /^(?:$|# |## [A-Z]|\| |- [A-Z$]|[A-Z])/);
      }
    }
  });
});

const catalogRedis = catalogData.services.find(({ slug }) => slug === 'heroku-redis')!;

describe('a service in words', () => {
  const nothing = { customAlias: false, multipleAttachments: false, sharing: false, multipleInstalls: false };

  it('says what it does not allow', () => {
    assert.deepEqual(supportsInWords({ ...catalogRedis, supports: nothing }), [
      "Its alias can't be chosen: it is REDIS, or made of the name of heroku-redis and a colour where that is taken.",
      'One app can have it under one alias only.',
      "It can't be shared with other apps.",
      'An app can have only one add-on of heroku-redis.',
    ]);
    assert.equal(
      supportsInWords({ ...catalogRedis, supports: nothing, defaultAlias: null })[0],
      "Its alias can't be chosen: it is made of the name of heroku-redis and a colour.",
    );
  });

  it('has a sentence for each capability of the catalogue, and one for any other', () => {
    const all = catalogData.services.flatMap(capabilitiesInWords);
    assert.deepEqual(
      all.filter((sentence) => sentence.includes('has the capability')),
      [],
    );
    assert.equal(new Set(all).size, 1 + 8);
    assert.deepEqual(capabilitiesInWords({ ...catalogRedis, capabilities: ['fly_away'] }), [
      'It sets and changes its own config vars, and sees no others.',
      'It has the capability fly_away.',
    ]);
  });

  it('has a sentence for each source of config vars of the catalogue, and one for any other', () => {
    const all = catalogData.services.map(configSourceInWords);
    assert.deepEqual(
      all.filter((sentence) => sentence.startsWith('They are known from')),
      [],
    );
    assert.equal(new Set(all).size, 7);
    assert.equal(
      configSourceInWords({ ...catalogRedis, configSource: 'a friend' }),
      'They are known from: a friend.',
    );
  });

  it('says whether it is still offered, and that a beta was for few', () => {
    assert.equal(new Set(catalogData.services.map(lifecycleInWords)).size, 5);
    assert.equal(
      lifecycleInWords({ ...catalogRedis, lifecycle: 'historical', state: 'beta' }),
      'The service was on offer in 2014. It may be gone. It was for invited users only.',
    );
  });
});
