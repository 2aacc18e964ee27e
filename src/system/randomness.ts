import { createCipheriv, randomBytes, type Cipher } from 'node:crypto';
import type { Chance, Randomness, Seed } from '../core/ports/chance.ts';

const seedBytes = 32;
const chunkBytes = 1024;

/**
 * Choices that follow from a seed and that nobody can guess without it: secrets and ids come from here, and seeing
 * an id must not tell the secret that was drawn after it. AES-256 in counter mode, keyed with the seed, is both.
 */
class SeededChance implements Chance {
  readonly #cipher: Cipher;
  #bytes = Buffer.alloc(0);

  constructor(seed: Seed) {
    this.#cipher = createCipheriv('aes-256-ctr', Buffer.from(seed, 'hex'), Buffer.alloc(16));
  }

  integer(least: number, most: number): number {
    const span = most - least + 1;
    // Values above the last whole multiple of the span would favour small numbers: draw again.
    const limit = 2 ** 32 - (2 ** 32 % span);
    for (;;) {
      const drawn = this.#take(4).readUInt32BE();
      if (drawn < limit) {
        return least + (drawn % span);
      }
    }
  }

  pick<Item>(items: readonly Item[]): Item {
    if (items.length === 0) {
      throw new RangeError('Nothing to pick from');
    }
    return items[this.integer(0, items.length - 1)] as Item;
  }

  uuid(): string {
    const bytes = this.#take(16);
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  hex(length: number): string {
    return this.#take(Math.ceil(length / 2))
      .toString('hex')
      .slice(0, length);
  }

  #take(count: number): Buffer {
    while (this.#bytes.length < count) {
      this.#bytes = Buffer.concat([this.#bytes, this.#cipher.update(Buffer.alloc(chunkBytes))]);
    }
    const taken = this.#bytes.subarray(0, count);
    this.#bytes = this.#bytes.subarray(count);
    return Buffer.from(taken);
  }
}

/** Seeds from the machine's own source of randomness. */
export const systemRandomness: Randomness = {
  newSeed: () => randomBytes(seedBytes).toString('hex'),
  chance: (seed) => new SeededChance(seed),
};
