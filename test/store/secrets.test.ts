import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ConfigVar } from '../../src/core/model/configVar.ts';
import type { AppId } from '../../src/core/model/ids.ts';
import { isLocked } from '../../src/core/model/lockedValue.ts';
import * as queries from '../../src/core/model/queries.ts';
import { emptyState, type State } from '../../src/core/model/state.ts';
import type { SecretCipher } from '../../src/core/ports/secretCipher.ts';
import { fileError } from '../../src/store/errorCode.ts';
import { LowdbStateStore } from '../../src/store/lowdbStateStore.ts';
import type { StoreOptions } from '../../src/store/storeOptions.ts';
import { nodeFiles } from '../../src/store/nodeFiles.ts';
import { cipherOf, newKey } from '../../src/store/secretCipher.ts';
import { SecretSeal } from '../../src/store/secretSeal.ts';
import { TestPlatform } from '../support/platform.ts';
import { hookedFiles } from './support/hookedFiles.ts';
import { contents, failsWith, inFolder, names, newestFile, opened } from '../support/storeFolder.ts';

const own = 'hunter2-of-the-user';
const line = 'hunter2-without-sign';

function cipher(): SecretCipher {
  const made = cipherOf(newKey());
  assert.ok(made);
  return made;
}

const wanting = (mode: 'plain' | 'encrypted' | 'keep', key?: SecretCipher): StoreOptions => ({
  secrets: () => Promise.resolve({ mode, why: 'setting', cipher: key }),
});

/** Two apps that share an add-on; a value of the user's own that was set twice. */
async function shop(folder: string, options: StoreOptions = {}): Promise<State> {
  const store = new LowdbStateStore(folder, options);
  const on = await TestPlatform.open({ store });
  await on.createApps('shop', 'blog');
  await on.perform({ type: 'createAddon', app: 'shop', plan: 'heroku-redis', name: 'cache' });
  await on.perform({ type: 'attachAddon', app: 'blog', addon: 'cache' });
  for (const value of ['the-first-value', own]) {
    await on.perform({ type: 'setConfigVars', app: 'shop', configVars: [{ name: 'PASSWORD', value }] });
  }
  // Called as the part of an operation that may hold values.
  await on.perform({ type: 'setConfigVars', app: 'blog', configVars: [{ name: 'cli', value: line }] });
  await store.close();
  return on.state;
}

function valuesOf(state: State): readonly string[] {
  return [
    'the-first-value',
    own,
    line,
    ...Object.values(state.addons).flatMap(({ values }) => Object.values(values)),
  ];
}

/** Files that hold a value as it is, or as JSON writes it. */
function filesWithValues(folder: string, values: readonly string[]): readonly string[] {
  return Object.entries(contents(folder))
    .filter(([, text]) => values.some((value) => text.includes(value)))
    .map(([name]) => name);
}

async function on(
  folder: string,
  options: StoreOptions,
): Promise<{ on: TestPlatform; store: LowdbStateStore }> {
  const store = new LowdbStateStore(folder, options);
  return { on: await TestPlatform.open({ store }), store };
}

