import { spawn, type ChildProcess } from 'node:child_process';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { cliEnvironment, type PlatformApi, type RunningPlatformApi } from '../commands/platformApiPort.ts';
import { failed } from '../core/errors/addonError.ts';
import type { Disposable } from '../core/ports/disposable.ts';

export interface PlatformApiServerParts {
  /** The bundle of the server. */
  readonly script: string;
  /** Folder of the store that both work on. */
  readonly store: string;
  /** The key of a store whose values are encrypted. */
  readonly key: () => Promise<string | undefined>;
}

interface Child {
  readonly process: ChildProcess;
  readonly api: RunningPlatformApi;
}

/**
 * The server as a child process, so that it can never stall the editor. It ends with the extension, however that
 * ends: the channel between the two closes.
 */
export class PlatformApiServer implements PlatformApi, Disposable {
  readonly #parts: PlatformApiServerParts;
  readonly #item: vscode.StatusBarItem;
  #starting: Promise<Child> | undefined;
  #child: Child | undefined;

  constructor(parts: PlatformApiServerParts) {
    this.#parts = parts;
    this.#item = vscode.window.createStatusBarItem('addons.platformApi', vscode.StatusBarAlignment.Left);
    this.#item.name = l10n.t('Local Platform API');
    this.#item.command = 'addons.openCliTerminal';
  }

  dispose(): void {
    this.#child?.process.kill();
    this.#ended();
    this.#item.dispose();
  }

  get running(): RunningPlatformApi | undefined {
    return this.#child?.api;
  }

  async start(): Promise<RunningPlatformApi> {
    this.#starting ??= this.#launch().catch((error: unknown) => {
      this.#starting = undefined;
      throw error;
    });
    return (await this.#starting).api;
  }

  async stop(): Promise<boolean> {
    const child = await this.#starting?.catch(() => undefined);
    if (child === undefined) {
      return false;
    }
    const closed = new Promise((resolve) => child.process.once('close', resolve));
    child.process.kill();
    await closed;
    return true;
  }

  openTerminal(api: RunningPlatformApi): void {
    const options = { name: l10n.t('Heroku CLI (local)'), env: cliEnvironment(api) };
    // A terminal that VS Code would bring back later would hold a token that is over.
    vscode.window.createTerminal({ ...options, isTransient: true }).show();
  }

  async #launch(): Promise<Child> {
    const { script, store, key } = this.#parts;
    const storeKey = await key();
    const launched = spawn(process.execPath, [script, '--port', '0', '--store', store], {
      env: {
        ...process.env,
        ELECTRON_RUN_AS_NODE: '1',
        ...(storeKey !== undefined && { ADDONS_STORE_KEY: storeKey }),
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const child = { process: launched, api: await firstWord(launched) };
    launched.once('close', () => {
      this.#ended();
    });
    this.#child = child;
    this.#show(child.api);
    return child;
  }

  #show({ url }: RunningPlatformApi): void {
    this.#item.text = `$(broadcast) ${url.replace('http://', '')}`;
    this.#item.tooltip = l10n.t(
      'The local Platform API answers at {0}. Click to open a Heroku CLI terminal.',
      url,
    );
    this.#item.accessibilityInformation = { label: this.#item.tooltip };
    this.#item.show();
  }

  #ended(): void {
    this.#starting = undefined;
    this.#child = undefined;
    this.#item.hide();
  }
}

/** The line that the server writes once it answers; what it says instead is why it does not. */
function firstWord(child: ChildProcess): Promise<RunningPlatformApi> {
  return new Promise((resolve, reject) => {
    let [output, complaint] = ['', ''];
    child.stdout?.on('data', (data: Buffer) => {
      output += data.toString();
      const end = output.indexOf('\n');
      if (end >= 0) {
        resolve(JSON.parse(output.slice(0, end)) as RunningPlatformApi);
      }
    });
    child.stderr?.on('data', (data: Buffer) => (complaint += data.toString()));
    const fail = (reason: string): void => {
      reject(failed('platform_api_failed', { reason }));
    };
    child.once('error', ({ message }) => {
      fail(message);
    });
    child.once('close', (code) => {
      fail(complaint.trim().split('\n')[0] ?? `exit code ${code}`);
    });
  });
}
