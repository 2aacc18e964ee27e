import * as path from 'node:path';
import type { CommitMode } from '../core/ports/storeCare.ts';
import { fileError, hasCode } from './errorCode.ts';
import type { FilePort, NewFile } from './filePort.ts';
import { withFileLock } from './fileLock.ts';
import { stateInFolder } from './folderListing.ts';
import { removeQuietly, underTemporaryName } from './newFile.ts';

/** A generation that is written and not yet visible. */
export interface Draft {
  readonly file: NewFile;
  /** Makes what was written durable. */
  sync(): Promise<void>;
  /** Gives it its name, if nobody else has. @throws EEXIST, ENOENT: another process was faster */
  publish(): Promise<void>;
  /** Removes what is left of it. Never fails. */
  discard(): Promise<void>;
}

/** How a generation gets its name, so that of several writers just one does. */
export async function draft(
  files: FilePort,
  folder: string,
  mode: CommitMode,
  generation: number,
): Promise<Draft> {
  return mode === 'dir' ? draftFolder(files, folder, generation) : draftFile(files, folder, mode, generation);
}

async function draftFile(
  files: FilePort,
  folder: string,
  mode: CommitMode,
  generation: number,
): Promise<Draft> {
  const { name, made } = await underTemporaryName(folder, (free) => files.create(free));
  const target = path.join(folder, `store-${generation}.json`);
  const close = closingOnce(made);
  return {
    file: made,
    sync: () => made.sync(),
    async publish() {
      // It is durable: nobody waits for its end.
      close().catch(() => undefined);
      await (mode === 'link'
        ? files.link(name, target)
        : renameUnderLock(files, folder, { from: name, to: target }));
    },
    async discard() {
      await close().catch(() => undefined);
      await removeQuietly(files, name);
    },
  };
}

/** Closes a file the first time, and does nothing after that. */
function closingOnce(file: { close(): Promise<void> }): () => Promise<void> {
  let isOpen = true;
  return async () => {
    if (isOpen) {
      isOpen = false;
      await file.close();
    }
  };
}

/** A folder that holds something can't be renamed onto another one that does. */
async function draftFolder(files: FilePort, folder: string, generation: number): Promise<Draft> {
  const { name } = await underTemporaryName(folder, (free) => files.createFolder(free));
  const inside = path.join(name, stateInFolder);
  const made = await files.create(inside);
  const close = closingOnce(made);
  return {
    file: made,
    async sync() {
      await made.sync();
      await files.syncFolder(name);
    },
    async publish() {
      await close();
      await renameFolder(files, name, path.join(folder, `store-${generation}`));
    },
    async discard() {
      await close().catch(() => undefined);
      await removeQuietly(files, inside);
      await files.removeFolder(name).catch(() => undefined);
    },
  };
}

async function renameFolder(files: FilePort, from: string, to: string): Promise<void> {
  try {
    await files.rename(from, to);
  } catch (error) {
    // On Windows, EPERM says the same.
    if (
      hasCode(error, 'ENOTEMPTY', 'EEXIST', 'ENOTDIR') ||
      (hasCode(error, 'EPERM') && (await isThere(files, to)))
    ) {
      throw fileError('EEXIST', to);
    }
    throw error;
  }
}

async function renameUnderLock(
  files: FilePort,
  folder: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await withFileLock(files, path.join(folder, 'lock'), async () => {
    if (await isThere(files, to)) {
      throw fileError('EEXIST', to);
    }
    await files.rename(from, to);
  });
}

async function isThere(files: FilePort, name: string): Promise<boolean> {
  try {
    await files.look(name);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) {
      return false;
    }
    throw error;
  }
}

/** Tries, with two things of its own, what a folder's file system can do. */
export async function probe(files: FilePort, folder: string): Promise<CommitMode> {
  if (await excludes(files, folder, 'link')) {
    return 'link';
  }
  return (await excludes(files, folder, 'dir')) ? 'dir' : 'rename';
}

/** Whether the second of two with one name is refused, and the first is not. */
async function excludes(files: FilePort, folder: string, mode: 'link' | 'dir'): Promise<boolean> {
  const { name } = await underTemporaryName(folder, (free) => files.createFolder(free));
  const drafts: Draft[] = [];
  try {
    for (let number = 0; number < 2; number += 1) {
      const made = await draft(files, name, mode, 1);
      drafts.push(made);
      await made.file.write([Buffer.from('probe')], 0);
      await made.sync();
    }
    return (await publishes(drafts[0])) && !(await publishes(drafts[1]));
  } finally {
    await Promise.all(drafts.map((made) => made.discard()));
    await removeQuietly(files, path.join(name, 'store-1.json'));
    await removeQuietly(files, path.join(name, 'store-1', stateInFolder));
    await files.removeFolder(path.join(name, 'store-1')).catch(() => undefined);
    await files.removeFolder(name).catch(() => undefined);
  }
}

async function publishes(made: Draft | undefined): Promise<boolean> {
  try {
    await made?.publish();
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'ENOTEMPTY')) {
      return false;
    }
    throw error;
  }
}
