import type { EventType } from '../model/event.ts';
import type { AddonId, AppId } from '../model/ids.ts';
import type { EntryEdit, UndoableBucket } from '../model/operation.ts';
import type { State } from '../model/state.ts';
import { recordEvent } from './events.ts';
import type { Given } from './rule.ts';

type Fields = Readonly<Record<string, string>>;

interface EventNames {
  readonly back: EventType;
  readonly gone: EventType;
  /** By the field that differs; the last entry is for any other. */
  readonly changed: readonly (readonly [field: string, type: EventType])[];
}

/** R38: what the coming back, going and changing of an entry is called. Other buckets have no events of their own. */
const eventNames: Readonly<Partial<Record<UndoableBucket, EventNames>>> = {
  apps: {
    back: 'app.created',
    gone: 'app.destroyed',
    changed: [
      ['name', 'app.renamed'],
      ['ownerId', 'app.transferred'],
      ['maintenance', 'app.updated'],
    ],
  },
  addons: {
    back: 'addon.created',
    gone: 'addon.destroyed',
    changed: [
      ['name', 'addon.renamed'],
      ['plan', 'addon.plan_changed'],
      ['values', 'addon.updated'],
    ],
  },
  attachments: {
    back: 'attachment.created',
    gone: 'attachment.destroyed',
    changed: [['alias', 'attachment.renamed']],
  },
  // A built-in hostname follows the name of its app without an event.
  domains: { back: 'domain.added', gone: 'domain.removed', changed: [] },
};

/** Records what an entry that undo put back, dropped or changed means to whoever listens. */
export function recordEdit(state: State, { bucket, key, before, after }: EntryEdit, given: Given): State {
  const entry = (before ?? after) as Fields;
  const type = eventType(bucket, before as Fields | null, after as Fields | null);
  if (type === undefined) {
    return state;
  }
  const appId = (entry['appId'] ?? entry['billingAppId'] ?? key) as AppId;
  const addonId = (bucket === 'addons' ? key : entry['addonId']) as AddonId | undefined;
  const field = ['name', 'alias', 'hostname'].find((name) => Object.hasOwn(entry, name)) ?? 'name';
  const data = { [field]: entry[field] ?? '' };
  return recordEvent(state, { type, appId, ...(addonId !== undefined && { addonId }), data }, given);
}

function eventType(
  bucket: UndoableBucket,
  before: Fields | null,
  after: Fields | null,
): EventType | undefined {
  const names = eventNames[bucket];
  if (before === null || after === null) {
    return before === null ? names?.gone : names?.back;
  }
  const changed = names?.changed.find(([field]) => before[field] !== after[field]);
  return (changed ?? names?.changed.at(-1))?.[1];
}
