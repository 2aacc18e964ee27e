import { findApp } from '../../src/core/model/identifiers.ts';
import * as queries from '../../src/core/model/queries.ts';
import type { State } from '../../src/core/model/state.ts';
import { LowdbStateStore } from '../../src/store/lowdbStateStore.ts';
import { until } from '../host/workbench/until.mjs';
import type { WorkbenchWindow } from '../host/workbench/workbenchWindow.mjs';
import { TestPlatform } from '../support/platform.ts';
import { wishing } from '../support/scriptedChance.ts';
import { OpenedPage } from './openedPage.ts';
import { PagesWindow } from './pagesWindow.ts';

export const shop = 'example-app';
/** Stands in every value, so that it can be looked for. */
export const secret = 'hunter2';
export const hostileAddon = '<img src=x onerror="globalThis.wasRun=1"> "q" \u202Eevil😀';

export const hostile: Readonly<Record<string, string>> = {
  DIRECTION: `\u202E${secret}\u202C\u2066`,
  EMOJI: `👩‍👩‍👧‍👦🏴‍☠️${secret}`,
  LARGE: secret.padEnd(64_000, 'x'),
  MARKUP: `<img src=x onerror="globalThis.wasRun=1">${secret}<script>globalThis.wasRun=1</script>`,
  QUOTES: `"'\`\\</td></tr>${secret}`,
};

/** Stands for the large value until that is put in its place. */
const stand = 'the large value';

async function shopState(): Promise<State> {
  const on = await TestPlatform.open({ randomness: wishing('ROSE') });
  await on.createApps(shop, 'hostile-app', 'many-vars');
  await on.perform({ type: 'createAddon', app: shop, plan: 'heroku-redis', name: 'important-redis' });
  await on.perform({
    type: 'setConfigVars',
    app: shop,
    configVars: [{ name: 'WORKERS', value: `2 ${secret}` }],
  });
  await on.perform({
    type: 'setConfigVars',
    app: shop,
    configVars: [{ name: 'LOG_LEVEL', value: `info ${secret}` }],
  });
  const configVars = Object.entries({ ...hostile, LARGE: stand }).map(([name, value]) => ({ name, value }));
  await on.perform({ type: 'setConfigVars', app: 'hostile-app', configVars });
  await on.perform({ type: 'createAddon', app: 'hostile-app', plan: 'heroku-redis', name: 'evil' });
  const many = Array.from({ length: 1_000 }, (_, index) => ({
    name: `VAR_${String(index).padStart(4, '0')}`,
    value: secret,
  }));
  await on.perform({ type: 'setConfigVars', app: 'many-vars', configVars: many });
  const { state } = on;
  const addons = Object.values(state.addons).map((addon) => [
    addon.id,
    addon.name === 'evil' ? { ...addon, name: hostileAddon } : addon,
  ]);
  // By hand: the rule takes no value of 64 KB, though an app may have as much in all.
  const text = JSON.stringify({ ...state, addons: Object.fromEntries(addons) as State['addons'] });
  return JSON.parse(text.replaceAll(stand, hostile['LARGE'] ?? '')) as State;
}

/** A VS Code with a store of apps and a folder, and the page of the config vars of the first app. */
export class OpenedConfigVars {
  readonly #pages: PagesWindow;

  private constructor(pages: PagesWindow) {
    this.#pages = pages;
  }

  static async start(): Promise<OpenedConfigVars> {
    return new OpenedConfigVars(await PagesWindow.open(await shopState(), { width: 1280, height: 800 }));
  }

  get window(): WorkbenchWindow {
    return this.#pages.window;
  }

  /** Path of the folder that is open in the window. */
  get workspace(): string {
    return this.#pages.workspace;
  }

  async open(app: string): Promise<OpenedPage> {
    const { window } = this;
    await window.runCommand('Add-ons: Show Config Vars');
    await window.quickInput.waitFor({ title: 'Show Config Vars' });
    await window.quickInput.choose(app);
    const opened = await OpenedPage.find(window, `Config vars of ${app}`);
    await until('its rows', async () => (await opened.names()).length > 0);
    return opened;
  }

  /** Sets or unsets a var of the first app as another process does, by the same store. */
  async setOutside(name: string, value: string | null): Promise<void> {
    await this.#onStore((on) =>
      on.perform({ type: 'setConfigVars', app: shop, configVars: [{ name, value }] }),
    );
  }

  /** The value that a var of the first app has in the store. */
  stored(name: string): Promise<string | undefined> {
    return this.#onStore((on) =>
      Promise.resolve(queries.configOf(on.state, findApp(on.state, shop).id)[name]),
    );
  }

  close(): Promise<void> {
    return this.#pages.close();
  }

  async #onStore<Found>(work: (on: TestPlatform) => Promise<Found>): Promise<Found> {
    const on = await TestPlatform.open({ store: new LowdbStateStore(this.#pages.store) });
    const found = await work(on);
    await on.platform.dispose();
    return found;
  }
}
