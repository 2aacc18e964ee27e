import * as path from 'node:path';
import * as vscode from 'vscode';

/** The extension's settings: the only place that reads them. */
export const settings = {
  /** Folder of the store, absolute; empty for the extension's own storage. A relative one would depend on the host. */
  get storeFolder(): string {
    const folder = vscode.workspace.getConfiguration('addons').get('store.folder', '');
    return path.isAbsolute(folder) ? folder : '';
  },

  /** For how long changes can be undone, in ms. */
  get undoKeepMs(): number {
    return vscode.workspace.getConfiguration('addons').get('undo.keepHours', 24) * 3_600_000;
  },
};
