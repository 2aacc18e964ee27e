import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as net from 'node:net';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { endpoints } from '../../src/server/endpoints.ts';
import { PlatformApiProcess } from '../support/platformApiProcess.ts';

const requests = 10_000;
const atOnce = 8;

const oddText = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    '',
    ' ',
    '..',
    '%',
    '\u0000',
    '\ud800',
    '💥',
    'null',
    '-1',
  ),
  fc.constantFrom(
    'shop ',
    'SHOP',
    'shop::REDIS::X',
    '::',
    'a'.repeat(70_000),
    "'; DROP TABLE apps; --",
    '${7*7}',
  ),
  fc.string({ maxLength: 40, unit: 'binary' }),
);
/** What no endpoint takes for any of its fields: never a name of something that is there. */
const oddValue = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant([]),
  fc.array(fc.anything({ maxDepth: 3 }), { maxLength: 3 }),
  fc.constant({ deep: { deeper: {} } }),
);
const fields = [
  ...['name', 'plan', 'addon', 'app', 'attachment', 'config', 'confirm', 'namespace', 'force', 'hostname'],
  ...['release', 'source_blob', 'include', 'level', 'url', 'owner', 'recipient', 'state', 'team', 'updates'],
  ...['addon_attachment', 'lines', 'maintenance', 'region', 'stack', '__proto__', 'constructor'],
];
/** Bodies that are refused by their form, and so can change nothing. */
const brokenText = fc.oneof(
  fc.constantFrom(
    '{',
    '[',
    '"',
    'nul',
    '{"a":',
    '[[[',
    '{"name":"x"',
    '\u0000',
    '{]',
    '['.repeat(5000),
    '[]',
    '7',
  ),
  fc.string({ maxLength: 60, unit: 'binary' }).map((text) => `{!${text}`),
  oddText.map((text) => JSON.stringify(text)),
  fc.array(fc.anything({ maxDepth: 2 }), { maxLength: 3 }).map((value) => JSON.stringify(value)),
);
/** Objects whose every field is of a type that it can not be. */
const brokenObject = fc
  .array(fc.tuple(fc.constantFrom(...fields), oddValue), { minLength: 1, maxLength: 5 })
  .map((entries) => JSON.stringify(Object.fromEntries(entries)));
const segment = fc.oneof(
  fc.constantFrom('shop', 'shop-redis', 'REDIS', 'v3', '3', 'heroku-redis', 'heroku-redis:mini'),
  oddText.map((text) => text.slice(0, 500)),
);

