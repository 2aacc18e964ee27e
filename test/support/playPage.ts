import assert from 'node:assert/strict';
import type { Page } from '../../src/webviews/host/page.ts';
import { PlayedContext } from './commandContext.ts';
import type { TestPlatform } from './platform.ts';

/** A page on a played outside, without a browser: what it is shown, and what comes of what it asks. */
export class PlayedPage<Model> {
  readonly context: PlayedContext;
  readonly #page: Page;
  readonly #subject: string;

  constructor(page: Page, on: TestPlatform, subject = '') {
    this.#page = page;
    this.#subject = subject;
    this.context = new PlayedContext(on);
  }

  get model(): Model {
    return this.#page.model(this.#subject, this.context) as Model;
  }

  get title(): string {
    return this.#page.title(this.#subject, this.context);
  }

  /** Whether the page is shown anew for what an action changes. */
  async isShownAnewAfter(act: () => Promise<unknown>): Promise<boolean> {
    let isNamed = false;
    const subscription = this.context.platform.onDidChange((changes) => {
      isNamed ||= this.#page.isNamedBy(changes, this.#subject, this.context);
    });
    await act();
    subscription.dispose();
    return isNamed;
  }

  /** What the page gets for a request; one whose form is wrong fails the test. */
  async ask<Reply>(type: string, input: object = {}): Promise<Reply> {
    const schema = this.#page.requests[type];
    const handler = this.#page.handlers.get(type);
    assert.ok(schema !== undefined && handler !== undefined, `there is no request ${type}`);
    const parsed = schema.safeParse(input);
    assert.ok(parsed.success, `${type} does not take ${JSON.stringify(input)}`);
    const context = this.context.requestContext(this.#subject);
    return (await handler(parsed.data, context)) as Reply;
  }

  /** Whether the form of a request is refused. */
  refusesForm(type: string, input: unknown): boolean {
    return this.#page.requests[type]?.safeParse(input).success !== true;
  }
}
