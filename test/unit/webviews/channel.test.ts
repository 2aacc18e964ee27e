import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import { failed } from '../../../src/core/errors/addonError.ts';
import { Channel } from '../../../src/webviews/host/channel.ts';
import type { ToPage } from '../../../src/webviews/host/messages.ts';
import { definePage, type RequestContext } from '../../../src/webviews/host/page.ts';

const requests = {
  double: z.strictObject({ number: z.number() }),
  refuse: z.strictObject({}),
  break: z.strictObject({}),
  wait: z.strictObject({}),
};

/** A channel to a page that does what its requests say; `sent` is what came back. */
function opened() {
  const sent: ToPage[] = [];
  const dropped: string[] = [];
  const defects: unknown[] = [];
  let ready = 0;
  let isSeen = true;
  let finish: () => void = () => undefined;
  const page = definePage<typeof requests, Record<keyof typeof requests, unknown>, object>({
    requests,
    showingValues: ['double'],
    title: () => '',
    model: () => ({}),
    words: () => ({}),
    isNamedBy: () => false,
    handlers: {
      double: ({ number }, { subject }) => ({ subject, twice: number * 2 }),
      refuse: () => {
        throw failed('app_not_found', { app: 'lost', nearest: null });
      },
      break: () => {
        throw new Error('hunter2');
      },
      wait: () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    },
  });
  const channel = new Channel({
    page,
    context: { subject: 'app-1' } as RequestContext,
    post: (message) => sent.push(message),
    isSeen: () => isSeen,
    onReady: () => (ready += 1),
    dropped: (type) => dropped.push(type),
    defect: (error) => defects.push(error),
  });
  return {
    channel,
    sent,
    dropped,
    defects,
    ready: () => ready,
    leave: () => {
      isSeen = false;
    },
    finish: () => {
      finish();
    },
  };
}

describe('the channel to a page', () => {
  it('answers a request with what its handler gives, under its number', async () => {
    const { channel, sent } = opened();
    await channel.receive({ id: 7, type: 'double', input: { number: 21 } });
    assert.deepEqual(sent, [{ type: 'reply', replyTo: 7, ok: { subject: 'app-1', twice: 42 } }]);
  });

  it('sends no value to a page that is out of sight', async () => {
    const { channel, sent, leave } = opened();
    leave();
    await channel.receive({ id: 7, type: 'double', input: { number: 21 } });
    assert.match(JSON.stringify(sent), /"failure":\{"code":"page_hidden"/);
    assert.doesNotMatch(JSON.stringify(sent), /42/);
    await channel.receive({ id: 8, type: 'refuse', input: {} });
    assert.match(JSON.stringify(sent[1]), /app_not_found/);
  });

  it('tells a refusal by its code and in words', async () => {
    const { channel, sent, defects } = opened();
    await channel.receive({ id: 0, type: 'refuse', input: {} });
    const [reply] = sent;
    assert.ok(reply?.type === 'reply' && 'failure' in reply);
    assert.equal(reply.failure.code, 'app_not_found');
    assert.match(reply.failure.text, /lost/);
    assert.deepEqual(defects, []);
  });

  it('settles a request whose handler breaks, and keeps the message of the error to itself', async () => {
    const { channel, sent, defects } = opened();
    await channel.receive({ id: 0, type: 'break', input: {} });
    assert.equal(defects.length, 1);
    assert.doesNotMatch(JSON.stringify(sent), /hunter2/);
    assert.match(JSON.stringify(sent), /"replyTo":0,"failure":\{"code":"unexpected"/);
  });

  it('settles a request of an unknown type or a wrong form by a refusal, and tells its type alone', async () => {
    const { channel, sent, dropped } = opened();
    await channel.receive({ id: 1, type: 'double', input: { number: 'secret' } });
    await channel.receive({ id: 2, type: 'double', input: { number: 1, more: 'secret' } });
    await channel.receive({ id: 3, type: 'secret', input: {} });
    await channel.receive({ id: 4, type: 'constructor', input: {} });
    await channel.receive({ id: 5, type: '__proto__', input: {} });
    assert.deepEqual(
      sent.map((message) => message.type === 'reply' && 'failure' in message && message.failure.code),
      Array(5).fill('invalid_request'),
    );
    assert.deepEqual(dropped, ['double', 'double', 'unknown', 'unknown', 'unknown']);
  });

  it('drops what is no message of a page', async () => {
    const { channel, sent, dropped, ready } = opened();
    const strange: readonly unknown[] = [
      undefined,
      null,
      'ready',
      [],
      { type: 'show' },
      { type: 'ready', more: 1 },
      { id: -1, type: 'double', input: { number: 1 } },
      { id: 1.5, type: 'double', input: { number: 1 } },
      { id: 1, type: 'double', input: { number: 1 }, more: 1 },
      { id: '1', type: 'secret', input: {} },
      { id: 1, type: 'x'.repeat(61), input: {} },
    ];
    for (const message of strange) {
      await channel.receive(message);
    }
    assert.deepEqual(sent, []);
    assert.equal(ready(), 0);
    assert.equal(dropped.length, strange.length);
    assert.ok(dropped.every((type) => type === 'unknown' || type === 'double'));
  });

  it('says when the page is ready, each time that it is loaded', async () => {
    const { channel, ready } = opened();
    await channel.receive({ type: 'ready' });
    await channel.receive({ type: 'ready' });
    assert.equal(ready(), 2);
  });

  it('sends nothing to a page that is closed, not even the answer to what was under way', async () => {
    const { channel, sent, finish } = opened();
    const answered = channel.receive({ id: 0, type: 'wait', input: {} });
    channel.close();
    finish();
    await answered;
    channel.send({ type: 'broken', text: '', retry: '' });
    assert.deepEqual(sent, []);
  });
});
