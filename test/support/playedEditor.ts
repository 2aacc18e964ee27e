import { applyChanges, type TextChange } from '../../src/core/envFile/edit.ts';
import type { Editor, Folder, OpenDocument } from '../../src/delivery/model/editor.ts';

/** An editor around real folders, with documents that tests open. */
export class PlayedEditor implements Editor {
  folders: readonly Folder[];
  folderAtHand: string | undefined;
  isVirtual = false;
  isTrusted = true;
  eol: '\n' | '\r\n' = '\n';
  readonly documents = new Map<string, PlayedDocument>();

  constructor(...folders: readonly Folder[]) {
    this.folders = folders;
  }

  readonly eolFor = (): '\n' | '\r\n' => this.eol;

  readonly documentAt = (paths: readonly string[]): OpenDocument | undefined =>
    paths.map((path) => this.documents.get(path)).find((document) => document !== undefined);

  readonly showDiff: Editor['showDiff'] = () => Promise.resolve(() => Promise.resolve());
}

export class PlayedDocument implements OpenDocument {
  text: string;
  isDirty: boolean;
  /** How often it was changed and saved. */
  changed = 0;
  saved = 0;
  isSaveable = true;
  readonly #write: (text: string) => Promise<void>;

  /** @param write puts the text where the document is from */
  constructor(text: string, isDirty: boolean, write: (text: string) => Promise<void>) {
    this.text = text;
    this.isDirty = isDirty;
    this.#write = write;
  }

  readonly change = (changes: readonly TextChange[]): Promise<boolean> => {
    this.text = applyChanges(this.text, changes);
    this.isDirty = true;
    this.changed += 1;
    return Promise.resolve(true);
  };

  readonly save = async (): Promise<boolean> => {
    if (this.isSaveable) {
      await this.#write(this.text);
      this.isDirty = false;
      this.saved += 1;
    }
    return this.isSaveable;
  };
}
