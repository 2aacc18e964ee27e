import type { AppId } from '../model/ids.ts';
import * as queries from '../model/queries.ts';
import type { State } from '../model/state.ts';

/** R5, D4: bytes of UTF-8, names and values of the user's own config vars of one app together. */
const largestConfig = 64 * 1024;

/** Whether the user's own config vars of an app are larger together than they may be. */
export function isConfigTooLarge(state: State, appId: AppId): boolean {
  const sizes = queries
    .ownVarsOf(state, appId)
    .map(({ name, value }) => byteLength(name) + byteLength(value));
  return sizes.reduce((sum, size) => sum + size, 0) > largestConfig;
}

export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
