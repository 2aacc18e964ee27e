import assert from 'node:assert/strict';
import type { AliasObstacle, AliasReason } from '../../../../src/core/model/attachment.ts';
import { resolveAttachment } from '../../../../src/core/model/identifiers.ts';
import { colours } from '../../../../src/core/rules/aliasName.ts';
import type { LocalPlatformParts } from '../../../../src/core/platform/localPlatform.ts';
import { explainAlias, explainReason } from '../../../../src/core/rules/explainAlias.ts';
import { wishing } from '../../../support/scriptedChance.ts';
import { catalogWith, TestPlatform } from '../../../support/platform.ts';

const app = 'acme';

async function openWith(parts: Partial<LocalPlatformParts> = {}): Promise<TestPlatform> {
  const on = await TestPlatform.open({ randomness: wishing('ROSE'), ...parts });
  await on.createApps(app);
  return on;
}

function explain(on: TestPlatform, alias: string): string {
  return explainAlias(resolveAttachment(on.state, `${app}::${alias}`), on.state);
}

function generated(...obstacles: readonly AliasObstacle[]): AliasReason {
  return { step: 'generated', obstacles };
}

const made = 'HEROKU_REDIS_ROSE was made of the name of heroku-redis and a colour drawn at random.';

describe('why an alias is called so (R14)', () => {
  it('a choice: that it was one', async () => {
    const on = await openWith();
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', alias: 'BROKER' });
    assert.equal(explain(on, 'BROKER'), 'BROKER was chosen by hand, which comes before every default.');
  });

  it('a rename: that it was chosen', async () => {
    const on = await openWith();
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis' });
    await on.perform({ type: 'renameAlias', app, alias: 'REDIS', newAlias: 'CACHE' });
    assert.equal(explain(on, 'CACHE'), 'CACHE was chosen by hand, which comes before every default.');
  });

  it('the default: whose', async () => {
    const on = await openWith();
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis' });
    assert.equal(explain(on, 'REDIS'), 'REDIS is the default alias of heroku-redis, and was free.');
  });

  it('a colour: which add-on had the default', async () => {
    const on = await openWith();
    await on.perform({ type: 'createAddon', app, plan: 'rediscloud', name: 'cloud', alias: 'REDIS' });
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis' });
    assert.equal(explain(on, 'HEROKU_REDIS_ROSE'), `${made} The default, REDIS, was taken by cloud.`);
  });

  it('a colour: that the default was the same add-on', async () => {
    const on = await openWith();
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'cache' });
    await on.perform({ type: 'attachAddon', app, addon: 'cache' });
    assert.equal(
      explain(on, 'HEROKU_REDIS_ROSE'),
      `${made} The default, REDIS, was in use for this add-on itself.`,
    );
  });

  it('a colour: what the default would have set, and who sets it', async () => {
    const loadCatalog = (): Promise<ReturnType<typeof catalogWith>> =>
      Promise.resolve(
        catalogWith('heroku-redis', (service) => ({
          ...service,
          configSuffixes: [...service.configSuffixes, { suffix: 'TLS_URL', kind: 'url' }],
        })),
      );
    const on = await openWith({ loadCatalog });
    await on.perform({ type: 'createAddon', app, plan: 'rediscloud', name: 'cloud', alias: 'REDIS_TLS' });
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis' });
    assert.equal(
      explain(on, 'HEROKU_REDIS_ROSE'),
      `${made} The default, REDIS, would have set REDIS_TLS_URL, which cloud set as REDIS_TLS.`,
    );
  });

  it('a colour: that there is no default', async () => {
    const catalog = catalogWith('heroku-redis', (service) => ({ ...service, defaultAlias: null }));
    const on = await openWith({ loadCatalog: () => Promise.resolve(catalog) });
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis' });
    assert.equal(explain(on, 'HEROKU_REDIS_ROSE'), `${made} heroku-redis has no default alias.`);
  });

  it('a number: that each colour was in use', async () => {
    const on = await openWith({ randomness: wishing(...colours, 'TEAL') });
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'first' });
    for (const _ of [...colours, 'one more']) {
      await on.perform({ type: 'createAddon', app, plan: 'heroku-redis' });
    }
    assert.equal(
      explain(on, 'HEROKU_REDIS_TEAL_2'),
      'HEROKU_REDIS_TEAL_2 was made of the name of heroku-redis, a colour and a number, as each colour was in use. ' +
        'The default, REDIS, was taken by first.',
    );
  });

  it("a fallback after an overwrite (R27): which var of the user's the default would have hidden", async () => {
    const on = await openWith();
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'old', alias: 'BROKER' });
    await on.perform({ type: 'setConfigVars', app, configVars: [{ name: 'REDIS_URL', value: 'secret' }] });
    await on.perform({ type: 'createAddon', app, plan: 'rediscloud', alias: 'BROKER', confirm: app });
    assert.equal(
      explain(on, 'HEROKU_REDIS_ROSE'),
      `${made} The default, REDIS, would have hidden your own REDIS_URL.`,
    );
  });

  it('a fallback after an overwrite (R27): that it is the default, when that is free', async () => {
    const on = await openWith();
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'old', alias: 'BROKER' });
    await on.perform({ type: 'createAddon', app, plan: 'rediscloud', alias: 'BROKER', confirm: app });
    assert.equal(explain(on, 'REDIS'), 'REDIS is the default alias of heroku-redis, and was free.');
  });

  it('before a create: what a preview would give, and why', async () => {
    const on = await openWith();
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'first' });
    const preview = await on.platform.preview({ type: 'createAddon', app, plan: 'heroku-redis' });
    assert.ok(preview.failure === null);
    assert.equal(
      explainReason({ ...preview.result, service: 'heroku-redis' }),
      `${made} The default, REDIS, was taken by first.`,
    );
  });

  it('several vars in the way make one sentence: of one add-on, and of several', () => {
    const taken = (configVar: string, addon: string): AliasObstacle => ({
      kind: 'varTaken',
      alias: 'REDIS',
      configVar,
      addon,
      otherAlias: addon.toUpperCase(),
    });
    const reasonOf = (...obstacles: readonly AliasObstacle[]): string =>
      explainReason({
        alias: 'HEROKU_REDIS_ROSE',
        reason: generated(...obstacles),
        service: 'heroku-redis',
      });
    assert.equal(
      reasonOf(taken('REDIS_A', 'one'), taken('REDIS_B', 'one')),
      `${made} The default, REDIS, would have set REDIS_A, REDIS_B, which one set as ONE.`,
    );
    assert.equal(
      reasonOf(taken('REDIS_A', 'one'), taken('REDIS_B', 'two')),
      `${made} The default, REDIS, would have set what other aliases set: REDIS_A (one as ONE), REDIS_B (two as TWO).`,
    );
    assert.equal(
      reasonOf(
        taken('REDIS_A', 'one'),
        { kind: 'hidesOwnVar', alias: 'REDIS', configVar: 'REDIS_B' },
        { kind: 'hidesOwnVar', alias: 'REDIS', configVar: 'REDIS_C' },
      ),
      `${made} The default, REDIS, would have set REDIS_A, which one set as ONE. ` +
        'The default, REDIS, would have hidden your own REDIS_B, REDIS_C.',
    );
  });

  it('without an obstacle it is what displaced it that took the default (R27)', () => {
    assert.equal(
      explainReason({ alias: 'HEROKU_REDIS_ROSE', reason: generated(), service: 'heroku-redis' }),
      `${made} The default alias of heroku-redis was about to be used by another add-on.`,
    );
  });

  it('names that look like placeholders stay as they are', () => {
    assert.equal(
      explainReason({ alias: '{1}', reason: { step: 'default', obstacles: [] }, service: '{0}' }),
      '{1} is the default alias of {0}, and was free.',
    );
  });
});
