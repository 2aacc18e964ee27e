import assert from 'node:assert/strict';
import type { Action } from '../../../../src/core/actions/action.ts';
import type { OperationId } from '../../../../src/core/model/ids.ts';
import { catalogWith, type TestPlatform } from '../../../support/platform.ts';
import { checkConfigs, restorable, setVars, sharedApps } from '../../../support/restorable.ts';

/** Performs actions, the first of which is to be undone, and answers its id. */
async function perform(on: TestPlatform, ...actions: readonly Action[]): Promise<OperationId> {
  const ids: OperationId[] = [];
  for (const action of actions) {
    ids.push((await on.perform(action)).operationId!);
  }
  return ids[0]!;
}

function set(app: string, name: string, value: string | null): Action {
  return { type: 'setConfigVars', app, configVars: [{ name, value }] };
}

interface Case {
  readonly title: string;
  /** What is to be undone. */
  readonly first: Action;
  /** What stands in the way. */
  readonly then: Action;
  /** What the refusal must name. */
  readonly what: RegExp;
  /** The words of `then`. */
  readonly by: string | RegExp;
}

const cases: readonly Case[] = [
  {
    title: 'a var changed since',
    first: set('shop', 'A', '2'),
    then: set('shop', 'A', '3'),
    what: /^A$/,
    by: 'Set A config vars',
  },
  {
    title: 'a var unset since',
    first: set('shop', 'A', '2'),
    then: set('shop', 'A', null),
    what: /^A$/,
    by: 'Remove A config vars',
  },
  {
    title: 'an unset var set since',
    first: set('shop', 'A', null),
    then: set('shop', 'A', '3'),
    what: /^A$/,
    by: 'Set A config vars',
  },
  {
    title: 'an add-on renamed twice',
    first: { type: 'renameAddon', addon: 'cloud', name: 'second' },
    then: { type: 'renameAddon', addon: 'second', name: 'third' },
    what: /^(cloud|second|third)$/,
    by: /renam/i,
  },
  {
    title: 'an add-on whose values changed since',
    first: { type: 'createAddon', app: 'lone', plan: 'heroku-redis', name: 'fresh' },
    then: { type: 'rotateCredentials', addon: 'fresh' },
    what: /^fresh$/,
    by: 'Update REDIS by heroku-redis',
  },
  {
    title: 'a plan changed since',
    first: { type: 'changePlan', addon: 'cache', plan: 'premium-0' },
    then: { type: 'changePlan', addon: 'cache', plan: 'premium-1' },
    what: /^cache$/,
    by: 'Change plan of cache to heroku-redis:premium-1',
  },
  {
    title: 'an alias renamed since',
    first: { type: 'attachAddon', app: 'lone', addon: 'cache' },
    then: { type: 'renameAlias', app: 'lone', alias: 'REDIS', newAlias: 'OTHER' },
    what: /^(REDIS|OTHER)$/,
    by: 'Rename REDIS to OTHER (@ref:cache)',
  },
  {
    title: 'an attachment detached since',
    first: { type: 'attachAddon', app: 'lone', addon: 'cache' },
    then: { type: 'detachAttachment', app: 'lone', alias: 'REDIS' },
    what: /^REDIS$/,
    by: 'Detach REDIS (@ref:cache)',
  },
  {
    title: 'an app renamed since',
    first: { type: 'createApp', name: 'fresh' },
    then: { type: 'renameApp', app: 'fresh', name: 'other' },
    what: /^(fresh|other)$/,
    by: /renam/i,
  },
  {
    title: 'an app gone since',
    first: { type: 'renameApp', app: 'lone', name: 'other' },
    then: { type: 'destroyApp', app: 'other', confirm: 'other' },
    what: /^(lone|other)$/,
    by: /destroy/i,
  },
  {
    title: 'a domain removed since',
    first: { type: 'addDomain', app: 'lone', hostname: 'a.example.com' },
    then: { type: 'removeDomain', app: 'lone', hostname: 'a.example.com' },
    what: /^a\.example\.com$/,
    by: /domain/i,
  },
  {
    title: 'an add-on name reused',
    first: { type: 'destroyAddon', addon: 'cloud', confirm: 'shop' },
    then: { type: 'createAddon', app: 'crm', plan: 'heroku-postgresql', name: 'cloud' },
    what: /cloud/,
    by: 'Attach DATABASE (@ref:cloud)',
  },
  {
    title: 'an add-on name reused by a rename',
    first: { type: 'renameAddon', addon: 'cloud', name: 'other' },
    then: { type: 'renameAddon', addon: 'queue', name: 'cloud' },
    what: /cloud/,
    by: /renam/i,
  },
  {
    title: 'an app name reused',
    first: { type: 'destroyApp', app: 'lone', confirm: 'lone' },
    then: { type: 'createApp', name: 'lone' },
    what: /lone/,
    by: /./,
  },
  {
    title: 'an app name reused after a rename',
    first: { type: 'renameApp', app: 'lone', name: 'other' },
    then: { type: 'createApp', name: 'lone' },
    what: /lone/,
    by: /./,
  },
  {
    title: 'an alias taken since',
    first: { type: 'detachAttachment', app: 'crm', alias: 'CACHE' },
    then: { type: 'attachAddon', app: 'crm', addon: 'cloud', alias: 'CACHE' },
    what: /CACHE/,
    by: 'Attach CACHE (@ref:cloud)',
  },
  {
    title: 'an alias taken since it was renamed',
    first: { type: 'renameAlias', app: 'crm', alias: 'CACHE', newAlias: 'OTHER' },
    then: { type: 'attachAddon', app: 'crm', addon: 'cloud', alias: 'CACHE' },
    what: /CACHE/,
    by: 'Attach CACHE (@ref:cloud)',
  },
  {
    title: 'a var of the alias set since',
    first: { type: 'detachAttachment', app: 'crm', alias: 'CACHE' },
    then: set('crm', 'CACHE_URL', 'mine'),
    what: /CACHE/,
    by: 'Set CACHE_URL config vars',
  },
  {
    title: 'a var that was unset, which an add-on sets since',
    first: set('shop', 'MAIN_URL', null),
    then: { type: 'attachAddon', app: 'shop', addon: 'cloud', alias: 'MAIN' },
    what: /MAIN/,
    by: 'Attach MAIN (@ref:cloud)',
  },
  {
    title: 'an add-on gone since, of which an alias was detached',
    first: { type: 'detachAttachment', app: 'crm', alias: 'CACHE' },
    then: { type: 'destroyAddon', addon: 'cache', confirm: 'shop', force: true },
    what: /CACHE|cache/,
    by: /^Destroy add-on cache$/,
  },
  {
    title: 'an app gone since, on which a var was set',
    first: set('lone', 'A', '1'),
    then: { type: 'destroyApp', app: 'lone', confirm: 'lone' },
    what: /^A$/,
    by: /destroy/i,
  },
  {
    title: 'an add-on created since on an app whose creation is undone',
    first: { type: 'createApp', name: 'fresh' },
    then: { type: 'createAddon', app: 'fresh', plan: 'heroku-redis', name: 'new-one' },
    what: /fresh|new-one/,
    by: 'Attach REDIS (@ref:new-one)',
  },
  {
    title: 'an add-on attached since to an app whose creation is undone',
    first: { type: 'createApp', name: 'fresh' },
    then: { type: 'attachAddon', app: 'fresh', addon: 'cache' },
    what: /fresh|REDIS/,
    by: 'Attach REDIS (@ref:cache)',
  },
  {
    title: 'a var set since on an app whose creation is undone',
    first: { type: 'createApp', name: 'fresh' },
    then: set('fresh', 'A', '1'),
    what: /fresh|A/,
    by: 'Set A config vars',
  },
  {
    title: 'a domain added since to an app whose creation is undone',
    first: { type: 'createApp', name: 'fresh' },
    then: { type: 'addDomain', app: 'fresh', hostname: 'a.example.com' },
    what: /fresh|a\.example\.com/,
    by: /domain/i,
  },
  {
    title: 'an add-on attached elsewhere since it was created',
    first: { type: 'createAddon', app: 'lone', plan: 'heroku-redis', name: 'fresh' },
    then: { type: 'attachAddon', app: 'crm', addon: 'fresh', alias: 'FAR' },
    what: /fresh|FAR/,
    by: 'Attach FAR (@ref:fresh)',
  },
  {
    title: 'a hostname used since',
    first: { type: 'removeDomain', app: 'shop', hostname: 'www.example.com' },
    then: { type: 'addDomain', app: 'lone', hostname: 'www.example.com' },
    what: /www\.example\.com/,
    by: /domain/i,
  },
  {
    title: 'a hostname of a destroyed app used since',
    first: { type: 'destroyApp', app: 'shop', confirm: 'shop' },
    then: { type: 'addDomain', app: 'lone', hostname: 'www.example.com' },
    what: /www\.example\.com/,
    by: /domain/i,
  },
  {
    title: 'an app of a team whose creation is undone',
    first: { type: 'createTeam', name: 'others' },
    then: { type: 'createApp', name: 'fresh', owner: 'others' },
    what: /fresh|others/,
    by: /./,
  },
  {
    title: 'an add-on shared since with the new owner',
    first: { type: 'transferApp', app: 'lone', owner: 'acme' },
    then: { type: 'attachAddon', app: 'lone', addon: 'notes' },
    what: /lone|DATABASE|notes/,
    by: 'Attach DATABASE (@ref:notes)',
  },
];

