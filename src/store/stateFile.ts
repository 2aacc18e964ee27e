import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { failed } from '../core/errors/addonError.ts';
import { withFileLock } from './fileLock.ts';
import { decodeState, encodeState } from './stateFormat.ts';
import type { State } from '../core/model/state.ts';

/** A write takes a few ms; what is older than this was left behind. */
const unfinishedMs = 60_000;

/** Another process has stored a state since the last read: read again, and apply the change to that. */
export class StoreConflict extends Error {}

/**
 * One state in one file: what stands under the name is always whole, for a new text is written beside it and
 * renamed over it. Has the form of lowdb's adapters.
 */
export class StateFile {
  readonly #file: string;
  /** What the file looked like when it was read or written last: equal marks, equal content. */
  #mark: string | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  /**
   * @returns null when nothing was ever stored, or nothing changed since the last read or write
   * @throws AddonError `store_damaged`, `store_newer_format`, `store_read_only`
   */
  async read(): Promise<State | null> {
    const mark = await this.#look();
    if (mark === this.#mark || mark === undefined) {
      return null;
    }
    const state = decodeState(await this.#readText(), this.#file);
    this.#mark = mark;
    return state;
  }

  /**
   * Stores a state that was made from the one that was read last.
   *
   * @throws StoreConflict when another process has stored one since; AddonError `disk_full`, `store_read_only`; what
   *   is stored stays as it is then
   */
  async write(state: State): Promise<void> {
    const folder = path.dirname(this.#file);
    const beside = path.join(folder, `tmp-${process.pid}-${randomUUID()}`);
    try {
      await fs.mkdir(folder, { recursive: true, mode: 0o700 });
      await writeDurably(beside, encodeState(state));
      const mark = await withFileLock(this.#file, (isOurs) => this.#replaceBy(beside, isOurs));
      await syncFolder(folder);
      this.#mark = mark;
    } catch (error) {
      // What stopped the write may stop this as well; the first error is the one to tell.
      await fs.rm(beside, { force: true }).catch(() => undefined);
      throw storeError(error, this.#file);
    }
  }

  /** @returns the mark of what stands there now */
  async #replaceBy(beside: string, isOurs: () => Promise<boolean>): Promise<string | undefined> {
    if ((await this.#look()) !== this.#mark || !(await isOurs())) {
      throw new StoreConflict();
    }
    await fs.rename(beside, this.#file);
    // Until the write is known to be durable, what stands there counts as not read: a failure after this point must
    // not let the next commit write over it.
    this.#mark = undefined;
    return this.#look();
  }

  /**
   * Copies the file beside itself, under a name that was not there. The copy counts as read: a write that follows is
   * in conflict only with what was stored after it.
   *
   * @param remembered what a window knows; copied too when the file is gone or can't be read, for then it is all that
   *   is left
   * @returns the copy that can be read, or null when there is no file and nothing is remembered
   * @throws AddonError `disk_full`, `store_read_only`
   */
  async backUp(remembered: State | null): Promise<string | null> {
    try {
      const bytes = await this.#bytes();
      const copy = bytes === undefined ? null : await this.#copy(bytes);
      const isWhole = bytes !== undefined && isReadable(bytes.toString('utf8'), this.#file);
      return isWhole || remembered === null ? copy : await this.#copy(encodeState(remembered));
    } catch (error) {
      throw storeError(error, this.#file);
    }
  }

  async #copy(content: string | Uint8Array): Promise<string> {
    const folder = path.dirname(this.#file);
    const stamp = new Date().toISOString().replaceAll(':', '-');
    const copy = path.join(folder, `backup-${stamp}-${randomUUID().slice(0, 8)}.json`);
    await fs.mkdir(folder, { recursive: true, mode: 0o700 });
    await writeDurably(copy, content);
    await syncFolder(folder);
    return copy;
  }

  /** What stands in the file, which counts as read then; undefined when there is none. */
  async #bytes(): Promise<Buffer | undefined> {
    try {
      this.#mark = await markOf(this.#file);
      return await fs.readFile(this.#file);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') {
        throw error;
      }
      this.#mark = undefined;
      return undefined;
    }
  }

  /** Removes files of writes that never ended: they hold values. */
  async sweep(): Promise<void> {
    const folder = path.dirname(this.#file);
    const names = await fs.readdir(folder).catch((): string[] => []);
    for (const name of names.filter((each) => each.startsWith('tmp-'))) {
      const file = path.join(folder, name);
      const { mtimeMs } = await fs.stat(file).catch(() => ({ mtimeMs: Infinity }));
      if (Number.isFinite(mtimeMs) && Math.abs(Date.now() - mtimeMs) > unfinishedMs) {
        // Another process may be sweeping too.
        await fs.rm(file, { force: true }).catch(() => undefined);
      }
    }
  }

  /** @throws AddonError `store_gone` when the file was there and is not any more */
  async #look(): Promise<string | undefined> {
    try {
      return await markOf(this.#file);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') {
        throw storeError(error, this.#file);
      }
      if (this.#mark !== undefined) {
        throw failed('store_gone', { file: this.#file });
      }
      return undefined;
    }
  }

  async #readText(): Promise<string> {
    try {
      return await fs.readFile(this.#file, 'utf8');
    } catch (error) {
      throw storeError(error, this.#file);
    }
  }
}

/** Equal marks, equal content: every write makes a new file. */
async function markOf(file: string): Promise<string> {
  const { ino, size, mtimeNs } = await fs.stat(file, { bigint: true });
  return `${ino}:${size}:${mtimeNs}`;
}

function isReadable(text: string, file: string): boolean {
  try {
    decodeState(text, file);
    return true;
  } catch {
    // Why it can't be read was told when it was; here only whether.
    return false;
  }
}

async function writeDurably(file: string, content: string | Uint8Array): Promise<void> {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
  const handle = await fs.open(file, flags, 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A new name is durable when its folder is. Windows has no such call, and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') {
    return;
  }
  const handle = await fs.open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function storeError(error: unknown, file: string): unknown {
  const code = codeOf(error);
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return failed('disk_full', { file });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EISDIR':
      return failed('store_read_only', { file, reason: code });
    default:
      return error;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
