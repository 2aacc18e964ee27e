import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Disposable } from '../../core/ports/disposable.ts';

const scheme = 'addons-env-diff';

/** Two texts beside each other, in documents that are on no disk and go with their tab. */
export class MaskedDiff implements Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registration: vscode.Disposable;
  #shown = 0;

  constructor() {
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: (uri) => this.#texts.get(uri.toString()) ?? '',
    });
  }

  /** The focus stays where it is. @returns closes the tab */
  async show(name: string, before: string, after: string): Promise<() => Promise<void>> {
    this.#shown += 1;
    const left = this.#keep(name, 'before', before);
    const right = this.#keep(name, 'after', after);
    const options: vscode.TextDocumentShowOptions = { preview: true, preserveFocus: true };
    const title = l10n.t('{0}: what will change, without values', name);
    await vscode.commands.executeCommand('vscode.diff', left, right, title, options);
    return async () => {
      const tabs = vscode.window.tabGroups.all
        .flatMap((group) => group.tabs)
        .filter((tab) => isOf(tab, right));
      await vscode.window.tabGroups.close(tabs, true);
      this.#texts.delete(left.toString());
      this.#texts.delete(right.toString());
    };
  }

  dispose(): void {
    this.#registration.dispose();
  }

  #keep(name: string, side: 'before' | 'after', text: string): vscode.Uri {
    // The name at the end of the path chooses the language; the number tells one diff from the next.
    const uri = vscode.Uri.from({ scheme, path: `/${this.#shown}/${side}/${name}` });
    this.#texts.set(uri.toString(), text);
    return uri;
  }
}

function isOf({ input }: vscode.Tab, right: vscode.Uri): boolean {
  return input instanceof vscode.TabInputTextDiff && input.modified.toString() === right.toString();
}
