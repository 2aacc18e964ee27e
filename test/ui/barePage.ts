import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import type { PageName } from '../../src/commands/tabsPort.ts';
import { Channel } from '../../src/webviews/host/channel.ts';
import { pageHtml } from '../../src/webviews/host/html.ts';
import type { Show, ToPage } from '../../src/webviews/host/messages.ts';
import type { RequestContext } from '../../src/webviews/host/page.ts';
import { webviewTable } from '../../src/webviews/host/webviewTable.ts';
import { launchBareBrowser } from '../host/browser.mjs';
import { ensureHost } from '../host/install.mjs';
import { until } from '../host/workbench/until.mjs';
import { PlayedContext } from '../support/commandContext.ts';
import type { TestPlatform } from '../support/platform.ts';

const root = join(import.meta.dirname, '..', '..');
const { pageOptions } = createRequire(import.meta.url)(join(root, 'esbuild.js')) as {
  readonly pageOptions: BuildOptions;
};
const origin = 'http://page.test';

type Browser = Awaited<ReturnType<typeof launchBareBrowser>>;
type Page = Awaited<ReturnType<Browser['newPage']>>;
type Locator = ReturnType<Page['locator']>;

/** Pages in a browser without an editor: for what hangs on the order in which messages come. */
export class BareBrowser {
  readonly #browser: Browser;
  readonly #files: ReadonlyMap<string, string>;

  private constructor(browser: Browser, files: ReadonlyMap<string, string>) {
    this.#browser = browser;
    this.#files = files;
  }

