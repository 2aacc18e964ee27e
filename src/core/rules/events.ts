import type { Event, EventType } from '../model/event.ts';
import type { AddonId, AppId, EventId } from '../model/ids.ts';
import { put } from '../model/edit.ts';
import type { State } from '../model/state.ts';
import type { Given } from './rule.ts';

interface NewEvent {
  readonly type: EventType;
  readonly appId: AppId;
  readonly addonId?: AddonId;
  readonly actor?: string;
  readonly data?: Event['data'];
}

/** Appends an event to the history of its app (R38). `data` holds names, never values. */
export function recordEvent(state: State, event: NewEvent, given: Given): State {
  const sequence = (state.counters['event'] ?? 0) + 1;
  const recorded: Event = {
    id: given.chance.uuid() as EventId,
    sequence,
    at: given.nowMs,
    type: event.type,
    operationId: given.operationId,
    appId: event.appId,
    addonId: event.addonId ?? null,
    actor: event.actor ?? given.actor,
    data: event.data ?? {},
  };
  const before = state.events[event.appId]?.events ?? [];
  const events = [...before, recorded].slice(-given.keptReleases);
  const counted = put(state, 'counters', 'event', sequence);
  return put(counted, 'events', event.appId, { appId: event.appId, events });
}
