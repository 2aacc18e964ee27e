import type { ServerResponse } from 'node:http';
import type { AddonPlatform } from '../core/platform/addonPlatform.ts';
import type { LogFiles, NumberedLine } from './logFiles.ts';
import { isShown, streamed, type LogSession } from './logSessions.ts';

const lookMs = 250;
const stillHereMs = 30_000;

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

  /** @param lastSeen the number that a client which comes again has seen; 0 for a new one */
  async send(session: LogSession, response: ServerResponse, lastSeen: number): Promise<void> {
    const earlier = await this.#linesAfter(session.appId, lastSeen);
    const shown = earlier.filter((line) => isShown(session, line));
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
    await this.#follow(session, response, earlier.at(-1)?.number ?? lastSeen);
  }

  async #follow(session: LogSession, response: ServerResponse, from: number): Promise<void> {
    const stillHere = setInterval(() => response.write(': still here\n\n'), stillHereMs);
    let last = from;
    response.once('close', () => this.#open.delete(response));
    try {
      while (this.#open.has(response)) {
        await new Promise((resolve) => setTimeout(resolve, lookMs));
        const lines = await this.#linesAfter(session.appId, last);
        last = lines.at(-1)?.number ?? last;
        const text = lines
          .filter((line) => isShown(session, line))
          .map(streamed)
          .join('');
        if (text !== '' && this.#open.has(response)) {
          response.write(text);
        }
      }
    } finally {
      clearInterval(stillHere);
      this.#open.delete(response);
      response.end();
    }
  }

  async #linesAfter(appId: string, after: number): Promise<readonly NumberedLine[]> {
    await this.#platform.refresh();
    await this.#files.tell(appId, this.#platform.state.events[appId]?.events ?? []);
    return this.#files.read(appId, after);
  }
}
