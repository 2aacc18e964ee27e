import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { PlatformApi, RunningPlatformApi } from '../commands/platformApiPort.ts';
import type { Report } from '../commands/ports.ts';
import { isAddonError } from '../core/errors/addonError.ts';
import type { Disposable } from '../core/ports/disposable.ts';
import { CliTerminals } from './cliTerminals.ts';
import type { FormerServer, RememberedServer } from './rememberedServer.ts';
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
  readonly report: Pick<Report, 'done' | 'warn' | 'failed'>;
  readonly remembered: RememberedServer;
}

/** How a server is to answer, when it matters. */
interface Place {
  readonly port: number;
  readonly token: string | undefined;
}

/** A process of the former window may still be ending at a port. */
const triesAtPort = 3;

/**
 * The server as a child process, so that it can never stall the editor. It ends with the extension, however that
 * ends: the channel between the two closes.
 */
export class PlatformApiServer implements PlatformApi, Disposable {
  readonly #item: vscode.StatusBarItem;
  readonly #life: ServerLife;
  readonly #terminals: CliTerminals;
  readonly #parts: PlatformApiServerParts;
  #place: Place | undefined;

  constructor(parts: PlatformApiServerParts) {
    this.#parts = parts;
    this.#item = vscode.window.createStatusBarItem('addons.platformApi', vscode.StatusBarAlignment.Left);
    this.#item.name = l10n.t('Local Platform API');
    this.#item.command = 'addons.platformApiActions';
    this.#life = new ServerLife({
      command: () => commandOf(parts, this.#place),
      tell: (line) => {
        parts.log.warn(`platform-api: ${line}`);
      },
      changed: (api) => {
        this.#show(api);
        this.#remember();
      },
      lost: () => {
        parts.remembered.forget();
        parts.report.warn(
          l10n.t('The local Platform API has ended by itself; the log says more. Start it again.'),
        );
      },
    });
    this.#terminals = new CliTerminals({
      changed: () => {
        this.#remember();
      },
      strangerClosed: () => {
        this.#tellClosed();
      },
    });
  }

  dispose(): void {
    this.#life.dispose();
    this.#terminals.dispose();
    this.#item.dispose();
  }

  /**
   * After a reload of the window: closes terminals that VS Code brought back without what binds them to the server, and
   * starts the server that ran before, at its port and with its token where that can be. Does nothing else.
   *
   * @param ready makes the store known, whose key the server needs
   */
  async comeBack(ready: () => Promise<void>): Promise<void> {
    this.#terminals.closeStrangers();
    const { former } = this.#parts.remembered;
    if (former === undefined) {
      return;
    }
    try {
      await ready();
      await this.#startAgain(former);
    } catch (error) {
      this.#parts.remembered.forget();
      if (!isAddonError(error)) {
        throw error;
      }
      this.#parts.report.failed(error.failure);
    }
  }

  async #startAgain(former: FormerServer): Promise<void> {
    const token = await this.#parts.remembered.token(former);
    const api = await this.#startAt({ port: former.port, token });
    if (api === undefined) {
      return;
    }
    if (former.hadTerminal) {
      this.#terminals.open(api, { keepsFocus: true });
    }
    if (api.token !== token || new URL(api.url).port !== String(former.port)) {
      this.#parts.report.done(
        l10n.t(
          'The local Platform API runs again, at {0}. Shells that were given its environment need it anew.',
          api.url,
        ),
        [{ title: l10n.t('Copy Heroku CLI Environment'), command: 'addons.copyCliEnvironment', known: {} }],
      );
    }
  }

  /** @returns undefined when it was stopped meanwhile */
  async #startAt(place: Place): Promise<RunningPlatformApi | undefined> {
    for (let tries = 1; this.#parts.remembered.former !== undefined; tries += 1) {
      this.#place = tries > triesAtPort ? { ...place, port: 0 } : place;
      try {
        return await this.#life.start();
      } catch (error) {
        if (tries > triesAtPort) {
          throw error;
        }
      } finally {
        this.#place = undefined;
      }
    }
    return undefined;
  }

  get running(): RunningPlatformApi | undefined {
    return this.#life.running;
  }

  start(): Promise<RunningPlatformApi> {
    return this.#life.start();
  }

  stop(): Promise<boolean> {
    this.#parts.remembered.forget();
    return this.#life.stop();
  }

  /** The window ends, and the server with it; it comes back with the window. */
  end(): Promise<boolean> {
    return this.#life.stop();
  }

  openTerminal(api: RunningPlatformApi): void {
    this.#terminals.open(api, { keepsFocus: false });
  }

  #remember(): void {
    const { running } = this.#life;
    if (running !== undefined) {
      this.#parts.remembered.keep(running, this.#terminals.isOneOpen);
    }
  }

  #tellClosed(): void {
    // Another one comes in its place.
    if (this.#parts.remembered.former?.hadTerminal !== true) {
      this.#parts.report.warn(
        l10n.t(
          'A terminal was closed in which the Heroku CLI would have reached Heroku, not the local Platform API.',
        ),
        [{ title: l10n.t('Open Heroku CLI Terminal'), command: 'addons.openCliTerminal', known: {} }],
      );
    }
  }

  #show(api: RunningPlatformApi | undefined): void {
    if (api === undefined) {
      this.#item.hide();
      return;
    }
    this.#item.text = `$(broadcast) ${api.url.replace('http://', '')}`;
    this.#item.tooltip = l10n.t(
      'The local Platform API answers at {0}. Click to open a terminal, copy its environment, or stop it.',
      api.url,
    );
    this.#item.accessibilityInformation = { label: this.#item.tooltip };
    this.#item.show();
  }
}

async function commandOf(parts: PlatformApiServerParts, place: Place | undefined): Promise<ServerCommand> {
  const key = await parts.key();
  return {
    script: parts.script,
    args: [
      ...['--port', String(place?.port ?? 0), '--store', parts.store],
      ...['--keep-releases', String(parts.keptReleases)],
      ...['--undo-keep-hours', String(parts.undoKeepMs / 3_600_000)],
    ],
    env: {
      ...process.env,
      // What the editor was started with is not meant for it.
      NODE_OPTIONS: undefined,
      ELECTRON_RUN_AS_NODE: '1',
      ADDONS_API_TOKEN: place?.token,
      ...(key !== undefined && { ADDONS_STORE_KEY: key }),
    },
  };
}
