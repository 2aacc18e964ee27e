import type { PageContext } from '../host/page.ts';

/**
 * The mark of a var's value, by which a change from elsewhere is told: a release would not do, as a value's oldest one
 * moves when releases are folded, though nobody has changed anything.
 *
 * @param value null when it is not set, as is its mark then
 */
export function markOfVar(
  name: string,
  value: string | null,
  { markOf }: Pick<PageContext, 'markOf'>,
): string | null {
  return value === null ? null : markOf(`${name}=${value}`);
}
