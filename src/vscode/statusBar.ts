import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { concernsLinkedApp, linkedApp } from '../commands/linkedApp.ts';
import type { Link } from '../commands/linkPort.ts';
import type { AppId } from '../core/model/ids.ts';
import type { AddonPlatform } from '../core/platform/addonPlatform.ts';
import type { Disposable } from '../core/ports/disposable.ts';
import { literal } from './literal.ts';

/** The app of the folder at hand in the status bar. Shows nothing, and opens no store, while none is linked. */
export class StatusBar implements Disposable {
  readonly #platform: AddonPlatform;
  readonly #link: Link;
  readonly #item: vscode.StatusBarItem;
  readonly #listeners: readonly Disposable[];
  /** Whether the store could be opened: before, nothing is known of any app. */
  #isReady = false;
  #shownId: AppId | undefined;

  constructor(platform: AddonPlatform, link: Link) {
    this.#platform = platform;
    this.#link = link;
    this.#item = vscode.window.createStatusBarItem('addons.linkedApp', vscode.StatusBarAlignment.Left);
    this.#item.name = l10n.t('Linked App');
    this.#item.command = 'addons.linkedAppActions';
    const refresh = (): void => void this.#refresh();
    this.#listeners = [
      link.onDidChange(refresh),
      platform.onDidOpen(refresh),
      platform.onDidChange((changes) => {
        if (link.app !== undefined && concernsLinkedApp(changes, this.#shownId)) {
          this.#draw();
        }
      }),
    ];
    refresh();
  }

  dispose(): void {
    this.#listeners.forEach((listener) => {
      listener.dispose();
    });
    this.#item.dispose();
  }

  /** A store that can't be opened is told of where something is wanted of it; here it only shows nothing. */
  async #refresh(): Promise<void> {
    if (this.#link.app !== undefined) {
      this.#isReady = await this.#platform.ready().then(
        () => true,
        () => false,
      );
    }
    this.#draw();
  }

  #draw(): void {
    const shown = this.#isReady ? linkedApp(this.#link, this.#platform.state) : undefined;
    this.#shownId = shown?.id;
    if (shown === undefined) {
      this.#item.hide();
      return;
    }
    const icon = shown.isBusy ? '$(loading~spin)' : '$(plug)';
    this.#item.text = `${icon} ${literal(shown.text)}`;
    this.#item.tooltip = shown.tooltip;
    this.#item.accessibilityInformation = { label: shown.tooltip };
    this.#item.backgroundColor =
      shown.id === undefined ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    this.#item.show();
  }
}
