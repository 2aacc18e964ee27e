import assert from 'node:assert/strict';
import { catalogData } from '../../../../src/core/catalog/catalogData.lazy.ts';
import { findApp, resolveAttachment } from '../../../../src/core/model/identifiers.ts';
import * as queries from '../../../../src/core/model/queries.ts';
import { MemoryStateStore } from '../../../support/memoryStateStore.ts';
import { TestPlatform } from '../../../support/platform.ts';
import { withProvisioning } from '../../../support/states.ts';

/** `cache` (heroku-redis) on shop as REDIS and SPARE, on blog as REDIS. */
async function open(): Promise<TestPlatform> {
  const on = await TestPlatform.open();
  await on.createApps('shop', 'blog');
  await on.perform({ type: 'createAddon', app: 'shop', plan: 'heroku-redis', name: 'cache' });
  await on.perform({ type: 'attachAddon', app: 'shop', addon: 'cache', alias: 'SPARE' });
  await on.perform({ type: 'attachAddon', app: 'blog', addon: 'cache' });
  return on;
}

describe('detach', () => {
  it('R28: one attachment and its vars go from that app, in one release; the add-on stays', async () => {
    const on = await open();
    const before = on.state;
    const { id } = findApp(before, 'blog');
    const value = on.config('shop')['REDIS_URL'];
    await on.perform({ type: 'detachAttachment', app: 'shop', alias: 'REDIS' });
    assert.deepEqual(on.releases('shop', 4), ['v5 Detach REDIS (@ref:cache)']);
    assert.deepEqual(on.config('shop'), { SPARE_URL: value });
    assert.deepEqual(on.attachments('shop'), ['SPARE → cache (shop)']);
    assert.deepEqual([on.state.releases[id], on.state.apps[id]], [before.releases[id], before.apps[id]]);
    assert.deepEqual([on.state.addons, on.state.priceSegments], [before.addons, before.priceSegments]);
    assert.deepEqual(queries.releasesOf(on.state, findApp(on.state, 'shop').id).at(-1)?.changes, {
      own: { set: {}, unset: [] },
      owned: { set: {}, unset: ['REDIS_URL'] },
    });
  });

  it('R28: the last one on the billing app stays, however many other apps have it', async () => {
    const on = await open();
    await on.perform({ type: 'detachAttachment', app: 'shop', alias: 'SPARE' });
    const details = { addon: 'cache', app: 'shop', alias: 'REDIS' };
    const message = await on.refuses(
      { type: 'detachAttachment', app: 'shop', alias: 'REDIS' },
      'last_attachment',
      details,
    );
    assert.match(message, /^Cannot destroy last attachment to billing app for resource cache/);
  });

  it("R28: another app's only attachment may always go", async () => {
    const on = await open();
    await on.perform({ type: 'detachAttachment', app: 'blog', alias: 'REDIS' });
    assert.deepEqual([on.attachments('blog'), on.config('blog')], [[], {}]);
    assert.deepEqual(on.releases('blog', 3), ['v4 Detach REDIS (@ref:cache)']);
  });

  it('R28: an attachment id will do on its app', async () => {
    const on = await open();
    const { id } = resolveAttachment(on.state, 'shop::SPARE');
    await on.refuses({ type: 'detachAttachment', app: 'blog', alias: id }, 'attachment_not_found');
    await on.perform({ type: 'detachAttachment', app: 'shop', alias: id });
    assert.deepEqual(on.attachments('shop'), ['REDIS → cache (shop)']);
  });

  it("R28: a foreign app's alias with the wrong app is not found", async () => {
    const on = await open();
    for (const alias of ['SPARE', 'shop::SPARE', 'cache', 'heroku-redis', '', 'redis', 'CONSTRUCTOR']) {
      const details = { attachment: alias, app: 'blog', aliases: ['REDIS'] };
      await on.refuses({ type: 'detachAttachment', app: 'blog', alias }, 'attachment_not_found', details);
    }
  });

  it('R28: the app comes before the alias', async () => {
    const on = await open();
    await on.refuses({ type: 'detachAttachment', app: 'nowhere', alias: 'NOTHING' }, 'app_not_found');
  });

  it("R28: the user's own vars of that prefix stay", async () => {
    const on = await open();
    await on.perform({
      type: 'setConfigVars',
      app: 'blog',
      configVars: [{ name: 'REDIS_TIMEOUT', value: '5' }],
    });
    await on.perform({ type: 'detachAttachment', app: 'blog', alias: 'REDIS' });
    assert.deepEqual(on.config('blog'), { REDIS_TIMEOUT: '5' });
  });

  it('R28: an alias of an add-on without config vars goes in a release all the same (R16)', async () => {
    const on = await open();
    const mute = catalogData.services.find(
      ({ configSuffixes, supports }) => configSuffixes.length === 0 && supports.multipleAttachments,
    )!;
    await on.perform({ type: 'createAddon', app: 'shop', plan: mute.slug, name: 'mute', alias: 'QUIET' });
    await on.perform({ type: 'attachAddon', app: 'shop', addon: 'mute', alias: 'SILENT' });
    await on.perform({ type: 'detachAttachment', app: 'shop', alias: 'QUIET' });
    assert.deepEqual(on.releases('shop', 6), ['v7 Detach QUIET (@ref:mute)']);
  });

  it('R20: an alias of an add-on that is being created goes without a release, for it had set nothing', async () => {
    const made = await open();
    const on = await TestPlatform.open({
      store: new MemoryStateStore(withProvisioning(made.state, 'cache')),
    });
    await on.perform({ type: 'detachAttachment', app: 'shop', alias: 'SPARE' });
    assert.deepEqual([on.attachments('shop'), on.version('shop')], [['REDIS → cache (shop)'], 4]);
    await on.refuses({ type: 'detachAttachment', app: 'shop', alias: 'REDIS' }, 'last_attachment');
  });
});
