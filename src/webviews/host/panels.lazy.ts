import { createHmac, randomBytes } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { PageName } from '../../commands/tabsPort.ts';
import { isAddonError } from '../../core/errors/addonError.ts';
import { sentence } from '../../core/errors/sentence.ts';
import type { AddonPlatform } from '../../core/platform/addonPlatform.ts';
import { Channel } from './channel.ts';
import { eachMinute } from './eachMinute.ts';
import { pageHtml } from './html.ts';
import type { Show } from './messages.ts';
import type { Page, PageContext } from './page.ts';
import { viewTypeOf } from './viewType.ts';
import { webviewTable } from './webviewTable.ts';

/** By page, the files that its script imports; the build puts them here. */
declare const PAGE_CHUNKS: Readonly<Record<string, readonly string[]>>;

export interface PanelParts extends Omit<PageContext, 'markOf'> {
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  readonly defect: (error: unknown) => void;
}

/** What a page keeps for a reload of the window. The rest of it is the page's own. */
const kept = z.object({ version: z.literal(1), subject: z.string().check(z.maxLength(200)) });

/** Of this process alone: a mark that a page was sent tells nothing about a value, now or later. */
const markKey = randomBytes(32);

function markOf(text: string): string {
  return createHmac('sha256', markKey).update(text).digest('base64url').slice(0, 22);
}

/** The pages that are open: one for each page and subject. */
export class Panels implements vscode.Disposable {
  readonly #parts: PanelParts & PageContext;
  readonly #open = new Map<string, OpenPanel>();
  readonly #subscription: { dispose(): void };
  /** While a page is open: what it says of times and of a month goes on. */
  #minutes: { dispose(): void } | undefined;

  constructor(parts: PanelParts) {
    // A bundle of its own has sentences of its own.
    if (vscode.l10n.bundle !== undefined) {
      l10n.config({ contents: vscode.l10n.bundle });
    }
    this.#parts = { ...parts, markOf };
    this.#subscription = parts.platform.onDidChange((changes) => {
      for (const { page, subject, panel } of this.#open.values()) {
        if (page.isNamedBy(changes, subject, this.#parts)) {
          panel.show();
        }
      }
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#minutes?.dispose();
    [...this.#open.values()].forEach(({ panel }) => {
      panel.dispose();
    });
  }

  show(name: PageName, subject: string, row?: string): void {
    const open = this.#open.get(keyOf(name, subject));
    if (open !== undefined) {
      open.panel.reveal(row);
      return;
    }
    const options = { enableScripts: true, localResourceRoots: this.#roots };
    const former = this.#formerTab(name, subject);
    const place = { viewColumn: former?.group.viewColumn ?? vscode.ViewColumn.Active, preserveFocus: false };
    this.#keep(name, subject, vscode.window.createWebviewPanel(viewTypeOf(name), '', place, options), row);
    if (former !== undefined) {
      void vscode.window.tabGroups.close(former);
    }
  }

  /** Goes on with a page that VS Code kept over a reload of the window; one that was of no use is closed. */
  restore(name: PageName, webviewPanel: vscode.WebviewPanel, state: unknown): void {
    const parsed = kept.safeParse(state);
    const open = parsed.success ? this.#open.get(keyOf(name, parsed.data.subject)) : undefined;
    if (!parsed.success || open !== undefined) {
      webviewPanel.dispose();
      // A tab comes back when somebody goes to it: the same page, opened meanwhile, takes its place.
      open?.panel.reveal(undefined);
      return;
    }
    webviewPanel.webview.options = { enableScripts: true, localResourceRoots: this.#roots };
    this.#keep(name, parsed.data.subject, webviewPanel, undefined);
  }

  /** The tab of a page that was open before a reload of the window; VS Code brings it back when somebody goes to it. */
  #formerTab(name: PageName, subject: string): vscode.Tab | undefined {
    const { title: titleOf } = webviewTable[name];
    const title = titleOf(subject, this.#parts);
    const open = [...this.#open.values()].filter(({ page }) => page === webviewTable[name]);
    if (open.some((other) => titleOf(other.subject, this.#parts) === title)) {
      // An app and a service may have one name.
      return undefined;
    }
    return vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .find(
        ({ input, label }) =>
          label === title &&
          input instanceof vscode.TabInputWebview &&
          input.viewType.endsWith(`-${viewTypeOf(name)}`),
      );
  }

  get #roots(): readonly vscode.Uri[] {
    const { extensionUri } = this.#parts;
    return [vscode.Uri.joinPath(extensionUri, 'dist', 'webviews')];
  }

  #keep(name: PageName, subject: string, webviewPanel: vscode.WebviewPanel, row: string | undefined): void {
    const page = webviewTable[name];
    const key = keyOf(name, subject);
    const panel = new Panel({ parts: this.#parts, name, page, subject, webviewPanel, row });
    this.#open.set(key, { page, subject, panel });
    this.#minutes ??= eachMinute(this.#parts.clock, () => {
      this.#open.forEach((each) => {
        each.panel.keepUpToDate();
      });
    });
    webviewPanel.onDidDispose(() => {
      this.#open.delete(key);
      panel.end();
      if (this.#open.size === 0) {
        this.#minutes?.dispose();
        this.#minutes = undefined;
      }
    });
  }
}

interface OpenPanel {
  readonly page: Page;
  readonly subject: string;
  readonly panel: Panel;
}

/** @throws Error as long as nothing was opened: the empty state of before must not be shown for the real one */
function isOpen({ catalog }: Pick<AddonPlatform, 'catalog'>): boolean {
  return catalog.services.length > 0;
}

function keyOf(name: PageName, subject: string): string {
  return `${name}:${subject}`;
}

interface OnePanel {
  readonly parts: PanelParts & PageContext;
  readonly name: PageName;
  readonly page: Page;
  readonly subject: string;
  readonly webviewPanel: vscode.WebviewPanel;
  readonly row: string | undefined;
}

/** One tab with a page. */
class Panel {
  readonly #one: OnePanel;
  readonly #channel: Channel;
  /** Whether the page in the tab was loaded; VS Code unloads one that is out of sight. */
  #isReady = false;
  #row: string | undefined;
  /** What the page was shown last, as JSON. */
  #sent = '';
  /** The one that stands in the document: each load of the page begins with it. */
  #first = '';

