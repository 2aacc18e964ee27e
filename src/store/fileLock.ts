import { constants } from 'node:fs';
import * as fs from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** A lock whose holder died is taken after this time; a commit takes a few ms. */
const abandonedMs = 5_000;
const pauseMs = 4;

/**
 * Lets one process at a time do something with a file: whoever makes `<file>.lock` first. The others wait.
 *
 * @throws whatever the work throws, or the file system when the lock can't be made
 */
export async function withFileLock<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  const lock = `${file}.lock`;
  while (!(await make(lock))) {
    await takeIfAbandoned(lock);
    // Different pauses keep processes from meeting again and again.
    await wait(pauseMs + Math.random() * pauseMs);
  }
  try {
    return await work();
  } finally {
    await fs.rm(lock, { force: true });
  }
}

async function make(lock: string): Promise<boolean> {
  try {
    const handle = await fs.open(lock, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
    await handle.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

async function takeIfAbandoned(lock: string): Promise<void> {
  const { mtimeMs } = await fs.stat(lock).catch(() => ({ mtimeMs: Infinity }));
  // A clock that was set back must not make a dead holder's lock look young for ever.
  if (Number.isFinite(mtimeMs) && Math.abs(Date.now() - mtimeMs) > abandonedMs) {
    await fs.rm(lock, { force: true });
  }
}
