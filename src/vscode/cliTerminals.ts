import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { cliEnvironment, type RunningPlatformApi } from '../commands/platformApiPort.ts';
import type { Disposable } from '../core/ports/disposable.ts';

export interface CliTerminalsParts {
  /** One was opened or closed here. */
  readonly changed: () => void;
  /** One of their name was closed that talked to no server of ours. */
  readonly strangerClosed: () => void;
}

/**
 * Terminals in which the Heroku CLI talks to the local server. VS Code may bring one back as an ordinary shell, in
 * which the CLI would reach the real Heroku: whatever has their name and was not opened here is closed.
 */
export class CliTerminals implements Disposable {
  readonly #parts: CliTerminalsParts;
  readonly #own = new Set<vscode.Terminal>();
  readonly #listeners: readonly Disposable[];

  constructor(parts: CliTerminalsParts) {
    this.#parts = parts;
    const look = (terminal: vscode.Terminal | undefined): void => {
      if (terminal !== undefined) {
        this.#closeStranger(terminal);
      }
    };
    this.#listeners = [
      vscode.window.onDidOpenTerminal(look),
      // One that is brought back may get its name later; VS Code tells of no names, but of the first key typed.
      vscode.window.onDidChangeActiveTerminal(look),
      vscode.window.onDidChangeTerminalState(look),
      vscode.window.onDidCloseTerminal((terminal) => {
        // The end of the window closes them too; they come back with the next.
        if (
          terminal.exitStatus?.reason !== vscode.TerminalExitReason.Shutdown &&
          this.#own.delete(terminal)
        ) {
          parts.changed();
        }
      }),
    ];
  }

  dispose(): void {
    this.#listeners.forEach((listener) => {
      listener.dispose();
    });
  }

  get isOneOpen(): boolean {
    return this.#own.size > 0;
  }

  open(api: RunningPlatformApi, { keepsFocus }: { readonly keepsFocus: boolean }): void {
    // What VS Code brings back by itself would hold a token that may be over, and write it down before.
    const terminal = vscode.window.createTerminal({
      name: nameOfAll(),
      env: cliEnvironment(api, process.env),
      isTransient: true,
    });
    this.#own.add(terminal);
    terminal.show(keepsFocus);
    this.#parts.changed();
  }

  /** Those that were there before this. */
  closeStrangers(): void {
    vscode.window.terminals.forEach((terminal) => {
      this.#closeStranger(terminal);
    });
  }

  #closeStranger(terminal: vscode.Terminal): void {
    if (terminal.name === nameOfAll() && !this.#own.has(terminal)) {
      terminal.dispose();
      this.#parts.strangerClosed();
    }
  }
}

function nameOfAll(): string {
  return l10n.t('Heroku CLI (local)');
}
