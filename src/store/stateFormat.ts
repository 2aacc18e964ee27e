import { failed } from '../core/errors/addonError.ts';
import { brokenInvariants } from '../core/model/invariants.ts';
import { bucketNames, emptyState, type State } from '../core/model/state.ts';

/** Raised when an older version of the program could misread what a newer one writes. */
const format = 1;

/** The text of a stored state. */
export function encodeState(state: State): string {
  return JSON.stringify({ format, ...state });
}

/**
 * The state of a stored text. Buckets that an earlier version did not know are empty.
 *
 * @param file named in errors
 * @throws AddonError `store_damaged` when it is no state or its parts don't fit together; `store_newer_format`
 */
export function decodeState(text: string, file: string): State {
  const data = parse(text, file);
  const stored = data['format'];
  if (typeof stored === 'number' && stored > format) {
    throw failed('store_newer_format', { file, format: stored });
  }
  const odd = bucketNames.find((name) => Object.hasOwn(data, name) && !isObject(data[name]));
  if (stored !== format || odd !== undefined) {
    throw failed('store_damaged', { file, reason: `${odd ?? 'format'} is not as it should be` });
  }
  const buckets = bucketNames.map((name) => [name, data[name] ?? emptyState[name]] as const);
  const state = Object.fromEntries(buckets) as unknown as State;
  const broken = firstBroken(state);
  if (broken !== undefined) {
    throw failed('store_damaged', { file, reason: broken });
  }
  return state;
}

function parse(text: string, file: string): Readonly<Record<string, unknown>> {
  try {
    const data: unknown = JSON.parse(text);
    if (isObject(data)) {
      return data;
    }
  } catch {
    // The parser's own words would quote the text, secrets included.
  }
  throw failed('store_damaged', { file, reason: 'it is not whole JSON' });
}

function firstBroken(state: State): string | undefined {
  try {
    return brokenInvariants(state)[0];
  } catch {
    return 'entries are not as they should be';
  }
}

function isObject(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
