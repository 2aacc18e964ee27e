import type { Chance, Randomness } from '../../src/core/ports/chance.ts';
import { systemRandomness } from '../../src/system/randomness.ts';

/**
 * Choices that go as a test wishes: of each draw that could give the next wished word or number, it is given; other
 * draws are as random as ever. The spec's transcripts are played with it.
 */
export function wishing(
  ...wishes: readonly (string | number)[]
): Randomness & { readonly left: readonly (string | number)[] } {
  const left = [...wishes];
  return {
    left,
    newSeed: () => systemRandomness.newSeed(),
    chance: (seed): Chance => {
      const random = systemRandomness.chance(seed);
      return {
        uuid: () => random.uuid(),
        hex: (length) => random.hex(length),
        integer: (least, most) => {
          const wish = left[0];
          if (typeof wish !== 'number' || wish < least || wish > most) {
            return random.integer(least, most);
          }
          left.shift();
          return wish;
        },
        pick: <Item>(items: readonly Item[]): Item => {
          const wish = items.find((item) => item === left[0]);
          if (wish === undefined) {
            return random.pick(items);
          }
          left.shift();
          return wish;
        },
      };
    },
  };
}

/** `shining-calmly-4402` as the three draws that make it. */
export function haiku(name: string): readonly (string | number)[] {
  return name.split('-').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
