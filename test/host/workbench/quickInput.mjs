// @ts-check
/** Quick picks and input boxes: VS Code shows one at a time, always in the same place. */
import { matches, textOf, until } from './until.mjs';
import { VirtualList } from './virtualList.mjs';

/** @typedef {import('playwright-core').Page} Page */

/**
 * @typedef {object} QuickPickRow
 * @property {number} index
 * @property {string} label
 * @property {string} description
 * @property {string} detail
 * @property {string} ariaLabel
 * @property {string} separator the heading above the row
 * @property {boolean} checked of a pick with several choices
 * @property {boolean} focused
 */

/**
 * What to expect of the question before answering it; all that is given must hold.
 *
 * @typedef {object} Question
 * @property {string | RegExp} [title]
 * @property {string | RegExp} [placeholder]
 * @property {string | RegExp} [message] the prompt, or what the check says
 */

export class QuickInput {
  /** @type {Page} */
  #page;

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
  }

  get #widget() {
    return this.#page.locator('.quick-input-widget:visible');
  }

  get #input() {
    return this.#widget
      .locator(
        '.quick-input-filter input[type="text"], .quick-input-filter input[type="password"], .quick-input-filter input:not([type])',
      )
      .first();
  }

  get #list() {
    return this.#widget.locator('.quick-input-list');
  }

  get #scrolled() {
    return new VirtualList(this.#page, this.#list.locator('.monaco-list').first());
  }

  /** @returns {Promise<boolean>} */
  async isOpen() {
    return (await this.#widget.count()) > 0;
  }

  /**
   * Waits until a question is shown, and for the one that is meant when more is given.
   *
   * @param {Question} [question]
   */
  async waitFor(question = {}) {
    const seen = async () =>
      `title ${await this.title()}, placeholder ${await this.placeholder()}, message ${await this.message()}`;
    await until(
      async () =>
        `the question ${describe(question)}; shown is: ${(await this.isOpen()) ? await seen() : 'none'}`,
      async () => {
        return (
          (await this.isOpen()) &&
          (question.title === undefined || matches(await this.title(), question.title)) &&
          (question.placeholder === undefined || matches(await this.placeholder(), question.placeholder)) &&
          (question.message === undefined || matches(await this.message(), question.message))
        );
      },
    );
    return this;
  }

  async waitUntilClosed() {
    await until('the question closes', async () => !(await this.isOpen()));
  }

  /** @returns {Promise<string>} the title, '' when it has none */
  async title() {
    return textOf(this.#widget.locator('.quick-input-titlebar:visible .quick-input-title'));
  }

  /** @returns {Promise<string>} */
  async placeholder() {
    // Asked of all there are: an input that is gone has nothing to say, and nothing waits for it.
    return this.#input.evaluateAll(([input]) => input?.getAttribute('placeholder') ?? '');
  }

  /** @returns {Promise<string>} what is typed in */
  async value() {
    return this.#input.evaluateAll(([input]) => /** @type {any} */ (input)?.value ?? '');
  }

  /** @returns {Promise<string>} the line below the input: its prompt, or what its check says */
  async message() {
    return textOf(this.#widget.locator('.quick-input-message:visible'));
  }

  /**
   * What the check of the input says, once it says something; an input that is valid has no such message.
   *
   * @param {string | RegExp} [wanted]
   * @returns {Promise<string>}
   */
  async validationMessage(wanted = '') {
    return until(`the check of the input says ${wanted}`, async () => {
      const wrong = await this.#widget
        .locator('.monaco-inputbox.error, .monaco-inputbox.warning, .monaco-inputbox.info')
        .count();
      const text = await this.message();
      return wrong > 0 && matches(text, wanted) ? text : undefined;
    });
  }

  /** Waits until the check of the input has nothing to say. */
  async waitUntilValid() {
    await until('the check of the input is content', async () => {
      return (await this.#widget.locator('.monaco-inputbox.error, .monaco-inputbox.warning').count()) === 0;
    });
  }

  /** @returns {Promise<QuickPickRow[]>} all rows, those out of sight included; waits until the list is not busy */
  async rows() {
    await this.#notBusy();
    return this.#scrolled.collect(() => this.#visibleRows());
  }

  /** @returns {Promise<string[]>} */
  async labels() {
    return (await this.rows()).map(({ label }) => label);
  }

  /**
   * Chooses the row with this label; scrolls to it when it is out of sight.
   *
   * @param {string} label the whole label
   */
  async choose(label) {
    const row = await this.#find(label);
    await row.click();
  }

  /**
   * Chooses the row with this label without the mouse.
   *
   * @param {string} label the whole label
   */
  async chooseByKeyboard(label) {
    await until(
      async () => `the focus on "${label}"; there are: ${(await this.labels()).join(' | ')}`,
      async () => {
        await this.#notBusy();
        if ((await this.#visibleRows()).some((row) => row.focused && row.label === label)) {
          return true;
        }
        await this.#input.press('ArrowDown');
        return false;
      },
    );
    await this.accept();
  }

  /**
   * Ticks rows of a pick with several choices; `accept` is still to come.
   *
   * @param {...string} labels
   */
  async check(...labels) {
    for (const label of labels) {
      const row = await this.#find(label);
      await row.locator('.quick-input-list-checkbox').click();
    }
  }

  /**
   * Replaces what is typed in.
   *
   * @param {string} text
   */
  async type(text) {
    // What takes the focus meanwhile closes it: whoever opened it looks again.
    await this.#input.fill(text, { timeout: 5_000 });
    await until(`the input holds ${text}`, async () => (await this.value()) === text);
  }

  async accept() {
    await this.#input.press('Enter');
  }

  async cancel() {
    await this.#input.press('Escape');
    await this.waitUntilClosed();
  }

  async back() {
    await this.pressButton('Back');
  }

  /**
   * Presses a button of the title bar.
   *
   * @param {string} label
   */
  async pressButton(label) {
    await this.#widget.locator(`.quick-input-titlebar .action-label[aria-label^="${label}"]`).click();
  }

  /** @returns {Promise<string[]>} the buttons of the title bar */
  async buttons() {
    const actions = this.#widget.locator('.quick-input-titlebar .action-label:visible');
    return (await Promise.all((await actions.all()).map((action) => action.getAttribute('aria-label')))).map(
      String,
    );
  }

  /** @param {string} label */
  async #find(label) {
    const isIt = (/** @type {QuickPickRow} */ row) => row.label === label;
    const { index } = await until(
      async () => `a row "${label}"; there are: ${(await this.labels()).join(' | ')}`,
      async () => (await this.#visibleRows()).find(isIt) ?? (await this.rows()).find(isIt),
    );
    return this.#scrolled.reveal(index);
  }

  async #notBusy() {
    await until('the list is there', async () => {
      const busy = await this.#widget.locator('.quick-input-progress.active').count();
      return busy === 0 && ((await this.#visibleRows()).length > 0 || (await this.message()) !== '');
    });
  }

  /** @returns {Promise<QuickPickRow[]>} */
  async #visibleRows() {
    return this.#list.locator('.monaco-list-row').evaluateAll((elements) =>
      elements.map((element) => {
        const text = (/** @type {string} */ selector) => element.querySelector(selector)?.textContent ?? '';
        return {
          index: Number(element.getAttribute('data-index')),
          label: text('.quick-input-list-rows > .quick-input-list-row:first-child .label-name'),
          description: text('.quick-input-list-rows > .quick-input-list-row:first-child .label-description'),
          detail: text('.quick-input-list-label-meta .label-name'),
          ariaLabel: element.getAttribute('aria-label') ?? '',
          // The text of a row that was drawn here before may be left in it, hidden.
          separator: element.querySelector('.quick-input-list-separator')?.checkVisibility()
            ? text('.quick-input-list-separator')
            : '',
          checked:
            element.querySelector('.quick-input-list-checkbox')?.getAttribute('aria-checked') === 'true',
          focused: element.classList.contains('focused'),
        };
      }),
    );
  }
}

/** @param {Question} question */
function describe(question) {
  return Object.entries(question)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
}
