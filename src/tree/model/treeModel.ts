import type { ChangeList } from '../../core/model/changes.ts';
import type { State } from '../../core/model/state.ts';
import { affectedPaths } from './affectedNodes.ts';
import { children, isThere, roots, rowsTo } from './children.ts';
import { parentPath, type Root, type TreeNode } from './node.ts';
import { NodePool } from './nodePool.ts';
import { filtered } from './treeFilter.ts';
import type { TreeOptions } from './treeOptions.ts';

/** What one view shows: its rows, made when VS Code asks for them, and which of them a commit makes stale. */
export class TreeModel {
  readonly #root: Root;
  readonly #options: () => TreeOptions;
  readonly #pool = new NodePool();
  /** Paths of the rows at the top as they were shown last, in order; undefined before anybody has asked. */
  #shown: readonly string[] | undefined;

  constructor(root: Root, options: () => TreeOptions) {
    this.#root = root;
    this.#options = options;
  }

  /** How many rows were made and stand for something still. */
  get size(): number {
    return this.#pool.size;
  }

  /** The rows at the top. */
  top(state: State): readonly TreeNode[] {
    const rows = this.#topOf(state);
    this.#shown = rows.map(({ path }) => path);
    return this.#keep('', rows);
  }

  /** The rows below one. */
  below(node: TreeNode, state: State): readonly TreeNode[] {
    if (!isThere(node, state)) {
      // A commit came between: the refresh that follows takes the row away.
      return [];
    }
    const above = [...this.#above(node), node];
    return this.#keep(node.path, filtered(children(node, state), above, state, this.#options().filter));
  }

  parentOf(node: TreeNode): TreeNode | undefined {
    const path = parentPath(node.path);
    return path === undefined ? undefined : this.#pool.find(path);
  }

  /** The row at a path, made with those above it if need be; undefined when there is none or a filter hides it. */
  find(path: string, state: State): TreeNode | undefined {
    const rows = rowsTo(path, state) ?? [];
    const { filter } = this.#options();
    const isHidden = rows.some((row, depth) => {
      return filtered([row], rows.slice(0, depth), state, filter).length === 0;
    });
    return isHidden ? undefined : rows.map((row) => this.#pool.intern(row)).at(-1);
  }

  /** The rows that have to be drawn anew after a commit; `all` when those at the top are others now. */
  stale(changes: ChangeList, state: State): 'all' | readonly TreeNode[] {
    if (this.#shown === undefined) {
      // Nothing is shown yet: VS Code will ask.
      return [];
    }
    if (
      this.#topOf(state)
        .map(({ path }) => path)
        .join() !== this.#shown.join()
    ) {
      return 'all';
    }
    return affectedPaths(changes, state).flatMap((path) => this.#pool.find(path) ?? []);
  }

  #topOf(state: State): readonly TreeNode[] {
    const options = this.#options();
    return filtered(roots(this.#root, state, options), [], state, options.filter);
  }

  #keep(parent: string, rows: readonly TreeNode[]): readonly TreeNode[] {
    const kept = rows.map((row) => this.#pool.intern(row));
    this.#pool.keepOnly(parent, kept);
    return kept;
  }

  #above(node: TreeNode): readonly TreeNode[] {
    const parent = this.parentOf(node);
    return parent === undefined ? [] : [...this.#above(parent), parent];
  }
}
