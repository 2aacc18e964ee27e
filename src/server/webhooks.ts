import { createHmac, randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Event, EventType } from '../core/model/event.ts';
import type { AppId, OperationId } from '../core/model/ids.ts';
import type { State } from '../core/model/state.ts';
import type { EntryFolder } from './entryFolder.ts';
import { idText } from './schemas.ts';
import { instant } from './view.ts';

export const webhookTopics = [
  'api:addon',
  'api:addon-attachment',
  'api:app',
  'api:build',
  'api:domain',
  'api:dyno',
  'api:release',
] as const;
export type WebhookTopic = (typeof webhookTopics)[number];

/** An address that hears what happens to an app, as it is kept. */
export const webhook = z.object({
  id: z.uuid(),
  appId: idText<AppId>(),
  include: z.array(z.enum(webhookTopics)),
  /** `sync` is tried again when it fails. */
  level: z.enum(['notify', 'sync']),
  url: z.string(),
  secret: z.string(),
  authorization: z.nullable(z.string()),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Webhook = Readonly<z.infer<typeof webhook>>;

const topicOf: Readonly<Record<EventType, WebhookTopic | null>> = {
  'app.created': 'api:app',
  'app.renamed': 'api:app',
  'app.updated': 'api:app',
  'app.restarted': 'api:dyno',
  'app.transferred': 'api:app',
  'app.destroyed': 'api:app',
  'addon.created': 'api:addon',
  'addon.provisioned': 'api:addon',
  'addon.renamed': 'api:addon',
  'addon.plan_changed': 'api:addon',
  'addon.updated': 'api:addon',
  'addon.destroyed': 'api:addon',
  'attachment.created': 'api:addon-attachment',
  'attachment.destroyed': 'api:addon-attachment',
  'attachment.renamed': 'api:addon-attachment',
  'config.updated': null,
  'release.created': 'api:release',
  'domain.added': 'api:domain',
  'domain.removed': 'api:domain',
  'deploy.finished': 'api:build',
};

const timeoutMs = 5_000;
const waitsMs = { notify: [], sync: [1_000, 4_000] } as const;

/**
 * Tells webhooks what the operations of this server did. Nobody waits for it: an answer is never later for a webhook
 * that is slow. Bodies hold names and never a value.
 */
export class WebhookDelivery {
  readonly #webhooks: EntryFolder<Webhook>;
  readonly #stopping = new AbortController();

  constructor(webhooks: EntryFolder<Webhook>) {
    this.#webhooks = webhooks;
  }

  dispose(): void {
    this.#stopping.abort();
  }

  /** @param state the state that the operation made, with those of the same gesture */
  async tell(state: State, operationId: OperationId): Promise<void> {
    const group = state.operations[operationId]?.group ?? null;
    const webhooks = await this.#webhooks.all();
    if (webhooks.length === 0) {
      return;
    }
    const events = Object.values(state.events)
      .flatMap((history) =>
        history.events.filter(
          (event) =>
            event.operationId === operationId ||
            (group !== null && state.operations[event.operationId]?.group === group),
        ),
      )
      .sort((first, second) => first.sequence - second.sequence);
    await Promise.all(webhooks.map((webhook) => this.#tellOne(webhook, events, state)));
  }

  /** In the order of happening, one after another. */
  async #tellOne(webhook: Webhook, events: readonly Event[], state: State): Promise<void> {
    for (const event of events) {
      const topic = topicOf[event.type];
      if (event.appId === webhook.appId && topic !== null && webhook.include.includes(topic)) {
        await this.#deliver(webhook, JSON.stringify(bodyOf(webhook, event, { topic, state })));
      }
    }
  }

  async #deliver(webhook: Webhook, body: string): Promise<void> {
    for (const waitMs of [0, ...waitsMs[webhook.level]]) {
      await new Promise((resolve) => setTimeout(resolve, waitMs).unref());
      if (this.#stopping.signal.aborted || (await this.#post(webhook, body))) {
        return;
      }
    }
  }

  async #post({ url, secret, authorization }: Webhook, body: string): Promise<boolean> {
    try {
      const { status } = await fetch(url, {
        method: 'POST',
        body,
        // An address that was checked must not send us on to another.
        redirect: 'manual',
        signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), this.#stopping.signal]),
        headers: {
          'Content-Type': 'application/json',
          'Heroku-Webhook-Hmac-SHA256': createHmac('sha256', secret).update(body).digest('base64'),
          ...(authorization === null ? {} : { Authorization: authorization }),
        },
      });
      return status >= 200 && status < 300;
    } catch {
      // It did not answer: tried again, or given up.
      return false;
    }
  }
}

function bodyOf(
  webhook: Webhook,
  event: Event,
  { topic, state }: { topic: WebhookTopic; state: State },
): object {
  const verb = event.type.split('.')[1] ?? '';
  const action = ['created', 'added'].includes(verb)
    ? 'create'
    : ['destroyed', 'removed'].includes(verb)
      ? 'destroy'
      : 'update';
  return {
    id: randomUUID(),
    action,
    resource: topic.slice('api:'.length),
    event: event.type,
    actor: { email: event.actor },
    data: {
      app: { id: event.appId, name: state.apps[event.appId]?.name ?? null },
      ...(event.addonId === null ? {} : { addon: { id: event.addonId } }),
      details: event.data,
    },
    webhook_metadata: { event: { id: event.id, include: topic }, webhook: { id: webhook.id } },
    sequence: event.sequence,
    created_at: instant(event.at),
    published_at: instant(event.at),
    version: 'application/vnd.heroku+json; version=3',
  };
}
