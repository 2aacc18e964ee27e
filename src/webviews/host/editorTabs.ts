import * as vscode from 'vscode';
import { pageNames, type Tabs } from '../../commands/tabsPort.ts';
import type { PanelParts, Panels } from './panels.lazy.ts';
import { viewTypeOf } from './viewType.ts';

/** The pages as tabs. Pages, their checks and their sentences are a bundle that is loaded when one is shown. */
export class EditorTabs implements Tabs, vscode.Disposable {
  readonly #parts: Omit<PanelParts, 'tabs'>;
  readonly #serializers: readonly vscode.Disposable[];
  #panels: Promise<Panels> | undefined;

  constructor(parts: Omit<PanelParts, 'tabs'>) {
    this.#parts = parts;
    this.#serializers = pageNames.map((name) =>
      vscode.window.registerWebviewPanelSerializer(viewTypeOf(name), {
        deserializeWebviewPanel: async (panel, state: unknown) => {
          (await this.#load()).restore(name, panel, state);
        },
      }),
    );
  }

  readonly show: Tabs['show'] = async (name, subject, row) => {
    (await this.#load()).show(name, subject, row);
  };

  dispose(): void {
    this.#serializers.forEach((serializer) => {
      serializer.dispose();
    });
    void this.#panels?.then((panels) => {
      panels.dispose();
    });
  }

  #load(): Promise<Panels> {
    this.#panels ??= import('./panels.lazy.ts').then(
      ({ Panels: Loaded }) => new Loaded({ ...this.#parts, tabs: this }),
    );
    return this.#panels;
  }
}
