import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { State } from '../../src/core/model/state.ts';
import { encodeState } from '../../src/store/stateFormat.ts';

/** Writes a state where an extension whose `addons.store.folder` is the folder looks for it. @returns the file */
export async function writeStore(folder: string, state: State): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'db.json');
  await writeFile(file, encodeState(state));
  return file;
}
