import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AddonId, AppId } from '../../core/model/ids.ts';
import type { AddonPlatform } from '../../core/platform/addonPlatform.ts';
import { appOfPath, isTreeNode, type TreeNode } from '../model/node.ts';
import { readInLanguage } from '../model/readInLanguage.ts';

/** Rows on their way: their nodes, which hold ids and names, no values. */
const rowsType = 'application/vnd.addon-manager.rows';

/** Starts a command with what is known. */
type Run = (command: string, known: Readonly<Record<string, string>>) => Promise<unknown>;

/** An add-on or alias dropped on an app is attached there; a config var dropped in an editor is read there. */
export class AddonDragAndDrop implements vscode.TreeDragAndDropController<TreeNode> {
  readonly dragMimeTypes = [rowsType];
  readonly dropMimeTypes = [rowsType];
  readonly #platform: AddonPlatform;
  readonly #run: Run;

  constructor(platform: AddonPlatform, run: Run) {
    this.#platform = platform;
    this.#run = run;
  }

  handleDrag(rows: readonly TreeNode[], data: vscode.DataTransfer): void {
    data.set(rowsType, new vscode.DataTransferItem(JSON.stringify(rows)));
  }

  async handleDrop(target: TreeNode | undefined, data: vscode.DataTransfer): Promise<void> {
    const app = target === undefined ? undefined : appOf(target);
    if (app === undefined) {
      return;
    }
    const rows = await rowsOf(data);
    const addons = new Set(rows.flatMap((row) => this.#addonOf(row) ?? []));
    for (const addon of addons) {
      if ((await this.#run('addons.attach', { addon, app })) === undefined) {
        // Left by Escape: the others are not asked for.
        return;
      }
    }
  }

  #addonOf(row: TreeNode): AddonId | undefined {
    switch (row.kind) {
      case 'addon':
      case 'use':
        return row.addonId;
      case 'attachment':
        return this.#platform.state.attachments[row.attachmentId]?.addonId;
      default:
        return undefined;
    }
  }
}

/** Reads the config vars that are dropped in a text editor as its language does. */
export function registerDropIntoEditor(): vscode.Disposable {
  return vscode.languages.registerDocumentDropEditProvider(
    '*',
    {
      provideDocumentDropEdits: async (document, _position, data) => {
        const names = (await rowsOf(data)).flatMap((row) => ('name' in row ? [row.name] : []));
        if (names.length === 0) {
          return undefined;
        }
        const text = names.map((name) => readInLanguage(name, document.languageId)).join('\n');
        return new vscode.DocumentDropEdit(
          text,
          l10n.t('Read Config Var'),
          vscode.DocumentDropOrPasteEditKind.Empty.append('addons', 'configVar'),
        );
      },
    },
    { dropMimeTypes: [rowsType] },
  );
}

/** The app that a row stands for or below. */
function appOf(row: TreeNode): AppId | undefined {
  return appOfPath(row.path) ?? undefined;
}

/** VS Code hands an empty item over before the real one when a row comes from another view. */
async function textOf(data: vscode.DataTransfer): Promise<string> {
  for (const [type, item] of data) {
    const text = type === rowsType ? await item.asString() : '';
    if (text !== '') {
      return text;
    }
  }
  return '';
}

/** What was dragged; another extension may have put anything there. */
async function rowsOf(data: vscode.DataTransfer): Promise<readonly TreeNode[]> {
  const text = await textOf(data);
  if (text === '') {
    return [];
  }
  try {
    const rows: unknown = JSON.parse(text);
    return Array.isArray(rows) ? rows.filter(isTreeNode) : [];
  } catch {
    // Not ours after all: nothing to drop.
    return [];
  }
}
