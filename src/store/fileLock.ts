import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import * as fs from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** A lock whose holder died is taken after this time; a commit takes a few ms. */
const abandonedMs = 5_000;
const pauseMs = 4;

/**
 * Lets one process at a time do something with a file: whoever makes `<file>.lock` first. The others wait.
 *
 * @param work is told by `isOurs` whether the lock is still its own; one that was held too long may have been taken
 * @throws whatever the work throws, or the file system when the lock can't be made
 */
export async function withFileLock<Result>(
  file: string,
  work: (isOurs: () => Promise<boolean>) => Promise<Result>,
): Promise<Result> {
  const lock = `${file}.lock`;
  const token = randomUUID();
  while (!(await make(lock, token))) {
    await takeIfAbandoned(lock);
    // Different pauses keep processes from meeting again and again.
    await wait(pauseMs + Math.random() * pauseMs);
  }
  const isOurs = async (): Promise<boolean> =>
    (await fs.readFile(lock, 'utf8').catch(() => undefined)) === token;
  try {
    return await work(isOurs);
  } finally {
    if (await isOurs()) {
      await fs.rm(lock, { force: true });
    }
  }
}

async function make(lock: string, token: string): Promise<boolean> {
  try {
    const handle = await fs.open(lock, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
    try {
      await handle.writeFile(token);
    } finally {
      await handle.close();
    }
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
