import { constants, watch as watchFolder } from 'node:fs';
import * as fs from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileError, hasCode } from './errorCode.ts';
import type { FileFacts, FilePort, NewFile } from './filePort.ts';

const isWindows = process.platform === 'win32';

/** Windows has neither: there, what was opened is compared with what was looked at. */
const noFollow = isWindows ? 0 : constants.O_NOFOLLOW;
export const noWait = isWindows ? 0 : constants.O_NONBLOCK;

/** The bit of folders in which users may not remove what belongs to others. */
const shared = 0o1000;

/** Virus scanners hold new files for a moment. */
const scannerTries = 10;
const scannerPauseMs = 20;

/** The files of this machine. */
export const nodeFiles: FilePort = {
  list: (folder) => fs.readdir(folder),

  look: async (path) => factsOf(await fs.lstat(path)),

  read: readRegular,

  async create(path) {
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | noFollow;
    return new NodeFile(await fs.open(path, flags, 0o600));
  },

  async makeFolder(folder) {
    const path = resolve(folder);
    const first = await fs.mkdir(path, { recursive: true, mode: 0o700 });
    // A folder that a power cut takes away takes everything in it.
    for (let made = path; first !== undefined && made.length >= first.length; made = dirname(made)) {
      await syncFolder(dirname(made));
    }
  },

  createFolder: (path) => fs.mkdir(path, { mode: 0o700 }),

  link: (from, to) => despiteScanners(() => fs.link(from, to)),

  rename: (from, to) => despiteScanners(() => fs.rename(from, to)),

  remove: (path) => despiteScanners(() => fs.unlink(path)),

  removeFolder: (path) => despiteScanners(() => fs.rmdir(path)),

  syncFolder,

  async makePrivate(folder, holdsStore) {
    const user = process.getuid?.();
    if (user === undefined) {
      return;
    }
    const { mode, uid } = await fs.stat(folder);
    if (uid !== user && user !== 0) {
      throw fileError('EACCES', folder);
    }
    if (holdsStore && (mode & shared) === 0 && (mode & 0o077) !== 0) {
      await fs.chmod(folder, 0o700).catch((error: unknown) => {
        // A folder that can't be changed at all can still be read.
        if (!hasCode(error, 'EROFS', 'EPERM', 'ENOTSUP')) {
          throw error;
        }
      });
    }
  },

  checkWritable: (folder) => fs.access(folder, constants.W_OK),

  realPath: (path) => fs.realpath(path),

  watch(folder, changed, failed) {
    const watcher = watchFolder(folder, { persistent: false }, () => {
      changed();
    });
    watcher.on('error', failed);
    return watcher;
  },
};

class NodeFile implements NewFile {
  readonly #handle: fs.FileHandle;

  constructor(handle: fs.FileHandle) {
    this.#handle = handle;
  }

  async write(chunks: readonly Uint8Array[], position: number): Promise<number> {
    return (await this.#handle.writev(chunks, position)).bytesWritten;
  }

  async size(): Promise<number> {
    return (await this.#handle.stat()).size;
  }

  async mark(): Promise<string> {
    return markOf(await this.#handle.stat());
  }

  sync(): Promise<void> {
    return this.#handle.sync();
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  if (isWindows) {
    return;
  }
  const handle = await fs.open(path, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await handle.sync();
  } finally {
    // Nobody waits for it.
    handle.close().catch(() => undefined);
  }
}

async function readRegular(path: string): Promise<Buffer> {
  const before = isWindows ? await fs.lstat(path, { bigint: true }) : undefined;
  if (before?.isFile() === false) {
    throw fileError('ELOOP', path);
  }
  const handle = await fs.open(path, constants.O_RDONLY | noFollow | noWait);
  try {
    const facts = await handle.stat({ bigint: true });
    if (!facts.isFile() || (before !== undefined && before.ino !== facts.ino)) {
      throw fileError('ELOOP', path);
    }
    return await readWhole(handle, Number(facts.size));
  } finally {
    await handle.close();
  }
}

async function readWhole(handle: fs.FileHandle, size: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(size);
  let taken = 0;
  while (taken < size) {
    const { bytesRead } = await handle.read(bytes, taken, size - taken, taken);
    if (bytesRead === 0) {
      break;
    }
    taken += bytesRead;
  }
  return bytes.subarray(0, taken);
}

async function despiteScanners(work: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (!isWindows || tries === scannerTries || !hasCode(error, 'EPERM', 'EBUSY')) {
        throw error;
      }
      await wait(scannerPauseMs);
    }
  }
}

interface Stats {
  readonly ino: number;
  readonly size: number;
  readonly mtimeMs: number;
  readonly mode: number;
  readonly uid: number;
  isFile(): boolean;
  isDirectory(): boolean;
}

function factsOf(stats: Stats): FileFacts {
  const kind = stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other';
  return {
    kind,
    size: stats.size,
    mtimeMs: stats.mtimeMs,
    mode: stats.mode & 0o777,
    uid: stats.uid,
    mark: markOf(stats),
  };
}

/** Numbers of files are given anew, soon after a removal. */
function markOf({ ino, size, mtimeMs }: Omit<Stats, 'isFile' | 'isDirectory'>): string {
  return `${ino}:${size}:${mtimeMs}`;
}
