import type { TextChange } from '../core/envFile/edit.ts';

/** A .env file that can be written, whether there is one yet or not. */
export interface EnvFileChoice {
  /** Absolute; stands for the file in every other call. */
  readonly path: string;
  readonly name: string;
  /** Name of the folder of the workspace; undefined where there is only one. */
  readonly folder: string | undefined;
  readonly isNew: boolean;
}

/** A .env file as it was read. */
export interface ReadEnvFile {
  /** Absolute; stands for the file in every other call. */
  readonly path: string;
  /** What people read: the path in its folder, with the folder's name where there are several. */
  readonly name: string;
  /** With the unsaved changes of an open editor; null when there is no file. */
  readonly text: string | null;
  /** It stands in an editor with unsaved changes. */
  readonly isDirty: boolean;
  /** Line end of new lines where the text has none to go by. */
  readonly eol: '\n' | '\r\n';
}

/** A write that can be taken back, by its id. */
export interface WrittenEnvFile {
  readonly id: string;
}

/** The newest write that can be taken back. */
export interface LastEnvWrite extends WrittenEnvFile {
  /** Absolute; stands for the file in every other call. */
  readonly path: string;
  /** What people read. */
  readonly name: string;
}

/** What git makes of a file: `unknown` without git, a repository, or trust in the workspace. */
export type GitState = 'tracked' | 'notIgnored' | 'ignored' | 'unknown';

/** The .env files of the workspace. */
export interface EnvFiles {
  /**
   * The files that a person may mean: those of the folder at hand first, in each folder `.env` first, there or not.
   *
   * @throws AddonError `nothing_to_choose` without a folder, `env_file_unsafe` in a workspace without files
   */
  candidates(): Promise<readonly EnvFileChoice[]>;
  /**
   * Reads a file anew.
   *
   * @param file relative to the first folder of the workspace, or absolute and in one of them
   * @throws AddonError `env_file_unsafe`, `env_file_failed`, `nothing_to_choose` without a folder
   */
  read(file: string): Promise<ReadEnvFile>;
  /**
   * Writes what was read with some changes: all of it or nothing. A file that stands in an editor with unsaved changes
   * is changed there and not saved.
   *
   * @throws AddonError `env_file_changed` when it is no longer what was read, `env_file_unsafe`, `env_file_failed`
   */
  write(read: ReadEnvFile, changes: readonly TextChange[]): Promise<WrittenEnvFile>;
  /** The newest write of this window; undefined when there is none, or all were taken back. */
  readonly lastWrite: LastEnvWrite | undefined;
  /**
   * Puts back what stood there before a write; a file that was new goes.
   *
   * @returns the file's name
   * @throws AddonError `nothing_to_undo`, `env_file_changed` when the file is no longer as it was written,
   *   `env_file_unsafe`, `env_file_failed`
   */
  undo(id: string): Promise<string>;
  /** Never fails: a warning that can't be given is none. */
  gitState(file: string): Promise<GitState>;
  /**
   * Adds a file to the `.gitignore` of its folder.
   *
   * @returns the line that was added; undefined when git ignores the file already
   * @throws AddonError `env_file_unsafe`, `env_file_changed`, `env_file_failed`
   */
  ignore(file: string): Promise<string | undefined>;
  /**
   * Shows two texts beside each other, without taking the focus.
   *
   * @returns closes what it showed
   */
  showDiff(name: string, before: string, after: string): Promise<() => Promise<void>>;
}