describe('hostile requests', function () {
  this.timeout(900_000);
  let api: PlatformApiProcess;

  before(async () => {
    api = await PlatformApiProcess.start();
    await api.ask('/apps', { method: 'POST', body: { name: 'shop' } });
    await api.ask('/apps/shop/addons', {
      method: 'POST',
      body: { plan: 'heroku-redis', name: 'shop-redis' },
    });
  });

  after(async () => {
    await api.stop();
  });

  /** Everything that is kept, logs and webhooks too. */
  const stored = (): string =>
    readdirSync(api.store, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.name} ${readFileSync(join(entry.parentPath, entry.name), 'utf8')}`)
      .sort()
      .join('\n');

  /** An endpoint with odd segments in the place of what varies. */
  const path = (template: string, segments: readonly string[]): string => {
    let used = 0;
    return template.replace(/:[a-z_]+/g, () => encoded(segments[used++] ?? 'x'));
  };

  const encoded = (text: string): string => {
    try {
      return encodeURIComponent(text);
    } catch {
      // Half of a character has no form in a path.
      return '%ED%A0%80';
    }
  };

  /** Those that act without a body, on whatever their path names: they get no name of anything that is there. */
  const actsWithoutBody = (method: string, template: string): boolean =>
    method === 'DELETE' ||
    template === '/apps' ||
    template.endsWith('/builds') ||
    template.endsWith('/log-sessions');

  const request = fc.record({
    endpoint: fc.constantFrom(...endpoints),
    segments: fc.array(segment, { minLength: 4, maxLength: 4 }),
    broken: brokenText,
    odd: fc.oneof(brokenText, brokenObject),
    range: fc.option(fc.oneof(fc.constant('version ..; max=1'), fc.string({ maxLength: 30 })), {
      nil: undefined,
    }),
  });

  async function send({ endpoint, segments, broken, odd, range }: Generated): Promise<void> {
    const { method, path: template, input } = endpoint;
    // An object without a field that they know is all they need: for them its form must be wrong.
    const text = actsWithoutBody(method, template) && method !== 'DELETE' ? broken : odd;
    const harmless = actsWithoutBody(method, template)
      ? segments.map((each) => (/^(shop|REDIS|v?3|heroku)/.test(each) ? `no-${each}` : each))
      : segments;
    const target = path(template, harmless);
    const headers = range === undefined || /[^\x20-\x7e]/.test(range) ? {} : { Range: range };
    const answer = await api.request(target, {
      method,
      headers,
      ...(input === null ? {} : { text }),
    });
    const shown = `${method} ${target} ${text.slice(0, 300)} → ${answer.status} ${answer.text.slice(0, 300)}`;
    assert.ok(answer.status < 500, shown);
    if (answer.status >= 400) {
      const { id, message } = answer.json as { id?: string; message?: string };
      assert.ok(typeof id === 'string' && typeof message === 'string' && message !== '', shown);
    }
    if (method !== 'GET') {
      changing.push({ shown, isRefused: answer.status >= 400 });
    }
  }

  interface Generated {
    readonly endpoint: (typeof endpoints)[number];
    readonly segments: readonly string[];
    readonly broken: string;
    readonly odd: string;
    readonly range: string | undefined;
  }
  const changing: { shown: string; isRefused: boolean }[] = [];

  it(`${requests} odd requests: never a 500, never a changed state, never a word on standard output`, async () => {
    const before = stored();
    const all = fc.sample(request, { numRuns: requests, seed: 20_261_124 });
    const worker = async (): Promise<void> => {
      for (let next = all.shift(); next !== undefined; next = all.shift()) {
        await send(next);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    const done = changing.filter(({ isRefused }) => !isRefused).map(({ shown }) => shown);
    assert.ok(stored() === before, `The state has changed:\n${done.slice(0, 20).join('\n')}`);
    assert.equal(api.output.stderr, '');
    assert.ok(changing.length > requests / 4);
    assert.equal((await api.request('/account')).status, 200);
  });

  /** Lines that are not as HTTP has them, behind a token that is right. */
  const brokenHead = fc.record({
    first: fc.oneof(
      fc.constantFrom(
        'POST /apps/nobodys/addons HTTP/1.1',
        'POST /apps/nobodys/addons HTTP/9.9',
        'POST /apps/nobodys/addons',
        'PATCH\t/apps HTTP/1.1',
        '',
      ),
      fc.constantFrom(
        'DELETE  HTTP/1.1',
        'POST http://[::1 HTTP/1.1',
        'PRI * HTTP/2.0',
        '\u0016\u0003\u0001',
      ),
      fc.string({ maxLength: 60, unit: 'binary' }),
    ),
    headers: fc.array(
      fc.oneof(
        fc.constantFrom(
          'Content-Length: -1',
          'Content-Length: 1e9',
          'Content-Length: 5',
          'Content-Length: 7',
        ),
        fc.constantFrom('Transfer-Encoding: chunked', 'Transfer-Encoding: gzip, x', 'Host: a', 'Host', ': x'),
        fc.constantFrom('Connection: Upgrade', 'Upgrade: websocket', 'Expect: 100-continue', ' folded: x'),
        fc.constantFrom(`X: ${'y'.repeat(17_000)}`, 'Content-Type: \u0000', 'Idempotency-Key: \u0001'),
        fc.string({ maxLength: 40, unit: 'binary' }),
      ),
      { minLength: 1, maxLength: 5 },
    ),
    end: fc.constantFrom('\r\n', '\n', '\r', '\r\n\r\n'),
    body: fc.oneof(fc.constantFrom('{', 'zz\r\n{}', '5\r\n{', 'fffffffff\r\n', '\u0000'), brokenText),
  });

  it('1000 of what is no HTTP: refused or let go, never a 500, never a changed state', async () => {
    const before = stored();
    const all = fc.sample(brokenHead, { numRuns: 1000, seed: 20_261_124 });
    const worker = async (): Promise<void> => {
      for (let next = all.shift(); next !== undefined; next = all.shift()) {
        const { first, headers, end, body } = next;
        const known = [`Host: 127.0.0.1:${api.port}`, `Authorization: Bearer ${api.token}`];
        const text = [[first, ...known, ...headers].join(end), body].join(end + end);
        const answer = await sendRaw(text);
        assert.ok(!/^HTTP\/1\.1 (?!1|4)/m.test(answer), `${JSON.stringify(text.slice(0, 300))} → ${answer}`);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    assert.ok(stored() === before, 'The state has changed');
    assert.equal(api.output.stderr, '');
    assert.equal((await api.request('/account')).status, 200);
  });

  /** @returns all that came until the server let go */
  async function sendRaw(text: string): Promise<string> {
    const socket = net.connect(api.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (data) => (answer += data.toString()));
    // The server may let go before it has read all.
    socket.on('error', () => undefined);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.end(text);
    await closed;
    return answer;
  }
});
