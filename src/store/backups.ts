import { randomBytes } from 'node:crypto';
import * as path from 'node:path';
import { failed } from '../core/errors/addonError.ts';
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

/** Newest first. */
export async function listBackups(files: FilePort, folder: string): Promise<readonly Backup[]> {
  const { backups } = await listFolder(files, folder);
  const found = await Promise.all(backups.map((name) => describe(files, folder, name)));
  return found.flat().sort((first, second) => second.atMs - first.atMs);
}

async function describe(files: FilePort, folder: string, name: string): Promise<readonly Backup[]> {
  const parts = backupParts(name);
  const facts = await files.look(path.join(folder, name)).catch(() => undefined);
  return parts === undefined || facts?.kind !== 'file'
    ? []
    : [{ name, ...parts, atMs: facts.mtimeMs, bytes: facts.size }];
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
