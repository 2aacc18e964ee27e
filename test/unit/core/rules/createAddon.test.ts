import assert from 'node:assert/strict';
import { catalogData } from '../../../../src/core/catalog/catalogData.lazy.ts';
import { findApp } from '../../../../src/core/model/identifiers.ts';
import * as queries from '../../../../src/core/model/queries.ts';
import type { Provider } from '../../../../src/core/ports/provider.ts';
import { simulatedProvider } from '../../../../src/providers/simulated.ts';
import { MemoryStateStore } from '../../../support/memoryStateStore.ts';
import { catalogWith, TestPlatform } from '../../../support/platform.ts';

const app = 'acme';

async function open(): Promise<TestPlatform> {
  const on = await TestPlatform.open();
  await on.createApps(app);
  return on;
}

const failing: Provider = {
  ...simulatedProvider,
  provision: () => ({ state: 'failed', reason: 'out of racks' }),
};

describe('create add-on', () => {
  it('R22: one add-on billed to the app, one attachment, one release', async () => {
    const on = await open();
    on.clock.ms += 5000;
    const { result } = await on.perform({
      type: 'createAddon',
      app,
      plan: 'heroku-redis:premium-0',
      name: 'cache',
    });
    const { values, ...addon } = on.state.addons[result.addonId]!;
    const nowMs = on.clock.ms;
    const appId = findApp(on.state, app).id;
    assert.deepEqual(addon, {
      id: result.addonId,
      name: 'cache',
      service: 'heroku-redis',
      plan: 'premium-0',
      billingAppId: appId,
      state: 'provisioned',
      suffixes: ['URL'],
      billedPrice: { cents: 1500, unit: 'month', metered: false },
      providerId: null,
      provisionMessage: null,
      createdAt: nowMs,
      updatedAt: nowMs,
    });
    assert.deepEqual(on.state.attachments, {
      [result.attachmentId]: {
        id: result.attachmentId,
        appId,
        addonId: result.addonId,
        alias: 'REDIS',
        namespace: null,
        reason: { step: 'default', obstacles: [] },
        createdAt: nowMs,
        updatedAt: nowMs,
      },
    });
    assert.deepEqual(on.config(app), { REDIS_URL: values['URL'] });
    assert.deepEqual(on.releases(app), ['v3 Attach REDIS (@ref:cache)']);
  });

  it('R21: a service alone means its default plan', async () => {
    const on = await open();
    await on.perform({ type: 'createAddon', app, plan: 'exampleservice', name: 'plain' });
    await on.perform({ type: 'createAddon', app, plan: 'exampleservice:plus', name: 'rich' });
    assert.deepEqual(on.resources(app), ['exampleservice:basic plain', 'exampleservice:plus rich']);
  });

  it('R21: a hidden plan can be named', async () => {
    const on = await open();
    await on.perform({ type: 'createAddon', app, plan: 'exampleservice:hidden', name: 'secret' });
    assert.deepEqual(on.resources(app), ['exampleservice:hidden secret']);
  });

  it('R21: an app, service or plan that is not there is refused', async () => {
    const on = await open();
    await on.refuses({ type: 'createAddon', app: 'acne', plan: 'heroku-redis' }, 'app_not_found', {
      app: 'acne',
      nearest: app,
    });
    await on.refuses({ type: 'createAddon', app, plan: 'heroku-radis' }, 'service_not_found', {
      service: 'heroku-radis',
      nearest: 'heroku-redis',
    });
    for (const plan of ['', ':', ':mini', 'constructor', '__proto__', 'Heroku-Redis']) {
      await on.refuses({ type: 'createAddon', app, plan }, 'service_not_found');
    }
    for (const plan of ['mega', '', 'constructor', 'mini:mini', 'MINI', ' mini']) {
      const details = { service: 'heroku-redis', plan };
      await on.refuses({ type: 'createAddon', app, plan: `heroku-redis:${plan}` }, 'plan_not_found', details);
    }
  });

  it('R21: a plan of another service is none of this one', async () => {
    const on = await open();
    await on.refuses({ type: 'createAddon', app, plan: 'rediscloud:mini' }, 'plan_not_found');
  });

  it('R2: a name that has not the form, or is taken on any app, is refused', async () => {
    const on = await open();
    await on.createApps('other');
    await on.perform({ type: 'createAddon', app: 'other', plan: 'heroku-redis', name: 'cache' });
    const create = { type: 'createAddon', app, plan: 'heroku-redis' } as const;
    const uuid = Object.keys(on.state.addons)[0]!.replace(/^./, 'a');
    for (const name of ['', 'a', 'Cache', 'cache-', '4cache', '__proto__', uuid, 'acme::REDIS']) {
      await on.refuses({ ...create, name }, 'invalid_addon_name', { name });
    }
    await on.refuses({ ...create, name: 'cache' }, 'addon_name_taken', { name: 'cache' });
  });

  it('R2: an add-on may have the name of an app, or of a service', async () => {
    const on = await open();
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: app });
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'heroku-redis' });
    assert.deepEqual(on.resources(app), ['heroku-redis:mini acme', 'heroku-redis:mini heroku-redis']);
  });

  it('R2: a destroyed add-on frees its name at once', async () => {
    const on = await open();
    const create = { type: 'createAddon', app, plan: 'heroku-redis', name: 'cache' } as const;
    const first = await on.perform(create);
    await on.perform({ type: 'destroyAddon', addon: 'cache', confirm: app });
    const second = await on.perform(create);
    assert.notEqual(first.result.addonId, second.result.addonId);
  });

  it('R4: a lower-case alias is refused with the upper-case form, never changed', async () => {
    const on = await open();
    const create = { type: 'createAddon', app, plan: 'heroku-redis' } as const;
    const message = await on.refuses({ ...create, alias: 'broker' }, 'invalid_alias', {
      alias: 'broker',
      suggestion: 'BROKER',
    });
    assert.match(message, / Try BROKER\.$/);
    for (const alias of ['', '1A', '_A', '__proto__', 'A-B', 'A'.repeat(65), 'acme::A']) {
      await on.refuses({ ...create, alias }, 'invalid_alias', { alias });
    }
  });

  it('R21: a service without customAlias takes its default alias alone (D11)', async () => {
    const on = await open();
    const create = { type: 'createAddon', app, plan: 'newrelic' } as const;
    await on.refuses({ ...create, alias: 'MONITOR' }, 'alias_not_supported', {
      service: 'newrelic',
      defaultAlias: 'NEW_RELIC',
    });
    const { result } = await on.perform({ ...create, alias: 'NEW_RELIC' });
    assert.equal(result.alias, 'NEW_RELIC');
  });

  it('R21: a service without customAlias still gets generated colours (D11)', async () => {
    const on = await open();
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', alias: 'NEW_RELIC' });
    const { result } = await on.perform({ type: 'createAddon', app, plan: 'newrelic' });
    assert.match(result.alias, /^NEWRELIC_[A-Z]+$/);
  });

  it('R21: a second add-on of a single-install service is refused', async () => {
    const on = await open();
    await on.createApps('other');
    await on.perform({ type: 'createAddon', app, plan: 'sendgrid', name: 'mail' });
    const create = { type: 'createAddon', app, plan: 'sendgrid:bronze', alias: 'SECOND' } as const;
    await on.refuses(create, 'multiple_installs_not_supported', { service: 'sendgrid', addon: 'mail', app });
    await on.perform({ ...create, app: 'other' });
  });

  it('R21: an attachment from elsewhere is no install (D19)', async () => {
    const on = await open();
    await on.createApps('other');
    await on.perform({ type: 'createAddon', app: 'other', plan: 'sendgrid', name: 'mail' });
    await on.perform({ type: 'attachAddon', app, addon: 'mail' });
    const { result } = await on.perform({ type: 'createAddon', app, plan: 'sendgrid', alias: 'OWN' });
    assert.equal(result.alias, 'OWN');
  });

  it('R21: an install that is destroyed makes room', async () => {
    const on = await open();
    await on.perform({ type: 'createAddon', app, plan: 'sendgrid', name: 'mail' });
    await on.perform({ type: 'destroyAddon', addon: 'mail', confirm: app });
    await on.perform({ type: 'createAddon', app, plan: 'sendgrid', name: 'mail' });
    assert.deepEqual(on.resources(app), ['sendgrid:starter mail']);
  });

  it('R22: a provider that fails leaves nothing behind', async () => {
    const on = await TestPlatform.open({ provider: failing });
    await on.createApps(app);
    const message = await on.refuses(
      { type: 'createAddon', app, plan: 'heroku-redis', name: 'cache' },
      'provider_failed',
      {
        service: 'heroku-redis',
        reason: 'out of racks',
      },
    );
    assert.equal(message, "heroku-redis couldn't do it: out of racks. Nothing was changed.");
    assert.deepEqual([on.state.addons, on.state.priceSegments, on.version(app)], [{}, {}, 2]);
  });

  it('R22: a provider that fails under a confirmed overwrite takes nothing away', async () => {
    const working = await open();
    await working.perform({ type: 'setConfigVars', app, configVars: [{ name: 'REDIS_URL', value: 'mine' }] });
    const on = await TestPlatform.open({ store: storeOf(working), provider: failing });
    await on.refuses({ type: 'createAddon', app, plan: 'heroku-redis', confirm: app }, 'provider_failed');
    assert.deepEqual(on.config(app), { REDIS_URL: 'mine' });
  });

  it('R22: a provider is told of the service, the plan and the name', async () => {
    const asked: unknown[] = [];
    const provider: Provider = {
      ...simulatedProvider,
      provision: (request, chance) => {
        asked.push([request.service.slug, request.plan.slug, request.addonName]);
        return simulatedProvider.provision(request, chance);
      },
    };
    const on = await TestPlatform.open({ provider });
    await on.createApps(app);
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis:premium-0', name: 'cache' });
    assert.deepEqual(asked, [['heroku-redis', 'premium-0', 'cache']]);
  });

  it('R43: the price is that of create, not of a later catalogue', async () => {
    const on = await open();
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'cache' });
    const dearer = catalogWith('heroku-redis', (service) => ({
      ...service,
      plans: service.plans.map((plan) => ({ ...plan, price: { ...plan.price, cents: 99_900 } })),
    }));
    const later = await TestPlatform.open({ store: storeOf(on), loadCatalog: () => Promise.resolve(dearer) });
    assert.equal(later.monthlyCents(app), 300);
    await later.perform({ type: 'createAddon', app, plan: 'heroku-redis' });
    assert.equal(later.monthlyCents(app), 300 + 99_900);
  });

  describe('order of checks', () => {
    /** Faults of one create, in the order in which R21 checks them. The last is no fault but a question. */
    const faults = [
      { code: 'app_not_found', input: { app: 'nowhere' } },
      { code: 'plan_not_found', input: { plan: 'newrelic:nothing' } },
      { code: 'invalid_addon_name', input: { name: 'Bad' } },
      { code: 'invalid_alias', input: { alias: 'bad' } },
      { code: 'alias_not_supported', input: { alias: 'MONITOR' } },
      { code: 'multiple_installs_not_supported', input: {} },
    ] as const;

    for (const [position, first] of faults.entries()) {
      for (const second of faults.slice(position + 1)) {
        if ('alias' in first.input && 'alias' in second.input) {
          continue; // One alias can't be malformed and well-formed.
        }
        it(`R21: ${first.code} comes before ${second.code}`, async () => {
          const on = await open();
          await on.perform({ type: 'createAddon', app, plan: 'newrelic', name: 'monitor' });
          const action = {
            type: 'createAddon',
            app,
            plan: 'newrelic',
            ...second.input,
            ...first.input,
          } as const;
          await on.refuses(action, first.code);
        });
      }
    }

    it('R21: a service that is not there comes before a bad name', async () => {
      const on = await open();
      await on.refuses(
        { type: 'createAddon', app, plan: 'nothing', name: 'Bad', alias: 'bad' },
        'service_not_found',
      );
    });

    it('R21: a taken name comes before a taken alias; neither leaves an add-on', async () => {
      const on = await open();
      await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'cache' });
      const create = { type: 'createAddon', app, plan: 'heroku-redis', alias: 'REDIS' } as const;
      await on.refuses({ ...create, name: 'cache' }, 'addon_name_taken');
      await on.refuses({ ...create, name: 'cache', confirm: app }, 'addon_name_taken');
      await on.refuses({ ...create, name: 'other' }, 'confirmation_required');
      assert.deepEqual(on.resources(app), ['heroku-redis:mini cache']);
    });

    it('R21: multiple_installs_not_supported comes before config_var_taken and confirmation_required', async () => {
      const on = await open();
      await on.perform({ type: 'createAddon', app, plan: 'sendgrid', name: 'mail' });
      await on.refuses(
        { type: 'createAddon', app, plan: 'sendgrid', alias: 'SENDGRID' },
        'multiple_installs_not_supported',
      );
    });

    it('R21: multiple_installs_not_supported comes before config_var_taken', async () => {
      const catalog = catalogWith('sendgrid', (service) => ({
        ...service,
        configSuffixes: [{ suffix: 'TLS_URL', kind: 'url' }],
      }));
      const on = await TestPlatform.open({ loadCatalog: () => Promise.resolve(catalog) });
      await on.createApps(app);
      await on.perform({ type: 'createAddon', app, plan: 'sendgrid', name: 'mail' });
      await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', alias: 'A_TLS' });
      await on.refuses(
        { type: 'createAddon', app, plan: 'sendgrid', alias: 'A' },
        'multiple_installs_not_supported',
      );
    });

    it('R21: config_var_taken comes before confirmation_required, and before the provider', async () => {
      const catalog = catalogWith('heroku-redis', (service) => ({
        ...service,
        configSuffixes: [...service.configSuffixes, { suffix: 'TLS_URL', kind: 'url' }],
      }));
      const on = await TestPlatform.open({ loadCatalog: () => Promise.resolve(catalog) });
      await on.createApps(app);
      await on.perform({ type: 'createAddon', app, plan: 'rediscloud', name: 'one', alias: 'A' });
      await on.perform({ type: 'createAddon', app, plan: 'rediscloud', name: 'two', alias: 'A_TLS' });
      const details = { alias: 'A', configVar: 'A_TLS_URL', addon: 'two', otherAlias: 'A_TLS', app };
      await on.refuses(
        { type: 'createAddon', app, plan: 'heroku-redis', alias: 'A' },
        'config_var_taken',
        details,
      );
    });

    it('R21: a question comes before the provider is asked', async () => {
      const working = await open();
      await working.perform({
        type: 'setConfigVars',
        app,
        configVars: [{ name: 'REDIS_URL', value: 'mine' }],
      });
      const on = await TestPlatform.open({ store: storeOf(working), provider: failing });
      await on.refuses({ type: 'createAddon', app, plan: 'heroku-redis' }, 'confirmation_required');
    });
  });

  it('R16: a service without config vars makes attachments and releases all the same', async () => {
    const on = await open();
    const service = catalogData.services.find(
      ({ configSuffixes, supports }) =>
        configSuffixes.length === 0 && supports.sharing && supports.multipleAttachments,
    )!;
    await on.perform({ type: 'createAddon', app, plan: service.slug, name: 'mute' });
    await on.perform({ type: 'attachAddon', app, addon: 'mute', alias: 'AGAIN' });
    assert.deepEqual(on.config(app), {});
    assert.deepEqual(on.releases(app), [
      `v3 Attach ${service.defaultAlias} (@ref:mute)`,
      'v4 Attach AGAIN (@ref:mute)',
    ]);
    assert.equal(queries.attachmentsOfApp(on.state, findApp(on.state, app).id).length, 2);
  });
});

function storeOf(on: TestPlatform): MemoryStateStore {
  return new MemoryStateStore(on.state);
}
