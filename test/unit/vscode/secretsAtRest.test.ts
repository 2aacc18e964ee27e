import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AtRestSetting } from '../../../src/core/platform/atRest.ts';
import { LowdbStateStore } from '../../../src/store/lowdbStateStore.ts';
import { cipherOf, newKey } from '../../../src/store/secretCipher.ts';
import { SecretsAtRest } from '../../../src/vscode/secretsAtRest.ts';
import { TestPlatform } from '../../support/platform.ts';
import { RecordedReport } from '../../support/scriptedAsk.ts';
import { inFolder } from '../../support/storeFolder.ts';

/** A computer: what outlives a window. */
class Computer {
  readonly kept = new Map<string, string>();
  readonly remembered = new Map<string, unknown>();
  readonly #listeners = new Set<(change: { key: string }) => unknown>();
  hasStorage = true;
  isRemote = false;
  isWeb = false;
  setting: AtRestSetting = 'auto';
  readonly #settingListeners = new Set<() => void>();

  readonly onDidChangeSetting = (listener: () => void) => {
    this.#settingListeners.add(listener);
    return { dispose: () => void this.#settingListeners.delete(listener) };
  };

  set(setting: AtRestSetting): void {
    this.setting = setting;
    this.#settingListeners.forEach((listener) => {
      listener();
    });
  }

  readonly storage = {
    get: (name: string) =>
      this.hasStorage ? Promise.resolve(this.kept.get(name)) : Promise.reject(new Error('no keychain')),
    store: (name: string, secret: string) => {
      if (!this.hasStorage) {
        return Promise.reject(new Error('no keychain'));
      }
      this.kept.set(name, secret);
      this.#listeners.forEach((listener) => listener({ key: name }));
      return Promise.resolve();
    },
    onDidChange: (listener: (change: { key: string }) => unknown) => {
      this.#listeners.add(listener);
      return { dispose: () => void this.#listeners.delete(listener) };
    },
  };

  readonly memory = {
    get: (name: string) => this.remembered.get(name),
    update: (name: string, value: unknown) => Promise.resolve(void this.remembered.set(name, value)),
  };
}

function encrypting(): Computer {
  const computer = new Computer();
  computer.setting = 'encrypted';
  computer.isRemote = true;
  return computer;
}

interface Window {
  readonly on: TestPlatform;
  readonly store: LowdbStateStore;
  readonly secrets: SecretsAtRest;
  readonly report: RecordedReport;
  readonly mode: () => string;
  readonly close: () => Promise<void>;
}

async function open(computer: Computer, folder: string, start: string): Promise<Window> {
  const secrets = new SecretsAtRest({
    storage: computer.storage,
    memory: computer.memory,
    setting: () => computer.setting,
    onDidChangeSetting: computer.onDidChangeSetting,
    environment: { isRemote: computer.isRemote, isWeb: computer.isWeb },
    start,
    cipherOf,
    newKey,
    log: { info: () => undefined },
  });
  const store = new LowdbStateStore(folder, { secrets: () => secrets.wish() });
  const report = new RecordedReport();
  const following = secrets.follow(store, report);
  const on = await TestPlatform.open({ store });
  return {
    on,
    store,
    secrets,
    report,
    mode: () => `${store.health.secrets.mode} ${store.health.secrets.why}`,
    close: async () => {
      following.dispose();
      await store.close();
    },
  };
}

