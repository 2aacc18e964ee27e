// A tiny extension beside ours in the same extension host: shows rows that are plain objects, watches the event loop,
// and does for `scripts/benchTree.mjs` what only an extension can do. They talk by HTTP, at the port in a file.
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { AddonManagerExports } from '../../src/vscode/hostApi.ts';

interface BareRow {
  label: string;
  description: string;
  ariaLabel: string;
  icon: string;
  isExpanded?: boolean;
  rows: BareRow[];
}

/** When this host was ready for extensions, as far as one of them can tell. */
const startedMs = performance.now();
const watchedMs = 5000;
const sinceStart = monitorEventLoopDelay({ resolution: 1 });
const sinceOpening = monitorEventLoopDelay({ resolution: 1 });
sinceStart.enable();

const nowMs = (): number => performance.timeOrigin + performance.now();

class BareTree implements vscode.TreeDataProvider<BareRow> {
  readonly #changed = new vscode.EventEmitter<BareRow | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #rows: BareRow[];

  constructor(rows: BareRow[]) {
    this.#rows = rows;
  }

  getChildren(row?: BareRow): BareRow[] {
    return row === undefined ? this.#rows : row.rows;
  }

  getTreeItem(row: BareRow): vscode.TreeItem {
    const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const canExpand = row.isExpanded === true ? Expanded : Collapsed;
    const item = new vscode.TreeItem(row.label, row.isExpanded === undefined ? None : canExpand);
    item.description = row.description;
    item.accessibilityInformation = { label: row.ariaLabel };
    item.iconPath = new vscode.ThemeIcon(row.icon);
    return item;
  }

  /** Another description for the first row that is called so. */
  describe(label: string, description: string): void {
    const row = this.#rows.find((each) => each.label === label);
    if (row === undefined) {
      throw new Error(`No row ${label}`);
    }
    row.description = description;
    this.#changed.fire(row);
  }
}

let first: BareTree | undefined;

const answers: Readonly<Record<string, (query: URLSearchParams) => unknown>> = {
  /** The view is about to be opened. */
  opening: () => {
    sinceOpening.enable();
    return null;
  },
  /** The longest block, in ms, once the first seconds are over. */
  blocks: async () => {
    await wait(Math.max(0, watchedMs - (performance.now() - startedMs)));
    sinceStart.disable();
    sinceOpening.disable();
    return { sinceStartMs: sinceStart.max / 1e6, sinceOpeningMs: sinceOpening.max / 1e6 };
  },
  /** Sets a config var of an app, through our extension's API. */
  changeOurs: async (query) => {
    const extension = vscode.extensions.getExtension<AddonManagerExports>('addon-manager.addon-manager');
    const api = (await extension?.activate())?.getApi(1);
    if (api === undefined) {
      throw new Error('Add-on Manager is not there');
    }
    let committedMs = 0;
    const listener = api.onDidChange(() => (committedMs ||= nowMs()));
    const calledMs = nowMs();
    await api.perform({
      type: 'setConfigVars',
      app: query.get('label') ?? '',
      configVars: [{ name: 'BENCH', value: query.get('value') ?? '' }],
    });
    listener.dispose();
    return { calledMs, committedMs };
  },
  changeBare: (query) => {
    const calledMs = nowMs();
    first?.describe(query.get('label') ?? '', `changed ${query.get('value') ?? ''}`);
    return { calledMs, committedMs: calledMs };
  },
};

export function activate(context: vscode.ExtensionContext): void {
  const rowsFile = join(context.extensionPath, 'rows.json');
  const views = JSON.parse(readFileSync(rowsFile, 'utf8')) as Record<string, BareRow[]>;
  for (const [viewId, rows] of Object.entries(views)) {
    const tree = new BareTree(rows);
    first ??= tree;
    context.subscriptions.push(
      vscode.window.createTreeView(viewId, {
        treeDataProvider: tree,
        showCollapseAll: true,
        canSelectMany: true,
      }),
    );
  }
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
    Promise.resolve(searchParams)
      .then((query) => answers[pathname.slice(1)]?.(query))
      .then(
        (answer) => response.end(JSON.stringify(answer ?? null)),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
  });
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    writeFileSync(process.env['ADDONS_BENCH_PORT'] ?? '', String(port));
  });
  context.subscriptions.push({ dispose: () => server.close() });
}
