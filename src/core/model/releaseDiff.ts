import type { Release, ReleaseHistory } from './release.ts';
import { byText } from './queries.ts';

/** What a release did to the config vars of its app, by name. Never a value. */
export interface ReleaseDiff {
  readonly release: Release;
  readonly set: readonly string[];
  /** Had another value before, or another owner. */
  readonly changed: readonly string[];
  readonly unset: readonly string[];
  /** The releases before were folded into this one: what it set itself is not known, and `set` is all there was then. */
  readonly isWhole: boolean;
}

/** Every release that is kept, oldest first, with what it did to names. */
export function releaseDiffs({ releases, foldedThrough }: ReleaseHistory): readonly ReleaseDiff[] {
  const [own, owned] = [new Set<string>(), new Set<string>()];
  return releases.map((release, position) => {
    const before = new Set([...own, ...owned]);
    const touched = [...apply(own, release.changes.own), ...apply(owned, release.changes.owned)];
    const isThere = (name: string): boolean => own.has(name) || owned.has(name);
    const names = [...new Set(touched)].sort(byText);
    return {
      release,
      set: names.filter((name) => !before.has(name) && isThere(name)),
      changed: names.filter((name) => before.has(name) && isThere(name)),
      unset: names.filter((name) => before.has(name) && !isThere(name)),
      isWhole: position === 0 && foldedThrough > 0,
    };
  });
}

/** Applies changes to the names of one part. @returns the names that they touch */
function apply(names: Set<string>, { set, unset }: Release['changes']['own']): readonly string[] {
  unset.forEach((name) => names.delete(name));
  Object.keys(set).forEach((name) => names.add(name));
  return [...Object.keys(set), ...unset];
}
