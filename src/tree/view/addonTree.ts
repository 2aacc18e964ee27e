import * as vscode from 'vscode';
import type { ChangeList } from '../../core/model/changes.ts';
import type { AddonPlatform } from '../../core/platform/addonPlatform.ts';
import * as queries from '../../core/model/queries.ts';
import { appearance } from '../model/appearance.ts';
import { isThere } from '../model/children.ts';
import type { Root, TreeNode } from '../model/node.ts';
import { tooltip } from '../model/tooltip.ts';
import { TreeModel } from '../model/treeModel.ts';
import type { TreeOptions } from '../model/treeOptions.ts';
import type { Expansion } from './expansion.ts';

/** More rows than this at the top are closed at first: an open one costs its rows even out of sight. */
const openAtFirst = 10;

export interface AddonTreeParts {
  readonly platform: AddonPlatform;
  readonly root: Root;
  readonly viewId: 'addons.apps' | 'addons.resources';
  readonly options: () => TreeOptions;
  readonly expansion: Expansion;
  readonly dragAndDrop: vscode.TreeDragAndDropController<TreeNode>;
  /** Opens the store if need be. @returns whether it can be read */
  readonly isReady: () => Promise<boolean>;
}

/** One of the two views. Draws what the model says, and refreshes the rows that a commit names. */
export class AddonTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #parts: AddonTreeParts;
  readonly #model: TreeModel;
  readonly #changed = new vscode.EventEmitter<TreeNode[] | undefined>();
  readonly #disposables: readonly { dispose(): unknown }[];
  readonly view: vscode.TreeView<TreeNode>;
  /** Goes up when another filter begins: rows that it finds are new to VS Code, which opens them. */
  #filtering = 0;
  /** Path of the row that was selected in an earlier window; shown once there are rows. */
  #selectedBefore: string | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(parts: AddonTreeParts, selectedBefore: string | undefined) {
    this.#parts = parts;
    this.#selectedBefore = selectedBefore;
    this.#model = new TreeModel(parts.root, parts.options);
    this.view = vscode.window.createTreeView(parts.viewId, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
      dragAndDropController: parts.dragAndDrop,
    });
    this.#disposables = [
      this.view,
      this.#changed,
      this.view.onDidExpandElement(({ element }) => {
        this.#remember(element, true);
      }),
      this.view.onDidCollapseElement(({ element }) => {
        this.#remember(element, false);
      }),
      parts.platform.onDidChange((changes) => {
        this.#refresh(changes);
      }),
    ];
  }

  dispose(): void {
    this.#disposables.forEach((disposable) => {
      disposable.dispose();
    });
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (!(await this.#parts.isReady())) {
      return [];
    }
    const { state } = this.#parts.platform;
    if (node !== undefined) {
      return [...this.#model.below(node, state)];
    }
    const rows = [...this.#model.top(state)];
    this.#showSelectedBefore();
    return rows;
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return this.#model.parentOf(node);
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const { platform, options } = this.#parts;
    if (!isThere(node, platform.state)) {
      // A commit came between the question for rows and this one; the refresh that follows takes the row away.
      return new vscode.TreeItem('');
    }
    const row = appearance(node, platform.state, platform.catalog, options().linkedApp);
    const item = new vscode.TreeItem(
      row.label,
      row.canExpand ? this.#collapsible(node) : vscode.TreeItemCollapsibleState.None,
    );
    item.id = this.#isFiltered() ? `${node.path}?${this.#filtering}` : node.path;
    item.description = row.description;
    item.iconPath = new vscode.ThemeIcon(
      row.icon,
      row.color === undefined ? undefined : new vscode.ThemeColor(row.color),
    );
    item.contextValue = row.contextValue;
    item.accessibilityInformation = { label: row.spoken };
    return item;
  }

  /** Made when one stays on a row, not with the row. */
  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    const { platform } = this.#parts;
    const text = isThere(node, platform.state) ? tooltip(node, platform.state, platform.catalog) : undefined;
    if (text !== undefined) {
      const markdown = new vscode.MarkdownString(text);
      markdown.isTrusted = { enabledCommands: ['addons.copyName'] };
      item.tooltip = markdown;
    }
    return item;
  }

  /** Draws all anew: after another order, or when the store could be opened at last. */
  redraw(): void {
    this.#changed.fire(undefined);
  }

  /** Draws the rows of another filter: they are new to VS Code, which opens them. */
  filterAnew(): void {
    this.#filtering += 1;
    this.redraw();
  }

  /** Shows and selects the row at a path. @returns whether there is such a row */
  async reveal(path: string, { focus }: { readonly focus: boolean }): Promise<boolean> {
    const node = this.#model.find(path, this.#parts.platform.state);
    if (node === undefined) {
      return false;
    }
    try {
      await this.view.reveal(node, { select: true, focus, expand: focus });
      return true;
    } catch {
      // The row went while VS Code looked for it: there is nothing to show any more.
      return false;
    }
  }

  #refresh(changes: ChangeList): void {
    const stale = this.#model.stale(changes, this.#parts.platform.state);
    if (stale === 'all') {
      this.#changed.fire(undefined);
    } else if (stale.length > 0) {
      this.#changed.fire([...stale]);
    }
  }

  #showSelectedBefore(): void {
    const path = this.#selectedBefore;
    this.#selectedBefore = undefined;
    if (path !== undefined && this.view.visible) {
      // VS Code can reveal a row only after it has got the answer that this runs in.
      setImmediate(() => void this.reveal(path, { focus: false }));
    }
  }

  #isFiltered(): boolean {
    return this.#parts.options().filter !== '';
  }

  #remember(node: TreeNode, isOpen: boolean): void {
    if (!this.#isFiltered()) {
      this.#parts.expansion.remember(node.path, isOpen);
    }
  }

  #collapsible(node: TreeNode): vscode.TreeItemCollapsibleState {
    const isOpen =
      this.#isFiltered() || (this.#parts.expansion.isOpen(node.path) ?? this.#isOpenAtFirst(node));
    return isOpen ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
  }

  #isOpenAtFirst(node: TreeNode): boolean {
    const { platform, options } = this.#parts;
    switch (node.kind) {
      case 'app':
        return (
          queries.allApps(platform.state).length <= openAtFirst ||
          platform.state.apps[node.appId]?.name === options().linkedApp
        );
      case 'resources':
      case 'attachments':
        return true;
      default:
        return false;
    }
  }
}
