import { randomBytes, randomUUID } from 'node:crypto';
import * as path from 'node:path';
import { failed } from '../core/errors/addonError.ts';
import type { State } from '../core/model/state.ts';
import type { Backup } from '../core/ports/storeCare.ts';
import type { Base } from './base.ts';
import { hasCode } from './errorCode.ts';
import type { FilePort } from './filePort.ts';
import { backupParts, generationPath } from './folderListing.ts';
import type { Formats } from './formats.ts';
import { bodyOf, DamagedGeneration, decodeGeneration, prefixOf, sumOf, type Header } from './generation.ts';
import { writeDurably } from './newFile.ts';
import { listFolder } from './newestGeneration.ts';

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

/**
 * Keeps a state that is only remembered, in the form of a generation.
 *
 * @returns the copy
 */
export async function keepRemembered(
  files: FilePort,
  folder: string,
  base: Base,
  state: { readonly format: number; readonly pieces: readonly Buffer[] },
): Promise<string> {
  const header: Header = {
    parts: [],
    format: state.format,
    gen: base.header?.gen ?? 0,
    parent: 0,
    store: base.header?.store ?? randomUUID(),
    at: base.header?.at ?? '',
    by: base.header?.by ?? '',
    forgotten: 0,
    writers: {},
    cas: base.header?.cas ?? 'link',
    secrets: base.header?.secrets ?? { mode: 'plain' },
  };
  const body = bodyOf(header, state.pieces);
  return keep(files, folder, header, Buffer.concat([prefixOf(sumOf(body)), body.firstLine, ...body.parts]));
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
export async function readBackup(
  files: FilePort,
  folder: string,
  name: string,
  formats: Formats,
): Promise<State> {
  const parts = backupParts(name);
  if (parts === undefined) {
    throw failed('store_damaged', { file: name, reason: 'it is no backup' });
  }
  const file = path.join(folder, name);
  try {
    return decodeGeneration(await files.read(file), parts.generation, file, formats).state;
  } catch (error) {
    if (error instanceof DamagedGeneration) {
      throw failed('store_damaged', { file, reason: error.message });
    }
    throw error;
  }
}
