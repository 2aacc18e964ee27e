import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningPlatformApi } from '../../src/commands/platformApiPort.ts';
import { ServerLife } from '../../src/vscode/serverLife.ts';
import type { ServerCommand } from '../../src/vscode/serverProcess.ts';
import { HalfRequest } from '../support/halfRequest.ts';
import { temporaryFolder } from '../support/platformApiProcess.ts';

const script = join(import.meta.dirname, '..', '..', 'scripts', 'platformApi.js');

/** How the editor has its server. */
describe('the life of a server beside the editor', function () {
  this.timeout(60_000);
  let lives: ServerLife[];
  let told: string[];
  let shown: (string | undefined)[];
  let lost: number;

  beforeEach(() => {
    [lives, told, shown, lost] = [[], [], [], 0];
  });

  afterEach(async () => {
    await Promise.all(lives.map((life) => life.stop()));
  });

  function live(command: () => Promise<ServerCommand>): ServerLife {
    const life = new ServerLife({
      command,
      tell: (line) => told.push(line),
      changed: (api) => shown.push(api?.url),
      lost: () => (lost += 1),
    });
    lives.push(life);
    return life;
  }

  const server = (): ServerLife => {
    const store = temporaryFolder('life');
    return live(() => Promise.resolve({ script, args: ['--port', '0', '--store', store], env: process.env }));
  };

  /** A program in the place of the server. */
  const played = (program: string): ServerLife => {
    const file = join(temporaryFolder('played'), 'server.cjs');
    writeFileSync(file, `process.once('disconnect', () => process.exit());\n${program}`);
    return live(() => Promise.resolve({ script: file, args: [], env: process.env }));
  };

  const answers = `console.log(JSON.stringify({ url: 'http://127.0.0.1:1', token: String(process.pid) }));`;

  const isAlive = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      // There is no such process.
      return false;
    }
  };

  async function status({ url, token }: RunningPlatformApi): Promise<number> {
    return (await fetch(`${url}/account`, { headers: { Authorization: `Bearer ${token}` } })).status;
  }

  it('stops once, however often it is asked, and a running request gets its answer', async () => {
    const life = server();
    const request = await HalfRequest.begin(await life.start());
    const first = life.stop();
    const second = life.stop();
    assert.equal(life.running, undefined);
    life.dispose();
    assert.match(await request.end(), /^HTTP\/1\.1 201 /);
    assert.deepEqual(await Promise.all([first, second]), [true, true]);
    assert.equal(await life.stop(), false);
    assert.deepEqual([told, lost], [[], 0]);
  });

  it('a start while one stops waits, and gives another that lives', async () => {
    const life = server();
    const first = await life.start();
    const request = await HalfRequest.begin(first);
    const stopped = life.stop();
    const starting = life.start();
    await request.end();
    const second = await starting;
    assert.equal(await stopped, true);
    assert.notEqual(second.token, first.token);
    assert.equal(await status(second), 200);
    assert.deepEqual(life.running, second);
    assert.deepEqual(shown, [first.url, undefined, second.url]);
  });

  it('the last word counts: stop, start, stop', async () => {
    const life = server();
    await life.start();
    const all = [life.stop(), life.start().catch(() => 'stopped'), life.stop()];
    assert.deepEqual(await Promise.all(all), [true, 'stopped', true]);
    assert.equal(life.running, undefined);
  });

  it('disposed while it starts: nothing is left, and nothing starts any more', async () => {
    const pids = temporaryFolder('pids');
    const life = played(
      `require('node:fs').writeFileSync(${JSON.stringify(pids)} + '/' + process.pid, '');
       process.once('SIGTERM', () => process.exit()); setInterval(() => undefined, 1000);`,
    );
    const starting = life.start();
    life.dispose();
    await assert.rejects(starting, { code: 'platform_api_failed' });
    await assert.rejects(life.start(), { code: 'platform_api_failed' });
    assert.deepEqual([life.running, lost, readdirSync(pids)], [undefined, 0, []]);
  });

  it('stopped while it starts: the process that is there already ends', async () => {
    const life = played(
      `process.stderr.write(process.pid + '\\n'); process.on('SIGTERM', () => process.exit());
       setInterval(() => undefined, 1000);`,
    );
    const starting = assert.rejects(life.start(), { code: 'platform_api_failed' });
    await until(() => told.length > 0);
    const pid = Number(told[0]);
    assert.ok(isAlive(pid));
    life.dispose();
    await life.stop();
    await starting;
    assert.ok(!isAlive(pid));
  });

  it('one that does not stop is ended', async () => {
    const life = played(
      `process.on('SIGTERM', () => undefined); ${answers} setInterval(() => undefined, 1000);`,
    );
    const { token: pid } = await life.start();
    assert.equal(await life.stop(), true);
    assert.ok(!isAlive(Number(pid)));
  });

  it('one that ends by itself is told, with what it wrote, and can be started again', async () => {
    const life = played(
      `${answers} process.stderr.write('first\\nsecond'); setTimeout(() => process.exit(3), 50);`,
    );
    await life.start();
    await until(() => lost === 1);
    assert.deepEqual(
      [life.running, told, shown],
      [undefined, ['first', 'second'], ['http://127.0.0.1:1', undefined]],
    );
    await life.start();
  });

  it('what ends before it answers says why; what says something else is no server', async () => {
    const why = played(`process.stderr.write('a reason\\nmore\\n'); process.exit(1);`);
    await assert.rejects(why.start(), (error: Error & { failure: { details: object } }) => {
      assert.deepEqual(error.failure.details, { reason: 'a reason' });
      return true;
    });
    for (const line of ['nonsense', 'null', '{"url":1,"token":"x"}']) {
      const other = played(`console.log(${JSON.stringify(line)}); setInterval(() => undefined, 1000);`);
      await assert.rejects(other.start(), { code: 'platform_api_failed' });
    }
    assert.equal(lost, 0);
  });

  async function until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
});
