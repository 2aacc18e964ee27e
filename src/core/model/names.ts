import { isUuid } from './ids.ts';

/** R1: 3–30 lower-case letters, digits and dashes; a letter first, no dash last. */
export function isAppName(text: string): boolean {
  return /^[a-z][a-z0-9-]{1,28}[a-z0-9]$/.test(text);
}

/** R2: 2–63 lower-case letters, digits, `-` and `_`; a letter first; never shaped like a UUID. */
export function isAddonName(text: string): boolean {
  return /^[a-z][a-z0-9_-]{0,61}[a-z0-9]$/.test(text) && !isUuid(text);
}

/** R4: 1–64 upper-case letters, digits and underscores, a letter first. */
export function isAlias(text: string): boolean {
  return /^[A-Z][A-Z0-9_]{0,63}$/.test(text);
}

/**
 * The nearest text that R4 allows, to be offered and never used unasked.
 *
 * @returns null when nothing of the text can be kept
 */
export function suggestAlias(text: string): string | null {
  const upper = text
    .toUpperCase()
    .replace(/[^A-Z0-9_]+/g, '_')
    .replace(/^[^A-Z]+/, '')
    .replace(/_+$/, '')
    .slice(0, 64);
  return isAlias(upper) ? upper : null;
}

/** R5: letters, digits and underscores, no digit first, not starting with `__`, at most 256 characters. */
export function isConfigVarName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]{0,255}$/.test(text) && !text.startsWith('__');
}
