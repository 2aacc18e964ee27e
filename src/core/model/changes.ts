import type { AddonId, AppId } from './ids.ts';
import { bucketNames, type BucketName, type Entries, type State } from './state.ts';

/** What kind of thing changed: the buckets that people see. Events, operations and counters follow from them. */
export type ChangeKind = Exclude<BucketName, 'events' | 'operations' | 'counters'>;

/** One entry that a commit added, removed or altered. Ids only, never a value. */
export interface Change {
  readonly kind: ChangeKind;
  /** `renamed`: changed, its name among others, which stands in the rows of others too. */
  readonly type: 'added' | 'removed' | 'changed' | 'renamed';
  readonly key: string;
  /** The app that it belongs to, if it belongs to one; for an add-on its billing app. */
  readonly appId: AppId | null;
  /** The add-on that it belongs to or is. */
  readonly addonId: AddonId | null;
}

export type ChangeList = readonly Change[];

type References = Pick<Change, 'appId' | 'addonId'>;

const none: References = { appId: null, addonId: null };

const referencesOf: { readonly [Kind in ChangeKind]: (entry: Entries[Kind]) => References } = {
  owners: () => none,
  apps: (app) => ({ appId: app.id, addonId: null }),
  configVars: (configVar) => ({ appId: configVar.appId, addonId: null }),
  addons: (addon) => ({ appId: addon.billingAppId, addonId: addon.id }),
  attachments: (attachment) => ({ appId: attachment.appId, addonId: attachment.addonId }),
  failedAddons: (addon) => ({ appId: addon.billingAppId, addonId: addon.id }),
  domains: (domain) => ({ appId: domain.appId, addonId: null }),
  priceSegments: (segment) => ({ appId: segment.appId, addonId: segment.addonId }),
  releases: (history) => ({ appId: history.appId, addonId: null }),
};

function isChangeKind(bucket: BucketName): bucket is ChangeKind {
  return Object.hasOwn(referencesOf, bucket);
}

/**
 * What differs between two states: derived, so that no rule can forget to announce something, and the same for
 * commits of other processes. Entries that are the same object are skipped.
 */
export function changesBetween(before: State, after: State): ChangeList {
  return bucketNames.filter(isChangeKind).flatMap((kind) => changesOf(kind, before, after));
}

function changesOf(kind: ChangeKind, before: State, after: State): readonly Change[] {
  const old: Readonly<Record<string, Entries[ChangeKind]>> = before[kind];
  const now: Readonly<Record<string, Entries[ChangeKind]>> = after[kind];
  if (old === now) {
    return [];
  }
  // Kind and entries belong together; the compiler can't see it of a union.
  const references = referencesOf[kind] as (entry: Entries[ChangeKind]) => References;
  const changes: Change[] = [];
  for (const [key, entry] of Object.entries(now)) {
    const earlier = old[key];
    if (earlier !== entry) {
      const type =
        earlier === undefined ? 'added' : nameOf(earlier) === nameOf(entry) ? 'changed' : 'renamed';
      changes.push({ kind, type, key, ...references(entry) });
    }
  }
  for (const [key, entry] of Object.entries(old)) {
    if (now[key] === undefined) {
      changes.push({ kind, type: 'removed', key, ...references(entry) });
    }
  }
  return changes;
}

function nameOf(entry: Entries[ChangeKind]): string | undefined {
  return 'name' in entry ? entry.name : undefined;
}
