import type { FilePort, NewFile } from '../../../src/store/filePort.ts';

/** One call of the port for files. */
export interface Operation {
  readonly type: Exclude<keyof FilePort, 'watch'> | 'write' | 'size' | 'mark' | 'sync' | 'close';
  readonly path: string;
}

export interface Hooks {
  /** Before an operation is done: may wait, and may throw in its place. */
  readonly before?: (operation: Operation) => Promise<void> | void;
  readonly after?: (operation: Operation) => void;
  /** How many bytes of a write are taken. */
  readonly taken?: (bytes: number) => number;
  readonly watch?: FilePort['watch'];
}

/** Files with something between them and the store, at every operation. */
export function hookedFiles(files: FilePort, hooks: Hooks): FilePort {
  const hooked =
    <Rest extends readonly unknown[], Result>(
      type: Operation['type'],
      work: (path: string, ...rest: Rest) => Promise<Result>,
    ) =>
    async (path: string, ...rest: Rest): Promise<Result> => {
      await hooks.before?.({ type, path });
      const result = await work(path, ...rest);
      hooks.after?.({ type, path });
      return result;
    };
  return {
    list: hooked('list', (path) => files.list(path)),
    look: hooked('look', (path) => files.look(path)),
    read: hooked('read', (path) => files.read(path)),
    create: hooked('create', async (path) => hookedFile(await files.create(path), path, hooks)),
    makeFolder: hooked('makeFolder', (path) => files.makeFolder(path)),
    createFolder: hooked('createFolder', (path) => files.createFolder(path)),
    link: hooked('link', (path, to: string) => files.link(path, to)),
    rename: hooked('rename', (path, to: string) => files.rename(path, to)),
    remove: hooked('remove', (path) => files.remove(path)),
    removeFolder: hooked('removeFolder', (path) => files.removeFolder(path)),
    syncFolder: hooked('syncFolder', (path) => files.syncFolder(path)),
    makePrivate: hooked('makePrivate', (path, holdsStore: boolean) => files.makePrivate(path, holdsStore)),
    checkWritable: hooked('checkWritable', (path) => files.checkWritable(path)),
    realPath: hooked('realPath', (path) => files.realPath(path)),
    watch: hooks.watch ?? ((folder, changed, failed) => files.watch(folder, changed, failed)),
  };
}

function hookedFile(file: NewFile, path: string, hooks: Hooks): NewFile {
  const hooked = async <Result>(type: Operation['type'], work: () => Promise<Result>): Promise<Result> => {
    await hooks.before?.({ type, path });
    const result = await work();
    hooks.after?.({ type, path });
    return result;
  };
  return {
    write: (chunks, position) =>
      hooked('write', async () => {
        const all = Buffer.concat(chunks);
        const part = all.subarray(0, hooks.taken?.(all.length) ?? all.length);
        return part.length === 0 ? 0 : file.write([part], position);
      }),
    size: () => hooked('size', () => file.size()),
    mark: () => hooked('mark', () => file.mark()),
    sync: () => hooked('sync', () => file.sync()),
    close: () => hooked('close', () => file.close()),
  };
}
