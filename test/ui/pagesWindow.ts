import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { State } from '../../src/core/model/state.ts';
import { startEditor, type Editor } from '../host/editor.mjs';
import type { WorkbenchWindow } from '../host/workbench/workbenchWindow.mjs';
import { OpenedPage } from './openedPage.ts';
import { themes } from './pagesState.ts';
import { vsix } from './sidebar.ts';
import { writeStore } from './storeFile.ts';

/** A VS Code with a store and a folder, for tests of pages; what its pages send and are refused is heard. */
export class PagesWindow {
  readonly window: WorkbenchWindow;
  /** Path of the folder that is open in the window. */
  readonly workspace: string;
  /** Path of the folder of the store. */
  readonly store: string;
  readonly #editor: Editor;

  private constructor(editor: Editor, window: WorkbenchWindow, workspace: string, store: string) {
    this.#editor = editor;
    this.window = window;
    this.workspace = workspace;
    this.store = store;
  }

  static async open(
    state: State,
    viewport: { readonly width: number; readonly height: number },
  ): Promise<PagesWindow> {
    const store = await mkdtemp(join(tmpdir(), 'addons-page-'));
    await writeStore(store, state);
    const editor = await startEditor({
      extension: vsix,
      settings: { 'addons.store.folder': store, 'workbench.colorTheme': themes[0][0] },
      viewport,
    });
    const workspace = await editor.makeFolder('shop');
    const window = await editor.openWindow({ folder: workspace });
    await OpenedPage.watch(window);
    return new PagesWindow(editor, window, workspace, store);
  }

  async close(): Promise<void> {
    await this.#editor.close();
    await rm(this.store, { recursive: true, force: true });
  }
}
