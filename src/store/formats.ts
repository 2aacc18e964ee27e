/** Stored buckets, before it is known that they are a state. */
export type StoredData = Readonly<Record<string, unknown>>;

/** Which forms of the state can be read. */
export interface Formats {
  /** Raised when an older version of the program could misread what a newer one writes. */
  readonly current: number;
  /** By the format that they start from, each to the next one. Pure; what they throw is told, and nothing is changed. */
  readonly migrations: Readonly<Record<number, (data: StoredData) => StoredData>>;
}

export const ourFormats: Formats = { current: 1, migrations: {} };

/** @throws what a migration throws, or RangeError when there is none */
export function migrated(data: StoredData, from: number, formats: Formats): StoredData {
  let next = data;
  for (let format = from; format < formats.current; format += 1) {
    const migrate = formats.migrations[format];
    if (migrate === undefined) {
      throw new RangeError(`No migration from format ${format}`);
    }
    next = migrate(next);
  }
  return next;
}
