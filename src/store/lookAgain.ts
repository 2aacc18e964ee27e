import * as path from 'node:path';
import type { Base } from './base.ts';
import type { Place } from './commit.ts';
import { hasCode } from './errorCode.ts';
import { generationPath } from './folderListing.ts';
import { damageOf, readGeneration } from './newestGeneration.ts';

/**
 * What a base is worth when no newer name has come: another store may have taken the place of its own. A known state
 * outlives damage to its file.
 *
 * @returns the base, with what is to be said of its file; undefined when the store is to be read anew
 */
export async function lookAgain({ files, folder, formats }: Place, base: Base): Promise<Base | undefined> {
  const { header, mark, damaged } = base;
  if (header === null) {
    return undefined;
  }
  const [name = '', ...inside] = generationPath(header.gen, header.cas);
  try {
    const facts = await files.look(path.join(folder, name, ...inside));
    if (facts.mark === mark) {
      return base;
    }
    const file = { generation: header.gen, name };
    const why = await readGeneration(files, folder, formats, file).then(() => undefined, damageOf);
    return why === undefined ? undefined : { ...base, mark: facts.mark, damaged: [...damaged, file] };
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) {
      return undefined;
    }
    throw error;
  }
}
