import assert from 'node:assert/strict';
import { PlatformApiProcess, temporaryFolder } from '../support/platformApiProcess.ts';

interface Attachment {
  readonly name: string;
  readonly addon: { readonly name: string };
}

describe('two servers on one store', function () {
  this.timeout(120_000);
  let servers: readonly PlatformApiProcess[] = [];

  before(async () => {
    const store = temporaryFolder('shared');
    servers = await Promise.all([PlatformApiProcess.start(store), PlatformApiProcess.start(store)]);
  });

  after(async () => {
    await Promise.all(servers.map((server) => server.stop()));
  });

  const each = (number: number): PlatformApiProcess => servers[number % 2]!;

  it('each sees at its next request what the other did', async () => {
    await each(0).ask('/apps', { method: 'POST', body: { name: 'shop' } });
    assert.equal((await each(1).request('/apps/shop')).status, 200);
    await each(1).ask('/apps', { method: 'POST', body: { name: 'blog' } });
    assert.equal((await each(0).request('/apps/blog')).status, 200);
  });

  it('50 parallel creates and attaches: nothing lost, aliases unique, releases consecutive', async () => {
    await each(0).ask('/apps/shop/addons', {
      method: 'POST',
      body: { plan: 'heroku-redis', name: 'first-redis' },
    });
    const created = Array.from({ length: 50 }, (_, number) =>
      each(number).ask<{ name: string }>('/apps/shop/addons', {
        method: 'POST',
        body: { plan: 'heroku-redis' },
      }),
    );
    const attached = Array.from({ length: 50 }, (_, number) =>
      each(number + 1).ask<{ name: string }>('/addon-attachments', {
        method: 'POST',
        body: { addon: 'first-redis', app: 'blog', name: `FIRST_${number}` },
      }),
    );
    const names = (await Promise.all(created)).map(({ name }) => name);
    await Promise.all(attached);
    assert.equal(new Set(names).size, 50);
    for (const server of servers) {
      const ofShop = await server.ask<readonly Attachment[]>('/apps/shop/addon-attachments');
      assert.deepEqual(ofShop.map(({ addon }) => addon.name).sort(), ['first-redis', ...names].sort());
      assert.equal(new Set(ofShop.map(({ name }) => name)).size, 51);
      const ofBlog = await server.ask<readonly Attachment[]>('/apps/blog/addon-attachments');
      assert.equal(new Set(ofBlog.map(({ name }) => name)).size, 50);
      for (const [app, count] of [
        ['shop', 53],
        ['blog', 52],
      ] as const) {
        const releases = await server.ask<readonly { version: number; current: boolean }[]>(
          `/apps/${app}/releases`,
        );
        assert.deepEqual(
          releases.map(({ version }) => version),
          Array.from({ length: count }, (_, index) => index + 1),
        );
        assert.deepEqual(
          releases.filter(({ current }) => current).map(({ version }) => version),
          [count],
        );
      }
    }
  });

  it('two that want one name: one gets it', async () => {
    const body = { name: 'wanted-name' };
    const answers = await Promise.all(
      [0, 1, 2, 3].map((number) => each(number).request('/apps', { method: 'POST', body })),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 422, 422, 422]);
  });
});
