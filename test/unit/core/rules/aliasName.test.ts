import assert from 'node:assert/strict';
import type { CatalogData } from '../../../../src/core/catalog/catalog.ts';
import type { AliasReason } from '../../../../src/core/model/attachment.ts';
import { colours } from '../../../../src/core/rules/aliasName.ts';
import { wishing } from '../../../support/scriptedChance.ts';
import { catalogWith, TestPlatform } from '../../../support/platform.ts';

const app = 'acme';

async function openWith(...wishes: readonly string[]): Promise<TestPlatform> {
  const on = await TestPlatform.open({ randomness: wishing(...wishes) });
  await on.createApps(app);
  return on;
}

async function create(
  on: TestPlatform,
  plan: string,
  more: { name?: string; alias?: string; confirm?: string } = {},
): Promise<{ alias: string; reason: AliasReason }> {
  const { result } = await on.perform({ type: 'createAddon', app, plan, ...more });
  return { alias: result.alias, reason: result.reason };
}

const allColours = [
  ...['AMBER', 'AQUA', 'BLACK', 'BLUE', 'BRONZE', 'BROWN', 'CHARCOAL', 'COBALT', 'COPPER', 'CRIMSON', 'CYAN'],
  ...['GOLD', 'GRAY', 'GREEN', 'IVORY', 'JADE', 'MAROON', 'MAUVE', 'NAVY', 'OLIVE', 'ONYX', 'ORANGE', 'PINK'],
  ...['PUCE', 'PURPLE', 'RED', 'ROSE', 'SILVER', 'TEAL', 'VIOLET', 'WHITE', 'YELLOW'],
];

