import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as net from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import {
  PlatformApiProcess,
  spawnPlatformApi,
  temporaryFolder,
  testToken,
} from '../support/platformApiProcess.ts';

const root = join(import.meta.dirname, '..', '..');

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function ended(child: ChildProcess): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (data: Buffer) => (stdout += data.toString()));
  child.stderr?.on('data', (data: Buffer) => (stderr += data.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

/** Start, end and what survives them. */
describe('the process of the Platform API', function () {
  this.timeout(60_000);

  it('is started by npm, says one line on standard output, and ends with 0 on SIGTERM', async () => {
    const store = join(temporaryFolder('api'), 'made', 'when-missing');
    const args = ['run', '--silent', 'platform-api', '--', '--port', '0', '--store', store];
    const npm = spawn('npm', args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const end = ended(npm);
    const [first] = (await once(npm.stdout, 'data')) as [Buffer];
    const { url, token } = JSON.parse(first.toString()) as { url: string; token: string };
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.match(token, /^[\w-]{32,}$/);
    const answer = await fetch(`${url}/account`, { headers: { Authorization: `Bearer ${token}` } });
    assert.equal(answer.status, 200);
    assert.ok(existsSync(store));
    npm.kill('SIGTERM');
    const { stdout, stderr } = await end;
    assert.equal(stdout, first.toString());
    assert.ok(!stderr.includes(token));
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`ends with 0 on ${signal}, log streams too`, async () => {
      const api = await PlatformApiProcess.start();
      await api.ask('/apps', { method: 'POST', body: { name: 'shop' } });
      const { logplex_url: stream } = await api.ask<{ logplex_url: string }>('/apps/shop/log-sessions', {
        method: 'POST',
        body: { tail: true },
      });
      const tail = await fetch(stream);
      const [code, text] = await Promise.all([api.stop(signal), tail.text()]);
      assert.equal(code, 0, api.output.stderr);
      assert.match(text, /Release v1/);
      assert.equal(api.output.stderr, '');
    });
  }

  it('a wrong command line: one line on standard error, exit code 2, and no token in it', async () => {
    const store = temporaryFolder('api');
    const wrong = [
      [],
      ['--port', '0'],
      ['--store', store],
      ['--port', 'x', '--store', store],
      ['--port', '70000', '--store', store],
      ['--port', '0', '--store', ''],
      ['--port', '0', '--store', store, '--token', ''],
      ['--port', '0', '--store', store, '--token', 'two words secret'],
      ['--port', '0', '--store', store, '--tokn', 'secret'],
      ['--port', '0', '--store', store, 'secret'],
    ];
    const ends = await Promise.all(wrong.map((args) => ended(spawnPlatformApi(args))));
    ends.forEach(({ code, stdout, stderr }, number) => {
      assert.deepEqual([code, stdout], [2, ''], wrong[number]?.join(' '));
      assert.match(stderr, /^[^\n]+\n$/);
      assert.ok(!stderr.includes('secret'));
    });
  });

  it('a damaged store: exit code 1, the sentence, nothing on standard output, and the store as it was', async () => {
    const store = temporaryFolder('api');
    mkdirSync(store, { recursive: true });
    const api = await PlatformApiProcess.start(store);
    await api.ask('/apps', { method: 'POST', body: { name: 'shop' } });
    await api.stop();
    const files = readdirSync(store).filter((name) => /^store-\d+\.json$/.test(name));
    assert.ok(files.length > 0);
    files.forEach((name) => {
      const file = join(store, name);
      writeFileSync(file, readFileSync(file, 'utf8').slice(0, -40));
    });
    const damaged = files.map((name) => readFileSync(join(store, name), 'utf8'));
    const { code, stdout, stderr } = await ended(spawnPlatformApi(['--port', '0', '--store', store]));
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /^The store .* is damaged \(.*\)\. Nothing was changed\.\n$/);
    assert.deepEqual(
      files.map((name) => readFileSync(join(store, name), 'utf8')),
      damaged,
    );
  });

  it('a port that is taken: exit code 1', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as net.AddressInfo;
    const args = ['--port', String(port), '--store', temporaryFolder('api')];
    const { code, stdout } = await ended(spawnPlatformApi(args));
    assert.deepEqual([code, stdout], [1, '']);
    server.close();
  });

  it('what was answered is there after kill -9, with the same ids, numbers and instants', async () => {
    const store = temporaryFolder('api');
    const args = ['--token', testToken];
    const first = await PlatformApiProcess.start(store, args);
    await first.ask('/apps', { method: 'POST', body: { name: 'shop' } });
    await first.ask('/apps/shop/addons', { method: 'POST', body: { plan: 'heroku-redis' } });
    const hook = { include: ['api:release'], level: 'notify', url: 'http://127.0.0.1:9/' };
    await first.ask('/apps/shop/webhooks', { method: 'POST', body: hook });
    const read = (api: PlatformApiProcess): Promise<readonly unknown[]> =>
      Promise.all(
        ['releases', 'config-vars', 'addon-attachments', 'webhooks', 'domains'].map(async (part) => {
          const text = JSON.stringify(await api.ask(`/apps/shop/${part}`));
          return text.replace(/http:\/\/127\.0\.0\.1:\d+\/sso[^"]*/g, '');
        }),
      );
    const before = await read(first);
    await first.ask('/apps/shop/config-vars', { method: 'PATCH', body: { LAST: '1' } });
    await first.stop('SIGKILL');
    const second = await PlatformApiProcess.start(store, args);
    assert.equal((await second.ask<{ LAST: string }>('/apps/shop/config-vars')).LAST, '1');
    await second.ask('/apps/shop/releases', { method: 'POST', body: { release: 'v3' } });
    const after = await read(second);
    assert.deepEqual(after.slice(1), before.slice(1));
    const released = JSON.parse(String(after[0])) as readonly { id: string; current: boolean }[];
    const earlier = JSON.parse(String(before[0])) as readonly { id: string; current: boolean }[];
    assert.deepEqual(
      released.slice(0, 3).map((each) => ({ ...each, current: false })),
      earlier.map((each) => ({ ...each, current: false })),
    );
    await second.stop();
  });

  it('listens on 127.0.0.1 alone', async () => {
    const api = await PlatformApiProcess.start();
    const others = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .filter(({ internal }) => !internal)
      .map(({ address }) => address);
    for (const host of [...others, '::1', '127.0.0.2']) {
      const socket = net.connect({ port: api.port, host });
      const outcome = await Promise.race([
        once(socket, 'connect').then(() => 'connected'),
        once(socket, 'close').then(() => 'refused'),
      ]).catch(() => 'refused');
      socket.destroy();
      assert.equal(outcome, 'refused', host);
    }
    await api.stop();
  });
});