describe('values at rest', () => {
  it('are closed from the first write on with a key: no file holds one, names stay readable', () =>
    inFolder(async (folder) => {
      const key = cipher();
      const state = await shop(folder, { cipher: key });
      assert.ok(valuesOf(state).length > 2);
      assert.deepEqual(filesWithValues(folder, valuesOf(state)), []);
      const text = fs.readFileSync(newestFile(folder), 'utf8');
      assert.match(text, /"secrets":\{"mode":"aes-256-gcm","keyId":"[0-9a-f]{16}"\}/);
      assert.match(text, /"value":\{"\$enc":"1\.[0-9a-f]{16}\.[\w-]{16}\.[\w-]+"\}/);
      assert.match(text, /PASSWORD.*REDIS_URL/);
      const again = await opened(folder, { cipher: key });
      assert.deepEqual(again.state, state);
      assert.equal(again.health.secrets.mode, 'encrypted');
      await again.close();
    }));

  it('are closed in one commit when that is wanted; older commits and plain backups are gone at once', () =>
    inFolder(async (folder) => {
      const state = await shop(folder);
      const before = await opened(folder);
      await before.replace(emptyState);
      await before.restore({ name: names(folder, 'backup-')[0] ?? '' });
      await before.close();
      assert.ok(filesWithValues(folder, valuesOf(state)).length > 2);
      const key = cipher();
      const store = await opened(folder, wanting('encrypted', key));
      assert.deepEqual(filesWithValues(folder, valuesOf(state)), []);
      assert.equal(names(folder, 'store-').length, 1);
      assert.deepEqual(store.state, state);
      // The copies are the same in another form.
      const copies = await store.backups();
      assert.equal(copies.length, 2);
      const filled = copies.filter(({ bytes }) => bytes > 2_000);
      assert.equal(filled.length, 1);
      await store.replace(emptyState);
      await store.restore(filled[0] ?? { name: '' });
      assert.deepEqual(store.state, state);
      await store.close();
      assert.deepEqual(filesWithValues(folder, valuesOf(state)), []);
    }));

  it('that an end at the wrong moment left as plain text go when the store is opened', () =>
    inFolder(async (folder) => {
      const state = await shop(folder);
      const old = newestFile(folder);
      const bytes = fs.readFileSync(old);
      const key = cipher();
      await (await opened(folder, wanting('encrypted', key))).close();
      fs.writeFileSync(old, bytes);
      assert.deepEqual(filesWithValues(folder, valuesOf(state)), [path.basename(old)]);
      await (await opened(folder, wanting('encrypted', key))).close();
      assert.deepEqual(filesWithValues(folder, valuesOf(state)), []);
    }));

  it('of a plain file are closed in the store; the file is the user’s, stays, and is told of', () =>
    inFolder(async (folder) => {
      await inFolder(async (other) => {
        await shop(other);
        const store = await opened(other);
        fs.mkdirSync(folder, { recursive: true });
        fs.writeFileSync(path.join(folder, 'db.json'), store.exportText());
        await store.close();
      });
      const store = await opened(folder, wanting('encrypted', cipher()));
      assert.deepEqual(filesWithValues(folder, [own]), ['db.json']);
      assert.deepEqual(store.health.secrets.plainFiles, ['db.json']);
      await store.close();
    }));

  it('are plain text again in one commit when that is wanted', () =>
    inFolder(async (folder) => {
      const key = cipher();
      const state = await shop(folder, { cipher: key });
      const store = await opened(folder, wanting('plain', key));
      assert.deepEqual([store.health.secrets.mode, store.state], ['plain', state]);
      await store.close();
      assert.ok(!fs.readFileSync(newestFile(folder), 'utf8').includes('$enc'));
      const without = await opened(folder);
      assert.deepEqual(without.state, state);
      await without.close();
    }));

  it('stay as they are where nothing is wanted', () =>
    inFolder(async (folder) => {
      const key = cipher();
      const state = await shop(folder, { cipher: key });
      const { on: platform, store } = await on(folder, wanting('keep', key));
      await platform.createApps('third');
      assert.equal(store.health.secrets.mode, 'encrypted');
      await store.close();
      assert.deepEqual(filesWithValues(folder, valuesOf(state)), []);
    }));

  it('keep their ciphertext as long as they do not change, whoever writes', () =>
    inFolder(async (folder) => {
      const key = cipher();
      await shop(folder, { cipher: key });
      const texts = (): ReadonlySet<string> =>
        new Set(fs.readFileSync(newestFile(folder), 'utf8').match(/"1\.[0-9a-f]{16}\.[^"]+"/g));
      const before = texts();
      const { on: platform, store } = await on(folder, { cipher: key });
      await platform.perform({ type: 'renameAlias', app: 'blog', alias: 'REDIS', newAlias: 'CACHE' });
      await platform.perform({ type: 'renameApp', app: 'shop', name: 'store' });
      await store.close();
      const after = texts();
      assert.deepEqual(
        [...before].filter((text) => !after.has(text)),
        [],
      );
      // The new name is a new place for the value that stands there.
      assert.equal([...after].filter((text) => !before.has(text)).length, 1);
    }));

  it('are one for two stores with the same key, each of which reads what the other wrote', () =>
    inFolder(async (folder) => {
      const key = cipher();
      const first = await on(folder, { cipher: key });
      const second = await on(folder, { cipher: key });
      await first.on.createApps('shop');
      await second.on.perform({
        type: 'setConfigVars',
        app: 'shop',
        configVars: [{ name: 'A', value: own }],
      });
      await first.store.refresh();
      assert.equal(first.on.config('shop')['A'], own);
      assert.deepEqual(first.on.state, second.on.state);
      await first.store.close();
      await second.store.close();
      assert.deepEqual(filesWithValues(folder, [own]), []);
    }));
});

describe('a store whose key is missing', () => {
  it('opens with all names, and carries every value through what needs none', () =>
    inFolder(async (folder) => {
      const key = cipher();
      const state = await shop(folder, { cipher: key });
      const locked = await on(folder, wanting('keep'));
      assert.equal(locked.store.health.secrets.mode, 'locked');
      assert.deepEqual(Object.keys(locked.on.config('shop')), ['PASSWORD', 'REDIS_URL']);
      assert.ok(Object.values(locked.on.config('shop')).every(isLocked));
      await locked.on.perform({ type: 'renameApp', app: 'shop', name: 'store' });
      await locked.on.createApps('third');
      await locked.on.perform({ type: 'attachAddon', app: 'third', addon: 'cache', alias: 'KEYS' });
      await locked.on.perform({ type: 'renameAlias', app: 'blog', alias: 'REDIS', newAlias: 'CACHE' });
      await locked.on.perform({ type: 'rollBackRelease', app: 'store', version: 4 });
      await locked.on.perform({ type: 'undo' });
      await locked.on.perform({
        type: 'setConfigVars',
        app: 'store',
        configVars: [{ name: 'PASSWORD', value: null }],
      });
      await locked.on.perform({ type: 'undo' });
      await locked.store.close();
      assert.deepEqual(filesWithValues(folder, valuesOf(state)), []);
      const again = await on(folder, { cipher: key });
      const [url] = Object.values(Object.values(state.addons)[0]?.values ?? {});
      assert.deepEqual(again.on.config('store'), { PASSWORD: own, REDIS_URL: url });
      assert.deepEqual(again.on.config('third'), { KEYS_URL: url });
      assert.deepEqual(again.on.config('blog'), { CACHE_URL: url, cli: line });
      // History, too: what was carried to another name opens there.
      assert.ok(!JSON.stringify(again.store.state).includes('\uE000'));
      await again.store.close();
    }));

  it('refuses what would need a value or a key, and changes nothing by it', () =>
    inFolder(async (folder) => {
      await shop(folder, { cipher: cipher() });
      const locked = await on(folder, wanting('encrypted'));
      const before = contents(folder);
      const [value = ''] = Object.values(locked.on.config('shop'));
      for (const given of ['new', value]) {
        await locked.on.refuses(
          { type: 'setConfigVars', app: 'blog', configVars: [{ name: 'B', value: given }] },
          'store_locked',
        );
      }
      await locked.on.refuses({ type: 'createAddon', app: 'blog', plan: 'heroku-redis' }, 'store_locked');
      await locked.on.refuses({ type: 'rotateCredentials', addon: 'cache' }, 'store_locked');
      await locked.on.refuses({ type: 'failOver', addon: 'cache' }, 'store_locked');
      assert.throws(() => locked.store.exportText(), { code: 'store_locked' });
      await locked.store.close();
      assert.deepEqual(contents(folder), before);
    }));

  it('refuses one transition alone: those that are committed with it are done', () =>
    inFolder(async (folder) => {
      await shop(folder, { cipher: cipher() });
      const locked = await on(folder, wanting('keep'));
      const answers = await Promise.allSettled([
        locked.on.platform.perform({ type: 'createApp', name: 'one' }),
        locked.on.platform.perform({ type: 'createAddon', app: 'blog', plan: 'heroku-redis' }),
        locked.on.platform.perform({ type: 'createApp', name: 'two' }),
      ]);
      assert.deepEqual(
        answers.map(({ status }) => status),
        ['fulfilled', 'rejected', 'fulfilled'],
      );
      await locked.store.close();
    }));

  it('is unlocked by its key and by no other, and tells of it', () =>
    inFolder(async (folder) => {
      const key = cipher();
      const state = await shop(folder, { cipher: key });
      const store = await opened(folder, wanting('encrypted', cipher()));
      const heard: string[] = [];
      store.onHealth(({ secrets }) => heard.push(secrets.mode));
      assert.equal(store.health.secrets.mode, 'locked');
      assert.equal(await store.unlock(cipher()), false);
      assert.equal(await store.unlock(key), true);
      assert.deepEqual([heard.at(-1), store.state], ['encrypted', state]);
      await store.close();
    }));

  it('takes a new key for what is to come; the old one still opens what was locked', () =>
    inFolder(async (folder) => {
      const key = cipher();
      const state = await shop(folder, { cipher: key });
      const locked = await on(folder, wanting('keep'));
      const next = cipher();
      await locked.store.changeKey(next);
      assert.deepEqual(
        [locked.store.health.secrets.mode, locked.store.health.secrets.lockedValues],
        ['encrypted', 3],
      );
      await locked.on.perform({ type: 'rotateCredentials', addon: 'cache' });
      const fresh = locked.on.config('blog')['REDIS_URL'] ?? '';
      assert.match(fresh, /^rediss?:/);
      assert.equal(locked.store.health.secrets.lockedValues, 2);
      await locked.store.close();
      assert.deepEqual(filesWithValues(folder, [...valuesOf(state), fresh]), []);
      const again = await opened(folder, { cipher: next });
      assert.equal(again.health.secrets.lockedValues, 2);
      assert.equal(await again.unlock(key), true);
      const app = queries.appNamed(again.state, 'shop');
      assert.ok(app);
      assert.deepEqual(queries.configOf(again.state, app.id), { PASSWORD: own, REDIS_URL: fresh });
      await again.close();
    }));

  it('stays locked when it could not be replaced', () =>
    inFolder(async (folder) => {
      await shop(folder, { cipher: cipher() });
      let isFull = false;
      const files = hookedFiles(nodeFiles, {
        before: ({ type, path: file }) => {
          if (isFull && type === 'create' && path.basename(file).startsWith('tmp-')) {
            throw fileError('ENOSPC', file);
          }
        },
      });
      const locked = await on(folder, { ...wanting('keep'), files });
      isFull = true;
      await failsWith(locked.store.replace(emptyState), 'disk_full');
      isFull = false;
      await locked.on.createApps('third');
      assert.equal(locked.store.health.secrets.mode, 'locked');
      await locked.store.close();
    }));

  it('can be replaced as a whole, with a copy that is still locked', () =>
    inFolder(async (folder) => {
      const key = cipher();
      const state = await shop(folder, { cipher: key });
      const locked = await opened(folder, wanting('keep'));
      const copy = path.basename((await locked.replace(emptyState)) ?? '');
      await locked.restore({ name: copy });
      assert.equal(await locked.unlock(key), true);
      assert.deepEqual(locked.state, state);
      await locked.close();
    }));

  it('opens no value that was moved to another name by hand, and loses none', () => {
    const [key, store] = [cipher(), 'some-store'];
    const seal = new SecretSeal();
    seal.add(key);
    const appId = 'some-app' as AppId;
    const entry: ConfigVar = { appId, name: 'PASSWORD', value: own };
    const sealing = { store, secrets: { mode: 'aes-256-gcm', keyId: key.keyId } } as const;
    const closed = seal.stored('configVars', entry, sealing) as ConfigVar;
    const read = (stored: object, from = store): string => {
      const fresh = new SecretSeal(seal);
      const state = { ...emptyState, configVars: { x: stored } } as unknown as State;
      return fresh.open(state, from).configVars['x']?.value ?? '';
    };
    assert.equal(read(closed), own);
    const of = [appId, 'PASSWORD'];
    const moved = { ...closed, name: 'USERNAME' };
    assert.ok(isLocked(read(moved)));
    assert.ok(isLocked(read({ ...moved, value: { ...(closed.value as unknown as object), of } })));
    assert.ok(isLocked(read({ ...closed, appId: 'other' })));
    assert.ok(isLocked(read(closed, 'other-store')));
    // What is locked is stored as it was.
    const locked = read(closed, 'other-store');
    const stored = seal.stored('configVars', { ...entry, value: locked }, sealing) as ConfigVar;
    assert.deepEqual(stored.value, { ...(closed.value as unknown as object), store: 'other-store' });
  });

  it('a plain file whose values are no texts is refused', () =>
    inFolder(async (folder) => {
      const key = cipher();
      await shop(folder, { cipher: key });
      const text = fs.readFileSync(newestFile(folder), 'utf8');
      await inFolder(async (other) => {
        fs.mkdirSync(other);
        fs.writeFileSync(path.join(other, 'db.json'), text.slice(text.indexOf('\n')));
        await failsWith(opened(other, { cipher: key }), 'store_damaged');
      });
    }));
});
