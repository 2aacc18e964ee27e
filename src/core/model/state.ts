import type { Addon } from './addon.ts';
import type { App } from './app.ts';
import type { Attachment } from './attachment.ts';
import type { ConfigVar } from './configVar.ts';
import type { Domain } from './domain.ts';
import type { EventHistory } from './event.ts';
import type { FailedAddon } from './failedAddon.ts';
import type { Operation } from './operation.ts';
import { localDeveloper, type Owner } from './owner.ts';
import type { PriceSegment } from './priceSegment.ts';
import type { ReleaseHistory } from './release.ts';

export type Bucket<Entry> = Readonly<Record<string, Entry>>;

/** What each bucket of the state holds. Keys are ids, but for `configVars` (`configVarKey`) and `counters` (names). */
export interface Entries {
  owners: Owner;
  apps: App;
  configVars: ConfigVar;
  addons: Addon;
  attachments: Attachment;
  domains: Domain;
  failedAddons: FailedAddon;
  priceSegments: PriceSegment;
  /** By app id. */
  releases: ReleaseHistory;
  /** By app id. */
  events: EventHistory;
  operations: Operation;
  /** `event` and `operation`: the last sequence number given out. */
  counters: number;
}

export type BucketName = keyof Entries;

/** Everything there is. Immutable: an entry that did not change stays the same object in the next state. */
export type State = { readonly [Name in BucketName]: Bucket<Entries[Name]> };

/** A store's first state: one owner, nothing else (D24). */
export const emptyState: State = {
  owners: { [localDeveloper.id]: localDeveloper },
  apps: {},
  configVars: {},
  addons: {},
  attachments: {},
  domains: {},
  failedAddons: {},
  priceSegments: {},
  releases: {},
  events: {},
  operations: {},
  counters: {},
};

export const bucketNames = Object.keys(emptyState) as readonly BucketName[];
