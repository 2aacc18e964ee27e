// @ts-check
/** One window of VS Code, as a person sees it. */
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Dialogs } from './dialogs.mjs';
import { Notifications, recorderFile } from './notifications.mjs';
import { QuickInput } from './quickInput.mjs';
import { TreeView } from './treeView.mjs';
import { drawn, until } from './until.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Frame} Frame */
/** @typedef {'vs' | 'vs-dark' | 'hc-black' | 'hc-light'} ThemeKind */

const rowMayTakeMs = 400;

export class WorkbenchWindow {
  /** Playwright's page: for what this class has no word for. @type {Page} */
  page;
  /** @type {QuickInput} */
  quickInput;
  /** @type {Dialogs} */
  dialogs;
  /** @type {Notifications} */
  notifications;
  /** @type {string} */
  #pictures;

  /**
   * @param {Page} page
   * @param {string} pictures folder for screenshots
   */
  constructor(page, pictures) {
    this.page = page;
    this.quickInput = new QuickInput(page);
    this.dialogs = new Dialogs(page);
    this.notifications = new Notifications(page);
    this.#pictures = pictures;
  }

  /**
   * Opens a window in a new page of the context.
   *
   * @param {import('playwright-core').BrowserContext} context
   * @param {string} address
   * @param {string} pictures
   */
  static async open(context, address, pictures) {
    const page = await context.newPage();
    await page.addInitScript({ path: recorderFile });
    await page.goto(address);
    const opened = new WorkbenchWindow(page, pictures);
    await opened.#ready();
    return opened;
  }

  /**
   * Runs a command by the palette, as soon as VS Code offers it.
   *
   * @param {string} title as the palette shows it, category included: `Add-ons: Create Add-on…`
   */
  async runCommand(title) {
    await this.#showCommand(title);
    await this.quickInput.choose(title);
    // The palette is gone, or another question is in its place.
    await until('the palette closes', async () => {
      return !(await this.quickInput.isOpen()) || !(await this.quickInput.value()).startsWith('>');
    });
  }

  /**
   * @param {string} title
   * @returns {Promise<boolean>} whether the palette offers the command now; ask only once the extension is read
   */
  async offersCommand(title) {
    await this.#openPalette(title);
    const labels = await this.quickInput.labels();
    await this.quickInput.cancel();
    return labels.includes(title);
  }

  /** @param {string} title */
  async #showCommand(title) {
    // The list is made when the palette opens; an extension that is read later shows in the next one.
    await until(`the palette offers "${title}"`, async () => {
      await this.#openPalette(title);
      try {
        await until('the row', async () => (await this.quickInput.labels()).includes(title), rowMayTakeMs);
        return true;
      } catch {
        await this.quickInput.cancel();
        return false;
      }
    });
  }

  /** @param {string} text */
  async #openPalette(text) {
    await until('the palette opens', async () => {
      await this.page.keyboard.press('F1');
      await until('the input', () => this.quickInput.isOpen(), rowMayTakeMs);
      return true;
    });
    await this.quickInput.type(`>${text}`);
  }

  /**
   * Shows a view container of the activity bar.
   *
   * @param {string} title
   */
  async openContainer(title) {
    const icon = this.page.locator(
      `.part.activitybar .action-item:has(.action-label[aria-label^="${title}"])`,
    );
    await until(`the activity bar shows ${title}`, async () => {
      if ((await icon.getAttribute('class', { timeout: 1_000 }))?.includes('checked') === true) {
        return true;
      }
      await icon.locator('.action-label').click({ timeout: 1_000 });
      await drawn(this.page);
      return false;
    });
  }

  /**
   * A tree view of the side bar; its container must be open.
   *
   * @param {string} title
   * @returns {TreeView}
   */
  view(title) {
    return new TreeView(this.page, title);
  }

  /**
   * Presses a button in the title of a view.
   *
   * @param {string} title of the view
   * @param {string} action
   */
  async viewAction(title, action) {
    const { pane } = this.view(title);
    await pane.hover();
    const button = `.action-label[aria-label^="${action}"]:visible`;
    // A container with a single view shows the view's buttons in its own title.
    await pane
      .locator(`.pane-header ${button}`)
      .or(this.page.locator(`.part.sidebar .composite.title ${button}`))
      .first()
      .click();
  }

  /** @returns {Promise<string[]>} the texts of the status bar's items */
  async statusBar() {
    const texts = await this.page.locator('.part.statusbar .statusbar-item:visible').allTextContents();
    return texts.map((text) => text.trim()).filter((text) => text !== '');
  }

  /** @returns {Promise<string>} */
  async readClipboard() {
    await this.page.bringToFront();
    return this.page.evaluate('navigator.clipboard.readText()');
  }

  /**
   * @param {string} text
   */
  async writeClipboard(text) {
    await this.page.bringToFront();
    await this.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  }

  /**
   * Changes the colours of the open window, as a person does.
   *
   * @param {string} theme its label: `Light Modern`, `Dark Modern`, `Dark High Contrast`, `Light High Contrast`
   * @param {ThemeKind} kind
   */
  async switchTheme(theme, kind) {
    await this.runCommand('Preferences: Color Theme');
    await this.quickInput.choose(theme);
    await this.quickInput.waitUntilClosed();
    await this.waitForTheme(kind);
  }

  /**
   * Waits until the window has the kind of colours that a theme brings.
   *
   * @param {ThemeKind} kind
   */
  async waitForTheme(kind) {
    const workbench = this.page.locator('.monaco-workbench');
    await until(`colours of ${kind}`, async () =>
      (await workbench.getAttribute('class'))?.split(' ').includes(kind),
    );
  }

  /**
   * The inner page of an extension's webview, once it is there.
   *
   * @param {string} extensionId `publisher.name`
   * @param {(frame: Frame) => Promise<boolean>} [isIt] when several are open
   * @returns {Promise<Frame>}
   */
  async webview(extensionId, isIt = async () => true) {
    const belongs = (/** @type {Frame} */ frame) =>
      frame.parentFrame()?.url().toLowerCase().includes(`extensionid=${extensionId.toLowerCase()}`) === true;
    return until(`a webview of ${extensionId}`, async () => {
      for (const frame of this.page.frames().filter(belongs)) {
        if (await isIt(frame)) {
          return frame;
        }
      }
      return undefined;
    });
  }

  /** @returns {Promise<string[]>} the titles of the open editors */
  async tabs() {
    return this.page.locator('.tabs-container .tab .label-name').allTextContents();
  }

  /**
   * @param {string} name of the picture, without its ending
   * @returns {Promise<string>} its file
   */
  async screenshot(name) {
    const path = join(this.#pictures, `${name}.png`);
    await mkdir(dirname(path), { recursive: true });
    await this.page.screenshot({ path });
    return path;
  }

  /** Loads the window again: extensions start anew. */
  async reload() {
    await this.page.reload();
    await this.#ready();
  }

  async close() {
    await this.page.close();
  }

  async #ready() {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor();
    await until(
      'the activity bar',
      async () => (await this.page.locator('.part.activitybar .action-label').count()) > 0,
    );
  }
}
