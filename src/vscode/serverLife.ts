import * as l10n from '@vscode/l10n';
import type { RunningPlatformApi } from '../commands/platformApiPort.ts';
import { failed } from '../core/errors/addonError.ts';
import type { Disposable } from '../core/ports/disposable.ts';
import { ServerProcess, type ServerCommand } from './serverProcess.ts';

export interface ServerLifeParts {
  readonly command: () => Promise<ServerCommand>;
  /** A line of the server's log. */
  readonly tell: (line: string) => void;
  /** It answers, or no longer does. */
  readonly changed: (api: RunningPlatformApi | undefined) => void;
  /** It ended, and nobody asked it to. */
  readonly lost: () => void;
}

/** One start, from the wish to the end of the process. */
interface Attempt {
  server: ServerProcess | undefined;
  isOver: boolean;
}

interface Present {
  readonly attempt: Attempt;
  readonly ready: Promise<RunningPlatformApi>;
}

/** At most one server at a time: what is asked for while another thing happens waits for it. */
export class ServerLife implements Disposable {
  readonly #parts: ServerLifeParts;
  #present: Present | undefined;
  #running: RunningPlatformApi | undefined;
  #stopping: Promise<boolean> | undefined;
  #isDisposed = false;

  constructor(parts: ServerLifeParts) {
    this.#parts = parts;
  }

  get running(): RunningPlatformApi | undefined {
    return this.#running;
  }

  /** Starts a server unless one runs; behind one that is stopping. @throws AddonError `platform_api_failed` */
  start(): Promise<RunningPlatformApi> {
    if (this.#isDisposed) {
      return Promise.reject(over());
    }
    this.#present ??= this.#begin();
    return this.#present.ready;
  }

  /** A second call while it stops waits for the same end. @returns whether there was one */
  stop(): Promise<boolean> {
    const present = this.#present;
    if (present !== undefined) {
      this.#present = undefined;
      present.attempt.isOver = true;
      this.#show(undefined);
      const stopping = endOf(present, this.#stopping).finally(() => {
        if (this.#stopping === stopping) {
          this.#stopping = undefined;
        }
      });
      this.#stopping = stopping;
    }
    return this.#stopping ?? Promise.resolve(false);
  }

  /** None starts from here on. */
  dispose(): void {
    this.#isDisposed = true;
    void this.stop();
  }

  #begin(): Present {
    const attempt: Attempt = { server: undefined, isOver: false };
    const ready = this.#launch(attempt, this.#stopping).catch((error: unknown) => {
      this.#forget(attempt);
      throw error;
    });
    return { attempt, ready };
  }

  async #launch(attempt: Attempt, earlier: Promise<unknown> | undefined): Promise<RunningPlatformApi> {
    await earlier;
    const command = await this.#parts.command();
    // Nothing is waited for between this and the process: what is over starts none.
    if (attempt.isOver) {
      throw over();
    }
    const server = new ServerProcess(command, this.#parts.tell);
    attempt.server = server;
    const api = await server.ready;
    if (this.#present?.attempt !== attempt) {
      throw over();
    }
    void server.ended.then(() => {
      if (this.#forget(attempt)) {
        this.#parts.lost();
      }
    });
    this.#show(api);
    return api;
  }

  /** @returns whether it was the present one */
  #forget(attempt: Attempt): boolean {
    if (this.#present?.attempt !== attempt) {
      return false;
    }
    this.#present = undefined;
    this.#show(undefined);
    return true;
  }

  #show(api: RunningPlatformApi | undefined): void {
    this.#running = api;
    this.#parts.changed(api);
  }
}

async function endOf({ attempt, ready }: Present, earlier: Promise<unknown> | undefined): Promise<boolean> {
  await earlier;
  await (attempt.server === undefined ? ready.catch(() => undefined) : attempt.server.stop());
  return true;
}

function over(): Error {
  return failed('platform_api_failed', { reason: l10n.t('it was stopped') });
}
