import * as vscode from 'vscode';

/** The extension's settings: the only place that reads them. */
export const settings = {
  /** Folder of the store; empty for the extension's own storage. */
  get storeFolder(): string {
    return vscode.workspace.getConfiguration('addons').get('store.folder', '');
  },

  /** For how long changes can be undone, in ms. */
  get undoKeepMs(): number {
    return vscode.workspace.getConfiguration('addons').get('undo.keepHours', 24) * 3_600_000;
  },
};