  constructor(one: OnePanel) {
    const { parts, page, subject, webviewPanel, name } = one;
    this.#one = one;
    this.#row = one.row;
    const { webview } = webviewPanel;
    this.#channel = new Channel({
      page,
      context: { ...parts, subject, made: new Set(), drafts: new Map() },
      post: (message) => void webview.postMessage(message),
      onReady: () => {
        this.#isReady = true;
        this.#sent = this.#first;
        void this.#entitle();
        void this.#send({ onlyIfChanged: this.#row === undefined });
      },
      isSeen: () => webviewPanel.visible,
      dropped: (type) => {
        parts.log.warn(`The page ${name} sent a message that was dropped: ${type}`);
      },
      defect: parts.defect,
    });
    webview.onDidReceiveMessage((message: unknown) => this.#channel.receive(message));
    webviewPanel.onDidChangeViewState(() => {
      if (!webviewPanel.visible && this.#isReady) {
        this.#isReady = false;
        // Loaded when it is in sight again, with a nonce of its own.
        webview.html = this.#html();
      }
    });
    const icon = (kind: string): vscode.Uri =>
      vscode.Uri.joinPath(parts.extensionUri, 'media', `page-${kind}.svg`);
    webviewPanel.iconPath = { light: icon('light'), dark: icon('dark') };
    webview.html = this.#html();
    void this.#entitle();
  }

  /** Brings the tab to the front. */
  reveal(row: string | undefined): void {
    this.#row = row;
    this.#one.webviewPanel.reveal();
    this.show();
  }

  /** Shows the present state, in page and title; a page that is not loaded asks by itself when it is. */
  show(): void {
    void this.#entitle();
    if (this.#isReady) {
      void this.#send();
    }
  }

  /** Time went on: a page in sight is shown anew if it tells something else by now. */
  keepUpToDate(): void {
    const { webviewPanel } = this.#one;
    if (webviewPanel.visible && this.#isReady) {
      void this.#send({ onlyIfChanged: true });
    }
  }

  dispose(): void {
    this.#one.webviewPanel.dispose();
  }

  /** The tab is closed: what is still under way is answered to nobody. */
  end(): void {
    this.#channel.close();
  }

  async #entitle(): Promise<void> {
    const { parts, page, subject, webviewPanel } = this.#one;
    try {
      await parts.platform.ready();
      const title = page.title(subject, parts);
      if (webviewPanel.title !== title) {
        webviewPanel.title = title;
      }
    } catch (error) {
      this.#tellUnlessRefused(error);
    }
  }

  async #send({ onlyIfChanged = false } = {}): Promise<void> {
    try {
      await this.#one.parts.platform.ready();
      const shown = this.#present();
      const sent = JSON.stringify(shown);
      if (onlyIfChanged && sent === this.#sent) {
        return;
      }
      this.#sent = sent;
      const row = this.#row;
      this.#row = undefined;
      this.#channel.send(row === undefined ? shown : { ...shown, row });
    } catch (error) {
      const text = isAddonError(error)
        ? sentence(error.failure).text
        : l10n.t('Add-on Manager hit an unexpected error.');
      this.#tellUnlessRefused(error);
      // Once it is mended, the page is to be shown anew whatever it was sent.
      this.#first = '';
      this.#channel.send({ type: 'broken', text, retry: l10n.t('Try Again') });
    }
  }

  #tellUnlessRefused(error: unknown): void {
    if (!isAddonError(error)) {
      this.#one.parts.defect(error);
    }
  }

  #html(): string {
    const { parts, name, webviewPanel } = this.#one;
    const { webview } = webviewPanel;
    const first = this.#presentIfOpen();
    this.#first = first ?? '';
    const file = (path: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(parts.extensionUri, 'dist', 'webviews', path)).toString();
    return pageHtml({
      cspSource: webview.cspSource,
      nonce: randomBytes(24).toString('base64url'),
      script: file(`${name}.js`),
      chunks: (PAGE_CHUNKS[name] ?? []).map(file),
      style: file(`${name}.css`),
      // The language of the sentences, not of the editor: there may be none in that.
      language: vscode.l10n.bundle === undefined ? 'en' : vscode.env.language,
      title: l10n.t('Add-on Manager'),
      first,
    });
  }

  /** What the page shows now. @throws AddonError when there is nothing to show; Error before the store was opened */
  #present(): Show {
    const { parts, page, subject } = this.#one;
    return { type: 'show', subject, model: page.model(subject, parts), words: page.words() };
  }

  /** The same as JSON; undefined while the store is still to be opened, or when there is nothing to show. */
  #presentIfOpen(): string | undefined {
    try {
      return isOpen(this.#one.parts.platform) ? JSON.stringify(this.#present()) : undefined;
    } catch {
      // The page asks for it, and is told why there is none.
      return undefined;
    }
  }
}
