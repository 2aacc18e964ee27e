import * as path from 'node:path';
import * as vscode from 'vscode';
import type { AtRestSetting } from '../core/platform/atRest.ts';

/** The longest time that a secret may stay on the clipboard before it is cleared, if it is cleared at all. */
const longestClearSeconds = 3_600;

/** The extension's settings: the only place that reads and writes them. */
export const settings = {
  /** Folder of the store, absolute; empty for the extension's own storage. A relative one would depend on the host. */
  get storeFolder(): string {
    const folder = vscode.workspace.getConfiguration('addons').get('store.folder', '');
    return path.isAbsolute(folder) ? folder : '';
  },

  /** How values are to be kept on disk. */
  get atRest(): AtRestSetting {
    const setting: unknown = vscode.workspace.getConfiguration('addons').get('secrets.atRest');
    return setting === 'encrypted' || setting === 'plain' ? setting : 'auto';
  },

  onDidChangeAtRest(listener: () => void): vscode.Disposable {
    return vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('addons.secrets.atRest')) {
        listener();
      }
    });
  },

  /** For how long changes can be undone, in ms. */
  get undoKeepMs(): number {
    return vscode.workspace.getConfiguration('addons').get('undo.keepHours', 24) * 3_600_000;
  },

  /** How many releases and events are kept of each app. */
  get keptReleases(): number {
    return vscode.workspace.getConfiguration('addons').get('store.keptReleases', 500);
  },

  /** After how many ms a secret goes from the clipboard; 0 leaves it there. */
  get clipboardClearMs(): number {
    const seconds: unknown = vscode.workspace.getConfiguration('addons').get('clipboard.clearSeconds');
    return typeof seconds === 'number' && seconds > 0 ? Math.min(seconds, longestClearSeconds) * 1_000 : 0;
  },

  /** Whether what a change did is told in the status bar alone. */
  get tellsChangesInStatusBar(): boolean {
    return vscode.workspace.getConfiguration('addons').get('notifications.afterChanges') === 'statusBar';
  },

  /** Name of the app that a folder is linked to; empty for none. VS Code keeps back what an untrusted one says. */
  linkedApp(folder: vscode.Uri): string {
    const name: unknown = vscode.workspace.getConfiguration('addons', folder).get('link.app');
    return typeof name === 'string' ? name.trim() : '';
  },

  /** Whether a change of settings may have linked the folder to another app. */
  isLinkChanged(change: vscode.ConfigurationChangeEvent, folder: vscode.Uri): boolean {
    return change.affectsConfiguration('addons.link.app', folder);
  },

  /**
   * Links a folder to an app in its own settings; undefined takes the setting away.
   *
   * @throws what VS Code throws when the settings can't be written
   */
  async setLinkedApp(folder: vscode.Uri, app: string | undefined): Promise<void> {
    const target =
      vscode.workspace.workspaceFile === undefined
        ? vscode.ConfigurationTarget.Workspace
        : vscode.ConfigurationTarget.WorkspaceFolder;
    await vscode.workspace.getConfiguration('addons', folder).update('link.app', app, target);
  },
};
