import type { AddonId, AppId, EventId, OperationId } from './ids.ts';

export type EventType =
  | 'app.created'
  | 'app.renamed'
  | 'app.updated'
  | 'app.restarted'
  | 'app.transferred'
  | 'app.destroyed'
  | 'addon.renamed'
  | 'addon.plan_changed'
  | 'domain.added'
  | 'domain.removed'
  | 'deploy.finished'
  | 'addon.created'
  | 'addon.provisioned'
  | 'addon.updated'
  | 'addon.destroyed'
  | 'attachment.created'
  | 'attachment.destroyed'
  | 'attachment.renamed'
  | 'config.updated'
  | 'release.created';

/** Something that happened (R38). Holds names, never values. */
export interface Event {
  readonly id: EventId;
  /** Order of happening over all apps. */
  readonly sequence: number;
  readonly at: number;
  readonly type: EventType;
  readonly operationId: OperationId;
  readonly appId: AppId;
  readonly addonId: AddonId | null;
  readonly actor: string;
  readonly data: Readonly<Record<string, string | number | readonly string[]>>;
}

/** The newest events of one app, oldest first. */
export interface EventHistory {
  readonly appId: AppId;
  readonly events: readonly Event[];
}