/** Expects a conflict and answers what it names, and by what. */
async function conflict(on: TestPlatform, operation: OperationId): Promise<{ what: string; by: string }> {
  const message = await on.refuses({ type: 'undo', operation }, 'undo_conflict');
  const parts = /^(.+) was changed since by (.+); undo that first, or change it by hand\.$/s.exec(message);
  assert.ok(parts, message);
  return { what: parts[1]!, by: parts[2]! };
}

describe('undo that would undo more', () => {
  for (const { title, first, then, what, by } of cases) {
    it(`R37: ${title}: refused, naming what and by which operation`, async () => {
      const on = await sharedApps();
      const operation = await perform(on, first, then, set('blog', 'UNRELATED', '1'));
      const named = await conflict(on, operation);
      assert.match(named.what, what);
      assert.ok(typeof by === 'string' ? named.by === by : by.test(named.by), `by: ${named.by}`);
      assert.doesNotMatch(named.by, /UNRELATED/);
    });

    it(`R37: ${title}: once that is undone, it goes`, async () => {
      const on = await sharedApps();
      const before = restorable(on.state);
      const operation = await perform(on, first, then);
      await on.perform({ type: 'undo' });
      await on.perform({ type: 'undo', operation });
      assert.deepEqual(restorable(on.state), before);
      checkConfigs(on.state);
    });
  }

  it('R37: what stands in the way is named, and not told in a sentence of its own', async () => {
    for (const { first, then, title } of cases) {
      const on = await sharedApps();
      const operation = await perform(on, first, then);
      const { what } = await conflict(on, operation);
      assert.doesNotMatch(what, / (is|has|have|joins) /, title);
    }
  });

  it('R37: an operation that made no release is named in words, not by its type', async () => {
    const [first, then] = [cases[3]!.first, cases[3]!.then];
    const on = await sharedApps();
    const { by } = await conflict(on, await perform(on, first, then));
    assert.doesNotMatch(by, /renameAddon/);
  });

  it("R19: an alias whose var another alias sets since is refused, for it can't be confirmed away", async () => {
    const catalog = catalogWith('heroku-redis', (service) => ({
      ...service,
      configSuffixes: [...service.configSuffixes, { suffix: 'TLS_URL', kind: 'url' }],
    }));
    const on = await sharedApps({ loadCatalog: () => Promise.resolve(catalog) });
    const operation = await perform(
      on,
      { type: 'detachAttachment', app: 'crm', alias: 'CACHE' },
      { type: 'attachAddon', app: 'crm', addon: 'cloud', alias: 'CACHE_TLS' },
      set('blog', 'UNRELATED', '1'),
    );
    const { what, by } = await conflict(on, operation);
    assert.match(what, /CACHE/);
    assert.equal(by, 'Attach CACHE_TLS (@ref:cloud)');
  });

  it('R5: the own vars of an app never grow beyond 64 KiB, by an undo neither', async () => {
    const on = await sharedApps();
    const most = 'x'.repeat(30 * 1024);
    await setVars(on, 'lone', { ONE: most, TWO: most });
    const unset = await setVars(on, 'lone', { ONE: null });
    await setVars(on, 'lone', { THREE: most });
    await on.refuses({ type: 'undo', operation: unset }, 'undo_conflict');
  });

  it('R37: of a group with one conflict none is undone', async () => {
    const on = await sharedApps();
    const group = on.platform.newGroup();
    const one = await on.platform.perform(set('lone', 'A', '1'), { group });
    const two = await on.platform.perform(set('lone', 'B', '1'), { group });
    await perform(on, set('lone', 'A', '2'));
    for (const { operationId } of [one, two]) {
      const { what, by } = await conflict(on, operationId!);
      assert.deepEqual([what, by], ['A', 'Set A config vars']);
    }
    assert.deepEqual(on.config('lone'), { A: '2', B: '1' });
  });

  it('R37: the newest is refused too when another window changed what it touched; nothing is skipped', async () => {
    const on = await sharedApps();
    const first = await setVars(on, 'lone', { A: '1' });
    const second = await setVars(on, 'lone', { B: '1' });
    const third = await setVars(on, 'lone', { B: '2' });
    await on.perform({ type: 'undo', operation: third });
    assert.deepEqual((await on.perform({ type: 'undo' })).result.undone, [second]);
    assert.deepEqual((await on.perform({ type: 'undo' })).result.undone, [first]);
  });

  it('R37: a release, a restart or a deploy since is no conflict', async () => {
    const on = await sharedApps();
    const operation = await perform(
      on,
      { type: 'detachAttachment', app: 'crm', alias: 'CACHE' },
      set('crm', 'A', '1'),
      { type: 'restartApp', app: 'crm' },
      { type: 'recordDeploy', app: 'crm', commit: '1a2b3c4' },
      { type: 'rotateCredentials', addon: 'cache' },
    );
    await on.perform({ type: 'undo', operation });
    assert.equal(on.config('crm')['CACHE_URL'], on.config('shop')['REDIS_URL']);
    checkConfigs(on.state);
  });
});
