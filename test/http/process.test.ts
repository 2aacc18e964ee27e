import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as net from 'node:net';
import { networkInterfaces } from 'node:os';
import { join, relative } from 'node:path';
import { emptyState } from '../../src/core/model/state.ts';
import { HalfRequest } from '../support/halfRequest.ts';
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
    const { code, stdout, stderr } = await end;
    assert.deepEqual([code, stdout], [0, first.toString()]);
    assert.ok(!stderr.includes(token));
  });

  it('a relative folder is where npm was called, not where the package is', async () => {
    const folder = join(root, 'src');
    const store = relative(folder, join(temporaryFolder('api'), 'relative'));
    const args = ['run', '--silent', 'platform-api', '--', '--port', '0', '--store', store];
    const npm = spawn('npm', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    const end = ended(npm);
    await once(npm.stdout, 'data');
    assert.ok(existsSync(join(folder, store)));
    npm.kill('SIGTERM');
    assert.equal((await end).code, 0);
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
    const file = join(store, 'file');
    writeFileSync(file, '');
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
      ['--port', '0', '--store', store, '--keep-releases', 'many'],
      ['--port', '0', '--store', store, '--undo-keep-hours', '-1'],
      ['--port', '0', '--store', file],
      ['--port', '0', '--store', join(file, 'below')],
    ];
    const ends = await Promise.all(wrong.map((args) => ended(spawnPlatformApi(args))));
    ends.forEach(({ code, stdout, stderr }, number) => {
      assert.deepEqual([code, stdout], [2, ''], wrong[number]?.join(' '));
      assert.match(stderr, /^[^\n]+\n$/);
      assert.ok(!stderr.includes('secret'));
    });
  });

  it('--help: the usage on standard output, exit code 0', async () => {
    for (const args of [['--help'], ['-h'], ['--port', '0', '--help']]) {
      const { code, stdout, stderr } = await ended(spawnPlatformApi(args));
      assert.deepEqual([code, stderr], [0, '']);
      assert.match(stdout, /^usage: platform-api --port PORT --store DIR [^\n]*\n$/);
    }
  });

  it('a token of the environment is taken; a wrong one: one line, exit code 2, and no token in it', async () => {
    const args = ['--port', '0', '--store', temporaryFolder('api')];
    const given = (ADDONS_API_TOKEN: string) => ({ env: { ...process.env, ADDONS_API_TOKEN } });
    const child = spawnPlatformApi(args, given(testToken));
    const [line] = (await once(child.stdout!, 'data')) as [Buffer];
    assert.equal((JSON.parse(line.toString()) as { token: string }).token, testToken);
    const end = ended(child);
    child.kill();
    assert.equal((await end).code, 0);
    const { code, stderr } = await ended(spawnPlatformApi(args, given('two words')));
    assert.deepEqual([code, stderr], [2, 'ADDONS_API_TOKEN must be printable ASCII without blanks\n']);
  });

  it('a wrong key in the environment: one line, exit code 2, and no key in it', async () => {
    const args = ['--port', '0', '--store', temporaryFolder('api')];
    const env = { ...process.env, ADDONS_STORE_KEY: 'a-secret-key' };
    const { code, stdout, stderr } = await ended(spawnPlatformApi(args, { env }));
    assert.deepEqual([code, stdout, stderr], [2, '', 'ADDONS_STORE_KEY is no key\n']);
  });

  for (const [title, ways] of [
    ['the editor goes', ['disconnect']],
    ['the editor signals and goes', ['SIGTERM', 'disconnect']],
    ['the editor goes and somebody signals', ['disconnect', 'SIGTERM']],
  ] as const) {
    it(`${title}: a running request gets its answer, exit code 0`, async () => {
      const args = ['--port', '0', '--store', temporaryFolder('api'), '--token', testToken];
      const child = spawnPlatformApi(args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
      const [line] = (await once(child.stdout!, 'data')) as [Buffer];
      const end = once(child, 'exit');
      const api = JSON.parse(line.toString()) as { url: string; token: string };
      const request = await HalfRequest.begin(api);
      for (const way of ways) {
        if (way === 'disconnect') {
          child.disconnect();
        } else {
          child.kill(way);
        }
        // It no longer listens: it has heard.
        while (await isListening(api.url)) {
          // Asked again.
        }
      }
      assert.match(await request.end(), /^HTTP\/1\.1 201 /);
      assert.deepEqual(await end, [0, null]);
    });
  }

  async function isListening(url: string): Promise<boolean> {
    const socket = net.connect(Number(new URL(url).port), '127.0.0.1');
    const isThere = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    return isThere;
  }

  it('a second signal ends at once', async () => {
    const child = spawnPlatformApi(['--port', '0', '--store', temporaryFolder('api'), '--token', testToken]);
    const [line] = (await once(child.stdout!, 'data')) as [Buffer];
    const end = ended(child);
    const api = JSON.parse(line.toString()) as { url: string; token: string };
    const request = await HalfRequest.begin(api);
    child.kill('SIGTERM');
    while (await isListening(api.url)) {
      // Asked again.
    }
    child.kill('SIGTERM');
    assert.equal((await end).code, 143);
    assert.equal(await request.end(), '');
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

  it('a plain file of lowdb is read, with all that is needed for it built', async () => {
    const store = temporaryFolder('api');
    writeFileSync(join(store, 'db.json'), JSON.stringify(emptyState));
    const api = await PlatformApiProcess.start(store);
    assert.deepEqual(await api.ask('/apps'), []);
    await api.stop();
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
