import type { RunningPlatformApi } from '../commands/platformApiPort.ts';
import type { Memory, SecretMemory } from './memory.ts';

/** The server that ran when the window was left. */
export interface FormerServer {
  readonly port: number;
  /** Whether a terminal was open that talked to it. */
  readonly hadTerminal: boolean;
}

const memoryName = 'addons.platformApi.former';

/**
 * Remembers over a reload of the window that a server runs: written while it does, as nothing can be relied on at the
 * end of a window. Its token is kept where secrets are.
 */
export class RememberedServer {
  readonly #memory: Memory;
  readonly #secrets: SecretMemory;
  /** Secrets are written in turn: the last word counts. */
  #writing: Promise<void> = Promise.resolve();

  /** @param memory of this window: each has its own server */
  constructor(memory: Memory, secrets: SecretMemory) {
    this.#memory = memory;
    this.#secrets = secrets;
  }

  get former(): FormerServer | undefined {
    return this.#memory.get(memoryName) as FormerServer | undefined;
  }

  /** @returns undefined where there is no place for secrets, or it has lost it */
  async token({ port }: FormerServer): Promise<string | undefined> {
    try {
      return await this.#secrets.get(secretName(port));
    } catch {
      // A new one is made: what was told the former is refused, which is safe.
      return undefined;
    }
  }

  keep({ url, token }: RunningPlatformApi, hadTerminal: boolean): void {
    const port = Number(new URL(url).port);
    const { former } = this;
    void this.#memory.update(memoryName, { port, hadTerminal } satisfies FormerServer);
    this.#inTurn(async () => {
      if (former !== undefined && former.port !== port) {
        await this.#secrets.delete(secretName(former.port));
      }
      await this.#secrets.store(secretName(port), token);
    });
  }

  /** It was to end. */
  forget(): void {
    const { former } = this;
    if (former !== undefined) {
      void this.#memory.update(memoryName, undefined);
      this.#inTurn(() => this.#secrets.delete(secretName(former.port)));
    }
  }

  #inTurn(write: () => PromiseLike<void>): void {
    this.#writing = this.#writing.then(write).catch(() => undefined);
  }
}

/** Windows share the place for secrets, and no two have a server at one port. */
function secretName(port: number): string {
  return `addons.platformApi.token ${port}`;
}
