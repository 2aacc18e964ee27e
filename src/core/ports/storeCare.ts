import type { Failure } from '../errors/failure.ts';
import type { Holding } from '../model/holding.ts';
import type { Disposable } from './disposable.ts';
import type { SecretCipher, SecretsReason } from './secretCipher.ts';

/** How commits are made: by a link, a folder or a rename. Only the first two are safe with several writers. */
export type CommitMode = 'link' | 'dir' | 'rename';

/** How values are kept on disk at the moment, and why. */
export interface SecretsHealth {
  /** `locked`: encrypted by a key that is not here. */
  readonly mode: 'plain' | 'encrypted' | 'locked';
  readonly why: SecretsReason;
  /** Names the key that closes values; null when none does. */
  readonly keyId: string | null;
  /** How many values of apps and add-ons no key opens. */
  readonly lockedValues: number;
  /** Files beside an encrypted store that may hold values as plain text: they are the user's, or all that is left. */
  readonly plainFiles: readonly string[];
}

/** The state of the store itself, as people should see it. */
export interface StoreHealth {
  /** The number of the commit that is shown; 0 when nothing is stored. */
  readonly generation: number;
  /** The size of that commit. */
  readonly bytes: number;
  /** Why reading, writing or following others does not work at the moment; null when it does. */
  readonly trouble: Failure | null;
  /** Why nothing can be written, as it was found when the store was opened; null when it can. */
  readonly readOnly: Failure | null;
  /** The newest commits were damaged: these files were passed over, and an older state is shown. */
  readonly damaged: {
    readonly files: readonly string[];
    readonly generation: number;
    /** When the state that is shown was committed, ISO 8601. */
    readonly at: string;
  } | null;
  /** A copy of what this window showed, which the store no longer held; null when that never happened. */
  readonly kept: string | null;
  /** `rename` is a warning: the file system has neither links nor folders that exclude each other. */
  readonly mode: CommitMode;
  /** Whether the system tells of changes; otherwise the folder is listed again and again. */
  readonly isWatched: boolean;
  /** Copies that a sync service made of two histories: they are ignored, and synced folders are not supported. */
  readonly conflictedCopies: readonly string[];
  readonly secrets: SecretsHealth;
}

/** A copy that was kept before a migration or a replacement, and can be read. */
export interface Backup {
  readonly name: string;
  readonly format: number;
  readonly generation: number;
  readonly atMs: number;
  readonly bytes: number;
  readonly holds: Holding;
}

/** What a text would bring that is to be imported. */
export interface Brought {
  readonly holds: Holding;
  /** Of the export; null for a file that lowdb wrote without one. */
  readonly format: number | null;
}

/** What people can look at and do when something is wrong with the store, beside `StateStore`. */
export interface StoreCare {
  /** For people. */
  readonly folder: string;

  readonly health: StoreHealth;

  /** Called when `health` has changed. */
  onHealth(listener: (health: StoreHealth) => void): Disposable;

  /** Those that can be read, newest first. */
  backups(): Promise<readonly Backup[]>;

  /**
   * Stores the state of a backup, after a copy of what is there.
   *
   * @returns where the copy is, for people
   * @throws AddonError `import_invalid` when the backup is damaged; nothing is changed then
   */
  restore(backup: Pick<Backup, 'name'>): Promise<string | null>;

  /** The whole state as one text, values included, that `importText` and lowdb's own JSONFile read. @throws AddonError `store_locked` */
  exportText(): string;

  /**
   * Looks at a text without storing anything.
   *
   * @param file where it is from, for people
   * @throws AddonError `import_invalid`, `store_newer_format` when `importText` would refuse it
   */
  inspectText(text: string, file: string): Promise<Brought>;

  /**
   * Stores the state of a text, after a copy of what is there.
   *
   * @param file where it is from, for people
   * @returns where the copy is, for people
   * @throws AddonError `import_invalid`, `store_newer_format` when the text is no state; nothing is changed then
   */
  importText(text: string, file?: string): Promise<string | null>;
}

/** What those do with a store who keep its key. */
export interface SecretCare extends Pick<StoreCare, 'health' | 'onHealth'> {
  /**
   * Opens what is locked, as far as this key does; nothing is written for it.
   *
   * @returns whether it opened anything, or was the right one already
   */
  unlock(cipher: SecretCipher): Promise<boolean>;

  /**
   * Asks again how values are to be kept, and stores them so at once. One that is not open yet asks when it is opened.
   *
   * @throws AddonError `store_…` when the store can't be read
   */
  decideAnew(): Promise<void>;

  /** From now on values are closed by this key. What is locked stays as it is. */
  changeKey(cipher: SecretCipher): Promise<void>;
}
