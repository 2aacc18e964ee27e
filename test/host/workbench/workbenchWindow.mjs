// @ts-check
/** One window of VS Code, as a person sees it. */
import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ActivityBar } from './activityBar.mjs';
import { runAxe } from './axe.mjs';
import { Dialogs } from './dialogs.mjs';
import { Notifications, recorderFile } from './notifications.mjs';
import { QuickInput } from './quickInput.mjs';
import { activeEditor, TextEditor } from './textEditor.mjs';
import { TreeView } from './treeView.mjs';
import { storedTexts } from './storage.mjs';
import { until } from './until.mjs';

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
  /** @type {ActivityBar} */
  #activityBar;
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
    this.#activityBar = new ActivityBar(page);
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
   * Runs a command by the palette, as soon as VS Code offers it; without the mouse.
   *
   * @param {string | RegExp} title as the palette shows it, category included: `Add-ons: Create Add-on…`
   */
  async runCommand(title) {
    await this.quickInput.chooseByKeyboard(await this.#showCommand(title));
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

  /**
   * @param {string | RegExp} title
   * @returns {Promise<string>} the whole title of the command in the palette
   */
  async #showCommand(title) {
    const isIt = (/** @type {string} */ label) =>
      typeof title === 'string' ? label === title : title.test(label);
    // The list is made when the palette opens; an extension that is read later shows in the next one.
    return until(`the palette offers "${String(title)}"`, async () => {
      await this.#openPalette(typeof title === 'string' ? title : title.source.replace(/[^\w -]+/g, ''));
      try {
        return await until('the row', async () => (await this.quickInput.labels()).find(isIt), rowMayTakeMs);
      } catch {
        await this.quickInput.cancel();
        return undefined;
      }
    });
  }

  /**
   * @param {string} text
   * @param {string} [kind] of what it offers; '' for files
   */
  async #openPalette(text, kind = '>') {
    await until('the palette opens', async () => {
      await this.page.keyboard.press('F1');
      await until('the input', () => this.quickInput.isOpen(), rowMayTakeMs);
      return true;
    });
    await this.quickInput.type(`${kind}${text}`);
  }

  /**
   * Shows a view container of the activity bar.
   *
   * @param {string} title
   */
  async openContainer(title) {
    await this.#activityBar.open(title);
  }

  /**
   * @param {string} container its title
   * @returns {Promise<import('./activityBar.mjs').Badge>} what its icon in the activity bar shows
   */
  async badge(container) {
    return this.#activityBar.badge(container);
  }

  /**
   * A tree view of the side bar; its container must be open.
   *
   * @param {string} title
   * @returns {TreeView}
   */
  view(title) {
    return new TreeView(this.page, title, (command) => this.runCommand(command));
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

  /** What VS Code has written to the storage of the browser so far, as texts. @returns {Promise<string[]>} */
  async storedTexts() {
    return storedTexts(this.page);
  }

  /**
   * Presses a key or several at once, wherever the focus is.
   *
   * @param {string} keys as Playwright names them: `F2`, `ArrowDown`, `ControlOrMeta+Enter`
   */
  async press(keys) {
    await this.page.keyboard.press(keys);
  }

  /**
   * Types, wherever the focus is.
   *
   * @param {string} text
   */
  async typeText(text) {
    await this.page.keyboard.type(text);
  }

  /**
   * Opens a file in a text editor, by its path in the palette.
   *
   * @param {string} path absolute
   */
  async openFile(path) {
    const name = basename(path);
    await this.#openPalette(path, '');
    await this.quickInput.chooseByKeyboard(name);
    await this.quickInput.waitUntilClosed();
    await until(`${path} is open`, async () => {
      return (
        (await this.page.locator('.tabs-container .tab.active').getAttribute('data-resource-name')) === name
      );
    });
    await this.editorText();
  }

  /** @returns {Promise<string>} the whole text of the active text editor */
  async editorText() {
    return new TextEditor(this.page, activeEditor(this.page)).text();
  }

  /** @returns {Promise<{ left: string, right: string }>} the whole texts of the diff editor that is open */
  async diffTexts() {
    const side = (/** @type {string} */ name) =>
      new TextEditor(
        this.page,
        this.page.locator(`.monaco-diff-editor .editor.${name} .monaco-editor`),
      ).text();
    return { left: await side('original'), right: await side('modified') };
  }

  /**
   * Asks axe-core about a part of the window.
   *
   * @param {string | import('playwright-core').Locator} part a selector, or elements: `view('Apps').pane`
   * @returns {Promise<import('./axe.mjs').Violation[]>} those of VS Code included
   */
  async axe(part) {
    return runAxe(this.page, part);
  }

  /**
   * @param {string} id of a colour: `charts.red`
   * @returns {Promise<string>} what it is in the present theme, `rgb(…)` as rows give their `color`; '' when there is none
   */
  async themeColor(id) {
    return this.page.locator('.monaco-workbench').evaluate(
      (element, name) => {
        const { getComputedStyle } = /** @type {any} */ (globalThis);
        const probe = element.ownerDocument.createElement('span');
        const value = getComputedStyle(element).getPropertyValue(name);
        /** @type {any} */ (probe).style.color = value;
        return /** @type {any} */ (probe).style.color;
      },
      `--vscode-${id.replaceAll('.', '-')}`,
    );
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
