import * as path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { failed } from '../core/errors/addonError.ts';
import type { State } from '../core/model/state.ts';
import type { FilePort } from './filePort.ts';
import { plainFile, type FolderListing } from './folderListing.ts';
import type { Formats } from './formats.ts';
import { readNewest, type Newest } from './newestGeneration.ts';
import { decodeState } from './stateFormat.ts';
import { readError } from './storeError.ts';

/** An error of reading may pass. */
const readTries = 3;
const readPauseMs = 50;

/** A plain lowdb file, as it was read. */
export interface PlainStore {
  readonly state: State;
  readonly bytes: number;
  /** Tells it from another one of the same name. */
  readonly plainMark: string;
}

/**
 * Reads the plain file of a folder without generations.
 *
 * @param known mark of what was read before
 * @returns undefined when that stands there still
 * @throws AddonError `store_damaged`, `store_newer_format`
 */
export async function readPlainStore(
  files: FilePort,
  folder: string,
  formats: Formats,
  known: string | null,
): Promise<PlainStore | undefined> {
  const file = path.join(folder, plainFile);
  const { kind, size, mtimeMs } = await files.look(file);
  if (kind !== 'file') {
    throw failed('store_damaged', { file, reason: 'it is no regular file' });
  }
  const plainMark = `${size}:${mtimeMs}`;
  if (known === plainMark) {
    return undefined;
  }
  const bytes = await files.read(file);
  return { state: await decodeState(bytes.toString('utf8'), file, formats), bytes: bytes.length, plainMark };
}

/** What is neither readable nor remembered stays where it is, or is moved aside after the commit. */
export function whatIsLeft(folder: string, listing: FolderListing): string | null {
  if (listing.generations.length > 0) {
    return folder;
  }
  return listing.hasPlainFile ? path.join(folder, plainFile) : null;
}

/** What can't be read for long is as good as damaged for who wants to replace it: its file is kept as well. */
export async function newestOrDamaged(
  files: FilePort,
  folder: string,
  formats: Formats,
  listing: FolderListing,
): Promise<Newest | 'damaged' | undefined> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await readNewest(files, folder, formats, listing);
    } catch (error) {
      const { code } = readError(error, folder) as { readonly code?: unknown };
      if (code === 'store_damaged' || (code === 'store_unreadable' && tries === readTries)) {
        return 'damaged';
      }
      if (code !== 'store_unreadable') {
        throw error;
      }
      await wait(readPauseMs);
    }
  }
}
