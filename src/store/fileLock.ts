import { setTimeout as wait } from 'node:timers/promises';
import { fileError, hasCode } from './errorCode.ts';
import type { FilePort } from './filePort.ts';
import { removeQuietly } from './newFile.ts';

/** A lock whose holder died is taken after this time; what is done under it takes a few ms. */
const abandonedMs = 5_000;
const pauseMs = 4;

/**
 * Lets one process at a time do something: whoever makes the file first. The others wait. Good enough for a file system
 * that has nothing better, and nowhere else.
 *
 * @throws whatever the work throws, or the file system when the lock can't be made
 */
export async function withFileLock<Result>(
  files: FilePort,
  lock: string,
  work: () => Promise<Result>,
): Promise<Result> {
  while (!(await make(files, lock))) {
    await takeIfAbandoned(files, lock);
    // Different pauses keep processes from meeting again and again.
    await wait(pauseMs * (1 + Math.random()));
  }
  try {
    return await work();
  } finally {
    await removeQuietly(files, lock);
  }
}

async function make(files: FilePort, lock: string): Promise<boolean> {
  try {
    await (await files.create(lock)).close();
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) {
      return false;
    }
    throw error;
  }
}

async function takeIfAbandoned(files: FilePort, lock: string): Promise<void> {
  const { mtimeMs, kind } = await files.look(lock).catch(() => ({ mtimeMs: Number.NaN, kind: 'file' }));
  if (kind === 'folder') {
    // No holder made it, and none ends it.
    throw fileError('EISDIR', lock);
  }
  // A clock that was set back must not make a dead holder's lock look young for ever.
  if (Math.abs(Date.now() - mtimeMs) > abandonedMs) {
    await removeQuietly(files, lock);
  }
}
