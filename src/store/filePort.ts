/** What stands under a name; links are not followed. */
export interface FileFacts {
  readonly kind: 'file' | 'folder' | 'other';
  readonly size: number;
  readonly mtimeMs: number;
  /** Permission bits. */
  readonly mode: number;
  readonly uid: number;
  /** Tells files apart: equal marks, one file with one content. */
  readonly mark: string;
}

/** A new file that only its maker knows. */
export interface NewFile {
  /** @returns how many bytes were taken: a disk that is nearly full takes a part of them, without an error */
  write(chunks: readonly Uint8Array[], position: number): Promise<number>;
  size(): Promise<number>;
  /** As `look` tells it of the name that the file gets. */
  mark(): Promise<string>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Every access of the store to files, so that tests can fail, stop, record and replay each of them. Errors are those
 * of node, by `code`.
 */
export interface FilePort {
  /** The names in a folder. */
  list(folder: string): Promise<readonly string[]>;

  look(path: string): Promise<FileFacts>;

  /** Reads a regular file whole; anything else fails with ELOOP, and is not followed. */
  read(path: string): Promise<Buffer>;

  /** Makes a file, mode 0600. What is there already, a link too, fails with EEXIST. */
  create(path: string): Promise<NewFile>;

  /** Makes a folder and those above it, mode 0700, all of them durable. */
  makeFolder(path: string): Promise<void>;

  /** Makes one folder, mode 0700. What is there already fails with EEXIST. */
  createFolder(path: string): Promise<void>;

  /** Gives a file a second name, if that is free: EEXIST. */
  link(from: string, to: string): Promise<void>;

  rename(from: string, to: string): Promise<void>;

  /** Removes a name, never what it may point at. */
  remove(path: string): Promise<void>;

  removeFolder(path: string): Promise<void>;

  /** Makes the names in a folder durable. */
  syncFolder(path: string): Promise<void>;

  /**
   * Looks whose folder it is, and makes one that holds a store private; every other one, and one that users share on
   * purpose (as `/tmp`), keeps its permissions.
   *
   * @throws EACCES when it belongs to somebody else
   */
  makePrivate(folder: string, holdsStore: boolean): Promise<void>;

  /** @throws EACCES or EROFS when nothing can be made in a folder */
  checkWritable(folder: string): Promise<void>;

  realPath(path: string): Promise<string>;

  /** Tells that something in a folder may have changed. */
  watch(folder: string, changed: () => void, failed: () => void): { close(): void };
}
