import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { put } from '../../src/core/model/edit.ts';
import { emptyState } from '../../src/core/model/state.ts';
import { fileError } from '../../src/store/errorCode.ts';
import type { Formats, StoredData } from '../../src/store/formats.ts';
import { LowdbStateStore } from '../../src/store/lowdbStateStore.ts';
import type { StoreOptions } from '../../src/store/storeOptions.ts';
import { nodeFiles } from '../../src/store/nodeFiles.ts';
import { counted, countUp } from '../contract/stateStore.ts';
import { contents, failsWith, filled, inFolder, names, newestFile, opened } from '../support/storeFolder.ts';
import { hookedFiles } from './support/hookedFiles.ts';

const doubled = (data: StoredData): StoredData => {
  const { counted: count } = data['counters'] as { counted: number };
  return { ...data, counters: { counted: count * 2 } };
};
const newer: Formats = { current: 3, migrations: { 1: doubled, 2: doubled } };

async function oneCommit(folder: string, options: StoreOptions = {}): Promise<void> {
  const store = await opened(folder, options);
  await store.transact(countUp());
  await store.close();
}

/** Makes so many backups; pruning comes with the next opening. */
async function replacedOften(folder: string, times: number): Promise<void> {
  const store = await opened(folder);
  for (let count = 0; count < times; count += 1) {
    await store.transact(countUp());
    await store.replace(emptyState);
  }
  await store.close();
}

describe('formats', () => {
  it('an older one is brought up step by step, after a copy, byte for byte', () =>
    inFolder(async (folder) => {
      await oneCommit(folder);
      const bytes = fs.readFileSync(newestFile(folder));
      const store = await opened(folder, { formats: newer });
      assert.equal(counted(store.state), 4);
      await store.close();
      assert.deepEqual(fs.readFileSync(path.join(folder, 'backup-1-1.json')), bytes);
      assert.match(fs.readFileSync(newestFile(folder), 'utf8'), /"format":3,"gen":2,/);
      const again = await opened(folder, { formats: newer });
      assert.equal(counted(again.state), 4);
      await again.close();
    }));

  it('a newer one is refused, and nothing is changed, also not by replacing', () =>
    inFolder(async (folder) => {
      await oneCommit(folder, { formats: newer });
      const before = contents(folder);
      const store = new LowdbStateStore(folder);
      await failsWith(store.open(), 'store_newer_format');
      await failsWith(store.transact(countUp()), 'store_newer_format');
      await failsWith(store.replace(emptyState), 'store_newer_format');
      await store.close();
      assert.deepEqual(contents(folder), before);
    }));

  it('a newer one that comes under an open window leaves it its view', () =>
    inFolder(async (folder) => {
      await oneCommit(folder);
      const store = await opened(folder);
      await (await opened(folder, { formats: newer })).close();
      await failsWith(store.transact(countUp()), 'store_newer_format');
      assert.deepEqual([counted(store.state), store.health.trouble?.code], [1, 'store_newer_format']);
      await store.close();
    }));

  it('a migration that throws refuses the store, changes nothing, and says no value', () =>
    inFolder(async (folder) => {
      await oneCommit(folder);
      const before = contents(folder);
      const throwing = (): never => {
        throw new Error('hunter2');
      };
      const store = new LowdbStateStore(folder, { formats: { current: 2, migrations: { 1: throwing } } });
      const message = await failsWith(store.open(), 'store_damaged');
      assert.ok(!message.includes('hunter2'));
      await failsWith(store.transact(countUp()), 'store_damaged');
      await store.close();
      assert.deepEqual(contents(folder), before);
    }));

  it('an older one in a folder that can not be written is shown, and brought up with the first write', () =>
    inFolder(async (folder) => {
      await oneCommit(folder);
      let isReadOnly = true;
      const files = hookedFiles(nodeFiles, {
        before: ({ type, path: file }) => {
          if (isReadOnly && type === 'create') {
            throw fileError('EROFS', file);
          }
        },
      });
      const store = await opened(folder, { formats: newer, files });
      assert.deepEqual([counted(store.state), store.health.trouble?.code], [4, 'store_read_only']);
      isReadOnly = false;
      assert.equal(await store.transact(countUp()), 5);
      await store.close();
      assert.deepEqual(names(folder, 'backup-'), ['backup-1-1.json']);
    }));
});

