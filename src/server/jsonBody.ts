import type { IncomingMessage } from 'node:http';
import { failed } from '../core/errors/addonError.ts';
import { badRequest, HttpProblem, tooLarge } from './httpProblem.ts';

const limitBytes = 1024 * 1024;
const mostDepth = 20;

/** A JSON object as it came: its names may be `__proto__`, so read it by `Object.entries` or `Object.hasOwn`. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * The body of a request: a JSON object, `{}` when there is none.
 *
 * @throws HttpProblem 400 for what is no JSON, 413 above 1 MiB, 415 for another type; AddonError `invalid_request`
 *   for what is no object or nested deeper than 20
 */
export async function readJsonBody(incoming: IncomingMessage): Promise<JsonObject> {
  const bytes = await readBytes(incoming);
  if (bytes.length === 0) {
    return {};
  }
  const type = incoming.headers['content-type'];
  if (type !== undefined && !/^\s*application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type)) {
    throw new HttpProblem(
      { status: 415, id: 'unsupported_media_type' },
      'The body must be application/json.',
    );
  }
  const body = parse(bytes);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw failed('invalid_request', { field: 'body', problem: 'must be a JSON object.' });
  }
  if (isDeeper(body, mostDepth)) {
    throw failed('invalid_request', { field: 'body', problem: `is nested deeper than ${mostDepth}.` });
  }
  return body as JsonObject;
}

async function readBytes(incoming: IncomingMessage): Promise<Buffer> {
  if (Number(incoming.headers['content-length'] ?? 0) > limitBytes) {
    throw tooLarge(limitBytes);
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limitBytes) {
        chunks.push(chunk);
        return;
      }
      incoming.removeAllListeners('data');
      reject(tooLarge(limitBytes));
    });
    incoming.once('end', () => {
      resolve(Buffer.concat(chunks));
    });
    incoming.once('error', () => {
      reject(badRequest('The body ended too early.'));
    });
    incoming.once('close', () => {
      reject(badRequest('The body ended too early.'));
    });
  });
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // What is wrong with it would quote the body, which may hold secrets.
    throw badRequest('The body is not JSON in UTF-8.');
  }
}

/** Without recursion: what is nested deeply must not fill the stack. */
function isDeeper(value: object, most: number): boolean {
  let level: readonly object[] = [value];
  for (let depth = 1; depth <= most; depth += 1) {
    level = level.flatMap((each) => Object.values(each).filter(isContainer));
    if (level.length === 0) {
      return false;
    }
  }
  return true;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
