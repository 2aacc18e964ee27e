/** Random choices as values. The same seed makes the same choices in the same order. */
export interface Chance {
  /** A whole number from `least` to `most`, both included. */
  integer(least: number, most: number): number;
  pick<Item>(items: readonly [Item, ...Item[]] | readonly Item[]): Item;
  /** A new lower-case UUID, version 4. */
  uuid(): string;
  /** Lower-case hexadecimal digits that nobody can guess. */
  hex(length: number): string;
}

/** What a run of choices starts from: 64 hexadecimal digits that nobody can guess. */
export type Seed = string;

export interface Randomness {
  newSeed(): Seed;
  chance(seed: Seed): Chance;
}