describe('copies', () => {
  it('of what is replaced are what another store has stored last, byte for byte, for the user alone', () =>
    inFolder(async (folder) => {
      const store = await opened(folder);
      assert.equal(await store.replace(put(emptyState, 'counters', 'first', 1)), null);
      await filled(folder);
      const bytes = fs.readFileSync(newestFile(folder));
      const copy = (await store.replace(emptyState)) ?? '';
      assert.deepEqual(fs.readFileSync(copy), bytes);
      assert.equal((fs.statSync(copy).mode & 0o777).toString(8), '600');
      await store.close();
    }));

  it('can be listed, newest first, and restored', () =>
    inFolder(async (folder) => {
      const state = await filled(folder);
      const store = await opened(folder);
      await store.replace(emptyState);
      await store.transact(countUp());
      await store.replace(emptyState);
      const [newest, oldest] = await store.backups();
      assert.ok(newest && oldest && newest.generation > oldest.generation);
      const copy = await store.restore(oldest);
      assert.deepEqual(store.state, state);
      assert.ok(copy !== null && fs.existsSync(copy));
      await store.close();
    }));

  it('that are damaged, or none, are refused; nothing is changed', () =>
    inFolder(async (folder) => {
      await oneCommit(folder);
      const store = await opened(folder);
      await store.replace(emptyState);
      const [backup] = await store.backups();
      fs.appendFileSync(path.join(folder, backup!.name), 'x');
      await failsWith(store.restore(backup!), 'import_invalid');
      await failsWith(store.restore({ name: '../../etc/passwd' }), 'import_invalid');
      await failsWith(store.restore({ name: 'store-1.json' }), 'import_invalid');
      await failsWith(store.restore({ name: 'backup-1-99.json' }), 'store_gone');
      assert.deepEqual(store.state, emptyState);
      await store.close();
    }));

  it('are five at most, and damaged files three', () =>
    inFolder(async (folder) => {
      const store = await opened(folder);
      for (let count = 0; count < 8; count += 1) {
        await store.transact(countUp());
        await store.replace(emptyState);
        fs.writeFileSync(path.join(folder, `damaged-${count + 1}-0123abcd.json`), '');
      }
      const newest = names(folder, 'store-')[0];
      await store.close();
      await (await opened(folder)).close();
      assert.equal(names(folder, 'backup-').length, 5);
      assert.equal(names(folder, 'damaged-').length, 3);
      assert.equal(names(folder, 'store-')[0], newest);
    }));

  it('are the newest by their numbers, whatever their times, and all are kept while the store can not be read', () =>
    inFolder(async (folder) => {
      await replacedOften(folder, 8);
      for (const name of names(folder, 'backup-')) {
        const seconds = 1000 - Number(/(\d+)\.json$/.exec(name)?.[1]);
        fs.utimesSync(path.join(folder, name), seconds, seconds);
      }
      for (const name of names(folder, 'store-').slice(1)) {
        fs.rmSync(path.join(folder, name));
      }
      const bytes = fs.readFileSync(newestFile(folder));
      fs.writeFileSync(newestFile(folder), 'noise');
      const before = contents(folder);
      const store = new LowdbStateStore(folder);
      await failsWith(store.open(), 'store_damaged');
      await store.close();
      assert.deepEqual(contents(folder), before);
      fs.writeFileSync(newestFile(folder), bytes);
      await (await opened(folder)).close();
      assert.deepEqual(
        [...names(folder, 'backup-')].sort(),
        [7, 9, 11, 13, 15].map((number) => `backup-1-${number}.json`).sort(),
      );
    }));

  it('that can not be read are neither listed nor counted, and cost no good one', () =>
    inFolder(async (folder) => {
      await replacedOften(folder, 5);
      const good = [...names(folder, 'backup-')];
      const junk = ['backup-1-500.json', 'backup-1-501.json', 'backup-1-502-0123abcd.json'];
      junk.forEach((name) => {
        fs.writeFileSync(path.join(folder, name), 'junk');
      });
      fs.mkdirSync(path.join(folder, 'backup-1-503.json'));
      const store = await opened(folder);
      await store.close();
      assert.deepEqual(
        (await store.backups()).map(({ name }) => name),
        good.toSorted((first, second) => Number(second.slice(9, -5)) - Number(first.slice(9, -5))),
      );
      assert.ok(junk.every((name) => fs.existsSync(path.join(folder, name))));
    }));

  it('tell what they hold', () =>
    inFolder(async (folder) => {
      await filled(folder);
      const store = await opened(folder);
      await store.replace(emptyState);
      const [backup] = await store.backups();
      assert.deepEqual(backup?.holds, { apps: 2, addons: 1, configVars: 1 });
      await store.close();
    }));

  it('left behind by commits that never ended are removed, those of commits under way are not', () =>
    inFolder(async (folder) => {
      await oneCommit(folder);
      const [old, young] = ['tmp-1-0123456789abcdef', 'tmp-2-0123456789abcdef'].map((name) =>
        path.join(folder, name),
      ) as [string, string];
      fs.writeFileSync(old, 'hunter2');
      fs.writeFileSync(young, '');
      fs.utimesSync(old, 1, 1);
      await (await opened(folder)).close();
      assert.deepEqual([fs.existsSync(old), fs.existsSync(young)], [false, true]);
      // As seen by a clock that is a year behind.
      await (await opened(folder, { nowMs: () => Date.now() - 365 * 86_400_000 })).close();
      assert.equal(fs.existsSync(young), false);
    }));

  it("that only look like the store's are left alone by opening and writing, and so are others' permissions", () =>
    inFolder(async (folder) => {
      fs.mkdirSync(folder);
      fs.chmodSync(folder, 0o755);
      const mine = path.join(folder, 'tmp-3-0123456789abcdef');
      const linked = path.join(folder, 'tmp-4-0123456789abcdef');
      const target = `${folder}-target`;
      for (const made of [mine, target, path.join(folder, 'tmp-project')]) {
        fs.mkdirSync(made);
        fs.writeFileSync(path.join(made, 'state.json'), 'mine');
      }
      fs.writeFileSync(path.join(mine, 'notes'), 'mine');
      fs.symlinkSync(target, linked);
      fs.writeFileSync(path.join(folder, 'tmp-notes.md'), 'mine');
      const all = (): unknown => fs.readdirSync(path.dirname(folder), { recursive: true }).sort();
      const before = all();
      const store = await opened(folder, { nowMs: () => Date.now() + 365 * 86_400_000 });
      await store.close();
      assert.deepEqual([all(), (fs.statSync(folder).mode & 0o777).toString(8)], [before, '755']);
      await oneCommit(folder);
      fs.chmodSync(folder, 0o1777);
      await (await opened(folder)).close();
      assert.equal((fs.statSync(folder).mode & 0o7777).toString(8), '1777');
    }));

  it('as text are whole, and read again', () =>
    inFolder(async (folder) => {
      const state = await filled(folder);
      const store = await opened(folder);
      const text = store.exportText();
      await store.replace(emptyState);
      await store.importText(text);
      assert.deepEqual(store.state, state);
      assert.deepEqual(await store.inspectText(text, '/export.json'), {
        holds: { apps: 2, addons: 1, configVars: 1 },
        format: 1,
      });
      await store.importText(`\uFEFF${text}`);
      assert.deepEqual(store.state, state);
      await store.close();
    }));
});

