import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isAddonError } from '../../core/errors/addonError.ts';
import { sentence } from '../../core/errors/sentence.ts';
import type { ChangeList } from '../../core/model/changes.ts';
import type { AddonPlatform } from '../../core/platform/addonPlatform.ts';
import { affectedApps } from '../model/affectedApps.ts';
import { appearance } from '../model/appearance.ts';
import { children, isThere } from '../model/children.ts';
import { appPath, NodePool, parentPath, type TreeNode } from '../model/node.ts';

/** The view *Apps*. Draws what the model says, and refreshes the rows of the apps that a commit names. */
export class AddonTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #platform: AddonPlatform;
  readonly #pool = new NodePool();
  readonly #changed = new vscode.EventEmitter<TreeNode[] | undefined>();
  readonly #view: vscode.TreeView<TreeNode>;
  readonly #listeners: readonly { dispose(): void }[];
  #isUnavailable = false;
  /** Paths of the apps as they were shown last, in order. Undefined before VS Code has asked. */
  #shownApps: readonly string[] | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(platform: AddonPlatform) {
    this.#platform = platform;
    this.#listeners = [
      platform.onDidChange((changes) => {
        this.#refresh(changes);
      }),
      platform.onDidOpen(() => {
        if (this.#isUnavailable) {
          this.#changed.fire(undefined);
        }
      }),
    ];
    this.#view = vscode.window.createTreeView('addons.apps', {
      treeDataProvider: this,
      showCollapseAll: true,
    });
  }

  dispose(): void {
    this.#view.dispose();
    this.#listeners.forEach((listener) => {
      listener.dispose();
    });
    this.#changed.dispose();
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (node === undefined && !(await this.#isReady())) {
      return [];
    }
    const rows = children(node, this.#platform.state).map((row) => this.#pool.intern(row));
    if (node === undefined) {
      this.#shownApps = rows.map(({ path }) => path);
    }
    return rows;
  }

  getParent(node: TreeNode): TreeNode | undefined {
    const path = parentPath(node.path);
    return path === undefined ? undefined : this.#pool.find(path);
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    if (!isThere(node, this.#platform.state)) {
      // A commit came between the question for rows and this one; the refresh that follows takes the row away.
      return new vscode.TreeItem('');
    }
    const { label, description, icon, spoken, canExpand, contextValue } = appearance(
      node,
      this.#platform.state,
      this.#platform.catalog,
    );
    const item = new vscode.TreeItem(
      label,
      canExpand ? openAtFirst(node) : vscode.TreeItemCollapsibleState.None,
    );
    item.id = node.path;
    item.description = description;
    item.iconPath = new vscode.ThemeIcon(icon);
    item.contextValue = contextValue;
    item.accessibilityInformation = { label: spoken };
    item.tooltip = spoken;
    return item;
  }

  /** A store that can't be opened shows as words in the view itself, and is tried again by *Refresh*. */
  async #isReady(): Promise<boolean> {
    try {
      await this.#platform.ready();
      this.#isUnavailable = false;
      this.#view.message = '';
      await showWelcome(true);
      return true;
    } catch (error) {
      this.#isUnavailable = true;
      this.#view.message = isAddonError(error)
        ? sentence(error.failure).text
        : l10n.t('The store could not be opened.');
      await showWelcome(false);
      return false;
    }
  }

  #refresh(changes: ChangeList): void {
    if (this.#shownApps === undefined) {
      // Nothing is shown yet: VS Code will ask.
      return;
    }
    const { state } = this.#platform;
    const apps = children(undefined, state).map(({ path }) => path);
    const gone = this.#shownApps.filter((path) => !apps.includes(path));
    gone.forEach((path) => {
      this.#pool.forget(path);
    });
    if (apps.join() !== this.#shownApps.join()) {
      this.#changed.fire(undefined);
      return;
    }
    const rows = [...affectedApps(changes, state)].flatMap((appId) => this.#pool.find(appPath(appId)) ?? []);
    if (rows.length > 0) {
      this.#changed.fire(rows);
    }
  }
}

/** An empty view says what apps are and makes one; not while the store can't be read. */
async function showWelcome(isShown: boolean): Promise<void> {
  await vscode.commands.executeCommand('setContext', 'addons.isReady', isShown);
}

/** Apps and their groups are open at first; VS Code remembers what a person does afterwards. */
function openAtFirst(node: TreeNode): vscode.TreeItemCollapsibleState {
  return node.kind === 'app' || node.kind === 'resources' || node.kind === 'attachments'
    ? vscode.TreeItemCollapsibleState.Expanded
    : vscode.TreeItemCollapsibleState.Collapsed;
}
