import { setTimeout as wait } from 'node:timers/promises';
import { hasCode } from './errorCode.ts';
import type { FilePort } from './filePort.ts';

const tries = 5;
const pauseMs = 10;

/** Tries again, a few times, what fails because too many files are open: nothing was done then. */
export function patientFiles(files: FilePort): FilePort {
  return {
    list: (folder) => patiently(() => files.list(folder)),
    look: (path) => patiently(() => files.look(path)),
    read: (path) => patiently(() => files.read(path)),
    create: (path) => patiently(() => files.create(path)),
    makeFolder: (path) => patiently(() => files.makeFolder(path)),
    createFolder: (path) => patiently(() => files.createFolder(path)),
    link: (from, to) => files.link(from, to),
    rename: (from, to) => files.rename(from, to),
    remove: (path) => files.remove(path),
    removeFolder: (path) => files.removeFolder(path),
    syncFolder: (path) => patiently(() => files.syncFolder(path)),
    makePrivate: (folder, holdsStore) => patiently(() => files.makePrivate(folder, holdsStore)),
    checkWritable: (folder) => files.checkWritable(folder),
    realPath: (path) => patiently(() => files.realPath(path)),
    watch: (folder, changed, failed) => files.watch(folder, changed, failed),
  };
}

async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let number = 1; ; number += 1) {
    try {
      return await work();
    } catch (error) {
      if (number === tries || !hasCode(error, 'EMFILE', 'ENFILE')) {
        throw error;
      }
      await wait(pauseMs * 2 ** number * (0.5 + Math.random()));
    }
  }
}