describe('a text that is imported', () => {
  const said = async (text: string): Promise<string> =>
    inFolder(async (folder) => {
      const store = await opened(folder);
      const inspected = await failsWith(store.inspectText(text, '/export.json'), 'import_invalid');
      assert.equal(await failsWith(store.importText(text, '/export.json'), 'import_invalid'), inspected);
      assert.match(inspected, /^\/export\.json is no store/);
      await store.close();
      return inspected;
    });
  const refused: readonly (readonly [text: string, reason: RegExp])[] = [
    ['', /it is not whole JSON/],
    ['{"sha256":"0', /a file of the store itself or a backup/],
    ['[1,2]', /it is JSON, but no object with apps, addons and so on/],
    ['{}', /it has none of the parts of a store: apps, addons/],
    ['{"posts":{}}', /it has none of the parts of a store/],
    ['{"apps":{}}', /it holds nothing of a store/],
    ['{"format":1}', /it holds nothing of a store/],
    ['{"apps":[]}', /its part apps holds no entries/],
    ['{"format":"1"}', /its format is no whole number from 1 on/],
  ];
  for (const [text, reason] of refused) {
    it(`is refused when it is ${text || 'empty'}`, async () => {
      assert.match(await said(text), reason);
    });
  }

  it('may be an empty export, and is a store of lowdb without a format', () =>
    inFolder(async (folder) => {
      const store = await opened(folder);
      const holds = { apps: 0, addons: 0, configVars: 0 };
      assert.deepEqual(await store.inspectText(store.exportText(), 'x'), { holds, format: 1 });
      await store.importText(store.exportText());
      assert.deepEqual(await store.inspectText('{"counters":{"counted":1}}', 'x'), { holds, format: null });
      await store.close();
    }));

  it('is told the entry that is wrong, and no value', async () => {
    const state = await inFolder(filled);
    type Bucket = 'apps' | 'configVars' | 'addons';
    const withEntry = (bucket: Bucket, change: object): string => {
      const entries: Readonly<Record<string, object>> = state[bucket];
      const [key, entry] = Object.entries(entries)[0] ?? assert.fail('there is none');
      const changed = { ...state[bucket], [key]: { ...entry, ...change } };
      return JSON.stringify({ format: 1, ...state, [bucket]: changed });
    };
    const wrong: readonly (readonly [text: string, reason: RegExp])[] = [
      [withEntry('apps', { name: 'A b' }), /apps\["[\w-]+"\]\.name is no lawful name of an app/],
      [withEntry('apps', { createdAt: 'hunter2' }), /apps\["[\w-]+"\]\.createdAt is no number/],
      [withEntry('apps', { id: 'hunter2' }), /apps\["[\w-]+"\] stands under the key of another one/],
      [withEntry('addons', { state: 'hunter2' }), /addons\["[\w-]+"\]\.state is none of provisioning/],
      [
        withEntry('configVars', { value: ['hunter2'] }),
        /configVars\["[^"]+:constructor"\]\.value is no string/,
      ],
      [withEntry('addons', { values: { 'a=hunter2': 'x' } }), /\.values holds a name that is not lawful/],
      [JSON.stringify({ ...state, apps: { x: 5 } }), /apps\["x"\] is no object/],
    ];
    for (const [text, reason] of wrong) {
      const message = await said(text);
      assert.match(message, reason);
      assert.doesNotMatch(message, /hunter2/);
    }
  });
});

