import assert from 'node:assert/strict';
import { Catalog } from '../../../src/core/catalog/catalog.ts';
import { catalogData } from '../../../src/core/catalog/catalogData.lazy.ts';
import type { Plan, Service } from '../../../src/core/model/plan.ts';
import { isAlias } from '../../../src/core/model/names.ts';

const { services, categories } = catalogData;
const plans = services.flatMap((service) => service.plans.map((plan) => ({ service, plan })));

/** The services that break a rule; a test expects none. */
function breaking(isLawful: (service: Service) => boolean): readonly string[] {
  return services.filter((service) => !isLawful(service)).map(({ slug }) => slug);
}

function breakingPlans(isLawful: (plan: Plan, service: Service) => boolean): readonly string[] {
  return plans
    .filter(({ plan, service }) => !isLawful(plan, service))
    .map(({ plan, service }) => `${service.slug}:${plan.slug}`);
}

function repeated(texts: readonly string[]): readonly string[] {
  return texts.filter((text, position) => texts.indexOf(text) !== position);
}

describe('catalogue', () => {
  it('has 156 services, 669 plans and 204 config vars', () => {
    assert.deepEqual(
      [services.length, plans.length, services.flatMap(({ configSuffixes }) => configSuffixes).length],
      [156, 669, 204],
    );
  });

  it('has 650 plans with a price and 19 without, 10 metered, 624 visible', () => {
    const count = (has: (plan: Plan) => boolean): number => plans.filter(({ plan }) => has(plan)).length;
    assert.deepEqual(
      [
        count(({ price }) => price.cents !== null),
        count(({ price }) => price.cents === null),
        count(({ price }) => price.metered),
        count(({ visible }) => visible),
      ],
      [650, 19, 10, 624],
    );
  });

  it('is in cents of US dollars a month', () => {
    const { currency, version } = catalogData as typeof catalogData & { currency: string; version: number };
    assert.deepEqual([currency, version], ['USD', 1]);
    assert.deepEqual(
      breakingPlans(({ price }) => (price.unit as string) === 'month'),
      [],
    );
    assert.deepEqual(
      breakingPlans(({ price: { cents } }) => cents === null || (Number.isSafeInteger(cents) && cents >= 0)),
      [],
    );
  });

  it('has unique slugs and default aliases of the right form', () => {
    assert.deepEqual(repeated(services.map(({ slug }) => slug)), []);
    assert.deepEqual(repeated(services.flatMap(({ defaultAlias }) => defaultAlias ?? [])), []);
    assert.deepEqual(
      breaking(({ slug }) => /^[a-z][a-z0-9_-]*$/.test(slug)),
      [],
    );
    assert.deepEqual(
      breaking(({ defaultAlias }) => defaultAlias === null || isAlias(defaultAlias)),
      [],
    );
  });

  it('R10: gives every service room for generated aliases', () => {
    const longest = '_CHARCOAL_99999';
    assert.deepEqual(
      breaking(({ slug }) => isAlias(`${slug.toUpperCase().replaceAll('-', '_')}${longest}`)),
      [],
    );
  });

  it('has unique plans in each service', () => {
    assert.deepEqual(
      breaking((service) => repeated(service.plans.map(({ slug }) => slug)).length === 0),
      [],
    );
    assert.deepEqual(
      breakingPlans(({ slug }) => /^[a-z0-9][a-z0-9_.-]*$/.test(slug)),
      [],
    );
  });

  it('R21: has a default plan of each service, visible unless the service is beta', () => {
    assert.deepEqual(
      breaking(({ plans: own, defaultPlan, state }) =>
        own.some(({ slug, visible }) => slug === defaultPlan && (visible || state === 'beta')),
      ),
      [],
    );
  });

  it('uses every category, and only those', () => {
    assert.deepEqual(
      [...new Set(services.map(({ category }) => category))].sort(),
      categories.map(({ id }) => id).sort(),
    );
    assert.deepEqual(repeated(categories.map(({ id }) => id)), []);
  });

  it('knows states, lifecycles, kinds and capabilities', () => {
    const capabilities = new Set([
      ...['read_logs', 'write_logs', 'deploy_events', 'domain_events'],
      ...['app_info', 'owner_info', 'scale_dynos', 'run_dynos'],
    ]);
    const kinds = new Set(['url', 'username', 'password', 'token', 'host', 'port', 'text']);
    assert.deepEqual(
      breaking(({ state }) => ['ga', 'beta'].includes(state)),
      [],
    );
    assert.deepEqual(
      breaking((service) => service.capabilities.every((each) => capabilities.has(each))),
      [],
    );
    assert.deepEqual(
      breaking((service) => service.configSuffixes.every(({ kind }) => kinds.has(kind))),
      [],
    );
    const count = (lifecycle: string): number =>
      services.filter((service) => service.lifecycle === lifecycle).length;
    assert.deepEqual(['current', 'long-lived', 'historical', 'made-up'].map(count), [32, 34, 89, 1]);
  });

  it('R15: has suffixes that make config var names, each once in a service', () => {
    assert.deepEqual(
      breaking(({ configSuffixes }) =>
        configSuffixes.every(({ suffix }) => /^[A-Z][A-Z0-9_]*$/.test(suffix)),
      ),
      [],
    );
    assert.deepEqual(
      breaking(({ configSuffixes }) => repeated(configSuffixes.map(({ suffix }) => suffix)).length === 0),
      [],
    );
  });

  it('has templates of known placeholders only', () => {
    const known = /\{(secret|user|host|port|db|id|plan)\}/g;
    assert.deepEqual(
      breaking(({ configSuffixes }) =>
        configSuffixes.every(({ template }) => !/[{}]/.test((template ?? '').replace(known, ''))),
      ),
      [],
    );
  });

  it('says for every flag that is false why, and how each multipleInstalls is known', () => {
    assert.deepEqual(
      breaking(({ supports, supportsBasis }) =>
        Object.entries(supports).every(
          ([flag, is]) => typeof is === 'boolean' && (is || Object.hasOwn(supportsBasis, flag)),
        ),
      ),
      [],
    );
    assert.deepEqual(
      breaking(({ supportsBasis }) => Object.hasOwn(supportsBasis, 'multipleInstalls')),
      [],
    );
    assert.equal(services.filter(({ supports }) => supports.multipleInstalls).length, 35);
  });

  it('R42: has meters of metered plans, and of no others, with at most 6 decimals', () => {
    assert.deepEqual(
      breakingPlans(({ price }) => price.metered === (price.meters ?? []).length > 0),
      [],
    );
    const isPrice = (cents: number): boolean => cents >= 0 && Number(cents.toFixed(6)) === cents;
    assert.deepEqual(
      breakingPlans(({ price }) => (price.meters ?? []).every(({ centsPerUnit }) => isPrice(centsPerUnit))),
      [],
    );
    assert.deepEqual(
      breakingPlans(({ price }) => repeated((price.meters ?? []).map(({ id }) => id)).length === 0),
      [],
    );
  });

  it('R15: has the services of the rules under their names', () => {
    const catalog = new Catalog(catalogData);
    const rows = [
      'heroku-postgresql',
      'heroku-redis',
      'rediscloud',
      'iron_cache',
      'exampleservice',
      'cloudamqp',
    ].map((slug) => {
      const { defaultAlias, configSuffixes } = catalog.service(slug);
      return [slug, defaultAlias, configSuffixes.map(({ suffix }) => suffix).join()];
    });
    assert.deepEqual(rows, [
      ['heroku-postgresql', 'DATABASE', 'URL'],
      ['heroku-redis', 'REDIS', 'URL'],
      ['rediscloud', 'REDISCLOUD', 'URL'],
      ['iron_cache', 'IRON_CACHE', 'PROJECT_ID,TOKEN'],
      ['exampleservice', 'EXAMPLESERVICE', 'USERNAME,PASSWORD'],
      ['cloudamqp', 'CLOUDAMQP', 'URL,APIKEY'],
    ]);
    assert.equal(catalog.plan('heroku-redis').plan.slug, 'mini');
    assert.equal(catalog.plan('heroku-redis').plan.price.cents, 300);
  });

  it('has exampleservice with all flags and every kind of plan', () => {
    const service = new Catalog(catalogData).service('exampleservice');
    assert.deepEqual(service.supports, {
      customAlias: true,
      multipleAttachments: true,
      sharing: true,
      multipleInstalls: true,
    });
    assert.deepEqual(
      service.plans.map(({ slug, price, visible }) => [slug, price.cents, price.metered, visible]),
      [
        ['free', 0, false, true],
        ['basic', 300, false, true],
        ['plus', 999, false, true],
        ['premium', 5000, false, true],
        ['metered', 500, true, true],
        ['hidden', 100, false, false],
        ['unpriced', null, false, false],
      ],
    );
    assert.deepEqual([service.defaultPlan, service.lifecycle], ['basic', 'made-up']);
  });

  it('R21: has services to show each restriction', () => {
    const without = (flag: keyof Service['supports']): readonly string[] =>
      services.filter(({ supports }) => !supports[flag]).map(({ slug }) => slug);
    assert.deepEqual(without('customAlias'), ['newrelic']);
    for (const slug of ['papertrail', 'logentries', 'logdna', 'scheduler', 'ssl', 'wwwhisper']) {
      assert.ok(without('multipleAttachments').includes(slug), slug);
    }
    for (const slug of ['pgbackups', 'pointdns', 'deployhooks', 'heroku-connect', 'scheduler', 'ssl']) {
      assert.ok(without('sharing').includes(slug), slug);
    }
    for (const slug of ['sendgrid', 'papertrail', 'scheduler', 'adept-scale', 'codeship']) {
      assert.ok(without('multipleInstalls').includes(slug), slug);
    }
  });
});
