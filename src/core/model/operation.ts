import type { AppId, OperationGroupId, OperationId, OriginId } from './ids.ts';

/** One entry that an operation put, altered or dropped; `null` stands for "was not there". */
export interface EntryEdit {
  readonly bucket: UndoableBucket;
  readonly key: string;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * Buckets that undo puts back. Releases, events and operations only grow (R37); those of a destroyed app are kept as
 * long as an operation that can bring it back.
 */
export const undoableBuckets = [
  'owners',
  'apps',
  'configVars',
  'addons',
  'attachments',
  'domains',
  'failedAddons',
  'priceSegments',
] as const;
export type UndoableBucket = (typeof undoableBuckets)[number];

/** One performed action, with all that undo needs (R37). */
export interface Operation {
  readonly id: OperationId;
  readonly sequence: number;
  readonly at: number;
  readonly actor: string;
  readonly origin: OriginId;
  readonly group: OperationGroupId | null;
  readonly type: string;
  /** What it did to each app, in the words of its last release there; for "Undo: …". */
  readonly descriptions: Readonly<Record<AppId, string>>;
  /** By app, the commit that ran before and after it (a rollback changes it, R36). */
  readonly commits: Readonly<
    Record<AppId, { readonly before: string | null; readonly after: string | null }>
  >;
  /** The line of the Heroku CLI that does the same, values included; null where there is none. */
  readonly cli: string | null;
  /** The undo that took it back. */
  readonly undoneBy: OperationId | null;
  readonly edits: readonly EntryEdit[];
}
