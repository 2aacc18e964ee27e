import type { StoreCare } from '../core/ports/storeCare.ts';

/** The store itself, and the files that it is carried in. */
export interface StorePort extends StoreCare {
  /** Shows the folder where people look at files. @returns false when this VS Code can't; its path was copied then */
  openFolder(): Promise<boolean>;
  /** @returns a path that a person chose; undefined when none */
  whereToExport(): Promise<string | undefined>;
  whatToImport(): Promise<string | undefined>;
  /** @throws AddonError `store_file_failed` */
  writeFile(path: string, text: string): Promise<void>;
  /** @throws AddonError `store_file_failed` */
  readFile(path: string): Promise<string>;
}
