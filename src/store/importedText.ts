import type { Brought } from '../core/ports/storeCare.ts';
import { holdingOf } from '../core/model/holding.ts';
import { bucketNames, type State } from '../core/model/state.ts';
import { failed } from '../core/errors/addonError.ts';
import type { Formats } from './formats.ts';
import { decodeParts, storedIn } from './stateFormat.ts';
import { fileIsInvalid } from './storeError.ts';

/** A text that was found to be a whole state. */
export interface Imported extends Brought {
  readonly state: State;
}

/**
 * The state of a text that is to replace a whole store. An export of an empty store still
 * holds the owner; what has no entry at all would empty the store by mistake.
 *
 * @param file named in errors
 * @throws AddonError `import_invalid`, `store_newer_format`
 */
export async function importedFrom(text: string, file: string, formats: Formats): Promise<Imported> {
  try {
    const data = storedIn(text, file);
    const state = await decodeParts(data, file, formats);
    if (bucketNames.every((name) => Object.keys(data[name] ?? {}).length === 0)) {
      throw failed('store_damaged', { file, reason: 'it holds nothing of a store' });
    }
    return { state, holds: holdingOf(state), format: (data['format'] as number | undefined) ?? null };
  } catch (error) {
    throw fileIsInvalid(error, file);
  }
}

/** What a text would bring, without the state. @throws what `importedFrom` throws */
export async function broughtBy(text: string, file: string, formats: Formats): Promise<Brought> {
  const { holds, format } = await importedFrom(text, file, formats);
  return { holds, format };
}
