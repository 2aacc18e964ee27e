import * as vscode from 'vscode';
import type { Link, LinkableFolder } from '../commands/linkPort.ts';
import { failed } from '../core/errors/addonError.ts';
import { herokuRemote } from '../core/git/herokuRemote.ts';
import type { Disposable } from '../core/ports/disposable.ts';
import { tellAll } from '../core/ports/tellAll.ts';
import { settings } from './settings.ts';

/** A `.git/config` larger than this is none that a person or git wrote. */
const longestGitConfig = 1_000_000;

interface LinkedTo {
  readonly app: string | undefined;
  readonly isDetected: boolean;
}

const nothing: LinkedTo = { app: undefined, isDetected: false };

/** Which app the folder at hand belongs to: by its setting, else by its git remote `heroku`. */
export class FolderLink implements Link, Disposable {
  readonly #listeners = new Set<() => void>();
  readonly #subscriptions: readonly vscode.Disposable[];
  /** Apps by folder, as their git remotes tell; a promise while it is being read. */
  readonly #remotes = new Map<string, Promise<string | undefined>>();
  #linked: LinkedTo = nothing;
  /** Counts the looks: an older one that ends later says nothing any more. */
  #newest = 0;
  #newestLook: Promise<void> = Promise.resolve();

  constructor() {
    const look = (): void => void this.#look();
    const lookAnew = (): void => {
      this.#remotes.clear();
      look();
    };
    // A folder that is deleted is told of without what was in it.
    const remotes = vscode.workspace.createFileSystemWatcher('**/{.git,.git/config}');
    this.#subscriptions = [
      remotes,
      remotes.onDidCreate(lookAnew),
      remotes.onDidChange(lookAnew),
      remotes.onDidDelete(lookAnew),
      vscode.window.onDidChangeActiveTextEditor(look),
      vscode.workspace.onDidGrantWorkspaceTrust(look),
      vscode.workspace.onDidChangeWorkspaceFolders(lookAnew),
      vscode.workspace.onDidChangeConfiguration((change) => {
        const folder = folderAtHand();
        if (folder !== undefined && settings.isLinkChanged(change, folder.uri)) {
          look();
        }
      }),
    ];
    look();
  }

  get app(): string | undefined {
    return this.#linked.app;
  }

  get isDetected(): boolean {
    return this.#linked.isDetected;
  }

  get isTrusted(): boolean {
    return vscode.workspace.isTrusted;
  }

  get folders(): readonly LinkableFolder[] {
    const atHand = folderAtHand();
    const others = (vscode.workspace.workspaceFolders ?? []).filter((folder) => folder !== atHand);
    return [...(atHand === undefined ? [] : [atHand]), ...others].map(({ uri, name }) => ({
      id: uri.toString(),
      name,
    }));
  }

  async linkTo(app: string | undefined, folder: LinkableFolder): Promise<void> {
    try {
      await settings.setLinkedApp(vscode.Uri.parse(folder.id), app);
    } catch {
      throw failed('link_not_saved', { folder: folder.name });
    }
    await this.#look();
    // The change of the setting may have led to a look that began later.
    await this.#newestLook;
  }

  onDidChange(listener: () => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  dispose(): void {
    this.#newest += 1;
    this.#listeners.clear();
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  /** Finds out what is linked now, and tells when that is something else than before. */
  #look(): Promise<void> {
    this.#newestLook = this.#lookOnce();
    return this.#newestLook;
  }

  async #lookOnce(): Promise<void> {
    const mine = (this.#newest += 1);
    const folder = folderAtHand();
    const chosen = folder === undefined ? '' : settings.linkedApp(folder.uri);
    if (chosen !== '') {
      this.#show({ app: chosen, isDetected: false });
      return;
    }
    const detected =
      folder !== undefined && vscode.workspace.isTrusted ? await this.#remoteOf(folder) : undefined;
    if (mine === this.#newest) {
      this.#show({ app: detected, isDetected: detected !== undefined });
    }
  }

  #show(linked: LinkedTo): void {
    const { app, isDetected } = this.#linked;
    if (linked.app !== app || linked.isDetected !== isDetected) {
      this.#linked = linked;
      tellAll(this.#listeners);
    }
  }

  #remoteOf({ uri }: vscode.WorkspaceFolder): Promise<string | undefined> {
    const key = uri.toString();
    const remote = this.#remotes.get(key) ?? readRemote(uri);
    this.#remotes.set(key, remote);
    return remote;
  }
}

/** The folder of the active text editor, or the first. */
function folderAtHand(): vscode.WorkspaceFolder | undefined {
  const active = vscode.window.activeTextEditor?.document.uri;
  const ofActive = active === undefined ? undefined : vscode.workspace.getWorkspaceFolder(active);
  return ofActive ?? vscode.workspace.workspaceFolders?.[0];
}

/** A worktree has a file `.git`: it has no `.git/config`, and what it points at is outside of the folder. */
async function readRemote(folder: vscode.Uri): Promise<string | undefined> {
  const file = vscode.Uri.joinPath(folder, '.git', 'config');
  try {
    if ((await vscode.workspace.fs.stat(file)).size > longestGitConfig) {
      return undefined;
    }
    return herokuRemote(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
  } catch {
    // No repository, or none that can be read: no link.
    return undefined;
  }
}
