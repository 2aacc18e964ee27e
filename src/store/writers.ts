/** How many writers a generation remembers. */
const remembered = 64;

/** By writer, in order of last use: the number of its newest commit, and the generation that this one made. */
export type Writers = Readonly<Record<string, readonly [sequence: number, generation: number]>>;

/** Which commits are in a generation. */
export interface WritersTable {
  readonly writers: Writers;
  /** The highest generation of a writer that was forgotten. */
  readonly forgotten: number;
}

/** Whether a commit is on the chain that a table ends. */
export type Standing = 'included' | 'absent' | 'unknown';

export interface Commit {
  readonly writer: string;
  readonly sequence: number;
  readonly generation: number;
}

/** The table after a commit. Writers are never called by digits alone: such keys have an order of their own. */
export function withCommit(table: WritersTable, { writer, sequence, generation }: Commit): WritersTable {
  const others = Object.entries(table.writers).filter(([name]) => name !== writer);
  const dropped = others.slice(0, Math.max(0, others.length + 1 - remembered));
  const forgotten = dropped.reduce((highest, [, [, made]]) => Math.max(highest, made), table.forgotten);
  const kept = others.slice(dropped.length);
  return { writers: Object.fromEntries([...kept, [writer, [sequence, generation]]]), forgotten };
}

/** Whether the chain that a table ends holds the newest commit of another table's chain. */
export function holdsNewest(
  table: WritersTable & { readonly store: string },
  known: WritersTable & { readonly store: string; readonly by: string; readonly gen: number },
): boolean {
  const [sequence] = known.writers[known.by] ?? [];
  return (
    table.store === known.store &&
    (sequence === undefined ||
      standingOf({ writer: known.by, sequence, generation: known.gen }, table) !== 'absent')
  );
}

export function standingOf({ writer, sequence, generation }: Commit, table: WritersTable): Standing {
  const known = table.writers[writer];
  if (known === undefined) {
    return generation <= table.forgotten ? 'unknown' : 'absent';
  }
  return known[0] >= sequence ? 'included' : 'absent';
}
