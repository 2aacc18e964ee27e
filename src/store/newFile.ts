import { randomBytes } from 'node:crypto';
import * as path from 'node:path';
import { fileError, hasCode } from './errorCode.ts';
import type { FilePort, NewFile } from './filePort.ts';

/** Somebody may have put a link under a name that was drawn. */
const names = 5;

/** A name that nobody else draws, for one commit. */
export function temporaryName(folder: string): string {
  return path.join(folder, `tmp-${process.pid}-${randomBytes(8).toString('hex')}`);
}

/** Makes something under a temporary name. */
export async function underTemporaryName<Made>(
  folder: string,
  make: (name: string) => Promise<Made>,
): Promise<{ readonly name: string; readonly made: Made }> {
  for (let number = 1; ; number += 1) {
    const name = temporaryName(folder);
    try {
      return { name, made: await make(name) };
    } catch (error) {
      if (number === names || !hasCode(error, 'EEXIST')) {
        throw error;
      }
    }
  }
}

/** Writes all of the chunks, however few bytes are taken at a time. */
export async function writeAll(file: NewFile, chunks: readonly Uint8Array[], start: number): Promise<void> {
  let waiting = chunks;
  let position = start;
  while (waiting.length > 0) {
    const taken = await file.write(waiting, position);
    if (taken === 0) {
      throw fileError('ENOSPC', 'nothing more was taken');
    }
    position += taken;
    waiting = without(waiting, taken);
  }
}

function without(chunks: readonly Uint8Array[], taken: number): readonly Uint8Array[] {
  let rest = taken;
  let position = 0;
  for (; position < chunks.length; position += 1) {
    const length = chunks[position]?.length ?? 0;
    if (rest < length) {
      break;
    }
    rest -= length;
  }
  const [first, ...others] = chunks.slice(position);
  return first === undefined ? [] : [first.subarray(rest), ...others];
}

export function sizeOf(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((sum, { length }) => sum + length, 0);
}

/** Writes a file that is durable, with its name, before this returns. @throws EEXIST when the name is taken */
export async function writeDurably(files: FilePort, file: string, bytes: Uint8Array): Promise<void> {
  const made = await files.create(file);
  try {
    await writeAll(made, [bytes], 0);
    await made.sync();
    await made.close();
  } catch (error) {
    await made.close().catch(() => undefined);
    await files.remove(file).catch(() => undefined);
    throw error;
  }
  await files.syncFolder(path.dirname(file));
}

/** Removes what may be gone already; why it can't be removed is of no use to anyone. */
export async function removeQuietly(files: FilePort, file: string): Promise<void> {
  await files.remove(file).catch(() => undefined);
}
