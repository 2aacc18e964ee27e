import { runAxe, type Violation } from '../host/workbench/axe.mjs';
import { until } from '../host/workbench/until.mjs';
import type { WorkbenchWindow } from '../host/workbench/workbenchWindow.mjs';

type Frame = Awaited<ReturnType<WorkbenchWindow['webview']>>;
type Locator = ReturnType<Frame['locator']>;

const extension = 'addon-manager.addon-manager';

/** A page of ours in a tab of a window, as a person uses it. */
export class OpenedPage {
  readonly window: WorkbenchWindow;
  readonly frame: Frame;

  private constructor(window: WorkbenchWindow, frame: Frame) {
    this.window = window;
    this.frame = frame;
  }

  /**
   * Notes, in every page that is opened in the window from now on, what comes by message, what is kept by VS Code and
   * what the policy refuses: before any script of the page runs.
   */
  static async watch(window: WorkbenchWindow): Promise<void> {
    await window.page.addInitScript(`
      globalThis.seenMessages = [];
      globalThis.refusals = [];
      // A page takes this once; what it keeps by it is looked at by the same.
      let acquire;
      Object.defineProperty(globalThis, 'acquireVsCodeApi', {
        configurable: true,
        get: () => acquire,
        set: (given) => { acquire = () => (globalThis.takenApi = given()); },
      });
      const listen = () => {
        addEventListener('message', ({ data }) => { seenMessages.push(JSON.stringify(data) ?? ''); });
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
          refusals.push(effectiveDirective + ' ' + blockedURI);
        });
      };
      listen();
      // VS Code writes the page into a frame that is there already, which takes all listeners away.
      const { open } = Document.prototype;
      Document.prototype.open = function (...all) {
        const opened = open.apply(this, all);
        if (this === document) listen();
        return opened;
      };
    `);
  }

  /** The page with this heading, once it is shown. */
  static async find(window: WorkbenchWindow, heading: string): Promise<OpenedPage> {
    const isIt = async (frame: Frame): Promise<boolean> =>
      (await frame.locator('h1').allTextContents()).includes(heading);
    return new OpenedPage(window, await window.webview(extension, isIt));
  }

  get main(): Locator {
    return this.frame.locator('main');
  }

  /** A button by what it is called; of a toolkit button the element that takes the press. */
  button(name: string): Locator {
    return this.frame.getByRole('button', { name, exact: true }).first();
  }

  /** The element that a text is typed into. */
  field(label: string): Locator {
    const host = `[aria-label="${label}"]`;
    return this.frame.locator(`vscode-text-field${host} input, vscode-text-area${host} textarea`);
  }

  /** What the page says came of something. */
  async says(text: string | RegExp): Promise<void> {
    const said = this.frame.locator('.said');
    await until(
      async () => `the page says ${String(text)}; it says ${await said.innerText()}`,
      async () => {
        const now = await said.innerText();
        return typeof text === 'string' ? now === text : text.test(now);
      },
    );
  }

  /** The row with this name, with all that belongs to it. */
  row(name: string): Locator {
    return this.frame.locator(`tbody[data-name="${name}"]`);
  }

  /** Names in the table, in order. */
  async names(): Promise<readonly string[]> {
    return this.frame.locator('tbody[data-name] th').allTextContents();
  }

  async waitForNames(...expected: readonly string[]): Promise<void> {
    await until(
      async () => `the rows ${expected.join()}; there are ${(await this.names()).join()}`,
      async () => (await this.names()).join() === expected.join(),
    );
  }

  /** What the column of values shows of a name. */
  async value(name: string): Promise<string> {
    return this.row(name).locator('.shown').innerText();
  }

  async waitForValue(name: string, expected: string): Promise<void> {
    await until(
      async () => `${name} shows ${expected}; it shows ${await this.value(name)}`,
      async () => (await this.value(name)) === expected,
    );
  }

  async axe(): Promise<readonly Violation[]> {
    return runAxe(this.frame, 'body');
  }

  /** Elements in the page that the mouse would scroll sideways to. */
  async overflow(): Promise<number> {
    return this.frame.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  }

  /** What has the focus: its accessible name, or its text. */
  async focused(): Promise<string> {
    return this.frame.evaluate(`(() => {
      let element = document.activeElement;
      return element.getAttribute('aria-label') ?? element.closest('tbody')?.dataset.name ?? element.textContent;
    })()`);
  }

  async waitForFocus(expected: string): Promise<void> {
    await until(
      async () => `the focus on ${expected}; it is on ${await this.focused()}`,
      async () => (await this.focused()) === expected,
    );
  }

  /** Everything that the page holds or has been sent: its elements, their texts in fields, its state, messages. */
  async everything(): Promise<string> {
    return this.frame.evaluate(`(() => {
      const texts = [document.documentElement.outerHTML, ...seenMessages, JSON.stringify(takenApi.getState()) ?? ''];
      const look = (root) => {
        for (const element of root.querySelectorAll('*')) {
          texts.push(String(element.value ?? ''));
          if (element.shadowRoot !== null) {
            texts.push(element.shadowRoot.innerHTML);
            look(element.shadowRoot);
          }
        }
      };
      look(document);
      return texts.join('\\n');
    })()`);
  }
}
