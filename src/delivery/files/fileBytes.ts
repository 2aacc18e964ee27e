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
 * @throws FileChanged when it holds something else; errors of the file system, `EACCES` for a read-only file
 */
export async function replaceBytes(
  file: string,
  before: Buffer | null,
  after: Buffer,
  mode: number,
): Promise<void> {
  await removeAbandoned(path.dirname(file));
  await expectWritable(file);
  const beside = besideOf(file);
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
  await expectWritable(file);
  await expectBytes(file, before);
  await fs.rm(file);
  await syncFolder(path.dirname(file));
}

/**
 * Looks whether a file may be written, as a rename would replace one that may not. A file without any permission to
 * write is meant to stay as it is, also for those whom no permission stops. One that is not there may be made.
 *
 * @throws errors of the file system, `EACCES` for a read-only file
 */
export async function expectWritable(file: string): Promise<void> {
  try {
    await fs.access(file, constants.W_OK);
    if (((await fs.stat(file)).mode & 0o222) === 0) {
      throw Object.assign(new Error('A read-only file'), { code: 'EACCES' });
    }
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') {
      throw error;
    }
  }
}

/** Whether a write made a file of this name for a moment, or left it behind when its process died. */
export function isBeside(name: string): boolean {
  return /\.[0-9a-f-]+\.addon-manager-tmp(\.local|\.env)?$/.test(name);
}

/**
 * A new name beside a file. It may outlive the process and hold secrets, so it is one that the lines of usual
 * `.gitignore` files cover: `*.env` for `production.env`; `.env*`, `.env.*`, `.env*.local`, `.env.*.local` and
 * `*.local` for the others.
 */
function besideOf(file: string): string {
  const end = /.\.env$/.test(path.basename(file)) ? '.env' : '.local';
  return `${file}.${randomUUID()}.addon-manager-tmp${end}`;
}

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
    await expectBytes(file, null);
    await fs.rename(beside, file);
  }
}

/** Sweeps a folder of what writes have left behind there, of any file: it may hold secrets. */
export async function removeAbandoned(folder: string): Promise<void> {
  for (const name of (await fs.readdir(folder)).filter(isBeside)) {
    const file = path.join(folder, name);
    const { mtimeMs } = await fs.lstat(file).catch(() => ({ mtimeMs: Infinity }));
    if (Number.isFinite(mtimeMs) && Date.now() - mtimeMs > abandonedMs) {
      await fs.rm(file, { force: true }).catch(() => undefined);
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
