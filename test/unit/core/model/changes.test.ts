import assert from 'node:assert/strict';
import { changesBetween } from '../../../../src/core/model/changes.ts';
import { findApp, resolveAttachment } from '../../../../src/core/model/identifiers.ts';
import { localDeveloper } from '../../../../src/core/model/owner.ts';
import type { State } from '../../../../src/core/model/state.ts';
import { TestPlatform } from '../../../support/platform.ts';
import { stateWithTeam, team } from '../../../support/states.ts';
import { emptyState } from '../../../../src/core/model/state.ts';

/** shop: `cache` (heroku-redis) as REDIS; blog: `cache` as REDIS. */
async function open(): Promise<TestPlatform> {
  const on = await TestPlatform.open();
  await on.createApps('shop', 'blog');
  await on.perform({ type: 'createAddon', app: 'shop', plan: 'heroku-redis', name: 'cache' });
  await on.perform({ type: 'attachAddon', app: 'blog', addon: 'cache' });
  return on;
}

function idsOf(on: TestPlatform): {
  shop: ReturnType<typeof findApp>['id'];
  blog: ReturnType<typeof findApp>['id'];
} {
  return { shop: findApp(on.state, 'shop').id, blog: findApp(on.state, 'blog').id };
}

describe('list of changes', () => {
  it('of create app', async () => {
    const on = await open();
    const before = on.state;
    const { result } = await on.perform({ type: 'createApp', name: 'third' });
    const appId = result.appId;
    const domain = Object.values(on.state.domains).find((each) => each.appId === appId)!;
    assert.deepEqual(changesBetween(before, on.state), [
      { kind: 'apps', type: 'added', key: appId, appId, addonId: null },
      { kind: 'domains', type: 'added', key: domain.id, appId, addonId: null },
      { kind: 'releases', type: 'added', key: appId, appId, addonId: null },
    ]);
  });

  it('of create add-on', async () => {
    const on = await open();
    const before = on.state;
    const { result } = await on.perform({ type: 'createAddon', app: 'blog', plan: 'rediscloud' });
    const { addonId } = result;
    const appId = idsOf(on).blog;
    const segment = Object.values(on.state.priceSegments).find((each) => each.addonId === addonId)!;
    assert.deepEqual(changesBetween(before, on.state), [
      { kind: 'apps', type: 'changed', key: appId, appId, addonId: null },
      { kind: 'addons', type: 'added', key: addonId, appId, addonId },
      { kind: 'attachments', type: 'added', key: result.attachmentId, appId, addonId },
      { kind: 'priceSegments', type: 'added', key: segment.id, appId, addonId },
      { kind: 'releases', type: 'changed', key: appId, appId, addonId: null },
    ]);
  });

  it('of detach', async () => {
    const on = await open();
    const before = on.state;
    const appId = idsOf(on).blog;
    const { addonId, id } = resolveAttachment(before, 'blog::REDIS');
    await on.perform({ type: 'detachAttachment', app: 'blog', alias: 'REDIS' });
    assert.deepEqual(changesBetween(before, on.state), [
      { kind: 'apps', type: 'changed', key: appId, appId, addonId: null },
      { kind: 'attachments', type: 'removed', key: id, appId, addonId },
      { kind: 'releases', type: 'changed', key: appId, appId, addonId: null },
    ]);
  });

  it('of rotation', async () => {
    const on = await open();
    const before = on.state;
    const { shop, blog } = idsOf(on);
    const { result } = await on.perform({ type: 'rotateCredentials', addon: 'cache' });
    assert.deepEqual(changesBetween(before, on.state), [
      { kind: 'apps', type: 'changed', key: shop, appId: shop, addonId: null },
      { kind: 'apps', type: 'changed', key: blog, appId: blog, addonId: null },
      { kind: 'addons', type: 'changed', key: result.addonId, appId: shop, addonId: result.addonId },
      { kind: 'releases', type: 'changed', key: shop, appId: shop, addonId: null },
      { kind: 'releases', type: 'changed', key: blog, appId: blog, addonId: null },
    ]);
  });

  it('of config vars', async () => {
    const on = await open();
    await on.perform({ type: 'setConfigVars', app: 'blog', configVars: [{ name: 'A', value: '1' }] });
    const before = on.state;
    const appId = idsOf(on).blog;
    const configVars = [
      { name: 'A', value: null },
      { name: 'constructor', value: '2' },
    ];
    await on.perform({ type: 'setConfigVars', app: 'blog', configVars });
    assert.deepEqual(changesBetween(before, on.state), [
      { kind: 'apps', type: 'changed', key: appId, appId, addonId: null },
      { kind: 'configVars', type: 'added', key: `${appId}:constructor`, appId, addonId: null },
      { kind: 'configVars', type: 'removed', key: `${appId}:A`, appId, addonId: null },
      { kind: 'releases', type: 'changed', key: appId, appId, addonId: null },
    ]);
  });

  it('of destroy', async () => {
    const on = await open();
    const before = on.state;
    const { shop, blog } = idsOf(on);
    const [atShop, atBlog] = [
      resolveAttachment(before, 'shop::REDIS'),
      resolveAttachment(before, 'blog::REDIS'),
    ];
    const { result } = await on.perform({
      type: 'destroyAddon',
      addon: 'cache',
      confirm: 'shop',
      force: true,
    });
    const { addonId } = result;
    const segment = Object.values(on.state.priceSegments)[0]!;
    assert.deepEqual(changesBetween(before, on.state), [
      { kind: 'apps', type: 'changed', key: shop, appId: shop, addonId: null },
      { kind: 'apps', type: 'changed', key: blog, appId: blog, addonId: null },
      { kind: 'addons', type: 'removed', key: addonId, appId: shop, addonId },
      { kind: 'attachments', type: 'removed', key: atShop.id, appId: shop, addonId },
      { kind: 'attachments', type: 'removed', key: atBlog.id, appId: blog, addonId },
      { kind: 'priceSegments', type: 'changed', key: segment.id, appId: shop, addonId },
      { kind: 'releases', type: 'changed', key: shop, appId: shop, addonId: null },
      { kind: 'releases', type: 'changed', key: blog, appId: blog, addonId: null },
    ]);
  });

  it('of an owner', () => {
    const owner = { appId: null, addonId: null };
    const renamed: State = {
      ...stateWithTeam,
      owners: { ...stateWithTeam.owners, [team.id]: { ...team, name: 'b' } },
    };
    assert.deepEqual(
      [
        changesBetween(emptyState, stateWithTeam),
        changesBetween(stateWithTeam, renamed),
        changesBetween(stateWithTeam, emptyState),
      ],
      [
        [{ kind: 'owners', type: 'added', key: team.id, ...owner }],
        [{ kind: 'owners', type: 'renamed', key: team.id, ...owner }],
        [{ kind: 'owners', type: 'removed', key: team.id, ...owner }],
      ],
    );
    assert.ok(localDeveloper.id in emptyState.owners);
  });

  it('of nothing, and of a bucket whose entries are the same objects', async () => {
    const on = await open();
    const copied: State = { ...on.state, apps: { ...on.state.apps }, addons: { ...on.state.addons } };
    assert.deepEqual([changesBetween(on.state, on.state), changesBetween(on.state, copied)], [[], []]);
  });

  it('R38: never holds a value', async () => {
    const on = await open();
    const before = on.state;
    const configVars = [{ name: 'A', value: 'a-secret-value' }];
    await on.perform({ type: 'setConfigVars', app: 'blog', configVars });
    assert.ok(!JSON.stringify(changesBetween(before, on.state)).includes('a-secret-value'));
  });
});
