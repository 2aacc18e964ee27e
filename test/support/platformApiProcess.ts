import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body, when it is JSON. */
  readonly json: unknown;
}

export interface RequestOptions {
  readonly method?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is. */
  readonly text?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string | null;
}

export const testToken = 'a-token-for-tests';

/** Folders that tests made, removed when the process ends. */
const folders: string[] = [];
process.once('exit', () => {
  folders.forEach((folder) => {
    rmSync(folder, { recursive: true, force: true });
  });
});

export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `addons-${name}-`));
  folders.push(folder);
  return folder;
}

/** The Platform API as people start it: a process of its own on a store of its own. */
export class PlatformApiProcess {
  readonly url: string;
  readonly token: string;
  readonly store: string;
  readonly #child: ChildProcess;
  readonly #output: { stdout: string; stderr: string };

  private constructor(
    child: ChildProcess,
    { line, store, output }: { line: string; store: string; output: { stdout: string; stderr: string } },
  ) {
    const { url, token } = JSON.parse(line) as { url: string; token: string };
    this.url = url;
    this.token = token;
    this.store = store;
    this.#child = child;
    this.#output = output;
  }

  /** @param store a folder; a new one when left out */
  static async start(
    store = temporaryFolder('api'),
    args = ['--token', testToken],
  ): Promise<PlatformApiProcess> {
    const child = spawnPlatformApi(['--port', '0', '--store', store, ...args]);
    const output = { stdout: '', stderr: '' };
    child.stderr?.on('data', (data: Buffer) => (output.stderr += data.toString()));
    await new Promise<void>((resolve, reject) => {
      child.stdout?.on('data', (data: Buffer) => {
        output.stdout += data.toString();
        if (output.stdout.includes('\n')) {
          resolve();
        }
      });
      child.once('close', (code) => {
        reject(new Error(`The server ended with ${code}: ${output.stderr}`));
      });
    });
    return new PlatformApiProcess(child, { line: output.stdout, store, output });
  }

  /** All that the server wrote so far. */
  get output(): { readonly stdout: string; readonly stderr: string } {
    return this.#output;
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  async request(path: string, options: RequestOptions = {}): Promise<Answered> {
    const { method = 'GET', body, text, headers = {}, token = this.token } = options;
    const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
        ...(content === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(content === undefined ? {} : { body: content as string }),
    });
    return answered(response);
  }

  /** A request that must go well. @returns its body */
  async ask<Body>(path: string, options: RequestOptions = {}): Promise<Body> {
    const { status, json, text } = await this.request(path, options);
    if (status >= 300) {
      throw new Error(`${options.method ?? 'GET'} ${path} was answered with ${status}: ${text}`);
    }
    return json as Body;
  }

  /** @returns its exit code */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const closed = once(this.#child, 'close');
      this.#child.kill(signal);
      await closed;
    }
    return this.#child.exitCode;
  }
}

/** Runs the script of `npm run platform-api`. */
export function spawnPlatformApi(args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  return spawn(process.execPath, [join(root, 'scripts', 'platformApi.js'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });
}

async function answered(response: Response): Promise<Answered> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON: the text is there.
    return undefined;
  }
}
