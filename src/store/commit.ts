import * as path from 'node:path';
import { failed } from '../core/errors/addonError.ts';
import type { CommitMode } from '../core/ports/storeCare.ts';
import { draft, type Draft } from './commitModes.ts';
import { fileError, hasCode } from './errorCode.ts';
import type { FilePort } from './filePort.ts';
import { generationPath, type FolderListing } from './folderListing.ts';
import type { Formats } from './formats.ts';
import { prefixOf, sumOf, type Body } from './generation.ts';
import { sizeOf, writeAll } from './newFile.ts';
import { listFolder, readNewest } from './newestGeneration.ts';
import { StoreConflict } from './storeError.ts';
import { standingOf, type Commit } from './writers.ts';

/** What a commit writes, and what it stands on. */
export interface Plan {
  readonly commit: Commit;
  readonly store: string;
  readonly mode: CommitMode;
  /** Everything after the prefix. */
  readonly body: Body;
  /** The highest name that was there when the state was read. */
  readonly top: number;
}

export interface Place {
  readonly files: FilePort;
  readonly folder: string;
  readonly formats: Formats;
}

export interface Committed {
  /** The names that were there after it. */
  readonly listing: FolderListing;
  /** Of the new file. */
  readonly mark: string;
  /** What is left of its making, to be removed. */
  readonly draft: Draft;
}

/**
 * Writes a generation, makes it durable, gives it its name, makes that durable, and reads back that it is on the newest
 * chain: all of it, in this order, is what "committed" means.
 *
 * @throws StoreConflict when another process was faster; AddonError `outcome_unknown`, `store_gone`; errors of the file
 *   system: nothing is visible then
 */
export async function commitGeneration(place: Place, plan: Plan): Promise<Committed> {
  const { files, folder } = place;
  const made = await draft(files, folder, plan.mode, plan.commit.generation);
  let mark: string;
  try {
    const { firstLine, parts } = plan.body;
    const bytes = [prefixOf(sumOf(plan.body)), firstLine, ...parts];
    await writeAll(made.file, bytes, 0);
    const [size, found, listing] = await Promise.all([
      made.file.size(),
      made.file.mark(),
      // Only saves an attempt; publishing decides.
      listFolder(files, folder),
      made.sync(),
    ]);
    if (size !== sizeOf(bytes)) {
      throw fileError('ENOSPC', folder);
    }
    if (listing.top !== plan.top) {
      throw new StoreConflict();
    }
    mark = found;
    await publish(place, plan, { made, mark });
  } catch (error) {
    await made.discard();
    throw error;
  }
  return { listing: await settle(place, plan, made), mark, draft: made };
}

async function publish(
  place: Place,
  plan: Plan,
  { made, mark }: { readonly made: Draft; readonly mark: string },
): Promise<void> {
  try {
    await made.publish();
  } catch (error) {
    if (await tookEffect(error, place, plan, mark)) {
      return;
    }
    // ENOENT: it was taken for one that was left behind.
    if (hasCode(error, 'EEXIST', 'ENOENT')) {
      throw new StoreConflict();
    }
    throw error;
  }
}

/** Servers of files may answer a repeated request with an error though the first one did what it should. */
async function tookEffect(error: unknown, place: Place, plan: Plan, mark: string): Promise<boolean> {
  const { files, folder } = place;
  const { generation } = plan.commit;
  try {
    const listing = await listFolder(files, folder);
    if (listing.top < generation) {
      return false;
    }
    const file = path.join(folder, ...generationPath(generation, plan.mode));
    const facts = await files.look(file).catch((why: unknown) => {
      if (hasCode(why, 'ENOENT', 'ENOTDIR')) {
        return undefined;
      }
      throw why;
    });
    // When the name is taken, whose file it is tells without reading it.
    if (facts?.mark === mark || (facts !== undefined && hasCode(error, 'EEXIST'))) {
      return facts.mark === mark;
    }
    const standing = await readBack(place, plan, await listFolder(files, folder));
    if (standing !== 'unknown') {
      return standing === 'included';
    }
  } catch {
    // Nobody can tell.
  }
  throw failed('outcome_unknown', { file: folder });
}

/** What the outcome is, once the generation is visible. */
async function settle(place: Place, plan: Plan, made: Draft): Promise<FolderListing> {
  const { files, folder } = place;
  try {
    const isDurable = await isSynced(files, folder);
    const listing = await listFolder(files, folder);
    const standing =
      listing.top === plan.commit.generation ? 'included' : await readBack(place, plan, listing);
    if (standing === 'absent') {
      throw new StoreConflict();
    }
    // A second try may tell what the first could not.
    if (standing === 'included' && (isDurable || (await isSynced(files, folder)))) {
      return listing;
    }
  } catch (error) {
    await made.discard();
    if (error instanceof StoreConflict) {
      throw error;
    }
    throw failed('outcome_unknown', { file: folder });
  }
  await made.discard();
  throw failed('outcome_unknown', { file: folder });
}

async function isSynced(files: FilePort, folder: string): Promise<boolean> {
  try {
    await files.syncFolder(folder);
    return true;
  } catch {
    return false;
  }
}

/**
 * A writer that slept may have taken a name that others had used and pruned: then its commit is on no chain, and the
 * newest generation does not know of it.
 */
async function readBack(
  { files, folder, formats }: Place,
  { commit, store }: Plan,
  listing: FolderListing,
): Promise<'included' | 'absent' | 'unknown'> {
  const newest = await readNewest(files, folder, formats, listing);
  if (newest === undefined) {
    // The folder was emptied: nobody can say what was in it.
    return 'unknown';
  }
  const { header } = newest.found;
  return header.store === store ? standingOf(commit, header) : 'absent';
}
