import * as path from 'node:path';
import { failed, isAddonError } from '../core/errors/addonError.ts';
import { hasCode } from './errorCode.ts';
import type { FilePort } from './filePort.ts';
import {
  isFolderName,
  sortOut,
  stateInFolder,
  type FolderListing,
  type GenerationName,
} from './folderListing.ts';
import type { Formats } from './formats.ts';
import { DamagedGeneration, decodeGeneration, type Generation } from './generation.ts';

/** Generations are pruned while others read: then the folder is listed again, so often at most. */
const listings = 50;

/** What was read, and what had to be passed over for it. */
export interface Newest {
  readonly listing: FolderListing;
  readonly found: Generation;
  readonly damaged: readonly GenerationName[];
  readonly mark: string;
}

/** A folder that is not there has no names. */
export async function listFolder(files: FilePort, folder: string): Promise<FolderListing> {
  try {
    return sortOut(await files.list(folder));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) {
      return sortOut([]);
    }
    throw error;
  }
}

/**
 * The newest good generation of a folder that has some.
 *
 * @returns undefined when the last name has gone meanwhile
 * @throws AddonError `store_damaged` when none is good, `store_newer_format`; errors of the file system
 */
export async function readNewest(
  files: FilePort,
  folder: string,
  formats: Formats,
  first: FolderListing,
): Promise<Newest | undefined> {
  let listing = first;
  for (let number = 1; number <= listings; number += 1) {
    if (listing.generations.length === 0) {
      return undefined;
    }
    const tried = await tryAll(files, folder, formats, listing);
    // Something newer may have come while damaged ones were read.
    const again = tried === 'pruned' || tried.damaged.length > 0 ? await listFolder(files, folder) : listing;
    if (tried !== 'pruned' && again.top === listing.top) {
      if (tried.found === undefined) {
        throw failed('store_damaged', { file: folder, reason: tried.reason });
      }
      return { listing, ...tried.found, damaged: tried.damaged };
    }
    listing = again;
  }
  throw failed('store_busy', { file: folder });
}

interface Read {
  readonly found: Generation;
  readonly mark: string;
}

interface Tried {
  readonly found: Read | undefined;
  readonly damaged: readonly GenerationName[];
  readonly reason: string;
}

async function tryAll(
  files: FilePort,
  folder: string,
  formats: Formats,
  listing: FolderListing,
): Promise<Tried | 'pruned'> {
  const damaged: GenerationName[] = [];
  let reason = '';
  for (const name of listing.generations) {
    try {
      return { found: await readGeneration(files, folder, formats, name), damaged, reason };
    } catch (error) {
      if (hasCode(error, 'ENOENT') && !isFolderName(name.name)) {
        return 'pruned';
      }
      const why = damageOf(error);
      if (why === undefined) {
        throw error;
      }
      reason ||= why;
      damaged.push(name);
    }
  }
  return { found: undefined, damaged, reason };
}

export async function readGeneration(
  files: FilePort,
  folder: string,
  formats: Formats,
  { generation, name }: GenerationName,
): Promise<Read> {
  const isFolder = isFolderName(name);
  if (isFolder) {
    // A link to a folder would be followed.
    const { kind } = await files.look(path.join(folder, name));
    if (kind !== 'folder') {
      throw new DamagedGeneration('it is no folder');
    }
  }
  const file = isFolder ? path.join(folder, name, stateInFolder) : path.join(folder, name);
  // Before it is read: what takes its place meanwhile is noticed the next time.
  const { mark } = await files.look(file);
  const found = decodeGeneration(await files.read(file), generation, file, formats);
  if (isFolder !== (found.header.cas === 'dir')) {
    throw new DamagedGeneration('it is not what this store makes');
  }
  return { found, mark };
}

/** Why a name counts as damaged; undefined when it is not the name that is at fault. */
export function damageOf(error: unknown): string | undefined {
  if (error instanceof DamagedGeneration) {
    return error.message;
  }
  // A link, a folder or a device under the name of a generation: passed over, not followed, not removed.
  return !isAddonError(error) && hasCode(error, 'ELOOP', 'EISDIR', 'ENXIO', 'ENOTDIR', 'ENOENT')
    ? 'it is no regular file'
    : undefined;
}
