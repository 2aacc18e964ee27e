import type { State } from '../../src/core/model/state.ts';
import { LowdbStateStore } from '../../src/store/lowdbStateStore.ts';

/** Stores a state where an extension whose `addons.store.folder` is the folder looks for it. */
export async function writeStore(folder: string, state: State): Promise<void> {
  const store = new LowdbStateStore(folder);
  await store.open();
  await store.replace(state);
  await store.close();
}
