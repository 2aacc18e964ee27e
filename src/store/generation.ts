import { createHash } from 'node:crypto';
import { failed } from '../core/errors/addonError.ts';
import type { State } from '../core/model/state.ts';
import type { CommitMode } from '../core/ports/storeCare.ts';
import type { Formats } from './formats.ts';
import { isObject, stateOf } from './stateFormat.ts';
import type { Writers } from './writers.ts';

/**
 * A generation is two lines: what it is, and the state in parts. It starts with `{"sha256":"<64 hex>",` in all formats
 * there will ever be; the sum is over the rest of the first line and the sums of the parts, so that parts which did not
 * change need not be summed again.
 */
export interface Header {
  readonly format: number;
  readonly gen: number;
  readonly parent: number;
  /** Which store it is: another one may stand in the same folder one day. */
  readonly store: string;
  /** For people only. */
  readonly at: string;
  readonly by: string;
  /** The newest generation that replaced the whole state; left out as long as none did. */
  readonly replaced?: number | undefined;
  readonly forgotten: number;
  readonly writers: Writers;
  readonly cas: CommitMode;
  readonly secrets: SecretsHeader;
  /** How long each part of the second line is, in bytes. */
  readonly parts: readonly number[];
}

/** Whether values are encrypted, and by which key. */
export type SecretsHeader =
  { readonly mode: 'plain' } | { readonly mode: 'aes-256-gcm'; readonly keyId: string };

export interface Generation {
  readonly header: Header;
  readonly state: State;
  readonly bytes: number;
}

export const prefixLength = 77;
const prefixForm = /^\{"sha256":"([0-9a-f]{64})",$/;
const newline = 0x0a;

/** The bytes of a generation after its prefix. */
export interface Body {
  readonly firstLine: Buffer;
  readonly parts: readonly Buffer[];
}

export function bodyOf(header: Omit<Header, 'parts'>, state: readonly Buffer[]): Body {
  const parts = [...state, lineEnd];
  const whole: Header = { ...header, parts: parts.map(({ length }) => length) };
  return { firstLine: Buffer.from(`${JSON.stringify(whole).slice(1)}\n`), parts };
}

const lineEnd = Buffer.from('\n');
const partSums = new WeakMap<Buffer, Buffer>();

export function sumOf({ firstLine, parts }: Body): string {
  const hash = createHash('sha256').update(firstLine);
  for (const part of parts) {
    hash.update(partSum(part));
  }
  return hash.digest('hex');
}

/** Kept with the part: nobody changes one. */
function partSum(part: Buffer): Buffer {
  const known = partSums.get(part);
  if (known !== undefined) {
    return known;
  }
  const sum = createHash('sha256').update(part).digest();
  partSums.set(part, sum);
  return sum;
}

export function prefixOf(sum: string): Uint8Array {
  return Buffer.from(`{"sha256":"${sum}",`);
}

/** Why bytes are no generation. */
export class DamagedGeneration extends Error {}

/**
 * @param number what the name tells
 * @throws DamagedGeneration; AddonError `store_newer_format`, and `store_damaged` when a migration fails
 */
export function decodeGeneration(bytes: Buffer, number: number, file: string, formats: Formats): Generation {
  const sum = prefixForm.exec(bytes.toString('latin1', 0, prefixLength))?.[1];
  if (sum === undefined) {
    throw new DamagedGeneration('it does not start as it should');
  }
  const end = bytes.indexOf(newline, prefixLength) + 1;
  const header = parsed(bytes.toString('utf8', 0, end));
  const body = { firstLine: bytes.subarray(prefixLength, end), parts: partsOf(bytes, end, header['parts']) };
  if (sumOf(body) !== sum) {
    throw new DamagedGeneration('its checksum is wrong');
  }
  if (header['gen'] !== number || typeof header['format'] !== 'number') {
    throw new DamagedGeneration('it is another one');
  }
  if (header['format'] > formats.current) {
    throw failed('store_newer_format', { file, format: header['format'] });
  }
  if (!isHeader(header)) {
    throw new DamagedGeneration('its first line is not as it should be');
  }
  const data = parsed(bytes.toString('utf8', end));
  return { header, state: stateOf(data, header.format, file, formats), bytes: bytes.length };
}

/** The parts of the second line; they are all of it. */
function partsOf(bytes: Buffer, start: number, lengths: unknown): readonly Buffer[] {
  const parts: Buffer[] = [];
  let position = start;
  for (const length of Array.isArray(lengths) ? (lengths as readonly unknown[]) : []) {
    if (typeof length !== 'number' || !Number.isSafeInteger(length) || length <= 0) {
      throw new DamagedGeneration('its first line is not as it should be');
    }
    parts.push(bytes.subarray(position, position + length));
    position += length;
  }
  if (start === 0 || position !== bytes.length) {
    throw new DamagedGeneration('it is not whole');
  }
  return parts;
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const data: unknown = JSON.parse(text);
    if (isObject(data)) {
      return data;
    }
  } catch {
    // The parser's own words would quote the text, secrets included.
  }
  throw new DamagedGeneration('it is not whole JSON');
}

function isHeader(
  data: Readonly<Record<string, unknown>>,
): data is Readonly<Record<string, unknown>> & Header {
  const { parent, store, at, by, forgotten, writers, cas, secrets } = data;
  return (
    [parent, forgotten].every(Number.isSafeInteger) &&
    [store, at, by].every((text) => typeof text === 'string') &&
    (cas === 'link' || cas === 'dir' || cas === 'rename') &&
    isObject(secrets) &&
    isObject(writers) &&
    Object.values(writers).every(
      (pair) => Array.isArray(pair) && pair.length === 2 && pair.every(Number.isSafeInteger),
    )
  );
}
