import assert from 'node:assert/strict';
import type { Vars } from '../../src/core/model/configVar.ts';
import { findApp } from '../../src/core/model/identifiers.ts';
import * as queries from '../../src/core/model/queries.ts';
import type { RequestContext } from '../../src/webviews/host/page.ts';
import { TestPlatform } from '../support/platform.ts';
import { BareBrowser, type BarePage } from './barePage.ts';

export const app = 'example-app';
export const secret = 'hunter2';

/** The page of an app with two config vars, in a browser without an editor; new for each test of a suite. */
export class BareConfigVars {
  on!: TestPlatform;
  bare!: BarePage;
  #browser!: BareBrowser;

  /** To be called in a suite. */
  static inSuite(): BareConfigVars {
    const made = new BareConfigVars();
    before(async () => {
      made.#browser = await BareBrowser.start();
    });
    after(() => made.#browser.close());
    beforeEach(() => made.open());
    afterEach(async () => {
      assert.deepEqual(made.bare.errors, []);
      await made.bare.page.close();
    });
    return made;
  }

  async open(parts: Parameters<typeof TestPlatform.open>[0] = {}): Promise<void> {
    this.on = await TestPlatform.open(parts);
    await this.on.createApps(app);
    await this.set('WORKERS', secret);
    await this.set('LOG', 'info');
    this.bare = await this.#browser.open('configVars', this.on, findApp(this.on.state, app).id);
  }

  /** The same page once more, with something outside of it played otherwise than usual. */
  async reopen(outside: Partial<RequestContext>): Promise<BarePage> {
    await this.bare.page.close();
    this.bare = await this.#browser.open('configVars', this.on, findApp(this.on.state, app).id, outside);
    return this.bare;
  }

  async set(name: string, value: string | null): Promise<void> {
    await this.on.perform({ type: 'setConfigVars', app, configVars: [{ name, value }] });
  }

  get config(): Vars {
    return queries.configOf(this.on.state, findApp(this.on.state, app).id);
  }
}
