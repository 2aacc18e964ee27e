import assert from 'node:assert/strict';
import { once } from 'node:events';
import * as net from 'node:net';
import { PlatformApiProcess, testToken } from '../support/platformApiProcess.ts';

describe('slow clients', function () {
  this.timeout(60_000);
  let api: PlatformApiProcess;

  before(async () => {
    api = await PlatformApiProcess.start();
  });

  after(async () => {
    await api.stop();
  });

  const host = (): string => `Host: 127.0.0.1:${api.port}`;

  it('one that does not read is let go', async () => {
    const socket = net.connect(api.port, '127.0.0.1').pause();
    const gone = new Promise((resolve) => socket.once('error', resolve));
    const request = ['GET /addon-services HTTP/1.1', host(), `Authorization: Bearer ${testToken}`, '', ''];
    // More than the system keeps for somebody.
    socket.write(request.join('\r\n').repeat(400));
    // Who does not read learns of the end by writing.
    const writing = setInterval(() => socket.write(' '), 100);
    await gone;
    clearInterval(writing);
    assert.equal((await api.request('/account')).status, 200);
  });

  it('one that sends no end is let go', async () => {
    const socket = net.connect(api.port, '127.0.0.1');
    socket.write(`GET /apps HTTP/1.1\r\n${host()}\r\n`);
    let answer = '';
    socket.on('data', (data) => (answer += data.toString()));
    await once(socket, 'close');
    assert.match(answer, /^HTTP\/1\.1 408 [\s\S]*"id":"request_timeout"/);
  });
});
