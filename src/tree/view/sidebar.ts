import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isAddonError } from '../../core/errors/addonError.ts';
import type { Failure } from '../../core/errors/failure.ts';
import { lastingTrouble } from '../../core/errors/lastingTrouble.ts';
import { sentence } from '../../core/errors/sentence.ts';
import type { ChangeKind } from '../../core/model/changes.ts';
import type { AddonId, AppId, AttachmentId } from '../../core/model/ids.ts';
import type { AddonPlatform } from '../../core/platform/addonPlatform.ts';
import type { StoreCare } from '../../core/ports/storeCare.ts';
import { needsOf } from '../model/marks.ts';
import { addonNode, appNode, attachmentNode, type TreeNode } from '../model/node.ts';
import { rowArguments } from '../model/rowArguments.ts';
import type { SortOrder } from '../model/treeOptions.ts';
import { AddonTree } from './addonTree.ts';
import { AddonDragAndDrop, registerDropIntoEditor } from './dragAndDrop.ts';
import { Expansion } from './expansion.ts';

/** What the sidebar needs to know of the folder at hand. */
interface FolderLink {
  readonly app: string | undefined;
  onDidChange(listener: () => void): { dispose(): void };
}

export interface SidebarParts {
  readonly platform: AddonPlatform;
  readonly link: FolderLink;
  readonly store: Pick<StoreCare, 'health' | 'onHealth'>;
  /** The workspace's storage: which rows are open, which one is selected, the order. */
  readonly storage: vscode.Memento;
  readonly run: (command: string, known: Readonly<Record<string, string>>) => Promise<unknown>;
}

/** Changes of these may give a person something to see to, or take it away. */
const needKinds: ReadonlySet<ChangeKind> = new Set(['failedAddons', 'configVars', 'attachments', 'addons']);

const keys = { sortOrder: 'addons.sortOrder', selected: 'addons.selected' } as const;

/** The views *Apps* and *Resources*: one filter and one order for both, a badge, and showing a row from elsewhere. */
export class AddonSidebar implements vscode.Disposable {
  readonly #parts: SidebarParts;
  readonly #apps: AddonTree;
  readonly #addons: AddonTree;
  readonly #disposables: readonly { dispose(): void }[];
  #filter = '';
  #sortOrder: SortOrder;
  /** Why there are no rows: the store could not be opened. */
  #unavailable: Failure | 'defect' | null = null;
  /** Code of what the views say at the moment; undefined before they said anything. */
  #shownTrouble: string | undefined;
  /** The view that a row was selected in last. */
  #selectedIn: AddonTree;

