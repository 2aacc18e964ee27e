import type { StoreCare } from '../core/ports/storeCare.ts';

/** Files that the store is exported to and imported from. */
export interface ExportedFiles {
  /** @throws AddonError `store_file_failed` */
  writeFile(path: string, text: string): Promise<void>;
  /** @throws AddonError `store_file_failed` */
  readFile(path: string): Promise<string>;
}

/** The store itself, and the files that it is carried in. */
export interface StorePort extends StoreCare, ExportedFiles {
  /** Shows the folder where people look at files; its path is copied when this VS Code can't. */
  openFolder(): Promise<'shown' | 'copied' | 'missing'>;
  /**
   * @param name proposed for the file, in the folder of last time
   * @returns a path that a person chose; undefined when none
   */
  whereToExport(name: string): Promise<string | undefined>;
  whatToImport(): Promise<string | undefined>;
  readonly secrets: SecretsPort;
}

/** The key that opens values, as a text that people can keep. */
export interface SecretsPort {
  /** Tries a key, and keeps it when it is the right one. @returns whether it opened anything */
  unlock(key: string): Promise<boolean>;
  /** @returns undefined when there is none */
  key(): Promise<string | undefined>;
  /** Makes another key for what is to come, when the present one is not here. */
  renew(): Promise<void>;
}
