import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';

/** A .env file is small; what is larger is something else. */
export const maxBytes = 1024 * 1024;

/** What was left behind by a process that died is older than this. */
const abandonedMs = 60_000;

/** The file does not hold what it was expected to hold. */
export class FileChanged extends Error {}

/**
 * @returns null when there is no file
 * @throws FileChanged when something else has taken its place; errors of the file system
 */
export async function readBytes(file: string): Promise<Buffer | null> {
  const handle = await fs.open(file, readFlags).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') {
      return null;
    }
    throw codeOf(error) === 'ELOOP' ? new FileChanged() : error;
  });
  if (handle === null) {
    return null;
  }
  try {
    const stats = await handle.stat();
    if (!stats.isFile() || stats.size > maxBytes) {
      throw new FileChanged();
    }
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** Follows no link, and does not wait for the other end of a pipe; Windows has neither. */
const readFlags =
  constants.O_RDONLY |
  ((constants.O_NOFOLLOW as number | undefined) ?? 0) |
  ((constants.O_NONBLOCK as number | undefined) ?? 0);

/**
 * Puts new bytes in the place of a file's, all of them or none, also when the machine stops in between.
 *
 * @param before what the file holds; null when there is none
 * @param mode permissions of what is written
 * @throws FileChanged when it holds something else; errors of the file system
 */
export async function replaceBytes(
  file: string,
  before: Buffer | null,
  after: Buffer,
  mode: number,
): Promise<void> {
  await removeAbandoned(file);
  const beside = `${file}.${randomUUID()}${besideEnd}`;
  try {
    await writeDurably(beside, after, mode);
    await expectBytes(file, before);
    await (before === null ? placeNew(beside, file) : fs.rename(beside, file));
  } finally {
    await fs.rm(beside, { force: true }).catch(() => undefined);
  }
  await syncFolder(path.dirname(file));
}

/** Removes a file that holds just these bytes. @throws FileChanged, errors of the file system */
export async function removeBytes(file: string, before: Buffer): Promise<void> {
  await expectBytes(file, before);
  await fs.rm(file);
  await syncFolder(path.dirname(file));
}

const besideEnd = '.addon-manager-tmp';

async function writeDurably(file: string, bytes: Buffer, mode: number): Promise<void> {
  const handle = await fs.open(file, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.chmod(mode);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function expectBytes(file: string, expected: Buffer | null): Promise<void> {
  const found = await readBytes(file);
  const isSame = found === null || expected === null ? found === expected : found.equals(expected);
  if (!isSame) {
    throw new FileChanged();
  }
}

/** A link fails where a file has come meanwhile; a rename would replace it. */
async function placeNew(beside: string, file: string): Promise<void> {
  try {
    await fs.link(beside, file);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') {
      throw new FileChanged();
    }
    // Some file systems know no links.
    await fs.rename(beside, file);
  }
}

async function removeAbandoned(file: string): Promise<void> {
  const folder = path.dirname(file);
  const start = `${path.basename(file)}.`;
  const names = (await fs.readdir(folder)).filter(
    (name) => name.startsWith(start) && name.endsWith(besideEnd),
  );
  for (const name of names) {
    const { mtimeMs } = await fs.stat(path.join(folder, name)).catch(() => ({ mtimeMs: Infinity }));
    if (Number.isFinite(mtimeMs) && Date.now() - mtimeMs > abandonedMs) {
      await fs.rm(path.join(folder, name), { force: true }).catch(() => undefined);
    }
  }
}

/** Makes a rename durable, where the system lets a folder be opened. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await fs.open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** The system's code of an error, as `EACCES`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
