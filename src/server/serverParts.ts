import type { Clock } from '../core/ports/clock.ts';
import type { AppTransfer } from './appTransfer.ts';
import type { Dashboards } from './dashboards.ts';
import type { EntryFolder } from './entryFolder.ts';
import type { LogSessions } from './logSessions.ts';
import type { Webhook, WebhookDelivery } from './webhooks.ts';

/** What the server has beside the platform. */
export interface ServerParts {
  readonly clock: Clock;
  readonly token: string;
  readonly dashboards: Dashboards;
  readonly logSessions: LogSessions;
  readonly webhooks: EntryFolder<Webhook>;
  readonly delivery: WebhookDelivery;
  readonly appTransfers: EntryFolder<AppTransfer>;
}