describe('choice of an alias', () => {
  it('R9: a choice of the user comes first', async () => {
    const on = await openWith();
    assert.deepEqual(await create(on, 'heroku-redis', { alias: 'BROKER' }), {
      alias: 'BROKER',
      reason: { step: 'chosen', obstacles: [] },
    });
  });

  it('R9: else it is the default alias of the service', async () => {
    const on = await openWith();
    assert.deepEqual(await create(on, 'heroku-redis'), {
      alias: 'REDIS',
      reason: { step: 'default', obstacles: [] },
    });
  });

  it('R9: else the service and a colour, with what stood in the way (R14)', async () => {
    const on = await openWith('ROSE');
    await create(on, 'heroku-redis', { name: 'first' });
    assert.deepEqual(await create(on, 'heroku-redis'), {
      alias: 'HEROKU_REDIS_ROSE',
      reason: { step: 'generated', obstacles: [{ kind: 'aliasTaken', alias: 'REDIS', addon: 'first' }] },
    });
  });

  it('R9: a default alias that an add-on of another service has is taken', async () => {
    const on = await openWith('TEAL');
    await create(on, 'rediscloud', { name: 'cloud', alias: 'REDIS' });
    assert.deepEqual(await create(on, 'heroku-redis'), {
      alias: 'HEROKU_REDIS_TEAL',
      reason: { step: 'generated', obstacles: [{ kind: 'aliasTaken', alias: 'REDIS', addon: 'cloud' }] },
    });
  });

  it('R9: a default alias is not taken by the same alias of another app', async () => {
    const on = await openWith();
    await on.createApps('other');
    await on.perform({ type: 'createAddon', app: 'other', plan: 'heroku-redis' });
    assert.equal((await create(on, 'heroku-redis')).alias, 'REDIS');
  });

  it('R9: a default alias one of whose vars another attachment owns is not used', async () => {
    const randomness = wishing('NAVY');
    const loadCatalog = (): ReturnType<typeof withTls> => withTls();
    const on = await TestPlatform.open({ randomness, loadCatalog });
    await on.createApps(app);
    await create(on, 'rediscloud', { name: 'cloud', alias: 'REDIS_TLS' });
    assert.deepEqual(await create(on, 'heroku-redis'), {
      alias: 'HEROKU_REDIS_NAVY',
      reason: {
        step: 'generated',
        obstacles: [
          {
            kind: 'varTaken',
            alias: 'REDIS',
            configVar: 'REDIS_TLS_URL',
            addon: 'cloud',
            otherAlias: 'REDIS_TLS',
          },
        ],
      },
    });
  });

  it('R9: is the default alias at attach too, when it is free', async () => {
    const on = await openWith();
    await on.createApps('other');
    await create(on, 'heroku-redis', { name: 'cache', alias: 'BROKER' });
    const { result } = await on.perform({ type: 'attachAddon', app: 'other', addon: 'cache' });
    assert.deepEqual([result.alias, result.reason], ['REDIS', { step: 'default', obstacles: [] }]);
  });

  it('R9: an attach under no alias, with the default taken by the same add-on, draws a colour', async () => {
    const on = await openWith('PUCE');
    await create(on, 'heroku-redis', { name: 'cache' });
    const { result } = await on.perform({ type: 'attachAddon', app, addon: 'cache' });
    assert.deepEqual(result.reason, {
      step: 'generated',
      obstacles: [{ kind: 'aliasTaken', alias: 'REDIS', addon: 'cache' }],
    });
    assert.equal(result.alias, 'HEROKU_REDIS_PUCE');
  });

  for (const [plan, defaultAlias, colour, generated] of [
    ['heroku-postgresql', 'DATABASE', 'CYAN', 'HEROKU_POSTGRESQL_CYAN'],
    ['heroku-redis', 'REDIS', 'ROSE', 'HEROKU_REDIS_ROSE'],
    ['rediscloud', 'REDISCLOUD', 'BLUE', 'REDISCLOUD_BLUE'],
    ['iron_cache', 'IRON_CACHE', 'JADE', 'IRON_CACHE_JADE'],
  ] as const) {
    it(`R10: ${defaultAlias} taken gives ${generated}`, async () => {
      const on = await openWith(colour);
      const [first, second] = [await create(on, plan), await create(on, plan)];
      assert.deepEqual([first.alias, second.alias], [defaultAlias, generated]);
    });
  }

  it('R10: a service without a default alias goes from the choice to the colour', async () => {
    const catalog = catalogWith('heroku-redis', (service) => ({ ...service, defaultAlias: null }));
    const on = await TestPlatform.open({
      randomness: wishing('GOLD'),
      loadCatalog: () => Promise.resolve(catalog),
    });
    await on.createApps(app);
    assert.deepEqual(await create(on, 'heroku-redis'), {
      alias: 'HEROKU_REDIS_GOLD',
      reason: { step: 'generated', obstacles: [{ kind: 'noDefault', service: 'heroku-redis' }] },
    });
  });

  it('R11: there are these 32 colours', () => {
    assert.deepEqual(colours, allColours);
  });

  it('R12: a generated alias never hides a var of the user', async () => {
    const on = await openWith('ROSE');
    await create(on, 'heroku-redis');
    const kept = allColours
      .filter((colour) => colour !== 'TEAL')
      .map((colour) => `HEROKU_REDIS_${colour}_URL`);
    const configVars = kept.map((name) => ({ name, value: 'mine' }));
    await on.perform({ type: 'setConfigVars', app, configVars });
    assert.equal((await create(on, 'heroku-redis')).alias, 'HEROKU_REDIS_TEAL');
    assert.deepEqual([...new Set(kept.map((name) => on.config(app)[name]))], ['mine']);
  });

  it('R12: a generated alias never claims a var that another attachment sets', async () => {
    const on = await TestPlatform.open({ randomness: wishing('ROSE', 'ROSE'), loadCatalog: withTls });
    await on.createApps(app);
    await create(on, 'heroku-redis');
    await create(on, 'rediscloud', { alias: 'HEROKU_REDIS_ROSE_TLS' });
    const { alias } = await create(on, 'heroku-redis');
    assert.match(alias, /^HEROKU_REDIS_[A-Z]+$/);
    assert.notEqual(alias, 'HEROKU_REDIS_ROSE');
  });

  it('R12: a generated alias never is one that an attachment without config vars has', async () => {
    const catalog = catalogWith('heroku-redis', (service) => ({ ...service, configSuffixes: [] }));
    const on = await TestPlatform.open({
      randomness: wishing('ROSE', 'ROSE'),
      loadCatalog: () => Promise.resolve(catalog),
    });
    await on.createApps(app);
    await create(on, 'heroku-redis');
    await create(on, 'heroku-redis', { alias: 'HEROKU_REDIS_ROSE' });
    assert.notEqual((await create(on, 'heroku-redis')).alias, 'HEROKU_REDIS_ROSE');
  });

  it('R12: with all colours taken it is a drawn colour and the lowest free number from 2', async () => {
    const on = await openWith(...allColours, 'TEAL', 'TEAL', 'ROSE', 'TEAL');
    const aliases: string[] = [];
    for (let count = 0; count < 1 + 32 + 4; count += 1) {
      aliases.push((await create(on, 'heroku-redis')).alias);
    }
    assert.deepEqual(aliases, [
      'REDIS',
      ...allColours.map((colour) => `HEROKU_REDIS_${colour}`),
      'HEROKU_REDIS_TEAL_2',
      'HEROKU_REDIS_TEAL_3',
      'HEROKU_REDIS_ROSE_2',
      'HEROKU_REDIS_TEAL_4',
    ]);
  });

  it('R12: the number skips one whose var is in use', async () => {
    const on = await openWith('TEAL');
    const names = [...allColours, 'TEAL_2'].map((end) => `HEROKU_REDIS_${end}_URL`);
    await create(on, 'heroku-redis');
    await on.perform({ type: 'setConfigVars', app, configVars: names.map((name) => ({ name, value: '' })) });
    assert.equal((await create(on, 'heroku-redis')).alias, 'HEROKU_REDIS_TEAL_3');
  });

  it('R12: 40 instances of one service live on one app under 40 aliases', async () => {
    const on = await openWith();
    const aliases = new Set<string>();
    for (let count = 0; count < 40; count += 1) {
      aliases.add((await create(on, 'heroku-postgresql')).alias);
    }
    assert.deepEqual([aliases.size, Object.keys(on.config(app)).length, on.version(app)], [40, 40, 42]);
    assert.equal(
      [...aliases].filter((alias) => /^HEROKU_POSTGRESQL_[A-Z]+_\d+$/.test(alias)).length,
      40 - 33,
    );
  });

  it("R13: a free default alias that would hide a user's own var asks", async () => {
    const on = await openWith();
    await on.perform({ type: 'setConfigVars', app, configVars: [{ name: 'REDIS_URL', value: 'mine' }] });
    const message = await on.refuses(
      { type: 'createAddon', app, plan: 'heroku-redis' },
      'confirmation_required',
      {
        kind: 'overwrite',
        name: 'heroku-redis',
        app,
        alias: 'REDIS',
        overwritten: ['REDIS_URL'],
        displaced: null,
      },
    );
    assert.equal(message, 'heroku-redis will overwrite REDIS_URL on acme.');
    assert.equal((await create(on, 'heroku-redis', { confirm: app })).alias, 'REDIS');
  });

  it("R13: a user's var with the prefix alone is not hidden", async () => {
    const on = await openWith();
    await on.perform({ type: 'setConfigVars', app, configVars: [{ name: 'REDIS_TIMEOUT', value: '5' }] });
    assert.equal((await create(on, 'heroku-redis')).alias, 'REDIS');
    assert.deepEqual(Object.keys(on.config(app)), ['REDIS_TIMEOUT', 'REDIS_URL']);
  });

  it('R14: a preview tells the alias and the reason before a create', async () => {
    const on = await openWith();
    await create(on, 'heroku-redis', { name: 'first' });
    const preview = await on.platform.preview({ type: 'createAddon', app, plan: 'heroku-redis' });
    assert.ok(preview.failure === null);
    assert.deepEqual(preview.result.reason.obstacles, [
      { kind: 'aliasTaken', alias: 'REDIS', addon: 'first' },
    ]);
    const { result } = await on.platform.perform({ type: 'createAddon', app, plan: 'heroku-redis' }, preview);
    assert.deepEqual([result.alias, result.reason], [preview.result.alias, preview.result.reason]);
  });

  it('R14: an attachment keeps the reason of its alias', async () => {
    const on = await openWith();
    await create(on, 'heroku-redis', { name: 'first' });
    const { result } = await on.perform({ type: 'createAddon', app, plan: 'heroku-redis' });
    assert.deepEqual(on.state.attachments[result.attachmentId]?.reason, {
      step: 'generated',
      obstacles: [{ kind: 'aliasTaken', alias: 'REDIS', addon: 'first' }],
    });
  });
});

/** heroku-redis with a second suffix, so that `REDIS` and `REDIS_TLS` meet in a var (R19). */
function withTls(): Promise<CatalogData> {
  return Promise.resolve(
    catalogWith('heroku-redis', (service) => ({
      ...service,
      configSuffixes: [...service.configSuffixes, { suffix: 'TLS_URL', kind: 'url' }],
    })),
  );
}