async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!holds()) {
    assert.ok(Date.now() < deadline, 'not in time');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function newest(folder: string): Promise<string> {
  const generations = (await readdir(folder)).filter((name) => name.startsWith('store-'));
  const last = Math.max(...generations.map((name) => Number.parseInt(name.slice('store-'.length), 10)));
  return readFile(join(folder, `store-${last}.json`), 'utf8');
}

const setPassword = (on: TestPlatform) =>
  on.perform({ type: 'setConfigVars', app: 'acme', configVars: [{ name: 'PASSWORD', value: 'hunter2' }] });

describe('the key in the place for secrets', () => {
  it('is used once a later start has read it back, not when a window is loaded anew', () =>
    inFolder(async (folder) => {
      const computer = new Computer();
      const seen: string[] = [];
      for (const start of ['monday', 'monday', 'tuesday', 'wednesday']) {
        const window = await open(computer, folder, start);
        if (seen.length === 0) {
          await window.on.createApps('acme');
          await setPassword(window.on);
        }
        seen.push(window.mode());
        assert.equal(window.on.config('acme')['PASSWORD'], 'hunter2');
        await window.close();
      }
      assert.deepEqual(seen, [
        'plain keyNotProven',
        'plain keyNotProven',
        'encrypted keyProven',
        'encrypted keyProven',
      ]);
    }));

  it('is not made where it would not be found again', () =>
    inFolder(async (folder) => {
      for (const fact of ['isRemote', 'hasStorage'] as const) {
        const computer = new Computer();
        computer[fact] = fact === 'isRemote';
        const window = await open(computer, folder, 'monday');
        assert.match(window.mode(), /^plain (remote|noSecretStorage)$/);
        assert.equal(computer.kept.size, 0);
        await window.close();
      }
    }));

  it('is made at once when that is set, and told to be kept elsewhere as well; once', () =>
    inFolder(async (folder) => {
      const computer = encrypting();
      const window = await open(computer, folder, 'monday');
      await window.on.createApps('acme');
      await setPassword(window.on);
      await until(() => window.report.told.length > 0);
      assert.match(window.report.told.join(), /^Values are encrypted now\. Keep a copy of the key/);
      assert.equal(window.mode(), 'encrypted setting');
      assert.equal(await window.secrets.key(), [...computer.kept.values()][0]);
      await window.close();
      const again = await open(computer, folder, 'monday');
      assert.deepEqual([again.on.config('acme')['PASSWORD'], again.report.told], ['hunter2', []]);
      await again.close();
    }));

  it('is told to be copied at once where it may be forgotten', () =>
    inFolder(async (folder) => {
      const computer = encrypting();
      computer.isWeb = true;
      const window = await open(computer, folder, 'monday');
      await window.on.createApps('acme');
      await until(() => window.report.told.length > 0);
      assert.match(window.report.told.join(), /^Values are encrypted now\. This VS Code may forget the key/);
      await window.close();
    }));

  it('is used, or no longer, as soon as that is set; older files with plain text are named', () =>
    inFolder(async (folder) => {
      const computer = new Computer();
      computer.isRemote = true;
      const window = await open(computer, folder, 'monday');
      await window.on.createApps('acme');
      await setPassword(window.on);
      await writeFile(join(folder, 'damaged-1-0123abcd.json'), 'PASSWORD=hunter2');
      assert.equal(window.mode(), 'plain remote');
      computer.set('encrypted');
      await until(() => window.report.told.length > 0);
      assert.equal(window.mode(), 'encrypted setting');
      assert.match(window.report.told.join(), /plain text: damaged-1-0123abcd\.json\./);
      assert.ok(!(await newest(folder)).includes('hunter2'));
      computer.set('plain');
      await until(() => window.mode() === 'plain setting');
      assert.ok((await newest(folder)).includes('hunter2'));
      assert.equal(window.on.config('acme')['PASSWORD'], 'hunter2');
      await window.close();
    }));

  it('of the window that was first is taken by the other, and stays in the place for secrets', () =>
    inFolder(async (folder) => {
      const computer = encrypting();
      const first = await open(computer, folder, 'monday');
      const mine = computer.kept.get('addons.store.key') ?? '';
      computer.kept.clear();
      const second = await open(computer, folder, 'monday');
      assert.notEqual(computer.kept.get('addons.store.key'), mine);
      // Two keys were made; the first to store something wins.
      await first.on.createApps('acme');
      await setPassword(first.on);
      await second.store.refresh();
      await until(() => computer.kept.get('addons.store.key') === mine);
      await until(() => second.store.health.secrets.mode === 'encrypted');
      assert.equal(second.on.config('acme')['PASSWORD'], 'hunter2');
      await first.close();
      await second.close();
    }));

  it('that is gone leaves the store locked; the kept one opens it, and is put back', () =>
    inFolder(async (folder) => {
      const computer = encrypting();
      const before = await open(computer, folder, 'monday');
      await before.on.createApps('acme');
      await setPassword(before.on);
      const key = (await before.secrets.key()) ?? '';
      await before.close();
      computer.kept.clear();
      const window = await open(computer, folder, 'tuesday');
      assert.equal(window.mode(), 'locked setting');
      assert.equal(await window.secrets.unlock(newKey()), false);
      assert.equal(await window.secrets.unlock('hunter2'), false);
      assert.equal(await window.secrets.unlock(` ${key} `), true);
      assert.equal(window.on.config('acme')['PASSWORD'], 'hunter2');
      assert.equal(computer.kept.get('addons.store.key'), key);
      assert.deepEqual(window.report.told, []);
      await window.close();
    }));

  it('is made anew for new values, unless the old one is there after all', () =>
    inFolder(async (folder) => {
      const computer = encrypting();
      const before = await open(computer, folder, 'monday');
      await before.on.createApps('acme');
      await setPassword(before.on);
      const key = (await before.secrets.key()) ?? '';
      await before.close();
      computer.kept.clear();
      const window = await open(computer, folder, 'tuesday');
      await window.secrets.renew();
      const renewed = computer.kept.get('addons.store.key') ?? '';
      assert.equal(await window.secrets.key(), renewed);
      assert.notEqual(renewed, key);
      await window.on.createApps('other');
      assert.equal(window.store.health.secrets.lockedValues, 1);
      // The old key opens the rest, and does not take the place of the new one.
      assert.equal(await window.secrets.unlock(key), true);
      assert.equal(window.on.config('acme')['PASSWORD'], 'hunter2');
      assert.equal(computer.kept.get('addons.store.key'), renewed);
      await window.close();
    }));
});