  constructor(parts: SidebarParts) {
    this.#parts = parts;
    const { platform, storage, link } = parts;
    this.#sortOrder = storage.get<SortOrder>(keys.sortOrder) ?? 'name';
    const expansion = new Expansion(storage);
    const shared = {
      platform,
      expansion,
      options: () => ({ filter: this.#filter, sortOrder: this.#sortOrder, linkedApp: link.app }),
      dragAndDrop: new AddonDragAndDrop(platform, parts.run),
      isReady: () => this.#isReady(),
    };
    const selected = storage.get<string>(keys.selected);
    this.#apps = new AddonTree({ ...shared, root: 'apps', viewId: 'addons.apps' }, selected);
    this.#addons = new AddonTree({ ...shared, root: 'addons', viewId: 'addons.resources' }, selected);
    this.#selectedIn = this.#apps;
    this.#disposables = [
      this.#apps,
      this.#addons,
      registerDropIntoEditor(),
      ...this.#trees.map((tree) =>
        tree.view.onDidChangeSelection(({ selection: [first] }) => {
          if (first !== undefined) {
            this.#selectedIn = tree;
            void storage.update(keys.selected, first.path);
          }
        }),
      ),
      platform.onDidChange((changes) => {
        if (changes.some(({ kind }) => needKinds.has(kind))) {
          this.#showNeeds();
        }
      }),
      platform.onDidOpen(() => {
        this.#showNeeds();
        if (this.#unavailable !== null) {
          this.#redraw();
        }
      }),
      parts.store.onHealth(() => void this.#showTrouble()),
      link.onDidChange(() => {
        this.#apps.redraw();
      }),
    ];
  }

  dispose(): void {
    this.#disposables.forEach((disposable) => {
      disposable.dispose();
    });
  }

  get filter(): string {
    return this.#filter;
  }

  set filter(text: string) {
    this.#filter = text.trim();
    for (const { view } of this.#trees) {
      view.description = this.#filter === '' ? '' : l10n.t('filtered by “{0}”', this.#filter);
    }
    void setContext('addons.isFiltered', this.#filter !== '');
    this.#trees.forEach((tree) => {
      tree.filterAnew();
    });
  }

  get sortOrder(): SortOrder {
    return this.#sortOrder;
  }

  set sortOrder(order: SortOrder) {
    this.#sortOrder = order;
    void this.#parts.storage.update(keys.sortOrder, order);
    this.#redraw();
  }

  readonly revealAddon = async (addonId: AddonId): Promise<void> => {
    await this.#reveal(this.#addons, addonNode(addonId, null).path);
  };

  readonly revealInApp = async (appId: AppId, attachmentId?: AttachmentId): Promise<void> => {
    await this.#reveal(this.#apps, rowOf(appId, attachmentId));
  };

  readonly follow = async (appId: AppId, attachmentId?: AttachmentId): Promise<void> => {
    if (this.#apps.view.visible) {
      await this.#apps.reveal(rowOf(appId, attachmentId), { focus: false });
    }
  };

  /** The rows that are selected in the view that a person was in last. */
  get selection(): readonly TreeNode[] {
    return this.#selectedIn.view.selection;
  }

  selectionOf(viewId: string): readonly TreeNode[] {
    return (viewId === 'addons.resources' ? this.#addons : this.#apps).view.selection;
  }

  /** What a question may offer first: what the selected row is about. */
  get likely(): Readonly<Record<string, string>> {
    const [row] = this.selection;
    return (row === undefined ? undefined : rowArguments(row, this.#parts.platform.state)) ?? {};
  }

  get #trees(): readonly AddonTree[] {
    return [this.#apps, this.#addons];
  }

  async #reveal(tree: AddonTree, path: string): Promise<void> {
    await this.#parts.platform.ready();
    if (this.#filter !== '') {
      // What is asked for must not be hidden.
      this.filter = '';
    }
    await tree.reveal(path, { focus: true });
  }

  #redraw(): void {
    this.#trees.forEach((tree) => {
      tree.redraw();
    });
  }

  /** A store that can't be opened shows as words and buttons in the views themselves, and is tried again by *Refresh*. */
  async #isReady(): Promise<boolean> {
    try {
      await this.#parts.platform.ready();
      this.#unavailable = null;
    } catch (error) {
      this.#unavailable = isAddonError(error) ? error.failure : 'defect';
    }
    await this.#showTrouble();
    return this.#unavailable === null;
  }

  /** What breaks while rows are shown is said above them: words in the place of rows need views without any. */
  async #showTrouble(): Promise<void> {
    const { platform, store } = this.#parts;
    const trouble = this.#unavailable ?? lastingTrouble(store.health.trouble);
    const hasRows = this.#unavailable === null && Object.keys(platform.state.apps).length > 0;
    const text = trouble === null || trouble === 'defect' || !hasRows ? '' : sentence(trouble).text;
    for (const { view } of this.#trees) {
      if ((view.message ?? '') !== text) {
        view.message = text;
      }
    }
    const code = trouble === null || trouble === 'defect' ? (trouble ?? '') : trouble.code;
    if (code !== this.#shownTrouble) {
      this.#shownTrouble = code;
      // An empty view says what apps are and makes one; not while the store can't be read.
      await Promise.all([setContext('addons.storeTrouble', code), setContext('addons.isReady', code === '')]);
    }
  }

  #showNeeds(): void {
    const { failedAddons, hiddenAliases } = needsOf(this.#parts.platform.state);
    const value = failedAddons + hiddenAliases;
    const tooltip = [...failedText(failedAddons), ...hiddenText(hiddenAliases)].join('\n');
    this.#apps.view.badge = value === 0 ? undefined : { value, tooltip };
  }
}

function failedText(count: number): readonly string[] {
  if (count === 0) {
    return [];
  }
  return [
    count === 1
      ? l10n.t('1 add-on could not be created.')
      : l10n.t('{0} add-ons could not be created.', count),
  ];
}

function hiddenText(count: number): readonly string[] {
  if (count === 0) {
    return [];
  }
  return [
    count === 1
      ? l10n.t('1 alias sets a config var that is hidden by your own.')
      : l10n.t('{0} aliases set config vars that are hidden by your own.', count),
  ];
}

function rowOf(appId: AppId, attachmentId: AttachmentId | undefined): string {
  return (attachmentId === undefined ? appNode(appId) : attachmentNode(appId, attachmentId)).path;
}

async function setContext(key: string, value: boolean | string): Promise<void> {
  await vscode.commands.executeCommand('setContext', key, value);
}
