import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Pages } from '../commands/ports.ts';
import { addonHelp } from '../core/help/addonHelp.ts';
import { markdownText } from '../core/help/markdownText.ts';
import type { AddonPlatform } from '../core/platform/addonPlatform.ts';
import type { Disposable } from '../core/ports/disposable.ts';

const scheme = 'addons-help';

/** Help of add-ons as documents that nobody can edit, shown by VS Code's own preview of Markdown. */
export class HelpPages implements Pages, vscode.TextDocumentContentProvider, Disposable {
  readonly #platform: AddonPlatform;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #subscriptions: readonly Disposable[];

  readonly onDidChange = this.#changed.event;

  constructor(platform: AddonPlatform) {
    this.#platform = platform;
    this.#subscriptions = [
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      platform.onDidChange((changes) => {
        const kinds = new Set(changes.map(({ kind }) => kind));
        // The names of apps stand in the pages too.
        if (kinds.has('addons') || kinds.has('attachments') || kinds.has('apps')) {
          this.#tellOpenPages();
        }
      }),
    ];
  }

  dispose(): void {
    this.#subscriptions.forEach((subscription) => {
      subscription.dispose();
    });
  }

  readonly showAddonHelp: Pages['showAddonHelp'] = async ({ id, name }) => {
    // The name is there to be read in the tab; the id finds the add-on when it is called otherwise by then.
    const uri = vscode.Uri.from({ scheme, path: `/${name}.md`, query: id });
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  };

  async provideTextDocumentContent({ path, query }: vscode.Uri): Promise<string> {
    await this.#platform.ready();
    const { state, catalog } = this.#platform;
    const addon = Object.hasOwn(state.addons, query) ? state.addons[query] : undefined;
    if (addon !== undefined) {
      return addonHelp(addon, state, catalog);
    }
    const name = path.slice(1).replace(/\.md$/, '');
    return `# ${markdownText(name)}\n\n${l10n.t('This add-on is there no more.')}\n`;
  }

  #tellOpenPages(): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme === scheme) {
        this.#changed.fire(uri);
      }
    }
  }
}
