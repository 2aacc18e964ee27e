import * as path from 'node:path';
import { fileError } from '../../../src/store/errorCode.ts';
import type { FileFacts, FilePort, NewFile } from '../../../src/store/filePort.ts';

let marks = 0;

class FileNode {
  readonly mark = `${(marks += 1)}`;
  data: Buffer;
  /** What is on the medium for certain. */
  synced: Buffer | null;

  constructor(data: Buffer, synced: Buffer | null) {
    this.data = data;
    this.synced = synced;
  }
}

type Entry = FileNode | 'folder' | 'link';

/** A change of one name that no sync of its folder has covered yet. */
interface Pending {
  readonly folder: string;
  readonly removed: readonly string[];
  readonly put: readonly (readonly [string, Entry])[];
}

/** What a power cut may leave: which of the uncovered changes, and how much of what was not synced. */
export interface Choice {
  readonly keeps: (position: number) => boolean;
  readonly unsynced: (data: Buffer) => Buffer;
}

/** What an instant of a disk is made of; cheap to keep. */
export interface Instant {
  readonly pending: number;
  after(choice: Choice): MemoryDisk;
}

/**
 * A disk in memory that tells the durable from what only seems to be there: a file until it is synced, a name until its
 * folder is.
 */
export class MemoryDisk implements FilePort {
  readonly #entries: Map<string, Entry>;
  #durable: Map<string, Entry>;
  #pending: readonly Pending[] = [];
  readonly #watchers = new Set<{ folder: string; changed: () => void }>();

  constructor(entries: ReadonlyMap<string, Entry> = new Map([['/', 'folder']])) {
    this.#entries = new Map(entries);
    this.#durable = new Map(entries);
  }

  /** The disk as it is now, to be cut off later. */
  get instant(): Instant {
    const durable = this.#durable;
    const pending = this.#pending;
    const files = new Map(
      [...this.#entries.values(), ...durable.values(), ...pending.flatMap(({ put }) => put.map(([, e]) => e))]
        .filter((entry) => entry instanceof FileNode)
        .map((node) => [node, { data: node.data, synced: node.synced }] as const),
    );
    return {
      pending: pending.length,
      after: ({ keeps, unsynced }) => {
        const left = new Map(durable);
        pending
          .filter((_each, position) => keeps(position))
          .forEach((each) => {
            applyTo(left, each);
          });
        const mended = [...left].map(([name, entry]) => {
          const content = entry instanceof FileNode ? files.get(entry) : undefined;
          if (content === undefined) {
            return [name, entry] as const;
          }
          const data = content.synced ?? unsynced(content.data);
          return [name, new FileNode(data, data)] as const;
        });
        return new MemoryDisk(new Map(mended));
      },
    };
  }

  /** A copy in which everything is durable. */
  copy(): MemoryDisk {
    return new MemoryDisk(
      new Map(
        [...this.#entries].map(([name, entry]) => [
          name,
          entry instanceof FileNode ? new FileNode(entry.data, entry.data) : entry,
        ]),
      ),
    );
  }

  bytes(file: string): Buffer {
    return this.#file(file).data;
  }

  put(file: string, data: Buffer | 'folder' | 'link'): void {
    const entry = typeof data === 'string' ? data : new FileNode(data, data);
    this.#entries.set(file, entry);
    this.#durable = new Map(this.#durable).set(file, entry);
  }

