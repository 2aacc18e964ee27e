import type { CommitMode } from '../core/ports/storeCare.ts';

/** One commit in the folder. */
export interface GenerationName {
  readonly generation: number;
  readonly name: string;
}

/** The names in a store's folder, sorted out. What is not named here is not the store's, and left alone. */
export interface FolderListing {
  /** Newest first. */
  readonly generations: readonly GenerationName[];
  /** The highest number in use, also of a damaged file; 0 when there is none. */
  readonly top: number;
  readonly hasTurn: boolean;
  /** The one file of earlier versions, and of lowdb. */
  readonly hasPlainFile: boolean;
  readonly temporary: readonly string[];
  readonly backups: readonly string[];
  readonly damaged: readonly string[];
  readonly conflictedCopies: readonly string[];
}

/** Names end before numbers stop to be exact. */
export const lastGeneration = 999_999_999_999_999;

export const plainFile = 'db.json';
export const turnFile = 'turn';
export const stateInFolder = 'state.json';

const generationForm = /^store-([1-9]\d{0,14})(\.json)?$/;
const backupForm = /^backup-(\d{1,9})-(\d{1,15})(-[0-9a-f]{8})?\.json$/;
/** As `temporaryName` draws them: a user may call files of his own `tmp-…`. */
const temporaryForm = /^tmp-\d{1,10}-[0-9a-f]{16}$/;
const damagedForm = /^damaged-(\d{1,15})-[0-9a-f]{8}(\.json)?$/;

export function sortOut(names: readonly string[]): FolderListing {
  const generations = names
    .flatMap((name) => {
      const [, digits] = generationForm.exec(name) ?? [];
      return digits === undefined ? [] : [{ generation: Number(digits), name }];
    })
    .sort((first, second) => second.generation - first.generation);
  return {
    generations,
    top: generations[0]?.generation ?? 0,
    hasTurn: names.includes(turnFile),
    hasPlainFile: names.includes(plainFile),
    temporary: names.filter((name) => temporaryForm.test(name)),
    backups: names.filter((name) => backupForm.test(name)),
    damaged: names.filter((name) => damagedForm.test(name)),
    conflictedCopies: names.filter((name) => name.startsWith('store-') && /conflict/i.test(name)),
  };
}

/** The format and number that a backup's name tells; undefined for every other name. */
export function backupParts(name: string): { format: number; generation: number } | undefined {
  const [, format, generation] = backupForm.exec(name) ?? [];
  return format === undefined ? undefined : { format: Number(format), generation: Number(generation) };
}

/** The number in a damaged file's name, or a backup's. */
export function generationIn(name: string): number {
  return backupParts(name)?.generation ?? Number(damagedForm.exec(name)?.[1] ?? 0);
}

/** The names in a folder, outermost first, at which a generation's bytes are. */
export function generationPath(generation: number, mode: CommitMode): readonly string[] {
  return mode === 'dir' ? [`store-${generation}`, stateInFolder] : [`store-${generation}.json`];
}

/** Whether a generation is a folder that holds the file. */
export function isFolderName(name: string): boolean {
  return !name.endsWith('.json');
}
