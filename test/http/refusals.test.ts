import assert from 'node:assert/strict';
import { PlatformApiProcess, type Answered, type RequestOptions } from '../support/platformApiProcess.ts';

interface Refused {
  readonly id: string;
  readonly code: string;
  readonly message: string;
}

/** What the CLI and other clients are told when something can't be. */
describe('refusals', () => {
  let api: PlatformApiProcess;

  before(async () => {
    api = await PlatformApiProcess.start();
    for (const name of ['shop', 'blog', 'other-app']) {
      await post('/apps', { name });
    }
    for (const name of ['acme', 'globex']) {
      await post('/teams', { name });
    }
    await post('/apps/shop/addons', { plan: 'heroku-redis', name: 'shop-redis' });
    await post('/addon-attachments', { addon: 'shop-redis', app: 'blog' });
  });

  after(async () => {
    await api.stop();
  });

  const post = <Body>(path: string, body: object): Promise<Body> => api.ask(path, { method: 'POST', body });

  async function refused(
    path: string,
    options: RequestOptions,
    expected: readonly unknown[],
  ): Promise<Answered> {
    const answer = await api.request(path, options);
    const { id, code } = answer.json as Refused;
    assert.deepEqual([answer.status, id, code], expected, answer.text);
    return answer;
  }

  it('a service that is not there is a wrong plan, and in a path something not found', async () => {
    const wrong = [422, 'invalid_params', 'service_not_found'];
    for (const plan of ['nope', 'nope:mini', { name: 'nope' }]) {
      const answer = await refused('/apps/shop/addons', { method: 'POST', body: { plan } }, wrong);
      assert.match(
        (answer.json as Refused).message,
        /^Couldn't find either the add-on service or the add-on plan/,
      );
    }
    const change = { method: 'PATCH', body: { plan: 'nope:mini' } };
    await refused('/addons/shop-redis', change, [422, 'invalid_params', 'plan_of_other_service']);
    await refused('/addon-services/nope', {}, [404, 'not_found', 'service_not_found']);
  });

  it('an add-on is changed through its billing app; any other is told whose it is', async () => {
    for (const app of ['blog', 'other-app']) {
      const path = `/apps/${app}/addons/shop-redis`;
      const expected = [422, 'invalid_params', 'not_billing_app'];
      await refused(path, { method: 'DELETE' }, expected);
      await refused(path, { method: 'PATCH', body: { name: 'renamed' } }, expected);
    }
    await refused('/apps/other-app/addons/shop-redis', {}, [404, 'not_found', 'addon_not_found']);
    await refused('/apps/shop/addons/nothing', { method: 'DELETE' }, [404, 'not_found', 'addon_not_found']);
    assert.equal((await api.request('/apps/blog/addons/shop-redis')).status, 200);
  });

  it('what is sought may be named by an object, as everywhere', async () => {
    const { id } = await api.ask<{ id: string }>('/addons/shop-redis');
    for (const addon of ['shop-redis', { name: 'shop-redis' }, { id }]) {
      const found = await post<readonly { id: string }[]>('/actions/addons/resolve', { addon, app: null });
      assert.deepEqual(
        found.map((each) => each.id),
        [id],
      );
    }
    const found = await post<readonly object[]>('/actions/addon-attachments/resolve', {
      addon_attachment: { name: 'REDIS' },
      app: 'shop',
    });
    assert.equal(found.length, 1);
  });

  it('an offer of an app that has another owner by now moves nothing', async () => {
    await post('/apps', { name: 'offered' });
    const offer = (recipient: string): Promise<{ id: string }> =>
      post('/account/app-transfers', { app: 'offered', recipient });
    const [stale, declined] = [await offer('acme'), await offer('acme')];
    await api.ask('/teams/apps/offered', { method: 'PATCH', body: { owner: 'globex' } });
    const accept = { method: 'PATCH', body: { state: 'accepted' } };
    await refused(`/account/app-transfers/${stale.id}`, accept, [422, 'invalid_params', 'invalid_params']);
    const { owner } = await api.ask<{ owner: { email: string } }>('/apps/offered');
    assert.equal(owner.email, 'globex@herokumanager.com');
    await api.ask(`/account/app-transfers/${declined.id}`, { method: 'PATCH', body: { state: 'declined' } });
    const toOwner = { method: 'POST', body: { app: 'offered', recipient: 'globex' } };
    await refused('/account/app-transfers', toOwner, [422, 'invalid_params', 'invalid_params']);
  });

  it('an address with a password in it is no webhook', async () => {
    const hook = { include: ['api:release'], level: 'notify' };
    const expected = [422, 'invalid_params', 'invalid_request'];
    for (const url of ['http://user:a-password@127.0.0.1:9/', 'http://user@127.0.0.1:9/']) {
      const answer = await refused(
        '/apps/shop/webhooks',
        { method: 'POST', body: { ...hook, url } },
        expected,
      );
      assert.ok(!answer.text.includes('a-password'));
    }
    const { id } = await post<{ id: string }>('/apps/shop/webhooks', { ...hook, url: 'http://127.0.0.1:9/' });
    const change = { method: 'PATCH', body: { url: 'http://u:p@127.0.0.1:9/' } };
    await refused(`/apps/shop/webhooks/${id}`, change, expected);
  });

  it('a bound that is no number is no range of numbers', async () => {
    for (const range of ['version abc..', 'version ]abc..', 'version ..abc; max=1', 'version 1..x']) {
      const answer = await api.request('/apps/shop/releases', { headers: { Range: range } });
      assert.deepEqual([answer.status, (answer.json as readonly unknown[]).length], [200, 3], range);
    }
  });

  describe('log streams', () => {
    const open = async (app: string, body: object = {}): Promise<string> =>
      (await post<{ logplex_url: string }>(`/apps/${app}/log-sessions`, body)).logplex_url;

    it('of an app that was destroyed end, and are not given again', async () => {
      await post('/apps', { name: 'short-lived' });
      const url = await open('short-lived', { tail: true });
      const tail = await fetch(url);
      await api.ask('/apps/short-lived', { method: 'DELETE' });
      assert.match(await tail.text(), /Release v1/);
      assert.equal((await fetch(url)).status, 404);
    });

    it('go on at the end for a client that has seen more than there is', async () => {
      const stop = new AbortController();
      const headers = { 'Last-Event-ID': '99999999' };
      const tail = await fetch(await open('shop', { tail: true }), { headers, signal: stop.signal });
      await api.ask('/apps/shop/config-vars', { method: 'PATCH', body: { BEYOND: '1' } });
      let text = '';
      for await (const chunk of tail.body!) {
        text += Buffer.from(chunk).toString();
        if (text.includes('Set BEYOND')) {
          break;
        }
      }
      stop.abort();
      assert.equal(text.match(/^data:/gm)?.length, 1);
    });

    it('are only so many at once', async () => {
      const stop = new AbortController();
      const statuses: number[] = [];
      for (let number = 0; number < 65; number += 1) {
        const url = await open('shop', { tail: true });
        statuses.push((await fetch(url, { signal: stop.signal })).status);
      }
      stop.abort();
      assert.deepEqual([statuses.slice(0, 64).every((status) => status === 200), statuses[64]], [true, 429]);
      assert.equal((await fetch(await open('shop'))).status, 200);
    });
  });
});
