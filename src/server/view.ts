import { createHash } from 'node:crypto';
import type { Catalog } from '../core/catalog/catalog.ts';
import type { AddonId } from '../core/model/ids.ts';
import type { State } from '../core/model/state.ts';

/** What bodies are made from: one state, and where this server is. */
export interface View {
  readonly state: State;
  readonly catalog: Catalog;
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Address of an add-on's page on this server, with a secret of its own. */
  readonly dashboardUrl: (addonId: AddonId) => string;
}

/** An instant on the wire: UTC, whole seconds. */
export function instant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** The id of something that has none of its own, such as a plan: a UUID that is the same on every start. */
export function idOf(kind: string, name: string): string {
  const hex = createHash('sha256').update(`${kind}:${name}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
