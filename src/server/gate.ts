import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { forbidden, noEndpoint, unauthorized, type HttpProblem } from './httpProblem.ts';

/** What is looked at before anything else of a request. */
export interface Knock {
  readonly method: string;
  /** As it came over the wire. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/** Paths that carry a secret of their own in place of the token. */
const secretPaths = /^\/(?:streams|sso\/addons)\//;

/**
 * Who may come in: the token first, then Host (against DNS rebinding) and Origin (against pages in a browser), then
 * the form of the path.
 *
 * @param port the server's own
 * @returns null for a request that may come in
 */
export function refusalOf({ method, url, headers }: Knock, token: string, port: number): HttpProblem | null {
  if (!secretPaths.test(url) && !isToken(presented(headers.authorization), token)) {
    return unauthorized();
  }
  if (!isOurHost(headers.host, port) || headers.origin !== undefined) {
    return forbidden();
  }
  const path = url.replace(/[?#].*$/s, '');
  return isPlainPath(path) ? null : noEndpoint(method, path);
}

/** The secret of `Bearer SECRET`, or of `Basic` with any user. */
function presented(authorization: string | undefined): string | undefined {
  const [, scheme, credentials] = /^\s*(\S+)\s+(\S+)\s*$/.exec(authorization ?? '') ?? [];
  switch (scheme?.toLowerCase()) {
    case 'bearer':
      return credentials;
    case 'basic': {
      const pair = Buffer.from(credentials ?? '', 'base64').toString('utf8');
      const colon = pair.indexOf(':');
      return colon < 0 ? undefined : pair.slice(colon + 1);
    }
    default:
      return undefined;
  }
}

/** In constant time, whatever the lengths: digests are compared. */
function isToken(text: string | undefined, token: string): boolean {
  return isSameSecret(text ?? '', token) && text !== undefined;
}

/** Whether two secrets are equal, in a time that tells nothing of either. */
export function isSameSecret(first: string, second: string): boolean {
  const [one, other] = [first, second].map((text) => createHash('sha256').update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}

function isOurHost(host: string | undefined, port: number): boolean {
  return (
    host !== undefined &&
    ['127.0.0.1', 'localhost'].some((name) => [name, `${name}:${port}`].includes(host.toLowerCase()))
  );
}

/** URL parsers would walk up dot segments and drop backslashes and tabs: what is asked for must be what is looked up. */
function isPlainPath(path: string): boolean {
  return (
    /^\/[^\\\s]*$/.test(path) &&
    !path.includes('//') &&
    !path.split('/').some((segment) => /^\.{1,2}$/.test(segment.replace(/%2e/gi, '.')))
  );
}
