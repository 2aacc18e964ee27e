import assert from 'node:assert/strict';
import { once } from 'node:events';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { PlatformApiProcess } from '../support/platformApiProcess.ts';
import { Heroku } from './heroku.ts';

/** Where the CLI would go with the token, had it not been told to stay. */
describe('the real Heroku CLI stays on this machine', function () {
  this.timeout(120_000);
  let api: PlatformApiProcess;

  before(async () => {
    api = await PlatformApiProcess.start();
    await api.ask('/apps', { method: 'POST', body: { name: 'shop' } });
    for (const plan of ['heroku-postgresql', 'heroku-redis']) {
      await api.ask('/apps/shop/addons', { method: 'POST', body: { plan } });
    }
  });

  after(async () => {
    await api.stop();
  });

  it('a proxy of the environment is not told the token', async () => {
    const heard: string[] = [];
    const proxy = http.createServer((request, response) => {
      heard.push(`${request.method} ${request.url}`);
      response.writeHead(502).end();
    });
    proxy.on('connect', ({ url }, socket) => {
      heard.push(`CONNECT ${url}`);
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const heroku = new Heroku(api);
    for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY']) {
      await heroku.does('auth:whoami', /developer@localhost\.localdomain/, { env: { [name]: address } });
    }
    proxy.close();
    assert.deepEqual(heard, []);
  });

  it('databases are asked for here, and refused in words', async () => {
    const heroku = new Heroku(api);
    const refusal = /There is no such endpoint here: GET /;
    await heroku.refuses('pg:info -a shop', refusal, { code: 2 });
    await heroku.refuses('pg:credentials -a shop', refusal, { code: 2 });
    await heroku.refuses('redis:info -a shop', refusal, { code: 2 });
  });
});
