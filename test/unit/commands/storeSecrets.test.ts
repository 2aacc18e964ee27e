import assert from 'node:assert/strict';
import { isLocked } from '../../../src/core/model/lockedValue.ts';
import type { StoreHealth } from '../../../src/core/ports/storeCare.ts';
import { LowdbStateStore } from '../../../src/store/lowdbStateStore.ts';
import { cipherOf, newKey } from '../../../src/store/secretCipher.ts';
import { hostApi } from '../../../src/vscode/hostApi.ts';
import type { PlayedContext } from '../../support/commandContext.ts';
import { playCommand, refusesCommandWith, rowTexts, runCommandWith } from '../../support/playCommand.ts';
import { TestPlatform } from '../../support/platform.ts';
import { escape } from '../../support/scriptedAsk.ts';
import { inFolder } from '../../support/storeFolder.ts';

/** An app with an add-on and a value of the user's own, in a store that was closed by `key`, and is locked now. */
async function inLockedStore(
  use: (on: TestPlatform, store: LowdbStateStore, key: string) => Promise<void>,
): Promise<void> {
  await inFolder(async (folder) => {
    const key = newKey();
    const before = new LowdbStateStore(folder, { cipher: cipherOf(key) });
    const made = await TestPlatform.open({ store: before });
    await made.createApps('acme', 'other');
    await made.perform({ type: 'createAddon', app: 'acme', plan: 'heroku-redis', name: 'cache' });
    await made.perform({ type: 'setConfigVars', app: 'acme', configVars: [{ name: 'A', value: 'hunter2' }] });
    await before.close();
    const store = new LowdbStateStore(folder, {
      secrets: () => Promise.resolve({ mode: 'keep', why: 'web' }),
    });
    const on = await TestPlatform.open({ store });
    await use(on, store, key);
    await store.close();
  });
}

/** The store's own health and keys, in the place of the played ones. */
const withStore =
  (store: LowdbStateStore) =>
  (context: PlayedContext): void => {
    const port = context.store as { health: StoreHealth; secrets: PlayedContext['store']['secrets'] };
    Object.defineProperty(port, 'health', { get: () => store.health });
    const use = (text: string) => {
      const cipher = cipherOf(text);
      return cipher === undefined ? Promise.resolve(false) : store.unlock(cipher);
    };
    const renew = async (): Promise<void> => {
      const cipher = cipherOf(newKey());
      assert.ok(cipher);
      await store.changeKey(cipher);
    };
    Object.defineProperty(port, 'secrets', {
      value: { unlock: use, key: () => Promise.resolve(undefined), renew },
    });
  };

describe('commands while values are locked', () => {
  it('that give values out are refused, and copy nothing', () =>
    inLockedStore(async (on) => {
      await refusesCommandWith(on, 'addons.copyValue', { app: 'acme', name: 'A' }, 'store_locked');
      await refusesCommandWith(on, 'addons.copyDotenv', { app: 'acme' }, 'store_locked');
      await refusesCommandWith(on, 'addons.copyDotenv', { app: 'acme', names: ['A'] }, 'store_locked');
      await refusesCommandWith(on, 'addons.writeDotenv', { app: 'acme' }, 'store_locked');
      await refusesCommandWith(on, 'addons.copyCliCommand', {}, 'store_locked');
      const { context } = await playCommand(on, 'addons.copyValue', { app: 'acme', name: 'A' }, []);
      assert.deepEqual([context.report.told, context.copied], [['store_locked'], '']);
      const asked = await playCommand(on, 'addons.writeDotenv', { app: 'acme', file: '.env' }, []);
      assert.deepEqual(asked.context.report.told, ['store_locked']);
      await assert.rejects(hostApi(on.platform).getApi(1).config('acme'), { code: 'store_locked' });
    }));

  it('that show names alone go on', () =>
    inLockedStore(async (on) => {
      const { ask } = await playCommand(on, 'addons.compareApps', { app: 'acme', other: 'other' }, [escape]);
      assert.deepEqual(
        rowTexts(ask).map((row) => row.split(':')[0]),
        ['— Only on acme', 'A', 'REDIS_URL'],
      );
      const refused = await playCommand(on, 'addons.compareApps', { app: 'acme', other: 'other' }, [
        { press: 'Set on other Too', at: 'A' },
      ]);
      assert.deepEqual(refused.context.report.told, ['store_locked']);
    }));
});

