import * as path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ExportedFiles, SecretsPort, StorePort } from '../commands/storePort.ts';
import type { StoreCare } from '../core/ports/storeCare.ts';

const jsonFilter = { JSON: ['json'] };

const folderName = 'addons.export.folder';

/** Where dialogs begin. */
export interface DialogStart {
  /** What VS Code keeps of an extension. */
  readonly memory: Pick<vscode.Memento, 'get' | 'update'>;
  /** The user's own folder. */
  readonly home: string;
}

/**
 * The store with the dialogs of VS Code, and the files that it is exported to and imported from. The dialogs begin in
 * the folder of last time, at first in the user's own: a workspace is shared, and an export holds every value.
 */
export function storeFiles(
  care: StoreCare,
  secrets: SecretsPort,
  files: ExportedFiles,
  { memory, home }: DialogStart,
): StorePort {
  const folder = (): string => memory.get(folderName, home);
  const remembered = async (uri: vscode.Uri | undefined): Promise<string | undefined> => {
    if (uri !== undefined) {
      await memory.update(folderName, path.dirname(uri.fsPath));
    }
    return uri?.fsPath;
  };
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
    inspectText: (text, file) => care.inspectText(text, file),
    importText: (text, file) => care.importText(text, file),
    openFolder: () => openFolder(care.folder),
    whereToExport: async (name) =>
      remembered(
        await vscode.window.showSaveDialog({
          title: l10n.t('Export Store, with all values as plain text'),
          defaultUri: vscode.Uri.file(path.join(folder(), name)),
          filters: jsonFilter,
          saveLabel: l10n.t('Export'),
        }),
      ),
    whatToImport: async () => {
      const chosen = await vscode.window.showOpenDialog({
        title: l10n.t('Import Store'),
        defaultUri: vscode.Uri.file(folder()),
        filters: jsonFilter,
        openLabel: l10n.t('Import'),
      });
      return remembered(chosen?.[0]);
    },
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
