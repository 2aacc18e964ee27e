import { randomBytes } from 'node:crypto';
import * as path from 'node:path';
import { failed } from '../core/errors/addonError.ts';
import { pruneBackups } from './backups.ts';
import type { Place } from './commit.ts';
import type { FileFacts, FilePort } from './filePort.ts';
import {
  generationIn,
  isFolderName,
  lastGeneration,
  stateInFolder,
  type FolderListing,
  type GenerationName,
} from './folderListing.ts';
import { decodeGeneration } from './generation.ts';
import { listFolder } from './newestGeneration.ts';
import { removeQuietly, temporaryName } from './newFile.ts';
import { StoreConflict } from './storeError.ts';

const keptGenerations = 3;
const keptDamaged = 3;
/** A commit takes a few ms; what is older than this was left behind. */
const unfinishedMs = 60_000;

/**
 * After a durable commit: moves what is damaged below it aside, and removes all generations but the newest few. They
 * are counted, not told by their numbers: a damaged one may have had a number far ahead. Never fails: what is left over
 * is removed another time.
 */
export async function prune(
  files: FilePort,
  folder: string,
  listing: FolderListing,
  committed: { readonly generation: number; readonly damaged: readonly GenerationName[] },
): Promise<void> {
  const isDamaged = (name: string): boolean => committed.damaged.some((each) => each.name === name);
  for (const each of committed.damaged.filter(({ generation }) => generation < committed.generation)) {
    await moveAside(files, folder, each);
  }
  const upToIt = listing.generations.filter(
    ({ generation, name }) => generation <= committed.generation && !isDamaged(name),
  );
  for (const { name } of upToIt.slice(keptGenerations)) {
    await removeGeneration(files, folder, name);
  }
}

/**
 * A damaged file may have the last number there is: it is moved aside, so that the next attempt finds a free one.
 *
 * @throws StoreConflict when there is one now; AddonError `store_failed` when there is none still
 */
export async function freeNumber(
  { files, folder }: Pick<Place, 'files' | 'folder'>,
  damaged: readonly GenerationName[],
): Promise<never> {
  for (const each of damaged.filter(({ generation }) => generation === lastGeneration)) {
    await moveAside(files, folder, each);
  }
  if ((await listFolder(files, folder)).top < lastGeneration) {
    throw new StoreConflict();
  }
  throw failed('store_failed', { file: folder, reason: 'no number is left' });
}

/** Removes all but the newest generation that hold values as plain text. Never fails. */
export async function removePlainGenerations(place: Place, listing: FolderListing): Promise<void> {
  const { files, folder } = place;
  for (const { generation, name } of listing.generations.filter((each) => each.generation < listing.top)) {
    const inside = isFolderName(name) ? [name, stateInFolder] : [name];
    const file = path.join(folder, ...inside);
    try {
      const { header } = decodeGeneration(await files.read(file), generation, file, place.formats);
      if (header.secrets.mode === 'plain') {
        await removeGeneration(files, folder, name);
      }
    } catch {
      // What can't be read is moved aside by the next commit.
    }
  }
  await files.syncFolder(folder).catch(() => undefined);
}

async function removeGeneration(files: FilePort, folder: string, name: string): Promise<void> {
  const file = path.join(folder, name);
  if (!isFolderName(name)) {
    await removeIfRegular(files, file);
    return;
  }
  const facts = await files.look(file).catch(() => undefined);
  if (facts?.kind !== 'folder') {
    return;
  }
  // Emptied under its name, it could be taken for one that is still to come.
  const aside = temporaryName(folder);
  try {
    await files.rename(file, aside);
  } catch {
    return;
  }
  await removeFolderOf(files, aside);
}

async function removeIfRegular(files: FilePort, file: string): Promise<void> {
  const facts = await files.look(file).catch(() => undefined);
  if (facts?.kind === 'file') {
    await removeQuietly(files, file);
  }
}

/** Removes a folder that holds nothing, or nothing but the file of a generation. Every other one is not the store's. */
async function removeFolderOf(files: FilePort, folder: string): Promise<void> {
  const facts = await files.look(folder).catch(() => undefined);
  const names = facts?.kind === 'folder' ? await files.list(folder).catch(() => undefined) : undefined;
  if (names?.every((name) => name === stateInFolder) !== true) {
    return;
  }
  await removeIfRegular(files, path.join(folder, stateInFolder));
  await files.removeFolder(folder).catch(() => undefined);
}

async function moveAside(
  files: FilePort,
  folder: string,
  { generation, name }: GenerationName,
): Promise<void> {
  const file = path.join(folder, name);
  const facts = await files.look(file).catch(() => undefined);
  if (facts === undefined) {
    return;
  }
  // Whatever it is: a folder, or a link, under the name of a file holds up reading just as well.
  const suffix = facts.kind === 'file' ? '.json' : '';
  const aside = path.join(folder, `damaged-${generation}-${randomBytes(4).toString('hex')}${suffix}`);
  await files.rename(file, aside).catch(() => undefined);
}

/** Removes what was left behind: files of commits that never ended, and all but the newest copies. Never fails. */
export async function sweep(place: Place, nowMs: number): Promise<void> {
  const { files, folder } = place;
  const listing = await listFolder(files, folder).catch(() => undefined);
  if (listing === undefined) {
    return;
  }
  for (const name of listing.temporary) {
    await sweepTemporary(files, path.join(folder, name), nowMs);
  }
  await pruneBackups(place, listing.backups);
  await keepNewest(files, folder, listing.damaged, keptDamaged);
}

async function sweepTemporary(files: FilePort, file: string, nowMs: number): Promise<void> {
  const facts = await files.look(file).catch(() => undefined);
  // A clock that was set back must not keep them for ever.
  if (facts === undefined || Math.abs(nowMs - facts.mtimeMs) <= unfinishedMs) {
    return;
  }
  await removeOwn(files, file, facts.kind);
}

async function keepNewest(
  files: FilePort,
  folder: string,
  names: readonly string[],
  kept: number,
): Promise<void> {
  if (names.length <= kept) {
    return;
  }
  const dated = await Promise.all(
    names.map(async (name) => {
      const facts = await files.look(path.join(folder, name)).catch(() => undefined);
      return { name, mtimeMs: facts?.mtimeMs ?? 0, kind: facts?.kind };
    }),
  );
  // A clock that was set back, or a copy of the folder, must not make the newest look old.
  dated.sort(
    (first, second) => generationIn(second.name) - generationIn(first.name) || second.mtimeMs - first.mtimeMs,
  );
  for (const { name, kind } of dated.slice(kept)) {
    const file = path.join(folder, name);
    await removeOwn(files, file, kind);
  }
}

/** What has the shape of something that the store makes. */
async function removeOwn(files: FilePort, file: string, kind: FileFacts['kind'] | undefined): Promise<void> {
  if (kind === 'folder') {
    await removeFolderOf(files, file);
  } else if (kind === 'file') {
    await removeQuietly(files, file);
  }
}
