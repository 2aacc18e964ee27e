import assert from 'node:assert/strict';
import { brokenInvariants } from '../../../../src/core/model/invariants.ts';
import type { AddonId, AppId } from '../../../../src/core/model/ids.ts';
import * as queries from '../../../../src/core/model/queries.ts';
import { findApp, resolveAttachment } from '../../../../src/core/model/identifiers.ts';
import { emptyState, type State } from '../../../../src/core/model/state.ts';
import { MemoryStateStore } from '../../../support/memoryStateStore.ts';
import { TestPlatform } from '../../../support/platform.ts';
import { stateWithTeam, team } from '../../../support/states.ts';

/** shop: `cache` as REDIS and SPARE; blog: `cache` as REDIS, `notes` as DATABASE, own var A. */
async function lawful(): Promise<State> {
  const on = await TestPlatform.open({ store: new MemoryStateStore(stateWithTeam) });
  await on.createApps('shop', 'blog');
  await on.perform({ type: 'createAddon', app: 'shop', plan: 'heroku-redis', name: 'cache' });
  await on.perform({ type: 'attachAddon', app: 'shop', addon: 'cache', alias: 'SPARE' });
  await on.perform({ type: 'attachAddon', app: 'blog', addon: 'cache' });
  await on.perform({ type: 'createAddon', app: 'blog', plan: 'heroku-postgresql', name: 'notes' });
  await on.perform({ type: 'setConfigVars', app: 'blog', configVars: [{ name: 'A', value: '1' }] });
  return on.state;
}

function altered<Name extends 'apps' | 'addons' | 'attachments' | 'configVars' | 'releases'>(
  state: State,
  bucket: Name,
  entry: { id: string } | { key: string },
  fields: Partial<State[Name][string]>,
): State {
  const key = 'id' in entry ? entry.id : entry.key;
  return { ...state, [bucket]: { ...state[bucket], [key]: { ...state[bucket][key], ...fields } } };
}

function without(state: State, bucket: keyof State, key: string): State {
  const entries = Object.entries(state[bucket]).filter(([each]) => each !== key);
  return { ...state, [bucket]: Object.fromEntries(entries) };
}

describe('invariants', () => {
  it('hold of the empty state and of one that rules made', async () => {
    assert.deepEqual([brokenInvariants(emptyState), brokenInvariants(await lawful())], [[], []]);
  });

  it('I1: an alias that is twice on one app', async () => {
    const state = await lawful();
    const broken = altered(state, 'attachments', resolveAttachment(state, 'shop::SPARE'), { alias: 'REDIS' });
    assert.match(brokenInvariants(broken).join('\n'), /^I1: alias shop::REDIS is there twice/);
  });

  it('I2: an entry whose app, owner or add-on is not there', async () => {
    const state = await lawful();
    const shop = findApp(state, 'shop');
    const cache = queries.addonNamed(state, 'cache')!;
    const gone = 'gone' as AppId;
    const configVar = Object.keys(state.configVars)[0]!;
    const redis = resolveAttachment(state, 'blog::REDIS');
    const broken = [
      without(state, 'owners', shop.ownerId),
      altered(state, 'addons', cache, { billingAppId: gone }),
      altered(state, 'attachments', redis, { appId: gone }),
      altered(state, 'attachments', redis, { addonId: 'gone' as AddonId }),
      altered(state, 'configVars', { key: configVar }, { appId: gone }),
      without(state, 'apps', shop.id),
      without(state, 'addons', cache.id),
    ];
    assert.deepEqual(
      broken.map((each) => brokenInvariants(each)[0]?.slice(0, 3)),
      broken.map(() => 'I2:'),
    );
  });

  it('I3: an add-on without an alias on its billing app', async () => {
    const state = await lawful();
    const broken = without(state, 'attachments', resolveAttachment(state, 'blog::DATABASE').id);
    assert.deepEqual(brokenInvariants(broken), ['I3: add-on notes has no alias on its billing app']);
  });

  it('I4: an attachment between apps of two owners', async () => {
    const state = await lawful();
    const broken = altered(state, 'apps', findApp(state, 'blog'), { ownerId: team.id });
    assert.deepEqual(brokenInvariants(broken), ['I4: attachment REDIS joins apps of two owners']);
  });

  it('I5: a var that two attachments claim', async () => {
    const state = await lawful();
    const cache = queries.addonNamed(state, 'cache')!;
    const values = { ...cache.values, TLS_URL: 'x' };
    const broken = altered(state, 'addons', cache, { values, suffixes: Object.keys(values) });
    const attachments = altered(broken, 'attachments', resolveAttachment(state, 'blog::DATABASE'), {
      alias: 'REDIS_TLS',
    });
    assert.match(
      brokenInvariants(attachments).join('\n'),
      /^I5: config var blog::REDIS_TLS_URL is there twice/,
    );
  });

  it('I6: releases with a gap, or none at all', async () => {
    const state = await lawful();
    const { id } = findApp(state, 'shop');
    const history = state.releases[id]!;
    const broken = [
      altered(
        state,
        'releases',
        { key: id },
        { releases: history.releases.filter(({ version }) => version !== 2) },
      ),
      altered(state, 'releases', { key: id }, { foldedThrough: 1 }),
      altered(state, 'releases', { key: id }, { releases: [] }),
      altered(state, 'releases', { key: id }, { releases: history.releases.toReversed() }),
      without(state, 'releases', id),
    ];
    assert.deepEqual(
      broken.map(brokenInvariants),
      broken.map(() => ['I6: releases of app shop have a gap']),
    );
  });

  it('I7: a name that two apps or two add-ons have', async () => {
    const state = await lawful();
    const app = altered(state, 'apps', findApp(state, 'blog'), { name: 'shop' });
    const addon = altered(state, 'addons', queries.addonNamed(state, 'notes')!, { name: 'cache' });
    assert.ok(brokenInvariants(app).includes('I7: app name shop is there twice'));
    assert.deepEqual(brokenInvariants(addon), ['I7: add-on name cache is there twice']);
  });

  it('are told without any value', async () => {
    const state = await lawful();
    const url = Object.values(queries.addonNamed(state, 'notes')!.values)[0]!;
    const broken = without(state, 'attachments', resolveAttachment(state, 'blog::DATABASE').id);
    assert.ok(!brokenInvariants(broken).join('\n').includes(url));
  });
});
