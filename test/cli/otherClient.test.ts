import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { PlatformApiProcess } from '../support/platformApiProcess.ts';

interface HerokuClient {
  get<Body>(path: string): Promise<Body>;
  post<Body>(path: string, options?: { body: object }): Promise<Body>;
  patch<Body>(path: string, options?: { body: object }): Promise<Body>;
  delete<Body>(path: string): Promise<Body>;
}

/** `heroku-client` from npm: a library that scripts use, which pages through lists by itself. */
describe('the client library heroku-client', () => {
  let api: PlatformApiProcess;
  let client: HerokuClient;

  before(async () => {
    api = await PlatformApiProcess.start();
    const Client = createRequire(import.meta.url)('heroku-client') as new (options: object) => HerokuClient;
    const { hostname, port } = new URL(api.url);
    client = new Client({ token: api.token, host: `http://${hostname}:${port}`, parseJSON: true });
  });

  after(async () => {
    await api.stop();
  });

  it('makes an app with an add-on, sets config vars, and reads them', async () => {
    const app = await client.post<{ id: string }>('/apps', { body: { name: 'by-client' } });
    const addon = await client.post<{ config_vars: string[] }>('/apps/by-client/addons', {
      body: { plan: { name: 'heroku-redis:mini' } },
    });
    assert.deepEqual(addon.config_vars, ['REDIS_URL']);
    const vars = await client.patch<object>('/apps/by-client/config-vars', { body: { A: '1', B: null } });
    assert.deepEqual(Object.keys(vars), ['A', 'REDIS_URL']);
    assert.deepEqual(await client.get('/apps/by-client'), await client.get(`/apps/${app.id}`));
  });

  it('gets every release once, over pages if need be', async () => {
    for (let number = 0; number < 5; number += 1) {
      await client.patch('/apps/by-client/config-vars', { body: { A: `again ${number}` } });
    }
    const releases = await client.get<readonly { version: number }[]>('/apps/by-client/releases');
    assert.deepEqual(releases.map(({ version }) => version).sort(), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('is told what was refused', async () => {
    await assert.rejects(
      client.get('/apps/nobodys'),
      (error: { statusCode?: number; body?: { id?: string } }) => {
        assert.deepEqual([error.statusCode, error.body?.id], [404, 'not_found']);
        return true;
      },
    );
    await client.delete('/apps/by-client');
  });
});
