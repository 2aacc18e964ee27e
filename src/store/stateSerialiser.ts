import { bucketNames, type BucketName, type State } from '../core/model/state.ts';

/** Smaller texts are joined before they are written; joining larger ones would copy most of the state each time. */
const joinedBytes = 4096;
const blockBytes = 65_536;

const close = Buffer.from('}');
/** Before each bucket; the one before it is closed. */
const openings = bucketNames.map((name, position) =>
  Buffer.from(`${position === 0 ? '{' : '},'}${JSON.stringify(name)}:{`),
);

/**
 * The text of states, in pieces that are kept: the next state shares most of its entries. Buffers rather than texts,
 * for those would be encoded again at each write.
 */
export class StateSerialiser {
  readonly #stored: (bucket: BucketName, entry: unknown) => unknown;
  readonly #buckets = new WeakMap<object, readonly Buffer[]>();
  readonly #entries = new WeakMap<object, { readonly key: string; readonly text: Buffer }>();

  /** @param stored what is written in the place of an entry; asked once for each */
  constructor(stored: (bucket: BucketName, entry: unknown) => unknown = (_bucket, entry) => entry) {
    this.#stored = stored;
  }

  /** The bytes of `JSON.stringify(state)`. What did not change since the last state is the same object. */
  serialise(state: State): readonly Buffer[] {
    const pieces = bucketNames.flatMap((name, position) => [
      openings[position] ?? close,
      ...this.#bucket(name, state[name]),
    ]);
    return [...pieces, close, close];
  }

  #bucket(name: BucketName, bucket: Readonly<Record<string, unknown>>): readonly Buffer[] {
    const known = this.#buckets.get(bucket);
    if (known !== undefined) {
      return known;
    }
    const joined: Buffer[] = [];
    let small: Buffer[] = [];
    let size = 0;
    const join = (): void => {
      joined.push(...(small.length > 1 ? [Buffer.concat(small, size)] : small));
      small = [];
      size = 0;
    };
    let isFirst = true;
    for (const key of Object.keys(bucket)) {
      const kept = this.#entry(name, key, bucket[key]);
      if (kept === undefined) {
        continue;
      }
      const text = isFirst ? kept.subarray(1) : kept;
      isFirst = false;
      if (text.length > joinedBytes) {
        join();
        joined.push(text);
        continue;
      }
      small.push(text);
      size += text.length;
      if (size > blockBytes) {
        join();
      }
    }
    join();
    this.#buckets.set(bucket, joined);
    return joined;
  }

  #entry(bucket: BucketName, key: string, entry: unknown): Buffer | undefined {
    if (typeof entry !== 'object' || entry === null) {
      return textOf(key, entry);
    }
    const known = this.#entries.get(entry);
    if (known?.key === key) {
      return known.text;
    }
    const text = textOf(key, this.#stored(bucket, entry));
    if (text !== undefined) {
      this.#entries.set(entry, { key, text });
    }
    return text;
  }
}

/** With a comma before it. An entry that is undefined is not there once it was written. */
function textOf(key: string, entry: unknown): Buffer | undefined {
  const text = JSON.stringify(entry) as string | undefined;
  return text === undefined ? undefined : Buffer.from(`,${JSON.stringify(key)}:${text}`);
}
