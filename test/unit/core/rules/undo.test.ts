import assert from 'node:assert/strict';
import type { Action } from '../../../../src/core/actions/action.ts';
import type { LocalPlatformParts } from '../../../../src/core/platform/localPlatform.ts';
import { changingPlans, checkConfigs, newReleases, restorable } from '../../../support/restorable.ts';
import { sharedApps } from '../../../support/restorable.ts';

interface Kind {
  readonly title: string;
  readonly action: Action;
  /** The apps that get a release by the undo, and what it says, where the spec leaves no choice. */
  readonly releases: Readonly<Record<string, string | RegExp>>;
  readonly parts?: Partial<LocalPlatformParts>;
}

const anyUndo = /^Undo: ./;

const kinds: readonly Kind[] = [
  { title: 'createApp', action: { type: 'createApp', name: 'fresh' }, releases: {} },
  { title: 'createApp of a team', action: { type: 'createApp', name: 'fresh', owner: 'acme' }, releases: {} },
  {
    title: 'destroyApp, whose add-ons others use',
    action: { type: 'destroyApp', app: 'shop', confirm: 'shop' },
    releases: {
      shop: anyUndo,
      blog: 'Undo: Detach REDIS (@ref:cache)',
      crm: 'Undo: Detach CACHE (@ref:cache)',
    },
  },
  {
    title: "destroyApp, which uses another's add-on",
    action: { type: 'destroyApp', app: 'blog', confirm: 'blog' },
    releases: { blog: anyUndo, shop: 'Undo: Detach QUEUE (@ref:queue)' },
  },
  {
    title: 'destroyApp that shares nothing',
    action: { type: 'destroyApp', app: 'lone', confirm: 'lone' },
    releases: { lone: anyUndo },
  },
  {
    title: 'createAddon',
    action: { type: 'createAddon', app: 'lone', plan: 'heroku-redis', name: 'fresh' },
    releases: { lone: 'Undo: Attach REDIS (@ref:fresh)' },
  },
  {
    title: 'createAddon that overwrites, with a fallback',
    action: {
      type: 'createAddon',
      app: 'shop',
      plan: 'heroku-redis',
      name: 'fresh',
      alias: 'REDISCLOUD',
      confirm: 'shop',
    },
    releases: { shop: 'Undo: Attach REDISCLOUD (@ref:fresh)' },
  },
  {
    title: 'attachAddon to another app',
    action: { type: 'attachAddon', app: 'blog', addon: 'cloud' },
    releases: { blog: 'Undo: Attach REDISCLOUD (@ref:cloud)' },
  },
  {
    title: 'attachAddon that overwrites, with a fallback',
    action: { type: 'attachAddon', app: 'shop', addon: 'cache', alias: 'REDISCLOUD', confirm: 'shop' },
    releases: { shop: 'Undo: Attach REDISCLOUD (@ref:cache)' },
  },
  {
    title: 'attachAddon that overwrites, without a fallback',
    action: { type: 'attachAddon', app: 'shop', addon: 'cloud', alias: 'BROKER', confirm: 'shop' },
    releases: { shop: 'Undo: Attach BROKER (@ref:cloud)' },
  },
  {
    title: "attachAddon that overwrites another app's add-on",
    action: { type: 'attachAddon', app: 'blog', addon: 'cloud', alias: 'REDIS', confirm: 'blog' },
    releases: { blog: 'Undo: Attach REDIS (@ref:cloud)' },
  },
  {
    title: "attachAddon that hides a var of the user's own",
    action: { type: 'attachAddon', app: 'shop', addon: 'cloud', alias: 'MAIN', confirm: 'shop' },
    releases: { shop: 'Undo: Attach MAIN (@ref:cloud)' },
  },
  {
    title: 'detachAttachment on the billing app',
    action: { type: 'detachAttachment', app: 'shop', alias: 'BROKER' },
    releases: { shop: 'Undo: Detach BROKER (@ref:cache)' },
  },
  {
    title: 'detachAttachment elsewhere',
    action: { type: 'detachAttachment', app: 'crm', alias: 'CACHE' },
    releases: { crm: 'Undo: Detach CACHE (@ref:cache)' },
  },
  {
    title: 'destroyAddon that three apps share',
    action: { type: 'destroyAddon', addon: 'cache', confirm: 'shop', force: true },
    releases: {
      shop: 'Undo: Detach BROKER, REDIS (@ref:cache)',
      blog: 'Undo: Detach REDIS (@ref:cache)',
      crm: 'Undo: Detach CACHE (@ref:cache)',
    },
  },
  { title: 'renameApp', action: { type: 'renameApp', app: 'shop', name: 'store' }, releases: {} },
  { title: 'renameAddon', action: { type: 'renameAddon', addon: 'cache', name: 'other' }, releases: {} },
  {
    title: 'renameAlias',
    action: { type: 'renameAlias', app: 'shop', alias: 'REDIS', newAlias: 'STORE' },
    releases: { shop: 'Undo: Rename REDIS to STORE (@ref:cache)' },
  },
  { title: 'changePlan', action: { type: 'changePlan', addon: 'cache', plan: 'premium-0' }, releases: {} },
  {
    title: 'changePlan with new values',
    action: { type: 'changePlan', addon: 'cache', plan: 'premium-0' },
    releases: {
      shop: 'Undo: Change plan of cache to heroku-redis:premium-0',
      blog: 'Undo: Update REDIS by heroku-redis',
      crm: 'Undo: Update CACHE by heroku-redis',
    },
    parts: changingPlans,
  },
  ...(['rotateCredentials', 'failOver'] as const).map((type) => ({
    title: type,
    action: { type, addon: 'cache' },
    releases: {
      shop: 'Undo: Update BROKER, REDIS by heroku-redis',
      blog: 'Undo: Update REDIS by heroku-redis',
      crm: 'Undo: Update CACHE by heroku-redis',
    },
  })),
  {
    title: 'setConfigVars that sets, changes and unsets',
    action: {
      type: 'setConfigVars',
      app: 'shop',
      configVars: [
        { name: 'A', value: '' },
        { name: 'B', value: null },
        { name: 'constructor', value: 'x' },
      ],
    },
    releases: { shop: 'Undo: Set A, constructor and remove B config vars' },
  },
  {
    title: 'rollBackRelease',
    action: { type: 'rollBackRelease', app: 'shop', version: 'v3' },
    releases: { shop: 'Undo: Rollback to v3' },
  },
  { title: 'setMaintenance', action: { type: 'setMaintenance', app: 'shop', on: true }, releases: {} },
  { title: 'addDomain', action: { type: 'addDomain', app: 'lone', hostname: 'a.example.com' }, releases: {} },
  {
    title: 'removeDomain',
    action: { type: 'removeDomain', app: 'shop', hostname: 'www.example.com' },
    releases: {},
  },
  { title: 'transferApp', action: { type: 'transferApp', app: 'lone', owner: 'acme' }, releases: {} },
  { title: 'createTeam', action: { type: 'createTeam', name: 'others' }, releases: {} },
];

