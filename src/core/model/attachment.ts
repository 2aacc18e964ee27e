import type { AddonId, AppId, AttachmentId } from './ids.ts';

/** What kept an alias from being used (R9, R14). */
export type AliasObstacle =
  | { readonly kind: 'aliasTaken'; readonly alias: string; readonly addon: string }
  | {
      readonly kind: 'varTaken';
      readonly alias: string;
      readonly configVar: string;
      readonly addon: string;
      readonly otherAlias: string;
    }
  | { readonly kind: 'hidesOwnVar'; readonly alias: string; readonly configVar: string }
  | { readonly kind: 'noDefault'; readonly service: string };

/** Which step of R9 chose an alias, and what stood in the way of the earlier ones. */
export interface AliasReason {
  readonly step: 'chosen' | 'default' | 'generated';
  readonly obstacles: readonly AliasObstacle[];
  /** It replaces an alias that another add-on took (R27). */
  readonly isFallback?: true | undefined;
}

/** Link of one add-on to one app under one alias, unique in its app (I1). */
export interface Attachment {
  readonly id: AttachmentId;
  readonly appId: AppId;
  readonly addonId: AddonId;
  readonly alias: string;
  readonly namespace: string | null;
  readonly reason: AliasReason;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Name of the config var that an alias sets for a suffix (R15). */
export function varName(alias: string, suffix: string): string {
  return `${alias}_${suffix}`;
}
