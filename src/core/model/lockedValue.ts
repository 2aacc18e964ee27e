import { failed } from '../errors/addonError.ts';
import type { Vars } from './configVar.ts';

/** No value that a person types begins with a character for private use. */
const marker = '\uE000enc:';

/** A value whose key is missing, and the place that it was closed for. */
export interface LockedValue {
  readonly text: string;
  readonly store: string;
  readonly owner: string;
  readonly name: string;
}

/** A locked value as the state holds it: rules carry it like any other text. Equal texts are equal values. */
export function lockedText({ text, store, owner, name }: LockedValue): string {
  return marker + JSON.stringify([text, store, owner, name]);
}

export function isLocked(value: string): boolean {
  return value.startsWith(marker);
}

/** What a locked value is made of; undefined for every other value. */
export function lockedValueOf(value: string): LockedValue | undefined {
  if (!isLocked(value)) {
    return undefined;
  }
  try {
    const parts: unknown = JSON.parse(value.slice(marker.length));
    if (Array.isArray(parts) && parts.length === 4 && parts.every((part) => typeof part === 'string')) {
      const [text = '', store = '', owner = '', name = ''] = parts;
      return { text, store, owner, name };
    }
  } catch {
    // A text that only begins like one.
  }
  return undefined;
}

/** @throws AddonError `store_locked`: a locked value is given to nobody, as it is no value */
export function refuseLocked(...values: readonly string[]): void {
  if (values.some(isLocked)) {
    throw failed('store_locked', {});
  }
}

/** Values that go to a person, a file or a program. @throws AddonError `store_locked` */
export function givenOut(vars: Vars): Vars {
  refuseLocked(...Object.values(vars));
  return vars;
}
