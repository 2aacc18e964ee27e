import type { OperationGroupId, OperationId, OriginId } from './ids.ts';

/** One entry that an operation put, altered or dropped; `null` stands for "was not there". */
export interface EntryEdit {
  readonly bucket: UndoableBucket;
  readonly key: string;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * Buckets that undo puts back. Releases, events and operations only grow (R37); the histories of an app that an
 * operation made or destroyed are the exception, they come and go with their app.
 */
export const undoableBuckets = [
  'owners',
  'apps',
  'configVars',
  'addons',
  'attachments',
  'domains',
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
  readonly edits: readonly EntryEdit[];
}
