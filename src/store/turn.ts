import * as path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { hasCode } from './errorCode.ts';
import type { FilePort } from './filePort.ts';
import { turnFile } from './folderListing.ts';
import { removeQuietly } from './newFile.ts';

/** Longer than this nobody is waited for: the holder may be stopped or dead. */
const patienceMs = 200;
const pauseMs = 2;

/**
 * Waits for a turn to commit, so that writers that met each get theirs. Fairness alone: safety never depends on it,
 * and what goes wrong here is passed over.
 *
 * @returns what ends the turn
 */
export async function takeTurn(files: FilePort, folder: string): Promise<() => Promise<void>> {
  const file = path.join(folder, turnFile);
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const outcome = await tryTurn(files, file);
    if (outcome === 'mine') {
      return () => removeQuietly(files, file);
    }
    if (outcome === 'impossible') {
      return () => Promise.resolve();
    }
    if (await isFolder(files, file)) {
      return () => Promise.resolve();
    }
    if (performance.now() > deadline || (await isOld(files, file))) {
      // A link under this name is removed, not what it points at.
      await removeQuietly(files, file);
    }
    if (performance.now() > deadline) {
      return () => Promise.resolve();
    }
    await wait(pauseMs * (0.5 + Math.random()));
  }
}

/** Nobody's turn, and nothing to be removed. */
async function isFolder(files: FilePort, file: string): Promise<boolean> {
  const facts = await files.look(file).catch(() => undefined);
  return facts?.kind === 'folder';
}

/** Whoever made it had time enough: another writer need not wait for as long again. */
async function isOld(files: FilePort, file: string): Promise<boolean> {
  const { mtimeMs } = await files.look(file).catch(() => ({ mtimeMs: Number.NaN }));
  return Math.abs(Date.now() - mtimeMs) > patienceMs;
}

async function tryTurn(files: FilePort, file: string): Promise<'mine' | 'taken' | 'impossible'> {
  try {
    await (await files.create(file)).close();
    return 'mine';
  } catch (error) {
    return hasCode(error, 'EEXIST') ? 'taken' : 'impossible';
  }
}
