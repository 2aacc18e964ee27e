import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PlatformApiProcess } from '../support/platformApiProcess.ts';

interface Thing {
  readonly id: string;
  readonly name: string;
  readonly web_url: string;
}

/** What the CLI does not look at, or not closely. */
describe('things of the Platform API', () => {
  let api: PlatformApiProcess;

  before(async () => {
    api = await PlatformApiProcess.start();
    await api.ask('/apps', { method: 'POST', body: { name: 'shop' } });
    await api.ask('/apps', { method: 'POST', body: { name: 'blog' } });
    await api.ask('/apps/shop/addons', {
      method: 'POST',
      body: { plan: 'heroku-redis', name: 'shop-redis' },
    });
  });

  after(async () => {
    await api.stop();
  });

  const post = <Body>(path: string, body: object): Promise<Body> => api.ask(path, { method: 'POST', body });

  it('an unknown price is a contract, never zero or null', async () => {
    const plans = await api.ask<readonly { price: object }[]>('/addon-services/ably/plans');
    assert.deepEqual(plans[0]?.price, { cents: 0, unit: 'month', contract: true, metered: false });
    const addon = await post<{ billed_price: object }>('/apps/blog/addons', { plan: 'ably' });
    assert.deepEqual(addon.billed_price, { cents: 0, unit: 'month', contract: true, metered: false });
  });

  it('services and plans are found by name and id, and no service has two default plans', async () => {
    const services = await api.ask<readonly Thing[]>('/addon-services');
    for (const { id, name } of services.slice(0, 20)) {
      assert.deepEqual(await api.ask(`/addon-services/${id}`), await api.ask(`/addon-services/${name}`));
      const plans = await api.ask<readonly { default: boolean }[]>(`/addon-services/${name}/plans`);
      // A default plan may be a hidden one, which the list leaves out.
      assert.ok(plans.filter((plan) => plan.default).length <= 1, name);
    }
    const plan = await api.ask<Thing>('/plans/heroku-redis:mini');
    assert.deepEqual(await api.ask(`/plans/${plan.id}`), plan);
    const created = await post<{ plan: Thing }>('/apps/blog/addons', { plan: { id: plan.id } });
    assert.equal(created.plan.name, 'heroku-redis:mini');
    assert.equal((await api.request('/plans/heroku-redis')).status, 404);
  });

  it('an add-on is resolved in the context of an app, or of none', async () => {
    const resolve = (body: object): Promise<{ status: number; json: unknown }> =>
      api.request('/actions/addons/resolve', { method: 'POST', body });
    const names = async (body: object): Promise<unknown> =>
      ((await resolve(body)).json as readonly Thing[]).map(({ name }) => name);
    assert.deepEqual(await names({ addon: 'REDIS', app: 'shop' }), ['shop-redis']);
    assert.deepEqual(await names({ addon: 'shop-redis', app: 'blog' }), ['shop-redis']);
    assert.deepEqual(await names({ addon: 'shop::REDIS', app: null }), ['shop-redis']);
    const nothing = await resolve({ addon: 'nothing', app: null });
    assert.deepEqual([nothing.status, (nothing.json as { resource: string }).resource], [404, 'add_on']);
    const ambiguous = await resolve({ addon: 'REDIS' });
    assert.deepEqual([ambiguous.status, (ambiguous.json as { id: string }).id], [422, 'multiple_matches']);
    const none = await api.request('/apps/blog/addon-attachments/NOTHING');
    assert.deepEqual([none.status, (none.json as { resource: string }).resource], [404, 'add_on attachment']);
  });

  it('a confirmation names the app that is to be typed', async () => {
    const body = { addon: 'shop-redis', app: 'blog', name: 'REDIS' };
    const asked = await api.request('/addon-attachments', { method: 'POST', body });
    assert.equal(asked.status, 423);
    assert.equal(asked.headers.get('x-confirmation-required'), 'blog');
    const { id } = await api.ask<Thing>('/apps/blog');
    assert.deepEqual((asked.json as { app: object }).app, { id, name: 'blog' });
  });

  it('an app is offered to another owner, and changes it once that is accepted', async () => {
    await post('/teams', { name: 'acme' });
    await post('/apps', { name: 'offered' });
    const transfer = await post<{ id: string; state: string }>('/account/app-transfers', {
      app: 'offered',
      recipient: 'acme@herokumanager.com',
    });
    assert.equal(transfer.state, 'pending');
    const path = `/account/app-transfers/${transfer.id}`;
    await api.ask(path, { method: 'PATCH', body: { state: 'accepted' } });
    const { team } = await api.ask<{ team: Thing }>('/apps/offered');
    assert.equal(team.name, 'acme');
    assert.equal((await api.request(path, { method: 'PATCH', body: { state: 'accepted' } })).status, 422);
    const attach = { addon: 'shop-redis', app: 'offered' };
    const refused = await api.request('/addon-attachments', { method: 'POST', body: attach });
    assert.equal((refused.json as { code: string }).code, 'different_owner');
  });

  it("an add-on's page opens without the token, by a secret of its own", async () => {
    const { web_url: page } = await api.ask<Thing>('/addons/shop-redis');
    const answer = await fetch(page);
    const html = await answer.text();
    assert.equal(answer.status, 200);
    assert.match(html, /shop-redis/);
    assert.ok(!html.includes('redis://'));
    const sso = await api.ask<object>('/apps/shop/addons/shop-redis/sso');
    assert.deepEqual(sso, { method: 'get', action: page });
    for (const other of [
      page.slice(0, -1),
      page.replace(/[^/]+$/, 'x'),
      page.replace(/addons\/[^/]+/, 'addons/x'),
    ]) {
      assert.equal((await fetch(other)).status, 404, other);
    }
    assert.equal((await fetch(page, { headers: { Origin: 'http://evil.example' } })).status, 403);
  });

  describe('logs', () => {
    const open = async (body: object): Promise<string> =>
      (await post<{ logplex_url: string }>('/apps/shop/log-sessions', body)).logplex_url;
    const lines = async (body: object): Promise<readonly string[]> => {
      const text = await (await fetch(await open(body))).text();
      return text.match(/(?<=^data: ).*$/gm) ?? [];
    };

    it('have a line for each release, in the form of the API', async () => {
      const all = await lines({});
      const releases = await api.ask<readonly unknown[]>('/apps/shop/releases');
      assert.equal(all.length, releases.length);
      assert.match(
        all[2] ?? '',
        /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00 heroku\[api\]: Release v3 created by user developer@localhost\.localdomain: Attach REDIS \(@ref:shop-redis\)$/,
      );
      assert.equal((await lines({ lines: 1 })).length, 1);
      assert.deepEqual(await lines({ source: 'app' }), []);
      assert.deepEqual(await lines({ dyno: 'web.1' }), []);
    });

    it('go on from where a client was, with the numbers that it knows', async () => {
      const url = await open({});
      const ids = (await (await fetch(url)).text()).match(/(?<=^id: )\d+$/gm) ?? [];
      const again = await fetch(url, { headers: { 'Last-Event-ID': ids[1] ?? '' } });
      assert.deepEqual((await again.text()).match(/(?<=^id: )\d+$/gm), ids.slice(2));
    });

    it('stand in a file per app beside the store, without values', async () => {
      await api.ask('/apps/shop/config-vars', { method: 'PATCH', body: { TOLD: 'a-secret-value' } });
      assert.ok((await lines({})).some((line) => line.includes('Set TOLD config vars')));
      const { id } = await api.ask<Thing>('/apps/shop');
      assert.deepEqual(readdirSync(join(api.store, 'logs')), [`${id}.log`]);
      assert.equal(statSync(join(api.store, 'logs', `${id}.log`)).mode & 0o077, 0);
      assert.ok(!(await lines({})).join().includes('a-secret-value'));
    });

    it('are not given without the secret', async () => {
      const url = await open({});
      assert.equal((await fetch(`${url}x`)).status, 404);
      assert.equal((await fetch(url, { method: 'POST' })).status, 405);
      assert.equal((await fetch(url, { headers: { Origin: 'null' } })).status, 403);
    });
  });

  it('a webhook hears what it asked for, signed, and no value', async () => {
    const heard: { body: string; signature: string | undefined; authorization: string | undefined }[] = [];
    const listener = createServer((request, response) => {
      let body = '';
      request.on('data', (data: Buffer) => (body += data.toString()));
      request.on('end', () => {
        const signature = request.headers['heroku-webhook-hmac-sha256'] as string | undefined;
        heard.push({ body, signature, authorization: request.headers.authorization });
        response.end();
        listener.emit('heard');
      });
    }).listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/hook`;
    const hook = {
      include: ['api:release'],
      level: 'notify',
      url,
      secret: 'a-secret',
      authorization: 'Bearer x',
    };
    const added = await api.request('/apps/shop/webhooks', { method: 'POST', body: hook });
    assert.equal(added.headers.get('heroku-webhook-secret'), 'a-secret');
    assert.ok(!added.text.includes('a-secret'));
    await api.ask('/apps/blog/config-vars', { method: 'PATCH', body: { OTHER: '1' } });
    await api.ask('/apps/shop/config-vars', { method: 'PATCH', body: { HEARD: 'a-value-of-it' } });
    while (heard.length === 0) {
      await once(listener, 'heard');
    }
    listener.close();
    assert.equal(heard.length, 1);
    const [{ body, signature, authorization } = { body: '', signature: '', authorization: '' }] = heard;
    assert.equal(signature, createHmac('sha256', 'a-secret').update(body).digest('base64'));
    assert.equal(authorization, 'Bearer x');
    assert.match(body, /Set HEARD config vars/);
    assert.ok(!body.includes('a-value-of-it'));
    const wrong = { ...hook, include: ['api:nothing'] };
    assert.equal((await api.request('/apps/shop/webhooks', { method: 'POST', body: wrong })).status, 422);
  });

  it('a deploy is written down as a release and a build', async () => {
    const build = await post<{ id: string; release: Thing }>('/apps/blog/builds', {
      source_blob: { url: 'https://example.com/source.tgz', version: '1a2b3c4d5e' },
    });
    const release = await api.ask<{ description: string; slug: { commit: string } }>(
      `/apps/blog/releases/${build.release.id}`,
    );
    assert.deepEqual([release.description, release.slug.commit], ['Deploy 1a2b3c4', '1a2b3c4d5e']);
    assert.deepEqual(await api.ask(`/apps/blog/builds/${build.id}`), build);
  });

  it('names that mean something to JavaScript do no harm', async () => {
    const patch = { method: 'PATCH', text: '{"__proto__":"x"}' };
    const refused = await api.request('/apps/blog/config-vars', patch);
    assert.deepEqual([refused.status, (refused.json as { code: string }).code], [422, 'invalid_config_var']);
    const taken = await api.request('/apps/blog/config-vars', {
      method: 'PATCH',
      text: '{"constructor":"x"}',
    });
    assert.equal((taken.json as { constructor: unknown }).constructor, 'x');
    await api.ask('/apps/blog/config-vars', { method: 'PATCH', text: '{"constructor":null}' });
  });

  it('a release shows the config right after it', async () => {
    const { A } = await (async () => {
      await api.ask('/apps/blog/config-vars', { method: 'PATCH', body: { A: '1' } });
      const releases = await api.ask<readonly { version: number }[]>('/apps/blog/releases');
      const version = releases.at(-1)?.version ?? 0;
      await api.ask('/apps/blog/config-vars', { method: 'PATCH', body: { A: '2' } });
      return api.ask<{ A: string }>(`/apps/blog/releases/${version}/config-vars`);
    })();
    assert.equal(A, '1');
  });

  it('describes itself by the schemas that check requests', async () => {
    const schema = await api.ask<{
      definitions: Record<
        string,
        { links: readonly { method: string; href: string; schema?: { required?: string[] } }[] }
      >;
    }>('/schema');
    const links = Object.values(schema.definitions).flatMap((definition) => definition.links);
    const create = links.find(({ method, href }) => method === 'POST' && href === '/apps/{app}/addons');
    assert.deepEqual(create?.schema?.required, ['plan']);
    for (const { method, href } of links) {
      const { status, json } = await api.request(href.replace(/\{[a-z]+\}/g, 'nothing'), {
        method: method === 'GET' ? 'GET' : 'OPTIONS',
      });
      const missing =
        status === 404 && ((json as { message?: string }).message ?? '').includes('no such endpoint');
      assert.ok(!missing, `${method} ${href} is described and not there`);
    }
  });
});