  list(folder: string): Promise<readonly string[]> {
    return attempt(() => {
      this.#folder(folder);
      return [...this.#entries.keys()]
        .filter((name) => name !== '/' && path.dirname(name) === folder)
        .map((name) => path.basename(name));
    });
  }

  look(file: string): Promise<FileFacts> {
    return attempt(() => {
      const entry = this.#entry(file);
      const kind = entry instanceof FileNode ? 'file' : entry === 'folder' ? 'folder' : 'other';
      const size = entry instanceof FileNode ? entry.data.length : 0;
      return {
        kind,
        size,
        mtimeMs: Date.now(),
        mode: 0o600,
        uid: 0,
        mark: entry instanceof FileNode ? entry.mark : '',
      };
    });
  }

  read(file: string): Promise<Buffer> {
    return attempt(() => this.#file(file).data);
  }

  create(file: string): Promise<NewFile> {
    return attempt(() => {
      const node = new FileNode(Buffer.alloc(0), null);
      this.#put(file, node);
      return new MemoryFile(node);
    });
  }

  makeFolder(folder: string): Promise<void> {
    return attempt(() => {
      if (this.#entries.get(folder) !== 'folder') {
        this.put(folder, 'folder');
      }
    });
  }

  createFolder(folder: string): Promise<void> {
    return attempt(() => {
      this.#put(folder, 'folder');
    });
  }

  link(from: string, to: string): Promise<void> {
    return attempt(() => {
      this.#put(to, this.#file(from));
    });
  }

  rename(from: string, to: string): Promise<void> {
    return attempt(() => {
      const entry = this.#entry(from);
      const inside = [...this.#entries].filter(([name]) => name.startsWith(`${from}/`));
      if (entry === 'folder' && [...this.#entries.keys()].some((name) => name.startsWith(`${to}/`))) {
        throw fileError('ENOTEMPTY', to);
      }
      this.#change({
        folder: path.dirname(to),
        removed: [from, ...inside.map(([name]) => name)],
        put: [
          [to, entry],
          ...inside.map(([name, each]) => [`${to}${name.slice(from.length)}`, each] as const),
        ],
      });
    });
  }

  remove(file: string): Promise<void> {
    return attempt(() => {
      if (this.#entry(file) === 'folder') {
        throw fileError('EISDIR', file);
      }
      this.#change({ folder: path.dirname(file), removed: [file], put: [] });
    });
  }

  removeFolder(folder: string): Promise<void> {
    return attempt(() => {
      this.#folder(folder);
      if ([...this.#entries.keys()].some((name) => name.startsWith(`${folder}/`))) {
        throw fileError('ENOTEMPTY', folder);
      }
      this.#change({ folder: path.dirname(folder), removed: [folder], put: [] });
    });
  }

  syncFolder(folder: string): Promise<void> {
    return attempt(() => {
      this.#folder(folder);
      const durable = new Map(this.#durable);
      const isIn = (each: Pending): boolean => each.folder === folder;
      this.#pending.filter(isIn).forEach((each) => {
        applyTo(durable, each);
      });
      this.#durable = durable;
      this.#pending = this.#pending.filter((each) => !isIn(each));
    });
  }

  makePrivate(folder: string): Promise<void> {
    return attempt(() => {
      this.#folder(folder);
    });
  }

  checkWritable(folder: string): Promise<void> {
    return this.makePrivate(folder);
  }

  realPath(file: string): Promise<string> {
    return attempt(() => {
      this.#entry(file);
      return file;
    });
  }

  watch(folder: string, changed: () => void): { close(): void } {
    this.#folder(folder);
    const watcher = { folder, changed };
    this.#watchers.add(watcher);
    return { close: () => void this.#watchers.delete(watcher) };
  }

  #put(name: string, entry: Entry): void {
    this.#folder(path.dirname(name));
    if (this.#entries.has(name)) {
      throw fileError('EEXIST', name);
    }
    this.#change({ folder: path.dirname(name), removed: [], put: [[name, entry]] });
  }

  #change(change: Pending): void {
    applyTo(this.#entries, change);
    this.#pending = [...this.#pending, change];
    for (const { folder, changed } of this.#watchers) {
      if (folder === change.folder) {
        changed();
      }
    }
  }

  #entry(name: string): Entry {
    const entry = this.#entries.get(name);
    if (entry === undefined) {
      throw fileError('ENOENT', name);
    }
    return entry;
  }

  #folder(name: string): void {
    if (this.#entry(name) !== 'folder') {
      throw fileError('ENOTDIR', name);
    }
  }

  #file(name: string): FileNode {
    const entry = this.#entry(name);
    if (!(entry instanceof FileNode)) {
      throw fileError('ELOOP', name);
    }
    return entry;
  }
}

class MemoryFile implements NewFile {
  readonly #node: FileNode;

  constructor(node: FileNode) {
    this.#node = node;
  }

  write(chunks: readonly Uint8Array[], position: number): Promise<number> {
    return attempt(() => {
      const written = Buffer.concat(chunks);
      const data = Buffer.alloc(Math.max(this.#node.data.length, position + written.length));
      this.#node.data.copy(data);
      written.copy(data, position);
      this.#node.data = data;
      return written.length;
    });
  }

  size(): Promise<number> {
    return attempt(() => this.#node.data.length);
  }

  mark(): Promise<string> {
    return attempt(() => this.#node.mark);
  }

  sync(): Promise<void> {
    return attempt(() => {
      this.#node.synced = this.#node.data;
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function applyTo(entries: Map<string, Entry>, { removed, put }: Pending): void {
  removed.forEach((name) => entries.delete(name));
  put.forEach(([name, entry]) => entries.set(name, entry));
}

/** As on a real disk, what is asked is done a little later, and its errors are rejections. */
async function attempt<Result>(work: () => Result): Promise<Result> {
  await Promise.resolve();
  return work();
}