describe('a state that is too large', () => {
  it('is refused alone: what would have been committed with it is stored', () =>
    inFolder(async (folder) => {
      const store = await opened(folder, { largestBytes: 4000 });
      const outcomes = await Promise.allSettled([
        store.transact(countUp()),
        store.transact((state) => [put(state, 'counters', 'x'.repeat(5000), 1), 'large']),
        store.transact(countUp()),
      ]);
      assert.deepEqual(
        outcomes.map((each) => (each.status === 'fulfilled' ? each.value : 'refused')),
        [1, 'refused', 2],
      );
      await store.close();
      const again = await opened(folder);
      assert.equal(counted(again.state), 2);
      await again.close();
    }));

  it('does not grow; it can be read and made smaller', () =>
    inFolder(async (folder) => {
      await filled(folder);
      const { size } = fs.statSync(newestFile(folder));
      const store = await opened(folder, { largestBytes: size - 100 });
      const large = put(store.state, 'counters', 'x'.repeat(200), 1);
      await failsWith(
        store.transact(() => [large, undefined]),
        'store_too_large',
      );
      await store.transact((state) => [{ ...state, events: {} }, undefined]);
      assert.deepEqual(store.state.events, {});
      await store.close();
    }));
});

describe('a file system without hard links', () => {
  const without = (...types: readonly string[]): StoreOptions => ({
    files: hookedFiles(nodeFiles, {
      before: ({ type, path: file }) => {
        if (types.includes(type)) {
          throw fileError('EPERM', file);
        }
      },
    }),
  });

  it('is found by trying; generations are folders then, exclusive as well', () =>
    inFolder(async (folder) => {
      const options = without('link');
      const stores = [
        await opened(folder, options),
        await opened(folder, options),
        await opened(folder, options),
      ];
      await Promise.all(
        Array.from({ length: 60 }, (_, position) => stores[position % stores.length]!.transact(countUp())),
      );
      assert.equal(stores[0]!.health.mode, 'dir');
      await Promise.all(stores.map((store) => store.close()));
      const last = await opened(folder);
      assert.equal(counted(last.state), 60);
      await last.close();
      assert.equal(names(folder).length, 3);
      assert.ok(names(folder).every((name) => /^store-\d+$/.test(name)));
    }));

  it('nor such folders is used by renaming under a lock, with a warning', () =>
    inFolder(async (folder) => {
      const types = { link: true, rename: true };
      const files = hookedFiles(nodeFiles, {
        before: ({ type, path: file }) => {
          // The probe renames folders, commits rename files.
          if ((type === 'link' && types.link) || (type === 'rename' && !fs.lstatSync(file).isFile())) {
            throw fileError('EPERM', file);
          }
        },
      });
      const stores = [await opened(folder, { files }), await opened(folder, { files })];
      await Promise.all(
        Array.from({ length: 40 }, (_, position) => stores[position % 2]!.transact(countUp())),
      );
      assert.equal(stores[0]!.health.mode, 'rename');
      await Promise.all(stores.map((store) => store.close()));
      const last = await opened(folder);
      assert.deepEqual([counted(last.state), last.health.mode], [40, 'rename']);
      await last.close();
    }));

  it('that a store comes to is for reading only: others may still link', () =>
    inFolder(async (folder) => {
      await oneCommit(folder);
      const store = await opened(folder, without('link'));
      assert.equal(counted(store.state), 1);
      await failsWith(store.transact(countUp()), 'store_read_only');
      await store.close();
      assert.deepEqual(names(folder), ['store-1.json']);
    }));
});
