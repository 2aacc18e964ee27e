import { spawn, type ChildProcess } from 'node:child_process';
import * as l10n from '@vscode/l10n';
import type { RunningPlatformApi } from '../commands/platformApiPort.ts';
import { failed } from '../core/errors/addonError.ts';

/** A little more than the server gives its own requests. */
const killAfterMs = 6_000;

export interface ServerCommand {
  /** The bundle of the server. */
  readonly script: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** One process of the server, from its start to its end. */
export class ServerProcess {
  /** Fulfilled once it answers. Rejected with AddonError `platform_api_failed` when it ended before. */
  readonly ready: Promise<RunningPlatformApi>;
  /** Fulfilled when it has ended, however. */
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  #stopping: Promise<void> | undefined;

  /** @param tell gets what the server writes into its log, line by line */
  constructor({ script, args, env }: ServerCommand, tell: (line: string) => void) {
    this.#child = spawn(process.execPath, [script, ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.ended = new Promise((resolve) => {
      this.#child.once('close', () => {
        resolve();
      });
    });
    this.ready = firstWord(this.#child, tell);
  }

  /** Asks it once, however often this is called; its requests may end. Ends it when it takes too long. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    this.#child.kill();
    const late = setTimeout(() => this.#child.kill('SIGKILL'), killAfterMs);
    await this.ended;
    clearTimeout(late);
  }
}

/** The line that the server writes once it answers; what it says instead is why it does not. */
function firstWord(child: ChildProcess, tell: (line: string) => void): Promise<RunningPlatformApi> {
  return new Promise((resolve, reject) => {
    let complaint: string | undefined;
    const fail = (reason: string): void => {
      reject(failed('platform_api_failed', { reason }));
    };
    eachLine(child.stdout, (line) => {
      const api = apiOf(line);
      if (api === undefined) {
        child.kill();
        fail(l10n.t('it did not say where it answers'));
      } else {
        resolve(api);
      }
    });
    eachLine(child.stderr, (line) => {
      complaint ??= line;
      tell(line);
    });
    child.once('error', ({ message }) => {
      fail(message);
    });
    child.once('close', (code, signal) => {
      fail(complaint ?? signal ?? `exit code ${code}`);
    });
  });
}

function apiOf(line: string): RunningPlatformApi | undefined {
  try {
    const { url, token } = JSON.parse(line) as Partial<Record<string, unknown>>;
    return typeof url === 'string' && typeof token === 'string' ? { url, token } : undefined;
  } catch {
    // No JSON, or none with fields.
    return undefined;
  }
}

/** Whole lines of a stream as they come, and what is left at its end. */
function eachLine(stream: NodeJS.ReadableStream | null, take: (line: string) => void): void {
  let rest = '';
  stream?.setEncoding('utf8');
  stream?.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(take);
  });
  stream?.once('end', () => {
    if (rest !== '') {
      take(rest);
    }
  });
}