describe('Unlock Values with Key', () => {
  it('opens them with the key that was kept, and refuses every other text', () =>
    inLockedStore(async (on, store, key) => {
      for (const wrong of ['hunter2', newKey()]) {
        await refusesCommandWith(
          on,
          'addons.unlockStore',
          { key: wrong },
          'wrong_store_key',
          withStore(store),
        );
      }
      const { context, ask } = await playCommand(
        on,
        'addons.unlockStore',
        {},
        ['hunter2', key],
        withStore(store),
      );
      assert.deepEqual(
        [ask.asked, context.report.told],
        [['Unlock Values with Key 1/1', 'Unlock Values with Key 1/1'], ['The values are unlocked.']],
      );
      assert.match(ask.remarks[0]?.text ?? '', /^A key is 43 letters/);
      assert.equal(on.config('acme')['A'], 'hunter2');
    }));
});

describe('Re-create Locked Values', () => {
  it('shows what happens, gives add-ons new values, and leaves own ones locked until they are set', () =>
    inLockedStore(async (on, store, key) => {
      const left = await playCommand(on, 'addons.recreateValues', {}, [escape], withStore(store));
      assert.deepEqual([left.result, store.health.secrets.mode], [undefined, 'locked']);
      assert.deepEqual(
        left.ask.confirmations[0]?.consequences.map(({ label, description }) => `${label}: ${description}`),
        [
          'cache: gets new values; the apps that use it restart',
          'acme::A: stays locked until it is set anew',
          'A new key is made: what is locked stays, and the old key still opens it',
        ],
      );
      const { context } = await playCommand(on, 'addons.recreateValues', {}, [''], withStore(store));
      assert.deepEqual(context.report.told, [
        'Values are new: cache. Still locked, until they are set anew: acme::A.',
      ]);
      const { A = '', REDIS_URL = '' } = on.config('acme');
      assert.ok(isLocked(A) && !isLocked(REDIS_URL));
      await runCommandWith(on, 'addons.setConfigVar', { app: 'acme', name: 'A', value: 'new' });
      assert.equal(store.health.secrets.lockedValues, 0);
      await runCommandWith(on, 'addons.unlockStore', { key }, withStore(store)).catch(() => undefined);
      assert.deepEqual(on.config('acme'), { A: 'new', REDIS_URL });
    }));

  it('says so when there is nothing to do', async () => {
    const on = await TestPlatform.open();
    const { context } = await playCommand(on, 'addons.recreateValues', {}, []);
    assert.deepEqual(context.report.told, ['No value is locked.']);
  });
});

describe('Copy Store Key', () => {
  it('copies it as a secret, or says that there is none', async () => {
    const on = await TestPlatform.open();
    const { context } = await playCommand(on, 'addons.exportKey', {}, [], (each) => {
      each.storeKey = 'the-key';
    });
    assert.deepEqual([context.copied, context.isCopySecret], ['the-key', true]);
    assert.ok(!context.report.told.join().includes('the-key'));
    await refusesCommandWith(on, 'addons.exportKey', {}, 'no_store_key');
  });
});

describe('Show Store State', () => {
  it('shows folder, size, how values are kept and why, and leads on', async () => {
    const on = await TestPlatform.open();
    const { ask, context } = await playCommand(on, 'addons.showStore', {}, ['/store']);
    assert.deepEqual(rowTexts(ask), [
      'Values are plain text, readable by you alone: the key of this computer would not be on the other one',
      '/store: folder',
      '0 KB: commit 1',
      'backups: 0',
    ]);
    assert.deepEqual(context.started, [['addons.openStoreFolder', {}]]);
    const { result } = await runCommandWith(on, 'addons.showStore', {});
    assert.deepEqual((result as StoreHealth).secrets.mode, 'plain');
  });

  it('leads to the key while values are locked', () =>
    inLockedStore(async (on, store) => {
      const { context } = await playCommand(
        on,
        'addons.showStore',
        {},
        ['Values are locked: their key is not here'],
        withStore(store),
      );
      assert.deepEqual(context.started, [['addons.unlockStore', {}]]);
    }));
});
