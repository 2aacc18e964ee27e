// A process of its own: commits to a store, and prints what was answered. Bundled by `processes.ts`.
import { JSONFile } from 'lowdb/node';
import { Low } from 'lowdb';
import * as path from 'node:path';
import { mkdir } from 'node:fs/promises';
import { isAddonError } from '../../../src/core/errors/addonError.ts';
import { put } from '../../../src/core/model/edit.ts';
import { emptyState, type State } from '../../../src/core/model/state.ts';
import { LowdbStateStore } from '../../../src/store/lowdbStateStore.ts';

export interface WriterTask {
  readonly kind: 'generations' | 'jsonFile';
  readonly folder: string;
  readonly name: string;
  readonly first: number;
  readonly transactions: number;
}

interface Committer {
  commit(step: (state: State) => State): Promise<State>;
  close(): Promise<void>;
}

async function generations(folder: string): Promise<Committer> {
  const store = new LowdbStateStore(folder);
  await store.open();
  return {
    commit: (step) =>
      store.transact((state) => {
        const next = step(state);
        return [next, next];
      }),
    close: () => store.close(),
  };
}

/** Stock lowdb, as its documentation uses it: read, change, write. */
async function jsonFile(folder: string): Promise<Committer> {
  await mkdir(folder, { recursive: true });
  const db = new Low<State>(new JSONFile(path.join(folder, 'db.json')), emptyState);
  await db.read();
  return {
    async commit(step) {
      await db.read();
      db.data = step(db.data);
      await db.write();
      return db.data;
    },
    close: () => Promise.resolve(),
  };
}

/** Counts all commits, and leaves a mark for each of its own. */
function step(task: WriterTask, number: number): (state: State) => State {
  return (state) =>
    put(
      put(state, 'counters', 'all', (state.counters['all'] ?? 0) + 1),
      'counters',
      `${task.name}:${number}`,
      number,
    );
}

async function main(): Promise<void> {
  const task = JSON.parse(process.argv[2] ?? '') as WriterTask;
  const committer = await (task.kind === 'generations' ? generations(task.folder) : jsonFile(task.folder));
  console.log('opened');
  let seen = 0;
  for (let number = task.first; number < task.first + task.transactions; number += 1) {
    const askedMs = performance.now();
    const state = await committer.commit(step(task, number));
    const all = state.counters['all'] ?? 0;
    console.log(`stored ${number} ${(performance.now() - askedMs).toFixed(2)}`);
    if (all <= seen) {
      console.log(`back ${seen} ${all}`);
    }
    seen = all;
  }
  await committer.close();
  console.log('done');
}

main().catch((error: unknown) => {
  console.log(`failed ${isAddonError(error) ? error.code : String(error)}`);
  process.exitCode = 1;
});
