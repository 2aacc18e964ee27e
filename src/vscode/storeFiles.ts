import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ExportedFiles, SecretsPort, StorePort } from '../commands/storePort.ts';
import type { StoreCare } from '../core/ports/storeCare.ts';

const jsonFilter = { JSON: ['json'] };

/** The store with the dialogs of VS Code, and the files that it is exported to and imported from. */
export function storeFiles(care: StoreCare, secrets: SecretsPort, files: ExportedFiles): StorePort {
  return {
    secrets,
    get folder() {
      return care.folder;
    },
    get health() {
      return care.health;
    },
    onHealth: (listener) => care.onHealth(listener),
    backups: () => care.backups(),
    restore: (backup) => care.restore(backup),
    exportText: () => care.exportText(),
    importText: (text, file) => care.importText(text, file),
    openFolder: () => openFolder(care.folder),
    whereToExport: async () =>
      (
        await vscode.window.showSaveDialog({
          title: l10n.t('Export Store'),
          filters: jsonFilter,
          saveLabel: l10n.t('Export'),
        })
      )?.fsPath,
    whatToImport: async () =>
      (
        await vscode.window.showOpenDialog({
          title: l10n.t('Import Store'),
          filters: jsonFilter,
          openLabel: l10n.t('Import'),
        })
      )?.[0]?.fsPath,
    ...files,
  };
}

/** Desktop VS Code shows folders of the machine that it runs on; elsewhere the path helps. */
async function openFolder(folder: string): ReturnType<StorePort['openFolder']> {
  const uri = vscode.Uri.file(folder);
  try {
    await vscode.workspace.fs.stat(uri);
  } catch {
    return 'missing';
  }
  if (vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop) {
    await vscode.commands.executeCommand('revealFileInOS', uri);
    return 'shown';
  }
  await vscode.env.clipboard.writeText(folder);
  return 'copied';
}
