import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { emptyState } from '../../src/core/model/state.ts';
import { LowdbStateStore } from '../../src/store/lowdbStateStore.ts';
import { counted, countUp } from '../contract/stateStore.ts';
import { failsWith, inFolder, names, opened } from '../support/storeFolder.ts';

const quiet = { pollMs: 1e6 };

async function commits(store: LowdbStateStore, count: number, name?: string): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    await store.transact(countUp(name));
  }
}

/** What a window showed and the store no longer holds is a copy that can be restored, and is told of. */
async function isKept(store: LowdbStateStore, count: number): Promise<void> {
  const { kept } = store.health;
  const backup = (await store.backups()).find(({ name }) => name === path.basename(kept ?? ''));
  assert.ok(backup, `${kept}`);
  await store.restore(backup);
  assert.equal(counted(store.state), count);
}

describe('what a window shows and the store no longer holds', () => {
  for (const [what, theirs] of [
    ['fewer', 1],
    ['as many', 3],
    ['more', 5],
  ] as const) {
    it(`because another store with ${what} commits took its place, is kept, and told of`, () =>
      inFolder(async (folder) => {
        const store = await opened(folder, quiet);
        await commits(store, 3);
        const told: (string | null)[] = [];
        store.onHealth(({ kept }) => told.push(kept));
        fs.rmSync(folder, { recursive: true });
        const other = await opened(folder, quiet);
        await commits(other, theirs, 'theirs');
        await store.refresh();
        assert.deepEqual([counted(store.state), counted(store.state, 'theirs')], [0, theirs]);
        assert.deepEqual(told, [path.join(store.folder, 'backup-1-3.json')]);
        await commits(store, 1);
        await other.refresh();
        assert.deepEqual([counted(other.state), counted(other.state, 'theirs')], [1, theirs]);
        await isKept(store, 3);
        await Promise.all([store.close(), other.close()]);
      }));
  }

  it('because another window fell back to what is older, is kept, and told of', () =>
    inFolder(async (folder) => {
      const store = await opened(folder, quiet);
      await commits(store, 3);
      fs.writeFileSync(path.join(folder, 'store-3.json'), 'noise');
      const other = await opened(folder, quiet);
      await other.transact(countUp('theirs'));
      await store.refresh();
      assert.deepEqual([counted(store.state), counted(store.state, 'theirs')], [2, 1]);
      await isKept(store, 3);
      await Promise.all([store.close(), other.close()]);
    }));

  it('because only its file was damaged, goes on from it', () =>
    inFolder(async (folder) => {
      const store = await opened(folder, quiet);
      await commits(store, 3);
      for (const name of names(folder, 'store-')) {
        fs.writeFileSync(path.join(folder, name), 'noise');
      }
      assert.equal(counted(await store.refresh()), 3);
      assert.deepEqual(store.health.damaged?.files, ['store-3.json']);
      assert.equal(await store.transact(countUp()), 4);
      await store.close();
      assert.deepEqual([store.health.kept, names(folder, 'damaged-').length], [null, 1]);
      const again = await opened(folder, quiet);
      assert.equal(counted(again.state), 4);
      await again.close();
    }));

  it('is not said of what others commit, import and start over with', () =>
    inFolder(async (folder) => {
      const [store, other] = [await opened(folder, quiet), await opened(folder, quiet)];
      await commits(store, 2);
      await commits(other, 3);
      await other.importText(other.exportText());
      await store.refresh();
      await commits(store, 4);
      assert.deepEqual([store.health.kept, other.health.kept, counted(store.state)], [null, null, 9]);
      await Promise.all([store.close(), other.close()]);
    }));
});

describe('a store that somebody remembers', () => {
  const remembered = { ...quiet, isExpected: () => true };

  for (const [what, lose] of [
    [
      'its folder',
      (folder: string) => {
        fs.rmSync(folder, { recursive: true });
      },
    ],
    [
      'all that was in its folder',
      (folder: string) => {
        for (const name of names(folder, 'store-')) {
          fs.rmSync(path.join(folder, name));
        }
      },
    ],
    [
      'all but the file of an earlier version',
      (folder: string) => {
        fs.rmSync(folder, { recursive: true });
        fs.mkdirSync(folder);
        fs.writeFileSync(path.join(folder, 'db.json'), '{"apps":{}}');
      },
    ],
  ] as const) {
    it(`and that lost ${what} is gone: no new one is begun in its place until it is asked for`, () =>
      inFolder(async (folder) => {
        const before = await opened(folder, quiet);
        await commits(before, 3);
        await before.close();
        lose(folder);
        const left = fs.existsSync(folder) ? fs.readdirSync(folder) : null;
        const store = new LowdbStateStore(folder, remembered);
        await failsWith(store.open(), 'store_gone');
        await failsWith(store.transact(countUp()), 'store_gone');
        assert.equal(store.health.trouble?.code, 'store_gone');
        assert.deepEqual(fs.existsSync(folder) ? fs.readdirSync(folder) : null, left);
        await store.replace(emptyState);
        assert.equal(await store.transact(countUp()), 1);
        await store.close();
        const again = await opened(folder, remembered);
        assert.equal(counted(again.state), 1);
        await again.close();
      }));
  }

  it('and that is put back is shown', () =>
    inFolder(async (folder) => {
      const before = await opened(folder, quiet);
      await commits(before, 3);
      await before.close();
      fs.renameSync(folder, `${folder}-elsewhere`);
      const store = new LowdbStateStore(folder, remembered);
      await failsWith(store.open(), 'store_gone');
      fs.renameSync(`${folder}-elsewhere`, folder);
      assert.equal(counted(await store.refresh()), 3);
      assert.equal(store.health.trouble, null);
      await store.close();
    }));
});

describe('a file in the place of the folder of a store', () => {
  it('is told of by reading and by replacing, and left alone', () =>
    inFolder(async (file) => {
      fs.writeFileSync(file, 'mine');
      const store = new LowdbStateStore(file, quiet);
      await failsWith(store.open(), 'store_not_folder');
      await failsWith(store.transact(countUp()), 'store_not_folder');
      await failsWith(store.replace(emptyState), 'store_not_folder');
      assert.equal(fs.readFileSync(file, 'utf8'), 'mine');
      fs.rmSync(file);
      assert.equal(await store.transact(countUp()), 1);
      await store.close();
    }));
});
