import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { EntryFolder } from '../../src/server/entryFolder.ts';
import { Idempotency, type SentAnswer } from '../../src/server/idempotency.ts';
import { LogFiles, type Exclusively, type LogLine } from '../../src/server/logFiles.ts';
import { withFileLock } from '../../src/store/fileLock.ts';
import { nodeFiles } from '../../src/store/nodeFiles.ts';
import { PlatformApiProcess, temporaryFolder, testToken } from '../support/platformApiProcess.ts';

const exclusively: Exclusively = (file, work) => withFileLock(nodeFiles, `${file}.lock`, work);
const post = (body: object): { method: string; body: object } => ({ method: 'POST', body });

describe('what a server keeps beside the state', function () {
  this.timeout(60_000);

  describe('entries', () => {
    const schema = z.object({ id: z.uuid(), word: z.string() });

    it('files that hold none are passed over', async () => {
      const folder = temporaryFolder('entries');
      const entries = new EntryFolder(folder, schema);
      const entry = { id: randomUUID(), word: 'kept' };
      await entries.put(entry);
      for (const [name, text] of [
        ['x', 'null'],
        [randomUUID(), 'null'],
        [randomUUID(), '[]'],
        [randomUUID(), '{"id":'],
        [randomUUID(), JSON.stringify({ id: randomUUID() })],
        ['..', JSON.stringify({ id: '../x', word: 'x' })],
        [randomUUID(), JSON.stringify({ id: randomUUID(), word: 'of another name' })],
      ] as const) {
        writeFileSync(join(folder, `${name}.json`), text);
      }
      assert.deepEqual(await entries.all(), [entry]);
    });

    it('what a write left that never ended goes, what is being written stays', async () => {
      const folder = temporaryFolder('entries');
      const [old, young] = [join(folder, 'tmp-old'), join(folder, 'tmp-young')];
      writeFileSync(old, '');
      writeFileSync(young, '');
      const then = Date.now() / 1000 - 2 * 3600;
      utimesSync(old, then, then);
      await new EntryFolder(folder, schema).put({ id: randomUUID(), word: 'kept' });
      assert.deepEqual([existsSync(old), existsSync(young)], [false, true]);
    });
  });

  describe('logs', () => {
    const line = (number: number): LogLine => ({
      at: 0,
      source: 'app',
      process: 'web.1',
      text: `${number} ${'x'.repeat(1000)}`,
    });

    it('are of at most 1 MiB; the older half goes, the numbers of the others stay', async () => {
      const folder = temporaryFolder('logs');
      const logs = new LogFiles(folder, exclusively);
      const id = randomUUID();
      await logs.append(
        id,
        Array.from({ length: 900 }, (_, number) => line(number)),
      );
      const before = await logs.read(id);
      await logs.append(
        id,
        Array.from({ length: 200 }, (_, number) => line(900 + number)),
      );
      assert.ok(statSync(join(folder, `${id}.log`)).size < 1024 * 1024);
      const after = await logs.read(id);
      assert.ok(after.length > 400 && after.length < 1000);
      assert.match(after.at(-1)?.text ?? '', /^1099 /);
      const same = before.find(({ text }) => text === after[0]?.text);
      assert.equal(after[0]?.number, same?.number);
    });

    it('are written and removed while no other server does', async () => {
      const folder = temporaryFolder('logs');
      const id = randomUUID();
      const file = join(folder, `${id}.log`);
      const seen: (readonly [file: string, before: boolean, after: boolean])[] = [];
      const logs = new LogFiles(folder, async (held, work) => {
        const before = existsSync(file);
        await work();
        seen.push([held, before, existsSync(file)]);
      });
      await logs.append(id, [line(0)]);
      await logs.remove(id);
      assert.deepEqual(seen, [
        [file, false, true],
        [file, true, false],
      ]);
    });

    it('of one app are written in turn by all its streams, at the limit too', async () => {
      const folder = temporaryFolder('logs');
      const logs = new LogFiles(folder, exclusively);
      const id = randomUUID();
      await logs.append(
        id,
        Array.from({ length: 1000 }, (_, number) => line(number)),
      );
      await Promise.all(Array.from({ length: 200 }, (_, number) => logs.append(id, [line(1000 + number)])));
      const numbers = (await logs.read(id)).map(({ text }) => Number(text.split(' ')[0]));
      assert.deepEqual(
        numbers.slice(-200),
        Array.from({ length: 200 }, (_, number) => 1000 + number),
      );
      assert.deepEqual(readdirSync(folder), [`${id}.log`]);
    });

    it('two servers at the limit never fail', async () => {
      const folder = temporaryFolder('logs');
      const both = [new LogFiles(folder, exclusively), new LogFiles(folder, exclusively)];
      const id = randomUUID();
      await both[0]?.append(
        id,
        Array.from({ length: 1000 }, (_, number) => line(number)),
      );
      await Promise.all(
        both.flatMap((logs) =>
          Array.from({ length: 100 }, (_, number) => logs.append(id, [line(1000 + number)])),
        ),
      );
      assert.deepEqual(readdirSync(folder), [`${id}.log`]);
    });
  });

  it('a webhook file that holds nothing stops nothing', async () => {
    const store = temporaryFolder('api');
    mkdirSync(join(store, 'webhooks'));
    writeFileSync(join(store, 'webhooks', 'x.json'), 'null');
    const api = await PlatformApiProcess.start(store);
    await api.ask('/apps', post({ name: 'shop' }));
    assert.deepEqual(await api.ask('/apps/shop/webhooks'), []);
    await api.ask('/apps/shop/config-vars', { method: 'PATCH', body: { A: '1' } });
    await api.stop();
    assert.doesNotMatch(api.output.stderr, /Error/);
  });

  it('the log and the webhooks of an app go when nothing can bring it back', async () => {
    const store = temporaryFolder('api');
    const args = ['--token', testToken, '--undo-keep-hours', '0'];
    const first = await PlatformApiProcess.start(store, args);
    await first.ask('/apps', post({ name: 'shop' }));
    await first.ask('/apps', post({ name: 'blog' }));
    const hook = { include: ['api:release'], level: 'notify', url: 'http://127.0.0.1:9/', secret: 'SECRET' };
    for (const app of ['shop', 'blog']) {
      await first.ask(`/apps/${app}/webhooks`, post(hook));
      const { logplex_url: log } = await first.ask<{ logplex_url: string }>(
        `/apps/${app}/log-sessions`,
        post({}),
      );
      await (await fetch(log)).text();
    }
    await first.ask('/teams', post({ name: 'acme' }));
    await first.ask('/account/app-transfers', post({ app: 'shop', recipient: 'acme' }));
    const { id } = await first.ask<{ id: string }>('/apps/blog');
    await first.ask('/apps/shop', { method: 'DELETE' });
    await first.ask('/apps/blog/config-vars', { method: 'PATCH', body: { A: '1' } });
    await first.stop();
    assert.equal(readdirSync(join(store, 'logs')).length, 2);
    const second = await PlatformApiProcess.start(store, args);
    while (
      readdirSync(join(store, 'logs')).length > 1 ||
      readdirSync(join(store, 'app-transfers')).length > 0
    ) {
      await second.ask('/apps');
    }
    assert.deepEqual(readdirSync(join(store, 'logs')), [`${id}.log`]);
    while (readdirSync(join(store, 'webhooks')).length > 1) {
      await second.ask('/apps');
    }
    const [name = ''] = readdirSync(join(store, 'webhooks'));
    assert.ok(readFileSync(join(store, 'webhooks', name), 'utf8').includes(id));
    await second.stop();
    assert.doesNotMatch(second.output.stderr, /Error/);
  });

  describe('retries', () => {
    const answered = (status: number, more: Partial<SentAnswer> = {}): Promise<SentAnswer> =>
      Promise.resolve({ status, headers: {}, text: '', ...more });

    it('what may have been done is not done again', async () => {
      const idempotency = new Idempotency(() => 0);
      let done = 0;
      const act = (): Promise<SentAnswer> => {
        done += 1;
        return answered(503, { isUncertain: true });
      };
      await idempotency.once('key', 'request', act);
      assert.equal((await idempotency.once('key', 'request', act)).status, 503);
      assert.equal(done, 1);
    });

    it('what was refused is tried again', async () => {
      const idempotency = new Idempotency(() => 0);
      await idempotency.once('key', 'request', () => answered(422));
      assert.equal((await idempotency.once('key', 'request', () => answered(201))).status, 201);
    });

    it('what is still being done is not forgotten, however many come after it', async () => {
      let nowMs = 0;
      const idempotency = new Idempotency(() => nowMs);
      let end = (_: SentAnswer): void => undefined;
      const slow = new Promise<SentAnswer>((resolve) => (end = resolve));
      const first = idempotency.once('slow', 'request', () => slow);
      nowMs = 3_600_000;
      for (let number = 0; number < 1100; number += 1) {
        await idempotency.once(String(number), 'request', () => answered(201));
      }
      const again = idempotency.once('slow', 'request', () => assert.fail('done twice'));
      end({ status: 201, headers: {}, text: 'once' });
      assert.deepEqual([(await first).text, (await again).text], ['once', 'once']);
    });
  });
});
