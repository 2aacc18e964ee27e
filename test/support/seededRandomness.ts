import { createHash } from 'node:crypto';
import type { Randomness } from '../../src/core/ports/chance.ts';
import { systemRandomness } from '../../src/system/randomness.ts';

/** Randomness whose seeds follow from a number, so that a run that failed can be repeated. */
export function seededRandomness(start: number): Randomness {
  let drawn = 0;
  return {
    newSeed: () => {
      drawn += 1;
      return createHash('sha256').update(`${start}:${drawn}`).digest('hex');
    },
    chance: (seed) => systemRandomness.chance(seed),
  };
}
