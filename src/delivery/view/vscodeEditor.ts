import * as vscode from 'vscode';
import type { TextChange } from '../../core/envFile/edit.ts';
import type { Disposable } from '../../core/ports/disposable.ts';
import type { Editor, Folder, OpenDocument } from '../model/editor.ts';
import { MaskedDiff } from './maskedDiff.ts';

/** VS Code around the .env files: folders, open documents, trust, the diff. */
export class VscodeEditor implements Editor, Disposable {
  readonly #diff = new MaskedDiff();

  get folders(): readonly Folder[] {
    return workspaceFolders()
      .filter(({ uri }) => uri.scheme === 'file')
      .map(({ name, uri }) => ({ name, path: uri.fsPath }));
  }

  get folderAtHand(): string | undefined {
    const uri = vscode.window.activeTextEditor?.document.uri;
    return uri === undefined ? undefined : vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath;
  }

  get isVirtual(): boolean {
    return workspaceFolders().length > 0;
  }

  get isTrusted(): boolean {
    return vscode.workspace.isTrusted;
  }

  readonly eolFor = (path: string): '\n' | '\r\n' =>
    vscode.workspace.getConfiguration('files', vscode.Uri.file(path)).get('eol') === '\r\n' ? '\r\n' : '\n';

  readonly documentAt = (paths: readonly string[]): OpenDocument | undefined => {
    const files = new Set(paths.map((path) => vscode.Uri.file(path).toString()));
    const document = vscode.workspace.textDocuments.find(
      ({ uri, isClosed }) => !isClosed && files.has(uri.toString()),
    );
    return document === undefined ? undefined : new VscodeDocument(document);
  };

  readonly showDiff: Editor['showDiff'] = (name, before, after) => this.#diff.show(name, before, after);

  dispose(): void {
    this.#diff.dispose();
  }
}

function workspaceFolders(): readonly vscode.WorkspaceFolder[] {
  return vscode.workspace.workspaceFolders ?? [];
}

class VscodeDocument implements OpenDocument {
  readonly #document: vscode.TextDocument;

  constructor(document: vscode.TextDocument) {
    this.#document = document;
  }

  get text(): string {
    return this.#document.getText();
  }

  get isDirty(): boolean {
    return this.#document.isDirty;
  }

  readonly change = async (changes: readonly TextChange[]): Promise<boolean> => {
    const edit = new vscode.WorkspaceEdit();
    for (const { start, end, text } of changes) {
      const range = new vscode.Range(this.#document.positionAt(start), this.#document.positionAt(end));
      edit.replace(this.#document.uri, range, text);
    }
    return vscode.workspace.applyEdit(edit);
  };

  readonly save = async (): Promise<boolean> => this.#document.save();
}
