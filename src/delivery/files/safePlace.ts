import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { failed } from '../../core/errors/addonError.ts';
import type { EnvFileProblem } from '../../core/errors/failure.ts';
import type { Folder } from '../model/editor.ts';
import { isBeside, maxBytes } from './fileBytes.ts';

/** Where a file may be read and written. */
export interface Place {
  /** As it was named, absolute. */
  readonly path: string;
  /** With links followed: renaming over a link would replace the link. */
  readonly realPath: string;
  /** With links followed. */
  readonly realFolder: string;
  /** What people read. */
  readonly name: string;
  /** Permissions; null when there is no file. */
  readonly mode: number | null;
}

/**
 * Finds a .env file, and makes sure that nothing outside of the workspace's folders is touched through it: a repository
 * may bring links. Asked on every read and write, as what stands there may change between them.
 *
 * @param file relative to the first folder, or absolute
 * @throws AddonError `env_file_unsafe`; errors of the file system
 */
export async function safePlace(file: string, folders: readonly Folder[]): Promise<Place> {
  const named = path.resolve(folders[0]?.path ?? path.sep, file);
  const folder = innermost(named, folders);
  if (folder === undefined) {
    throw failed('env_file_unsafe', { file, problem: 'outside' });
  }
  const inFolder = path.relative(folder.path, named).split(path.sep).join('/');
  const name = folders.length > 1 ? `${folder.name}/${inFolder}` : inFolder;
  if (!isEnvFileName(path.basename(named))) {
    throw failed('env_file_unsafe', { file: name, problem: 'name' });
  }
  return placeIn(named, name, folder);
}

/** The `.gitignore` of the folder that a file is in, by the same rules. */
export async function gitIgnorePlace({ realFolder }: Place): Promise<Place> {
  const file = path.join(realFolder, '.gitignore');
  // Git follows no link here, so neither do we.
  const place = await placeIn(file, '.gitignore', { name: '', path: realFolder });
  if (place.realPath !== file) {
    throw failed('env_file_unsafe', { file: '.gitignore', problem: 'link' });
  }
  return place;
}

/**
 * `.env`, `.env.local`, `production.env`: nothing else is written, whatever is asked for. No control characters, which
 * would be lines of their own in a `.gitignore`, and none of the files that a write makes for a moment.
 */
export function isEnvFileName(name: string): boolean {
  return /^(\.env(\..+)?|.+\.env)$/.test(name) && isOneLine(name) && !isBeside(name);
}

/** Whether a name or a path holds nothing that starts another line, or is not to be seen at all. */
export function isOneLine(text: string): boolean {
  return !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text);
}

async function placeIn(named: string, name: string, folder: Folder): Promise<Place> {
  const unsafe = (problem: EnvFileProblem): Error => failed('env_file_unsafe', { file: name, problem });
  const realFolder = await fs.realpath(folder.path).catch(missing);
  const parent = await fs.realpath(path.dirname(named)).catch(missing);
  if (realFolder === undefined || parent === undefined) {
    throw unsafe('noFolder');
  }
  if (!isIn(parent, realFolder)) {
    throw unsafe('outside');
  }
  const linked = path.join(parent, path.basename(named));
  const entry = await fs.lstat(linked).catch(missing);
  if (entry === undefined) {
    return { path: named, realPath: linked, realFolder, name, mode: null };
  }
  const realPath = entry.isSymbolicLink() ? await fs.realpath(linked).catch(missing) : linked;
  if (realPath === undefined || !isIn(realPath, realFolder)) {
    throw unsafe('link');
  }
  if (entry.isSymbolicLink() && !isEnvFileName(path.basename(realPath))) {
    throw unsafe('name');
  }
  const stats = await fs.lstat(realPath);
  if (!stats.isFile()) {
    throw unsafe('noFile');
  }
  if (stats.nlink > 1) {
    throw unsafe('hardLink');
  }
  if (stats.size > maxBytes) {
    throw unsafe('tooLarge');
  }
  return { path: named, realPath, realFolder, name, mode: stats.mode & 0o777 };
}

function innermost(file: string, folders: readonly Folder[]): Folder | undefined {
  return folders
    .filter((folder) => isIn(file, folder.path))
    .sort((one, other) => other.path.length - one.path.length)[0];
}

function isIn(file: string, folder: string): boolean {
  const way = path.relative(folder, file);
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

/** @throws what is wrong, unless it is only that nothing is there */
function missing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
    return undefined;
  }
  throw error;
}
