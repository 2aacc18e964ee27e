import { createHash, randomBytes } from 'node:crypto';
import type { AppId } from '../core/model/ids.ts';
import type { NumberedLine } from './logFiles.ts';

const lifetimeMs = 5 * 60_000;
/** More than any client opens; the oldest goes first. */
const mostSessions = 1000;

/** What a stream of an app's log shows. */
export interface LogSession {
  readonly appId: AppId;
  readonly dyno: string | null;
  readonly source: string | null;
  readonly lines: number;
  readonly isTail: boolean;
  readonly expiresAt: number;
}

/** Streams that were asked for: the secret in a path stands for one app and its filters, for five minutes. */
export class LogSessions {
  readonly #sessions = new Map<string, LogSession>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** @returns the path of the stream */
  open(session: Omit<LogSession, 'expiresAt'>): string {
    const secret = randomBytes(32).toString('base64url');
    for (const oldest of [...this.#sessions.keys()].slice(0, this.#sessions.size - mostSessions + 1)) {
      this.#sessions.delete(oldest);
    }
    this.#sessions.set(keyOf(secret), { ...session, expiresAt: this.#nowMs() + lifetimeMs });
    return `/streams/${secret}`;
  }

  /** The session of a path, unless it is over. */
  find(path: string): LogSession | undefined {
    const [, secret = ''] = /^\/streams\/([\w-]+)$/.exec(path) ?? [];
    // Looked up by its digest: how long that takes tells nothing of the secret.
    const session = this.#sessions.get(keyOf(secret));
    return session !== undefined && this.#nowMs() < session.expiresAt ? session : undefined;
  }
}

/** Whether a line passes the filters of a session; a dyno may be given by its type. */
export function isShown({ dyno, source }: LogSession, line: NumberedLine): boolean {
  return (
    (source === null || line.source === source) &&
    (dyno === null || line.process === dyno || line.process.startsWith(`${dyno}.`))
  );
}

/** A line as an event of the stream; a text of several lines is several. */
export function streamed(line: NumberedLine): string {
  const at = new Date(line.at).toISOString().replace(/Z$/, '000+00:00');
  const data = line.text
    .split(/\r\n|\r|\n/)
    .map((text) => `data: ${at} ${line.source}[${line.process}]: ${text}\n`);
  return `id: ${line.number}\n${data.join('')}\n`;
}

function keyOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64');
}
