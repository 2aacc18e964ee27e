import type { ServerResponse } from 'node:http';
import type { AppId } from '../core/model/ids.ts';
import type { AddonPlatform } from '../core/platform/addonPlatform.ts';
import { HttpProblem, noEndpoint } from './httpProblem.ts';
import type { LogFiles, NumberedLine } from './logFiles.ts';
import { isShown, streamed, type LogSession } from './logSessions.ts';

const lookMs = 250;
const stillHereMs = 30_000;
/** More than people look at; each of them is a look at a file, four times a second. */
const mostOpen = 64;
/** What a client that does not read may leave with us. */
const mostUnreadBytes = 1024 * 1024;

/** Sends the log of an app as server-sent events, and what comes after it while somebody listens. */
export class LogStream {
  readonly #platform: AddonPlatform;
  readonly #files: LogFiles;
  readonly #open = new Set<ServerResponse>();

  constructor(platform: AddonPlatform, files: LogFiles) {
    this.#platform = platform;
    this.#files = files;
  }

  /** Ends every stream. */
  dispose(): void {
    for (const response of this.#open) {
      response.end();
    }
    this.#open.clear();
  }

  /**
   * @param lastSeen the number that a client which comes again has seen; 0 for a new one
   * @throws HttpProblem 404 when the app is gone, 429 when too many are open
   */
  async send(session: LogSession, response: ServerResponse, lastSeen: number): Promise<void> {
    const all = await this.#linesAfter(session.appId, 0);
    if (all === undefined) {
      throw noEndpoint('GET', '/streams/…');
    }
    if (session.isTail && this.#open.size >= mostOpen) {
      throw new HttpProblem({ status: 429, id: 'rate_limit' }, 'Too many logs are followed at once.');
    }
    const end = all.at(-1)?.number ?? 0;
    const shown = all.filter((line) => line.number > lastSeen && isShown(session, line));
    // Who comes again wants all that it missed.
    const first = lastSeen > 0 ? shown : shown.slice(Math.max(0, shown.length - session.lines));
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'private, no-store' });
    response.write(first.map(streamed).join(''));
    if (!session.isTail) {
      response.end();
      return;
    }
    response.flushHeaders();
    this.#open.add(response);
    await this.#follow(session, response, end);
  }

  async #follow(session: LogSession, response: ServerResponse, from: number): Promise<void> {
    const stillHere = setInterval(() => {
      this.#write(response, ': still here\n\n');
    }, stillHereMs);
    let last = from;
    response.once('close', () => this.#open.delete(response));
    try {
      while (this.#open.has(response)) {
        await new Promise((resolve) => setTimeout(resolve, lookMs));
        const lines = await this.#linesAfter(session.appId, last);
        if (lines === undefined) {
          break;
        }
        last = lines.at(-1)?.number ?? last;
        const text = lines
          .filter((line) => isShown(session, line))
          .map(streamed)
          .join('');
        this.#write(response, text);
      }
    } finally {
      clearInterval(stillHere);
      this.#open.delete(response);
      response.end();
    }
  }

  #write(response: ServerResponse, text: string): void {
    if (text === '' || !this.#open.has(response)) {
      return;
    }
    response.write(text);
    if (response.writableLength > mostUnreadBytes) {
      response.destroy();
    }
  }

  /** Undefined when the app is gone. */
  async #linesAfter(appId: AppId, after: number): Promise<readonly NumberedLine[] | undefined> {
    await this.#platform.refresh();
    const { apps, events } = this.#platform.state;
    if (apps[appId] === undefined) {
      return undefined;
    }
    await this.#files.tell(appId, events[appId]?.events ?? []);
    return this.#files.read(appId, after);
  }
}
