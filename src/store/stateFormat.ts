import { failed } from '../core/errors/addonError.ts';
import { brokenInvariants } from '../core/model/invariants.ts';
import { bucketNames, emptyState, type State } from '../core/model/state.ts';
import { secretBuckets, withValues } from './secretPlaces.ts';
import { migrated, ourFormats, type Formats, type StoredData } from './formats.ts';

const someParts = 'apps, addons and so on';
/** Of the store's own files, in all formats. */
const generationStart = '{"sha256":"';

/** The text of a state as one plain file, as it is exported. */
export function encodeState(state: State): string {
  return JSON.stringify({ format: ourFormats.current, ...state });
}

/**
 * The state of a plain file: ours with its format, or lowdb's without one. Buckets that an earlier version did not know
 * are empty.
 *
 * @param file named in errors
 * @throws AddonError `store_damaged` when it is no state, an entry is not what it should be, or they don't fit together; `store_newer_format`
 */
export async function decodeState(text: string, file: string, formats: Formats = ourFormats): Promise<State> {
  return await decodeParts(storedIn(text, file), file, formats);
}

/** The state of a plain file whose text was read already. @throws what `decodeState` throws */
export async function decodeParts(data: StoredData, file: string, formats: Formats): Promise<State> {
  const isKnown = bucketNames.some((name) => Object.hasOwn(data, name));
  const hasFormat = Object.hasOwn(data, 'format');
  if (!isKnown && !hasFormat) {
    throw failed('store_damaged', { file, reason: `it has none of the parts of a store: ${someParts}` });
  }
  const stored = hasFormat ? data['format'] : 1;
  if (typeof stored === 'number' && stored > formats.current) {
    throw failed('store_newer_format', { file, format: stored });
  }
  if (typeof stored !== 'number' || !Number.isInteger(stored) || stored < 1) {
    throw failed('store_damaged', { file, reason: 'its format is no whole number from 1 on' });
  }
  const state = stateOf(data, stored, file, formats);
  const { oddEntry } = await import('./stateShape.lazy.ts');
  const broken = oddEntry(state) ?? firstBroken(state);
  if (broken !== undefined) {
    throw failed('store_damaged', { file, reason: broken });
  }
  return state;
}

/**
 * The state that stored buckets are, brought to the present format.
 *
 * @throws AddonError `store_damaged`
 */
export function stateOf(data: StoredData, from: number, file: string, formats: Formats): State {
  const present = bringUp(data, from, file, formats);
  const odd = bucketNames.find((name) => Object.hasOwn(present, name) && !isObject(present[name]));
  if (odd !== undefined) {
    throw failed('store_damaged', { file, reason: `its part ${odd} holds no entries by their keys` });
  }
  const buckets = bucketNames.map((name) => [name, present[name] ?? emptyState[name]] as const);
  return Object.fromEntries(buckets) as unknown as State;
}

function bringUp(data: StoredData, from: number, file: string, formats: Formats): StoredData {
  try {
    return migrated(data, from, formats);
  } catch {
    // A migration's own words could quote values.
    const reason = `it could not be brought from format ${from} to ${formats.current}`;
    throw failed('store_damaged', { file, reason });
  }
}

/**
 * The parts of a plain file, before it is known that they are a state.
 *
 * @throws AddonError `store_damaged`
 */
export function storedIn(text: string, file: string): StoredData {
  const data = parsed(text.replace(/^\uFEFF/, ''), file);
  if (!isObject(data)) {
    throw failed('store_damaged', { file, reason: `it is JSON, but no object with ${someParts}` });
  }
  return data;
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words would quote the text, secrets included.
    const isGeneration = text.startsWith(generationStart);
    throw failed('store_damaged', {
      file,
      reason: isGeneration
        ? 'it is a file of the store itself or a backup, which is restored from the folder of the store'
        : 'it is not whole JSON',
    });
  }
}

function firstBroken(state: State): string | undefined {
  try {
    if (!holdsTexts(state)) {
      return 'values are not as they should be';
    }
    return brokenInvariants(state)[0];
  } catch {
    return 'entries are not as they should be';
  }
}

/** A closed value of some store says nothing in a file. */
function holdsTexts(state: State): boolean {
  let isText = true;
  for (const bucket of secretBuckets) {
    for (const entry of Object.values(state[bucket])) {
      withValues(bucket, entry, (value) => {
        isText &&= typeof value === 'string';
        return value;
      });
    }
  }
  return isText;
}

export function isObject(data: unknown): data is StoredData {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
