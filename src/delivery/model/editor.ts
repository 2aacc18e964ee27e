import type { TextChange } from '../../core/envFile/edit.ts';

/** A folder of the workspace that is on a disk. */
export interface Folder {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
}

/** A file that stands open in an editor, as it is now. */
export interface OpenDocument {
  readonly text: string;
  readonly isDirty: boolean;
  /** One step that the person can undo. @returns whether it was done */
  change(changes: readonly TextChange[]): Promise<boolean>;
  save(): Promise<boolean>;
}

/** What the files side needs of the editor around it. */
export interface Editor {
  readonly folders: readonly Folder[];
  /** Path of the folder that the person is at. */
  readonly folderAtHand: string | undefined;
  /** There is a workspace, and none of it is on a disk. */
  readonly isVirtual: boolean;
  readonly isTrusted: boolean;
  eolFor(path: string): '\n' | '\r\n';
  documentAt(paths: readonly string[]): OpenDocument | undefined;
  /** @returns closes what it showed */
  showDiff(name: string, before: string, after: string): Promise<() => Promise<void>>;
}
