import { randomBytes } from 'node:crypto';
import * as path from 'node:path';
import { failed } from '../core/errors/addonError.ts';
import { holdingOf } from '../core/model/holding.ts';
import type { Backup } from '../core/ports/storeCare.ts';
import type { Base } from './base.ts';
import type { Place } from './commit.ts';
import { hasCode } from './errorCode.ts';
import type { FilePort } from './filePort.ts';
import { backupParts, generationPath } from './folderListing.ts';
import {
  bodyOf,
  DamagedGeneration,
  decodeGeneration,
  prefixOf,
  sumOf,
  type Generation,
  type Header,
} from './generation.ts';
import { removeQuietly, writeDurably } from './newFile.ts';
import { listFolder } from './newestGeneration.ts';
import type { Sealing } from './secretSeal.ts';

const keptBackups = 5;

/**
 * Copies the generation that a base was read from, byte for byte.
 *
 * @returns the copy
 */
export async function copyGeneration(files: FilePort, folder: string, base: Base): Promise<string> {
  const { header } = base;
  if (header === null) {
    throw failed('store_gone', { file: folder });
  }
  const inside = generationPath(header.gen, header.cas);
  return keep(files, folder, header, await files.read(path.join(folder, ...inside)));
}

/** What is written of a state. */
export interface StoredState extends Sealing {
  readonly format: number;
  readonly pieces: readonly Buffer[];
}

/**
 * Keeps a state that is only remembered, in the form of a generation.
 *
 * @returns the copy
 */
export async function keepRemembered(
  files: FilePort,
  folder: string,
  base: Base,
  state: StoredState,
): Promise<string> {
  const header: Header = {
    parts: [],
    format: state.format,
    gen: base.header?.gen ?? 0,
    parent: 0,
    store: state.store,
    at: base.header?.at ?? '',
    by: base.header?.by ?? '',
    forgotten: 0,
    writers: {},
    cas: base.header?.cas ?? 'link',
    secrets: state.secrets,
  };
  return keep(files, folder, header, bytesOf(header, state.pieces));
}

function bytesOf(header: Header, pieces: readonly Buffer[]): Buffer {
  const body = bodyOf(header, pieces);
  return Buffer.concat([prefixOf(sumOf(body)), body.firstLine, ...body.parts]);
}

/**
 * Writes copies that hold values as plain text anew, without those. One that can't be read stays as it is.
 *
 * @param sealed what is written in its place; undefined for one that holds no plain text
 */
export async function sealBackups(
  place: Place,
  names: readonly string[],
  sealed: (copy: Generation) => StoredState | undefined,
): Promise<void> {
  const { files, folder, formats } = place;
  for (const name of names) {
    const copy = await readBackup(place, name).catch(() => undefined);
    const state = copy === undefined ? undefined : sealed(copy);
    if (copy !== undefined && state !== undefined) {
      const header = { ...copy.header, format: formats.current, store: state.store, secrets: state.secrets };
      await keep(files, folder, header, bytesOf(header, state.pieces));
      await removeQuietly(files, path.join(folder, name));
    }
  }
}

async function keep(
  files: FilePort,
  folder: string,
  { format, gen }: Header,
  bytes: Uint8Array,
): Promise<string> {
  const name = `backup-${format}-${gen}`;
  const file = path.join(folder, `${name}.json`);
  try {
    await writeDurably(files, file, bytes);
    return file;
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) {
      throw error;
    }
  }
  const present = await files.read(file).catch(() => undefined);
  if (present?.equals(bytes) === true) {
    return file;
  }
  const other = path.join(folder, `${name}-${randomBytes(4).toString('hex')}.json`);
  await writeDurably(files, other, bytes);
  return other;
}

/** Those that can be read, newest first. Whatever else has the name of one is none. */
export async function listBackups(place: Place): Promise<readonly Backup[]> {
  const { backups } = await listFolder(place.files, place.folder);
  return describeAll(place, backups);
}

/**
 * Removes all backups of a folder but the newest few. What can't be read is neither counted nor removed: it may be
 * anybody's, or readable again tomorrow. Never fails.
 */
export async function pruneBackups(place: Place, names: readonly string[]): Promise<void> {
  if (names.length <= keptBackups) {
    return;
  }
  for (const { name } of (await describeAll(place, names)).slice(keptBackups)) {
    await removeQuietly(place.files, path.join(place.folder, name));
  }
}

/** A clock that was set back, or a copy of the folder, must not make the newest look old: numbers go first. */
async function describeAll(place: Place, names: readonly string[]): Promise<readonly Backup[]> {
  const found: Backup[] = [];
  // One after another: each is read as a whole.
  for (const name of names) {
    found.push(...(await describe(place, name).catch(() => [])));
  }
  return found.sort((first, second) => second.generation - first.generation || second.atMs - first.atMs);
}

async function describe(place: Place, name: string): Promise<readonly Backup[]> {
  const { kind, mtimeMs } = await place.files.look(path.join(place.folder, name));
  if (kind !== 'file') {
    return [];
  }
  const { header, state, bytes } = await readBackup(place, name);
  return [
    { name, format: header.format, generation: header.gen, atMs: mtimeMs, bytes, holds: holdingOf(state) },
  ];
}

/** @throws AddonError `store_damaged`, `store_newer_format`; errors of the file system */
export async function readBackup({ files, folder, formats }: Place, name: string): Promise<Generation> {
  const parts = backupParts(name);
  if (parts === undefined) {
    throw failed('store_damaged', { file: name, reason: 'it is no backup' });
  }
  const file = path.join(folder, name);
  try {
    return decodeGeneration(await files.read(file), parts.generation, file, formats);
  } catch (error) {
    if (error instanceof DamagedGeneration) {
      throw failed('store_damaged', { file, reason: error.message });
    }
    throw error;
  }
}
