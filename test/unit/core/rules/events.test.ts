import assert from 'node:assert/strict';
import type { Event } from '../../../../src/core/model/event.ts';
import { findApp } from '../../../../src/core/model/identifiers.ts';
import type { OperationId } from '../../../../src/core/model/ids.ts';
import { localDeveloper } from '../../../../src/core/model/owner.ts';
import { TestPlatform } from '../../../support/platform.ts';

function inOrder(on: TestPlatform): readonly Event[] {
  return Object.values(on.state.events)
    .flatMap(({ events }) => events)
    .sort((first, second) => first.sequence - second.sequence);
}

/** The events of one operation in the order of happening, as `app: type`. */
function eventsOf(on: TestPlatform, operationId: OperationId | null): readonly string[] {
  return inOrder(on)
    .filter((event) => event.operationId === operationId)
    .map((event) => `${on.state.apps[event.appId]?.name ?? '?'}: ${event.type}`);
}

async function open(): Promise<TestPlatform> {
  const on = await TestPlatform.open();
  await on.createApps('shop', 'blog');
  await on.perform({ type: 'createAddon', app: 'shop', plan: 'heroku-redis', name: 'cache' });
  return on;
}

describe('events', () => {
  it('R38: of create app', async () => {
    const on = await TestPlatform.open();
    const { operationId } = await on.perform({ type: 'createApp', name: 'shop' });
    assert.deepEqual(eventsOf(on, operationId), [
      'shop: app.created',
      'shop: release.created',
      'shop: release.created',
    ]);
  });

  it('R38: of create add-on', async () => {
    const on = await open();
    const { operationId } = await on.perform({ type: 'createAddon', app: 'shop', plan: 'rediscloud' });
    assert.deepEqual(eventsOf(on, operationId), [
      'shop: addon.created',
      'shop: addon.provisioned',
      'shop: attachment.created',
      'shop: config.updated',
      'shop: release.created',
    ]);
  });

  it('R38: of attach, on the app that it is attached to', async () => {
    const on = await open();
    const { operationId } = await on.perform({ type: 'attachAddon', app: 'blog', addon: 'cache' });
    assert.deepEqual(eventsOf(on, operationId), [
      'blog: attachment.created',
      'blog: config.updated',
      'blog: release.created',
    ]);
  });

  it('R38: of an overwrite with a fallback', async () => {
    const on = await open();
    await on.perform({ type: 'createAddon', app: 'shop', plan: 'rediscloud', name: 'cloud' });
    const overwrite = {
      type: 'attachAddon',
      app: 'shop',
      addon: 'cloud',
      alias: 'REDIS',
      confirm: 'shop',
    } as const;
    const { operationId } = await on.perform(overwrite);
    assert.deepEqual(eventsOf(on, operationId), [
      'shop: attachment.renamed',
      'shop: config.updated',
      'shop: release.created',
      'shop: attachment.created',
      'shop: config.updated',
      'shop: release.created',
    ]);
  });

  it('R38: of detach and of config vars', async () => {
    const on = await open();
    await on.perform({ type: 'attachAddon', app: 'blog', addon: 'cache' });
    const detach = await on.perform({ type: 'detachAttachment', app: 'blog', alias: 'REDIS' });
    const set = await on.perform({
      type: 'setConfigVars',
      app: 'blog',
      configVars: [{ name: 'A', value: '1' }],
    });
    assert.deepEqual(eventsOf(on, detach.operationId), [
      'blog: attachment.destroyed',
      'blog: config.updated',
      'blog: release.created',
    ]);
    assert.deepEqual(eventsOf(on, set.operationId), ['blog: config.updated', 'blog: release.created']);
  });

  it('R38: of a rotation, over the apps in their order', async () => {
    const on = await open();
    await on.perform({ type: 'attachAddon', app: 'blog', addon: 'cache' });
    const { operationId } = await on.perform({ type: 'rotateCredentials', addon: 'cache' });
    assert.deepEqual(eventsOf(on, operationId), [
      'shop: addon.updated',
      'shop: config.updated',
      'shop: release.created',
      'blog: config.updated',
      'blog: release.created',
    ]);
    assert.deepEqual(
      [
        ...new Set(
          inOrder(on)
            .filter((event) => event.operationId === operationId)
            .map(({ actor }) => actor),
        ),
      ],
      ['heroku-redis@addons.heroku.com'],
    );
  });

  it('R38: of destroy, over the apps in their order', async () => {
    const on = await open();
    await on.perform({ type: 'attachAddon', app: 'blog', addon: 'cache' });
    const { operationId } = await on.perform({
      type: 'destroyAddon',
      addon: 'cache',
      confirm: 'shop',
      force: true,
    });
    assert.deepEqual(eventsOf(on, operationId), [
      'shop: attachment.destroyed',
      'blog: attachment.destroyed',
      'shop: addon.destroyed',
      'shop: config.updated',
      'shop: release.created',
      'blog: config.updated',
      'blog: release.created',
    ]);
  });

  it('R38: a release without changed vars comes without config.updated', async () => {
    const on = await open();
    const { operationId } = await on.perform({ type: 'createAddon', app: 'shop', plan: 'scheduler' });
    assert.deepEqual(eventsOf(on, operationId).slice(-2), [
      'shop: attachment.created',
      'shop: release.created',
    ]);
  });

  it('R38: they are numbered in the order of happening, over all apps, without gap', async () => {
    const on = await open();
    await on.perform({ type: 'attachAddon', app: 'blog', addon: 'cache' });
    await on.perform({ type: 'rotateCredentials', addon: 'cache' });
    const events = inOrder(on);
    assert.deepEqual(
      events.map(({ sequence }) => sequence),
      events.map((_, position) => position + 1),
    );
    assert.equal(on.state.counters['event'], events.length);
    assert.equal(new Set(events.map(({ id }) => id)).size, events.length);
  });

  it('R38: an event says when, who, what, and names only', async () => {
    const on = await open();
    on.clock.ms += 1000;
    const name = 'API_KEY';
    await on.perform({ type: 'setConfigVars', app: 'shop', configVars: [{ name, value: 'a-secret-value' }] });
    const { id } = findApp(on.state, 'shop');
    const [updated, released] = inOrder(on).slice(-2);
    assert.deepEqual(
      [updated, released].map((event) => [
        event?.at,
        event?.appId,
        event?.addonId,
        event?.actor,
        event?.data,
      ]),
      [
        [on.clock.ms, id, null, localDeveloper.email, { configVars: ['API_KEY'] }],
        [on.clock.ms, id, null, localDeveloper.email, { version: 4, description: 'Set API_KEY config vars' }],
      ],
    );
  });

  it('R38: no value of a config var is in any event or description', async () => {
    const on = await open();
    await on.perform({ type: 'attachAddon', app: 'blog', addon: 'cache' });
    const name = 'API_KEY';
    await on.perform({ type: 'setConfigVars', app: 'shop', configVars: [{ name, value: 'a-secret-value' }] });
    const values = [...Object.values(on.config('shop')), ...Object.values(on.config('blog'))];
    await on.perform({ type: 'rotateCredentials', addon: 'cache' });
    values.push(on.config('shop')['REDIS_URL']!);
    const histories = Object.values(on.state.releases).flatMap(({ releases }) =>
      releases.map(({ description }) => description),
    );
    const text = JSON.stringify([on.state.events, histories]);
    assert.deepEqual(
      values.filter((value) => text.includes(value)),
      [],
    );
  });

  it('R38: the newest 500 of an app are kept, and numbers go on', async () => {
    const on = await TestPlatform.open();
    await on.createApps('shop');
    for (let count = 0; count < 300; count += 1) {
      const value = String(count);
      await on.platform.perform({ type: 'setConfigVars', app: 'shop', configVars: [{ name: 'A', value }] });
    }
    const events = inOrder(on);
    assert.deepEqual([events.length, events[0]?.sequence, events.at(-1)?.sequence], [500, 104, 603]);
  });
});
