import type { TreeNode } from './node.ts';

/** Keeps one object for each path, and knows which rows were made, so that only those are refreshed. */
export class NodePool {
  readonly #nodes = new Map<string, TreeNode>();

  /** The row at a node's path: the one that was there before, or this one. */
  intern(node: TreeNode): TreeNode {
    const known = this.#nodes.get(node.path);
    if (known?.kind === node.kind) {
      return known;
    }
    this.#nodes.set(node.path, node);
    return node;
  }

  find(path: string): TreeNode | undefined {
    return this.#nodes.get(path);
  }

  /** Replaces what is known of the rows below one: those that are not among `children` any more are gone. */
  keepOnly(parent: string, children: readonly TreeNode[]): void {
    const paths = new Set(children.map(({ path }) => path));
    const before = this.#children.get(parent) ?? [];
    this.#children.set(
      parent,
      children.map(({ path }) => path),
    );
    before
      .filter((path) => !paths.has(path))
      .forEach((path) => {
        this.#forget(path);
      });
  }

  /** How many rows were made and are there still. */
  get size(): number {
    return this.#nodes.size;
  }

  readonly #children = new Map<string, readonly string[]>();

  #forget(path: string): void {
    this.#nodes.delete(path);
    const below = this.#children.get(path) ?? [];
    this.#children.delete(path);
    below.forEach((each) => {
      this.#forget(each);
    });
  }
}