  static async start(): Promise<BareBrowser> {
    const { outputFiles } = await build({ ...pageOptions, write: false, sourcemap: false });
    const files = new Map(
      outputFiles.map(({ path, text }) => [path.replaceAll('\\', '/').replace(/^.*\/webviews\//, '/'), text]),
    );
    return new BareBrowser(await launchBareBrowser(await ensureHost()), files);
  }

  /** @param outside what is to be played otherwise than usual */
  async open(
    name: PageName,
    on: TestPlatform,
    subject: string,
    outside: Partial<RequestContext> = {},
  ): Promise<BarePage> {
    const page = await this.#browser.newPage({ viewport: { width: 1280, height: 800 } });
    const html = pageHtml({
      cspSource: origin,
      nonce: 'nonce',
      script: `${origin}/${name}.js`,
      chunks: [],
      style: `${origin}/${name}.css`,
      language: 'en',
      title: 'Add-on Manager',
    });
    await page.route(`${origin}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      const contentType = pathname.endsWith('.css') ? 'text/css' : 'text/javascript';
      return pathname === '/'
        ? route.fulfill({ body: html, contentType: 'text/html' })
        : route.fulfill({ body: this.#files.get(pathname) ?? '', contentType });
    });
    const bare = new BarePage({ page, name, on, subject, outside });
    await bare.load();
    return bare;
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}

interface BarePageParts {
  readonly page: Page;
  readonly name: PageName;
  readonly on: TestPlatform;
  readonly subject: string;
  readonly outside: Partial<RequestContext>;
}

/** One page, with its presenter on a platform in memory. */
export class BarePage {
  readonly page: Page;
  readonly played: PlayedContext;
  /** Errors that the page threw. */
  readonly errors: string[] = [];
  readonly #parts: BarePageParts;
  readonly #context: RequestContext;
  readonly #channel: Channel;
  /** Lets a message to the page wait. */
  #gate: Promise<void> | undefined;

  constructor(parts: BarePageParts) {
    const { page, name, on, subject, outside } = parts;
    this.#parts = parts;
    this.page = page;
    this.played = new PlayedContext(on);
    this.#context = { ...this.played.requestContext(subject), ...outside };
    const definition = webviewTable[name];
    this.#channel = new Channel({
      page: definition,
      context: this.#context,
      post: (message) => void this.post(message),
      isSeen: () => true,
      onReady: () => {
        this.show();
      },
      dropped: (type) => this.errors.push(`dropped: ${type}`),
      defect: (error) => this.errors.push(String(error)),
    });
    page.on('pageerror', ({ message }) => this.errors.push(message));
    this.#context.platform.onDidChange((changes) => {
      if (definition.isNamedBy(changes, subject, this.#context)) {
        this.show();
      }
    });
  }

  async load(): Promise<void> {
    const { page } = this.#parts;
    await page.exposeFunction('toHost', (text: string) => void this.#channel.receive(JSON.parse(text)));
    await page.addInitScript(`
      globalThis.acquireVsCodeApi = () => ({
        postMessage: (message) => toHost(JSON.stringify(message)),
        getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
        setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
      });
      globalThis.seenMessages = [];
      addEventListener('message', ({ data }) => seenMessages.push(JSON.stringify(data)));
    `);
    await page.goto(`${origin}/`);
    await page.locator('h1').waitFor();
  }

  /** What VS Code does to a page that was out of sight. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.page.locator('h1').waitFor();
  }

  /** What the page is to show now. */
  get present(): Show {
    const { name, subject } = this.#parts;
    const { model, words } = webviewTable[name];
    return { type: 'show', subject, model: model(subject, this.#context), words: words() };
  }

  /** Shows the present state. */
  show(row?: string): void {
    this.#channel.send(row === undefined ? this.present : { ...this.present, row });
  }

  async post(message: ToPage): Promise<void> {
    await this.#gate;
    if (!this.page.isClosed()) {
      await this.page.evaluate(`postMessage(${JSON.stringify(message)}, '*')`);
    }
  }

  /** Holds back what is sent to the page, until the function that is returned is called. */
  holdMessages(): () => void {
    let release: () => void = () => undefined;
    this.#gate = new Promise((resolve) => {
      release = resolve;
    });
    return () => {
      this.#gate = undefined;
      release();
    };
  }

  /** What the page sees when the focus leaves its tab, or comes back. */
  async leave(): Promise<void> {
    await this.page.evaluate(`document.hasFocus = () => false; dispatchEvent(new Event('blur'))`);
  }

  async comeBack(): Promise<void> {
    await this.page.evaluate(`delete document.hasFocus; dispatchEvent(new Event('focus'))`);
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true }).first();
  }

  field(label: string): Locator {
    const host = `[aria-label="${label}"]`;
    return this.page.locator(`vscode-text-field${host} input, vscode-text-area${host} textarea`);
  }

  row(name: string): Locator {
    return this.page.locator(`tbody[data-name="${name}"]`);
  }

  async names(): Promise<readonly string[]> {
    return this.page.locator('tbody[data-name] th').allTextContents();
  }

  async waitForNames(...expected: readonly string[]): Promise<void> {
    await until(
      async () => `the rows ${expected.join()}; there are ${(await this.names()).join()}`,
      async () => (await this.names()).join() === expected.join(),
    );
  }

  /** Waits until the host keeps just these drafts, by what is typed. */
  async keeps(...expected: readonly string[]): Promise<void> {
    const kept = (): string => [...this.played.drafts.keys()].sort().join();
    await until(
      () => `the drafts ${expected.join()}; there are ${kept()}`,
      () => Promise.resolve(kept() === expected.toSorted().join()),
    );
  }

  async said(): Promise<string> {
    return this.page.locator('.said').innerText();
  }

  async says(text: string | RegExp): Promise<void> {
    await until(
      async () => `the page says ${String(text)}; it says ${await this.said()}`,
      async () => (typeof text === 'string' ? (await this.said()) === text : text.test(await this.said())),
    );
  }

  /** What has the focus: its accessible name, the name of its row, its text, or its tag. */
  async focused(): Promise<string> {
    return this.page.evaluate(`(() => {
      const element = document.activeElement;
      return element === document.body
        ? 'BODY'
        : element.getAttribute('aria-label') ?? element.closest('tbody')?.dataset.name ?? element.textContent;
    })()`);
  }

  async waitForFocus(expected: string): Promise<void> {
    await until(
      async () => `the focus on ${expected}; it is on ${await this.focused()}`,
      async () => (await this.focused()) === expected,
    );
  }

  /** Waits until all that was asked for has been answered and drawn. */
  async settled(): Promise<void> {
    await this.page.evaluate(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))',
    );
  }
}
