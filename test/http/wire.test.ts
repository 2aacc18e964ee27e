import assert from 'node:assert/strict';
import * as http from 'node:http';
import * as net from 'node:net';
import { PlatformApiProcess, testToken, type Answered } from '../support/platformApiProcess.ts';

/** What every request is held against, whatever it asks for. */
describe('the wire', () => {
  let api: PlatformApiProcess;

  before(async () => {
    api = await PlatformApiProcess.start();
    await api.ask('/apps', { method: 'POST', body: { name: 'shop' } });
    for (let number = 1; number <= 4; number += 1) {
      await api.ask('/apps/shop/config-vars', { method: 'PATCH', body: { A: String(number) } });
    }
  });

  after(async () => {
    await api.stop();
  });

  function refused({ status, json, headers }: Answered, expected: readonly [number, string]): void {
    const body = json as { id: string; message: string; code: string };
    assert.deepEqual([status, body.id], expected);
    assert.notEqual(body.message, '');
    assert.notEqual(body.code, '');
    assert.match(headers.get('request-id') ?? '', /^[0-9a-f-]{36}$/);
    assert.equal(headers.get('content-type'), 'application/json;charset=utf-8');
  }

  /** A request whose headers fetch would not let through. */
  function raw(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = net.connect(api.port, '127.0.0.1', () => socket.write(text));
      let answer = '';
      socket.on('data', (data) => (answer += data.toString()));
      socket.once('close', () => {
        resolve(answer);
      });
      socket.once('error', reject);
    });
  }

  const get = (path: string, ...headers: readonly string[]): Promise<string> =>
    raw([`GET ${path} HTTP/1.1`, 'Connection: close', ...headers, '', ''].join('\r\n'));
  const authorization = `Authorization: Bearer ${testToken}`;
  const host = (): string => `Host: 127.0.0.1:${api.port}`;

  describe('token', () => {
    const wrong = {
      missing: null,
      wrong: 'another-token-for',
      longer: `${testToken}x`,
      shorter: testToken.slice(1),
    };
    for (const [title, token] of Object.entries(wrong)) {
      it(`${title}: 401 before anything else`, async () => {
        for (const path of ['/apps', '/nowhere', '/apps/shop/config-vars']) {
          const answer = await api.request(path, { token, method: 'PATCH', text: 'no JSON' });
          refused(answer, [401, 'unauthorized']);
          assert.ok(!answer.text.includes(testToken));
        }
      });
    }

    it('is taken as Bearer and as the password of Basic, in any case', async () => {
      const basic = Buffer.from(`anybody:${testToken}`).toString('base64');
      for (const given of [`bearer ${testToken}`, `BASIC ${basic}`, `Basic ${basic}`]) {
        const { status } = await api.request('/account', { headers: { Authorization: given } });
        assert.equal(status, 200, given);
      }
      for (const given of [testToken, `Token ${testToken}`, 'Basic !!!', 'Basic', 'Bearer ']) {
        const { status } = await api.request('/account', { headers: { Authorization: given } });
        assert.equal(status, 401, given);
      }
    });
  });

  describe('who asks', () => {
    it('a Host that is not ours is refused: DNS rebinding', async () => {
      const hosts = [
        'evil.example',
        `evil.example:${api.port}`,
        '127.0.0.1.evil.example',
        '[::1]',
        '127.0.0.1:1',
      ];
      for (const each of hosts) {
        assert.match(await get('/apps', authorization, `Host: ${each}`), /^HTTP\/1\.1 403 /, each);
      }
      assert.match(await get('/apps', authorization), /^HTTP\/1\.1 403 /);
      for (const each of [`127.0.0.1:${api.port}`, '127.0.0.1', 'localhost', `LOCALHOST:${api.port}`]) {
        assert.match(await get('/apps', authorization, `Host: ${each}`), /^HTTP\/1\.1 200 /, each);
      }
    });

    it('a page in a browser is refused, its preflight too, and no CORS header is ever sent', async () => {
      for (const method of ['GET', 'OPTIONS', 'POST']) {
        for (const origin of ['null', 'http://evil.example', api.url]) {
          const answer = await api.request('/apps', { method, headers: { Origin: origin } });
          refused(answer, [403, 'forbidden']);
          assert.deepEqual(
            [...answer.headers.keys()].filter((name) => name.includes('access-control')),
            [],
          );
        }
      }
    });
  });

  describe('paths', () => {
    it('tricks lead nowhere', async () => {
      const paths = [
        ...['/../etc/passwd', '/apps/../account', '/apps/./shop', '//account', '/apps//shop', '/apps/shop/'],
        ...[
          '/%2e%2e/account',
          '/apps/%2E%2e/account',
          '/apps/.%2e/account',
          '/account\\..\\apps',
          '/account%00',
        ],
        ...[
          '/apps/..%2faccount',
          '/apps/shop%2fconfig-vars',
          '/apps/%ff',
          '/apps/%',
          '/ACCOUNT',
          '/apps/Shop',
        ],
        ...['/apps/__proto__', '/apps/constructor', '/apps/toString/config-vars', '/addons/__proto__'],
        ...[
          '/streams/../account',
          '/streams/',
          '/streams/x',
          '/sso/addons/x/y',
          '/app-transfers',
          '/webhooks',
        ],
      ];
      for (const path of paths) {
        const answer = await get(path, authorization, host());
        assert.match(answer, /^HTTP\/1\.1 404 /, path);
        assert.match(answer, /"id":"not_found"/, path);
      }
      assert.match(await get(`http://evil.example/apps`, authorization, host()), /^HTTP\/1\.1 404 /);
    });

    it('are decoded by segment, and take names and ids', async () => {
      const { id } = await api.ask<{ id: string }>('/apps/sho%70');
      assert.equal((await api.ask<{ name: string }>(`/apps/${id}`)).name, 'shop');
    });

    it('of what is not simulated: refused in a sentence, whatever the method', async () => {
      for (const [method, path, sentence] of [
        ['POST', '/apps/shop/dynos', 'Dynos are not simulated here; no code of an app runs.'],
        ['PATCH', '/apps/shop/formation', 'Dynos are not simulated here; no code of an app runs.'],
        ['GET', '/pipelines', 'Pipelines are not simulated here.'],
        ['GET', '/pipelines/line?x=y', 'Pipelines are not simulated here.'],
        ['DELETE', '/pipelines/line', 'Pipelines are not simulated here.'],
        ['GET', '/users/~', 'Pipelines are not simulated here.'],
        ['GET', '/apps/shop/log-drains', 'Log drains are not simulated here.'],
      ] as const) {
        const answer = await api.request(path, { method });
        refused(answer, [422, 'invalid_params']);
        assert.equal((answer.json as { message: string }).message, sentence);
      }
      const coupling = await api.request('/apps/shop/pipeline-couplings');
      refused(coupling, [404, 'not_found']);
      assert.match(coupling.text, /Pipelines are not simulated here/);
    });

    it('unknown: 404; known with another method: 405 that says which', async () => {
      const unknown = await api.request('/x?y=1');
      refused(unknown, [404, 'not_found']);
      assert.match(unknown.text, /There is no such endpoint here: GET \/x"/);
      const other = await api.request('/apps', { method: 'DELETE' });
      refused(other, [405, 'method_not_allowed']);
      assert.equal(other.headers.get('allow'), 'GET, HEAD, POST');
      refused(await api.request('/account', { method: 'OPTIONS' }), [405, 'method_not_allowed']);
    });
  });

  describe('versions', () => {
    const statuses = {
      'application/vnd.heroku+json; version=3': 200,
      'application/vnd.heroku+json; version=3.sdk': 200,
      'application/vnd.heroku+json; version=3.webhooks': 200,
      'application/json': 200,
      '*/*': 200,
      'application/vnd.heroku+json; version=2': 406,
      'application/vnd.heroku+json; version=4': 406,
      'application/vnd.heroku+json; version=33': 406,
      'application/vnd.heroku+json; version=2, */*': 200,
    };
    for (const [accept, status] of Object.entries(statuses)) {
      it(`${accept}: ${status}`, async () => {
        assert.equal((await api.request('/account', { headers: { Accept: accept } })).status, status);
      });
    }
  });

  describe('bodies', () => {
    const post = (options: object): Promise<Answered> => api.request('/apps', { method: 'POST', ...options });

    it('that are no JSON: 400', async () => {
      for (const text of ['{', '{"name"', 'name=shop', '{"a":1}}', '\u0000', '{"a":"\n"}']) {
        refused(await post({ text }), [400, 'bad_request']);
      }
      refused(await post({ text: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]) }), [
        400,
        'bad_request',
      ]);
    });

    it('that are no object, or nested too deeply: 422', async () => {
      for (const text of ['[]', '"x"', '1', 'null', 'true', '['.repeat(1000) + ']'.repeat(1000)]) {
        refused(await post({ text }), [422, 'invalid_params']);
      }
      const nested = `${'{"a":'.repeat(21)}1${'}'.repeat(21)}`;
      refused(await post({ text: nested }), [422, 'invalid_params']);
    });

    it('of another type: 415; too large: 413 and the end of the connection', async () => {
      const headers = { 'Content-Type': 'text/plain' };
      refused(await post({ text: '{"name":"x"}', headers }), [415, 'unsupported_media_type']);
      const large = await post({ text: JSON.stringify({ name: 'x'.repeat(1024 * 1024) }) });
      refused(large, [413, 'payload_too_large']);
      assert.equal(large.headers.get('connection'), 'close');
    });

    it('that are too large without saying so: 413', async () => {
      const chunk = 'x'.repeat(64 * 1024);
      const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
        const request = http.request(`${api.url}/apps`, {
          method: 'POST',
          headers: { Authorization: `Bearer ${testToken}` },
        });
        request.once('response', resolve);
        request.once('error', reject);
        for (let number = 0; number < 20; number += 1) {
          request.write(chunk);
        }
        request.end();
      });
      assert.equal(answer.statusCode, 413);
      answer.resume();
    });

    it('of a wrong type are refused by the name of the field; unknown fields are ignored', async () => {
      const wrong = await post({ body: { name: 1 } });
      refused(wrong, [422, 'invalid_params']);
      assert.match(wrong.text, /"message":"name: must be a text\."/);
      const missing = await api.request('/apps/shop/addons', { method: 'POST', body: {} });
      assert.match(missing.text, /"message":"plan: is missing\."/);
      const { id } = await api.ask<{ id: string }>('/apps', {
        method: 'POST',
        body: { name: 'unknown-fields', kernel: 'x', feature_flags: {}, locked: true },
      });
      await api.ask(`/apps/${id}`, { method: 'DELETE' });
    });

    it('are empty or absent: all is left out', async () => {
      const first = await api.ask<{ name: string }>('/apps', { method: 'POST' });
      const second = await api.ask<{ name: string }>('/apps', { method: 'POST', text: '' });
      for (const { name } of [first, second]) {
        assert.match(name, /^[a-z]+-[a-z]+-\d{5}$/);
        await api.ask(`/apps/${name}`, { method: 'DELETE' });
      }
    });
  });

  describe('answers', () => {
    it('have a mark of their content, and need not be sent twice', async () => {
      const first = await api.request('/apps/shop');
      const mark = first.headers.get('etag') ?? '';
      assert.match(mark, /^"[\w-]{43}"$/);
      const again = await api.request('/apps/shop', { headers: { 'If-None-Match': mark } });
      assert.deepEqual([again.status, again.text, again.headers.get('etag')], [304, '', mark]);
      await api.ask('/apps/shop/config-vars', { method: 'PATCH', body: { B: '1' } });
      const other = await api.request('/apps/shop/releases', { headers: { 'If-None-Match': mark } });
      assert.equal(other.status, 200);
    });

    it('to a write are told whole, whatever mark comes with it', async () => {
      const before = await api.request('/apps/shop/config-vars');
      for (const mark of ['*', before.headers.get('etag') ?? '']) {
        const headers = { 'If-None-Match': mark };
        const same = { method: 'PATCH', body: { A: '4' }, headers };
        const answer = await api.request('/apps/shop/config-vars', same);
        assert.deepEqual([answer.status, answer.text], [200, before.text]);
        assert.equal(answer.headers.get('etag'), null);
      }
      const all = { 'If-None-Match': '*' };
      assert.equal((await api.request('/apps/shop', { headers: all })).status, 304);
      assert.equal((await api.request('/apps/shop', { method: 'HEAD', headers: all })).status, 304);
    });

    it('carry the usual headers, and none that the CLI would print', async () => {
      const { headers } = await api.request('/apps');
      assert.equal(headers.get('cache-control'), 'private, no-store');
      assert.equal(headers.get('ratelimit-remaining'), '4500');
      assert.deepEqual([headers.get('x-heroku-warning'), headers.get('warning-message')], [null, null]);
    });

    it('HEAD is GET without the body', async () => {
      const [head, whole] = [await api.request('/apps', { method: 'HEAD' }), await api.request('/apps')];
      assert.deepEqual(
        [head.status, head.text, head.headers.get('etag')],
        [200, '', whole.headers.get('etag')],
      );
    });

    it('what is no HTTP is answered in the same form', async () => {
      assert.match(await raw('nonsense\r\n\r\n'), /^HTTP\/1\.1 400 [\s\S]*"id":"bad_request"/);
      assert.match(await get('/apps', authorization, host(), 'Expect: x'), /^HTTP\/1\.1 417 [\s\S]*"id"/);
      const large = await get('/apps', authorization, host(), `X-Large: ${'x'.repeat(20_000)}`);
      assert.match(large, /^HTTP\/1\.1 431 [\s\S]*"id":"bad_request"/);
    });

    it('what is expected is told only to who may come in', async () => {
      for (const expectation of ['x', '100-continue']) {
        const expect = `Expect: ${expectation}`;
        assert.match(await get('/apps', host(), expect), /^HTTP\/1\.1 401 [\s\S]*"id":"unauthorized"/);
        assert.match(await get('/apps', authorization, 'Host: evil.example', expect), /^HTTP\/1\.1 403 /);
      }
      assert.match(await get('/apps', authorization, host(), 'Expect: 100-continue'), /^HTTP\/1\.1 100 /);
    });

    it('who wants a tunnel is answered', async () => {
      const connect = (...headers: readonly string[]): Promise<string> =>
        raw(['CONNECT /apps HTTP/1.1', ...headers, '', ''].join('\r\n'));
      assert.match(await connect(host()), /^HTTP\/1\.1 401 [\s\S]*"id":"unauthorized"/);
      assert.match(
        await connect(host(), authorization),
        /^HTTP\/1\.1 405 Method Not Allowed\r\n[\s\S]*"id":"method_not_allowed"/,
      );
    });

    it('a retry under the same Idempotency-Key is not done again; another request under it is refused', async () => {
      const headers = { 'Idempotency-Key': 'once' };
      const create = { method: 'POST', body: {}, headers };
      const [first, second] = await Promise.all([api.request('/apps', create), api.request('/apps', create)]);
      assert.deepEqual([first.status, second.text], [201, first.text]);
      refused(await api.request('/apps', { ...create, body: { name: 'other-app' } }), [
        422,
        'invalid_params',
      ]);
      await api.ask(`/apps/${(first.json as { name: string }).name}`, { method: 'DELETE' });
    });
  });

  describe('ranges', () => {
    const releases = (range?: string): Promise<Answered> =>
      api.request('/apps/shop/releases', range === undefined ? {} : { headers: { Range: range } });
    const versions = ({ json }: Answered): readonly number[] =>
      (json as readonly { version: number }[]).map(({ version }) => version);

    it('none, or one that can not be read: the whole list, oldest first', async () => {
      for (const range of [
        undefined,
        'undefined',
        'bytes=0-1',
        'version',
        'nothing ..; max=1',
        'version ..; max=x',
      ]) {
        const answer = await releases(range);
        assert.deepEqual([answer.status, versions(answer)], [200, [1, 2, 3, 4, 5, 6, 7]]);
        assert.deepEqual(
          [answer.headers.get('next-range'), answer.headers.get('content-range')],
          [null, null],
        );
      }
    });

    for (const range of [
      'version ..; max=2, order=desc',
      'version ..; order=desc,max=2',
      'version  ..;order=desc , max=2;',
    ]) {
      it(`newest first: ${range}`, async () => {
        const answer = await releases(range);
        assert.deepEqual([answer.status, versions(answer)], [206, [7, 6]]);
        assert.equal(answer.headers.get('content-range'), 'version 7..6');
      });
    }

    it('every page leads to the next, and the last one to none', async () => {
      for (const start of ['version ..; max=3', 'version ..; max=2, order=desc', 'id ..; max=2;']) {
        const seen: number[] = [];
        let range: string | null = start;
        while (range !== null) {
          const answer: Answered = await releases(range);
          assert.notDeepEqual(versions(answer), [], 'a next page was promised and is empty');
          seen.push(...versions(answer));
          range = answer.headers.get('next-range');
        }
        assert.deepEqual(seen.toSorted(), [1, 2, 3, 4, 5, 6, 7], start);
      }
    });

    it('takes bounds, and leaves one out that is marked', async () => {
      assert.deepEqual(versions(await releases('version 2..4')), [2, 3, 4]);
      assert.deepEqual(versions(await releases('version ]2..4')), [3, 4]);
      assert.deepEqual(versions(await releases('version ]5..; order=desc')), [4, 3, 2, 1]);
    });

    it('a list that is whole has neither status 206 nor a next page', async () => {
      const answer = await api.request('/apps/shop/domains', { headers: { Range: 'id ..; max=1000;' } });
      assert.deepEqual([answer.status, answer.headers.get('next-range')], [200, null]);
    });
  });
});
