import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { cliEnvironment, type PlatformApi, type RunningPlatformApi } from '../commands/platformApiPort.ts';
import type { Disposable } from '../core/ports/disposable.ts';
import { ServerLife } from './serverLife.ts';
import type { ServerCommand } from './serverProcess.ts';

export interface PlatformApiServerParts {
  /** The bundle of the server. */
  readonly script: string;
  /** Folder of the store that both work on. */
  readonly store: string;
  /** The key of a store whose values are encrypted. */
  readonly key: () => Promise<string | undefined>;
  /** As the editor keeps them: both write into one store. */
  readonly keptReleases: number;
  readonly undoKeepMs: number;
  readonly log: vscode.LogOutputChannel;
  readonly warn: (text: string) => void;
}

/**
 * The server as a child process, so that it can never stall the editor. It ends with the extension, however that
 * ends: the channel between the two closes.
 */
export class PlatformApiServer implements PlatformApi, Disposable {
  readonly #item: vscode.StatusBarItem;
  readonly #life: ServerLife;

  constructor(parts: PlatformApiServerParts) {
    this.#item = vscode.window.createStatusBarItem('addons.platformApi', vscode.StatusBarAlignment.Left);
    this.#item.name = l10n.t('Local Platform API');
    this.#item.command = 'addons.openCliTerminal';
    this.#life = new ServerLife({
      command: () => commandOf(parts),
      tell: (line) => {
        parts.log.warn(`platform-api: ${line}`);
      },
      changed: (api) => {
        this.#show(api);
      },
      lost: () => {
        parts.warn(l10n.t('The local Platform API has ended by itself; the log says more. Start it again.'));
      },
    });
  }

  dispose(): void {
    this.#life.dispose();
    this.#item.dispose();
  }

  get running(): RunningPlatformApi | undefined {
    return this.#life.running;
  }

  start(): Promise<RunningPlatformApi> {
    return this.#life.start();
  }

  stop(): Promise<boolean> {
    return this.#life.stop();
  }

  openTerminal(api: RunningPlatformApi): void {
    const options = { name: l10n.t('Heroku CLI (local)'), env: cliEnvironment(api, process.env) };
    // A terminal that VS Code would bring back later would hold a token that is over.
    vscode.window.createTerminal({ ...options, isTransient: true }).show();
  }

  #show(api: RunningPlatformApi | undefined): void {
    if (api === undefined) {
      this.#item.hide();
      return;
    }
    this.#item.text = `$(broadcast) ${api.url.replace('http://', '')}`;
    this.#item.tooltip = l10n.t(
      'The local Platform API answers at {0}. Click to open a Heroku CLI terminal.',
      api.url,
    );
    this.#item.accessibilityInformation = { label: this.#item.tooltip };
    this.#item.show();
  }
}

async function commandOf(parts: PlatformApiServerParts): Promise<ServerCommand> {
  const key = await parts.key();
  return {
    script: parts.script,
    args: [
      ...['--port', '0', '--store', parts.store],
      ...['--keep-releases', String(parts.keptReleases)],
      ...['--undo-keep-hours', String(parts.undoKeepMs / 3_600_000)],
    ],
    env: {
      ...process.env,
      // What the editor was started with is not meant for it.
      NODE_OPTIONS: undefined,
      ELECTRON_RUN_AS_NODE: '1',
      ...(key !== undefined && { ADDONS_STORE_KEY: key }),
    },
  };
}
