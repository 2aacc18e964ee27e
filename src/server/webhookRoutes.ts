import { randomBytes, randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { failed } from '../core/errors/addonError.ts';
import { created, list, ok, read, write, type Call, type Endpoint } from './endpoint.ts';
import { notFound } from './httpProblem.ts';
import { maybe, text } from './schemas.ts';
import { instant, type View } from './view.ts';
import { webhookTopics, type Webhook } from './webhooks.ts';

const problem = `must be a list of ${webhookTopics.join(', ')}.`;
const include = z
  .array(z.enum(webhookTopics, problem), problem)
  .check(z.minLength(1, problem), z.maxLength(50, problem));
const level = z.enum(['notify', 'sync'], 'must be notify or sync.');

export const webhookEndpoints: readonly Endpoint[] = [
  read('/apps/:app/webhooks', 'The webhooks of an app', async (call) =>
    list(await webhooksOf(call), (each) => webhookBody(call.view, each), { id: ({ id }) => id }, 'id'),
  ),
  write(
    ['POST', '/apps/:app/webhooks'],
    'Subscribes an address to what happens to an app',
    z.object({ include, level, url: text, secret: maybe(text), authorization: maybe(text) }),
    async (call) => {
      const { body, server } = call;
      const nowMs = server.clock.nowMs();
      const webhook: Webhook = {
        id: randomUUID(),
        appId: call.app().id,
        include: body.include,
        level: body.level,
        url: address(body.url),
        secret: body.secret ?? randomBytes(24).toString('base64url'),
        authorization: authorizationOf(body.authorization),
        createdAt: nowMs,
        updatedAt: nowMs,
      };
      await server.webhooks.put(webhook);
      return created(webhookBody(call.view, webhook), secretHeader(webhook));
    },
  ),
  read('/apps/:app/webhooks/:webhook', 'A webhook', async (call) =>
    ok(webhookBody(call.view, await webhookOf(call))),
  ),
  write(
    ['PATCH', '/apps/:app/webhooks/:webhook'],
    'Changes a webhook',
    z.object({
      include: maybe(include),
      level: maybe(level),
      url: maybe(text),
      secret: maybe(text),
      authorization: maybe(text),
    }),
    async (call) => {
      const before = await webhookOf(call);
      const { body } = call;
      const after: Webhook = {
        ...before,
        include: body.include ?? before.include,
        level: body.level ?? before.level,
        url: body.url === null || body.url === undefined ? before.url : address(body.url),
        secret: body.secret ?? before.secret,
        authorization:
          body.authorization === undefined ? before.authorization : authorizationOf(body.authorization),
        updatedAt: call.server.clock.nowMs(),
      };
      await call.server.webhooks.put(after);
      const headers = after.secret === before.secret ? {} : secretHeader(after);
      return { status: 200, body: webhookBody(call.view, after), headers };
    },
  ),
  write(['DELETE', '/apps/:app/webhooks/:webhook'], 'Ends a webhook', z.object({}), async (call) => {
    const webhook = await webhookOf(call);
    await call.server.webhooks.remove(webhook);
    return ok(webhookBody(call.view, webhook));
  }),
];

async function webhooksOf(call: Call): Promise<readonly Webhook[]> {
  const { id } = call.app();
  return (await call.server.webhooks.all()).filter(({ appId }) => appId === id);
}

async function webhookOf(call: Call): Promise<Webhook> {
  const found = (await webhooksOf(call)).find(({ id }) => id === call.param('webhook'));
  if (found === undefined) {
    throw notFound('webhook');
  }
  return found;
}

function address(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    throw failed('invalid_request', { field: 'url', problem: 'must be an http or https address.' });
  }
  // It could not be delivered to, and would be shown to whoever reads the list.
  if (parsed.username !== '' || parsed.password !== '') {
    throw failed('invalid_request', { field: 'url', problem: 'must hold no password; use authorization.' });
  }
  return url;
}

/** What can't stand in a header is refused now, not at each delivery. */
function authorizationOf(given: string | null | undefined): string | null {
  if (given !== null && given !== undefined && !/^[\x20-\x7e]*$/.test(given)) {
    throw failed('invalid_request', { field: 'authorization', problem: 'must be printable ASCII.' });
  }
  return given ?? null;
}

function secretHeader({ secret }: Webhook): Readonly<Record<string, string>> {
  // A header takes no other characters; whoever chose such a secret knows it.
  return /^[\x21-\x7e]+$/.test(secret) ? { 'Heroku-Webhook-Secret': secret } : {};
}

function webhookBody({ state }: View, webhook: Webhook): object {
  return {
    id: webhook.id,
    app: { id: webhook.appId, name: state.apps[webhook.appId]?.name ?? null },
    include: webhook.include,
    level: webhook.level,
    url: webhook.url,
    created_at: instant(webhook.createdAt),
    updated_at: instant(webhook.updatedAt),
  };
}
