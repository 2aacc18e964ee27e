declare const brand: unique symbol;

/** A lower-case UUID that names one kind of entity; the brand keeps an app's id out of an add-on's place. */
export type Id<Name extends string> = string & { readonly [brand]: Name };

export type OwnerId = Id<'Owner'>;
export type AppId = Id<'App'>;
export type AddonId = Id<'Addon'>;
export type AttachmentId = Id<'Attachment'>;
export type ReleaseId = Id<'Release'>;
export type PriceSegmentId = Id<'PriceSegment'>;
export type DomainId = Id<'Domain'>;
export type EventId = Id<'Event'>;
export type OperationId = Id<'Operation'>;
/** Joins the operations of one gesture, which are undone together (R37). */
export type OperationGroupId = Id<'OperationGroup'>;
/** One window or server: whose newest operation *Undo* takes first (R37). */
export type OriginId = Id<'Origin'>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text has the form of a UUID; no name may have it, or an identifier could mean two things (R2). */
export function isUuid(text: string): boolean {
  return uuid.test(text);
}