describe('undo of each kind of action', () => {
  for (const { title, action, releases, parts } of kinds) {
    it(`R37: ${title}: all is as before, but for a release on exactly the apps that change by it`, async () => {
      const on = await sharedApps(parts);
      const before = on.state;
      const { operationId } = await on.perform(action);
      const done = on.state;
      assert.notDeepEqual(restorable(done), restorable(before));
      on.clock.ms += 60_000;
      const undone = await on.perform({ type: 'undo' });
      assert.deepEqual(restorable(on.state), restorable(before));
      checkConfigs(on.state);
      const made = newReleases(done, on.state);
      assert.deepEqual(Object.keys(made).sort(), Object.keys(releases).sort());
      for (const [app, expected] of Object.entries(releases)) {
        const [text, ...more] = made[app]!.map((each) => each.replace(/^v\d+ /, ''));
        assert.deepEqual(more, []);
        assert.ok(typeof expected === 'string' ? text === expected : expected.test(text!), `${app}: ${text}`);
      }
      assert.deepEqual(undone.result.undone, [operationId]);
      assert.equal(on.state.operations[operationId!]?.undoneBy, undone.operationId);
    });
  }

  it('R37: the preview of an undo is what it does, and does nothing', async () => {
    const on = await sharedApps();
    await on.perform({ type: 'destroyApp', app: 'shop', confirm: 'shop' });
    const before = JSON.stringify(on.state);
    const preview = await on.platform.preview({ type: 'undo' });
    assert.equal(JSON.stringify(on.state), before);
    assert.ok(preview.failure === null);
    const { result, effect } = await on.platform.perform({ type: 'undo' }, { seed: preview.seed });
    assert.deepEqual([result, effect], [preview.result, preview.effect]);
    assert.equal(effect.monthlyCents, 300);
    assert.deepEqual(
      effect.apps.map(({ app, attached }) => [app, attached]),
      [
        ['blog', ['REDIS']],
        ['crm', ['CACHE']],
        ['shop', ['BROKER', 'QUEUE', 'REDIS', 'REDISCLOUD']],
      ],
    );
  });
});
