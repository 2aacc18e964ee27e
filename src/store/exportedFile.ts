import { constants } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import * as path from 'node:path';
import { failed } from '../core/errors/addonError.ts';
import { codeOf, fileError } from './errorCode.ts';
import { nodeFiles, noWait } from './nodeFiles.ts';
import { removeQuietly, underTemporaryName, writeDurably } from './newFile.ts';

/** A file larger than this is no export of ours; in bytes. */
const largestImport = 256 * 1024 * 1024;

/**
 * Writes the text of a store into a file of the user's, mode 0600: what stood there stays until all of it is durable.
 *
 * @param storeFolder nothing is exported into it: what it holds is the store's alone
 * @throws AddonError `store_file_failed`; what stood there is as it was
 */
export async function writeExported(file: string, text: string, storeFolder: string): Promise<void> {
  await toldOf(file, async () => {
    const folder = await realpath(path.dirname(path.resolve(file)));
    const store = await realpath(storeFolder).catch(() => path.resolve(storeFolder));
    if (folder === store || folder.startsWith(store + path.sep)) {
      throw fileError('EPERM', file);
    }
    const bytes = Buffer.from(text);
    const { name } = await underTemporaryName(folder, (each) => writeDurably(nodeFiles, each, bytes));
    try {
      await nodeFiles.rename(name, path.join(folder, path.basename(file)));
    } catch (error) {
      await removeQuietly(nodeFiles, name);
      throw error;
    }
    await nodeFiles.syncFolder(folder);
  });
}

/**
 * Reads a file that may hold an exported store.
 *
 * @throws AddonError `store_file_failed` when it can't be read, is no regular file, or is larger than 256 MB
 */
export async function readExported(file: string): Promise<string> {
  return toldOf(file, async () => {
    // A pipe would keep its reader waiting.
    const handle = await open(file, constants.O_RDONLY | noWait);
    try {
      const facts = await handle.stat();
      if (!facts.isFile()) {
        throw fileError('EINVAL', file);
      }
      if (facts.size > largestImport) {
        throw fileError('EFBIG', file);
      }
      return await handle.readFile('utf8');
    } finally {
      await handle.close();
    }
  });
}

async function toldOf<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw failed('store_file_failed', { file, reason: codeOf(error) ?? 'failed' });
  }
}
