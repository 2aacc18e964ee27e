import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { emptyState } from '../../src/core/model/state.ts';
import { LowdbStateStore } from '../../src/store/lowdbStateStore.ts';
import { counted, countUp } from '../contract/stateStore.ts';
import { contents, failsWith, inFolder, names, opened } from '../support/storeFolder.ts';
import { damageFiles } from './support/damages.ts';

/** A folder with the counts 3, 4 and 5 in its generations. */
async function fiveCommits(use: (folder: string) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    const store = await opened(folder);
    for (let count = 0; count < 5; count += 1) {
      await store.transact(countUp());
    }
    await store.close();
    await use(folder);
  });
}

const spoil = (folder: string, ...generations: readonly number[]): void => {
  for (const each of generations) {
    fs.writeFileSync(path.join(folder, `store-${each}.json`), 'SECRET=hunter2');
  }
};

describe('a damaged file that has the last number', () => {
  const ways: readonly (readonly [string, (path: string) => void])[] = [
    [
      'store-999999999999999.json',
      (file) => {
        fs.writeFileSync(file, 'damaged');
      },
    ],
    [
      'store-999999999999999',
      (folder) => {
        fs.mkdirSync(folder);
      },
    ],
    [
      'store-999999999999999',
      (file) => {
        fs.writeFileSync(file, 'no folder');
      },
    ],
    [
      'store-999999999999999.json',
      (folder) => {
        fs.mkdirSync(path.join(folder, 'mine'), { recursive: true });
      },
    ],
  ];
  for (const [name, make] of ways) {
    it(`(${name}) is moved aside by the next commit, and by replacing`, () =>
      inFolder(async (folder) => {
        const store = await opened(folder, { pollMs: 1e6 });
        await store.transact(countUp());
        make(path.join(folder, name));
        assert.equal(await store.transact(countUp()), 2);
        make(path.join(folder, name));
        await store.replace(store.state);
        assert.equal(await store.transact(countUp()), 3);
        await store.close();
        assert.deepEqual(names(folder, 'store-').slice(0, 1), ['store-4.json']);
      }));
  }
});

describe('damaged generations', () => {
  it('with a number far ahead cost no good one: three are kept', () =>
    fiveCommits(async (folder) => {
      fs.writeFileSync(path.join(folder, 'store-999.json'), 'stray');
      const store = await opened(folder);
      assert.equal(await store.transact(countUp()), 6);
      await store.close();
      assert.deepEqual(names(folder, 'store-'), ['store-1000.json', 'store-5.json', 'store-4.json']);
      fs.writeFileSync(path.join(folder, 'store-1000.json'), 'lost');
      const again = await opened(folder);
      assert.equal(counted(again.state), 5);
      await again.close();
    }));

  it('of every kind are passed over with a warning, or refused when all are; never taken for true', async () => {
    const { tried, recovered, refused, wrong } = await damageFiles(420);
    assert.deepEqual(wrong, []);
    assert.deepEqual([tried, recovered, refused], [420, 280, 140]);
  });

  it('are told of with their names, and with the number and time of the one that is shown', () =>
    fiveCommits(async (folder) => {
      spoil(folder, 5);
      const store = await opened(folder);
      assert.equal(counted(store.state), 4);
      const { damaged } = store.health;
      assert.deepEqual([damaged?.files, damaged?.generation], [['store-5.json'], 4]);
      assert.match(damaged?.at ?? '', /^\d{4}-\d\d-\d\dT/);
      await store.close();
      assert.ok(fs.existsSync(path.join(folder, 'store-5.json')));
    }));

  it('of which all are damaged can be replaced; they are kept, and nothing is empty in between', () =>
    fiveCommits(async (folder) => {
      spoil(folder, 3, 4, 5);
      const store = new LowdbStateStore(folder);
      const message = await failsWith(store.open(), 'store_damaged');
      assert.ok(!message.includes('hunter2'));
      assert.equal(await store.replace(emptyState), folder);
      assert.equal(await store.transact(countUp()), 1);
      await store.close();
      assert.deepEqual(names(folder, 'store-'), ['store-7.json', 'store-6.json']);
      assert.equal(names(folder, 'damaged-').length, 3);
    }));

  it('under an open window leave it its state, which replacing keeps a copy of', () =>
    fiveCommits(async (folder) => {
      const store = await opened(folder);
      spoil(folder, 3, 4, 5);
      fs.writeFileSync(path.join(folder, 'store-6.json'), 'broken too');
      await failsWith(store.transact(countUp()), 'store_damaged');
      assert.equal(counted(store.state), 5);
      const copy = await store.replace(emptyState);
      const [backup] = await store.backups();
      assert.equal(copy, path.join(store.folder, backup!.name));
      await store.restore(backup!);
      assert.equal(counted(store.state), 5);
      await store.close();
    }));

  for (const [what, make, name] of [
    [
      'a link to a folder',
      (file: string) => {
        fs.mkdirSync(`${file}-target`);
        fs.writeFileSync(path.join(`${file}-target`, 'state.json'), 'mine');
        fs.symlinkSync(`${file}-target`, file);
      },
      'store-9',
    ],
    [
      'a link',
      (file: string) => {
        fs.symlinkSync('/dev/zero', file);
      },
      'store-9.json',
    ],
    [
      'a folder',
      (file: string) => {
        fs.mkdirSync(file);
      },
      'store-9.json',
    ],
  ] as const) {
    it(`${what} under the name of one is passed over, then moved aside; not followed, not removed`, () =>
      fiveCommits(async (folder) => {
        const file = path.join(folder, name);
        make(file);
        const store = await opened(folder);
        assert.deepEqual([counted(store.state), store.health.damaged?.files], [5, [name]]);
        for (let count = 6; count < 11; count += 1) {
          assert.equal(await store.transact(countUp()), count);
        }
        await store.close();
        const [aside, ...others] = names(folder, 'damaged-');
        assert.deepEqual(others, []);
        if (name === 'store-9') {
          assert.equal(fs.readFileSync(path.join(folder, aside!, 'state.json'), 'utf8'), 'mine');
        }
        const kept = names(folder, 'store-').filter((each) => !each.endsWith('target'));
        assert.deepEqual(kept, ['store-14.json', 'store-13.json', 'store-12.json']);
      }));
  }

  it('a link to a folder that comes under an open window is not followed, and nothing behind it is removed', () =>
    fiveCommits(async (folder) => {
      const target = `${folder}-target`;
      fs.mkdirSync(target);
      fs.copyFileSync(path.join(folder, 'store-5.json'), path.join(target, 'state.json'));
      const store = await opened(folder);
      fs.symlinkSync(target, path.join(folder, 'store-1'));
      for (let count = 6; count < 10; count += 1) {
        assert.equal(await store.transact(countUp()), count);
      }
      await store.close();
      assert.deepEqual(fs.readdirSync(target), ['state.json']);
      for (const name of names(folder, 'store-')) {
        fs.rmSync(path.join(folder, name));
      }
      fs.symlinkSync(target, path.join(folder, 'store-5'));
      await failsWith(new LowdbStateStore(folder).open(), 'store_damaged');
    }));

  it('a folder that holds one is passed over where generations are files', () =>
    fiveCommits(async (folder) => {
      fs.renameSync(path.join(folder, 'store-5.json'), path.join(folder, 'state.json'));
      fs.mkdirSync(path.join(folder, 'store-5'));
      fs.renameSync(path.join(folder, 'state.json'), path.join(folder, 'store-5', 'state.json'));
      const store = await opened(folder);
      assert.deepEqual([counted(store.state), store.health.damaged?.files], [4, ['store-5']]);
      await store.close();
    }));

  it('a link to one that is whole is not followed either', () =>
    fiveCommits(async (folder) => {
      const file = path.join(folder, 'store-5.json');
      fs.renameSync(file, `${folder}-elsewhere`);
      fs.symlinkSync(`${folder}-elsewhere`, file);
      const store = await opened(folder);
      assert.deepEqual([counted(store.state), store.health.damaged?.files], [4, ['store-5.json']]);
      await store.close();
    }));

  it('names that only look like one are left alone', () =>
    fiveCommits(async (folder) => {
      const odd = [
        'store-.json',
        'store-1e3.json',
        'store-007.json',
        'store-99999999999999999999.json',
        'store-6 (conflicted copy).json',
      ];
      for (const name of odd) {
        fs.writeFileSync(path.join(folder, name), 'not mine');
      }
      const store = await opened(folder);
      assert.equal(await store.transact(countUp()), 6);
      assert.deepEqual(store.health.conflictedCopies, ['store-6 (conflicted copy).json']);
      assert.equal(store.health.damaged, null);
      await store.close();
      const left = contents(folder);
      assert.deepEqual(
        odd.map((name) => left[name]),
        odd.map(() => 'not mine'),
      );
    }));

  it('a folder that is emptied under an open window is not filled again by itself', () =>
    fiveCommits(async (folder) => {
      const store = await opened(folder);
      fs.rmSync(folder, { recursive: true });
      await failsWith(store.transact(countUp()), 'store_gone');
      assert.deepEqual([counted(store.state), store.health.trouble?.code], [5, 'store_gone']);
      assert.equal(fs.existsSync(folder), false);
      await store.replace(store.state);
      assert.equal(await store.transact(countUp()), 6);
      await store.close();
    }));

  it('a store that could not be opened is shown when it is mended, and takes nothing after it is closed', () =>
    fiveCommits(async (folder) => {
      const file = path.join(folder, 'store-5.json');
      const bytes = fs.readFileSync(file);
      spoil(folder, 3, 4, 5);
      const store = new LowdbStateStore(folder, { pollMs: 10 });
      await failsWith(store.open(), 'store_damaged');
      const isShown = new Promise<void>((resolve) => {
        store.onChange(() => {
          resolve();
        });
      });
      fs.writeFileSync(file, bytes);
      await isShown;
      assert.equal(counted(store.state), 5);
      await store.close();
      await failsWith(store.transact(countUp()), 'store_busy');
      assert.equal(names(folder, 'store-')[0], 'store-5.json');
    }));

  it('a folder in which only copies are left is no empty store', () =>
    fiveCommits(async (folder) => {
      const store = await opened(folder);
      await store.replace(emptyState);
      await store.close();
      for (const name of names(folder, 'store-')) {
        fs.rmSync(path.join(folder, name));
      }
      const again = new LowdbStateStore(folder);
      await failsWith(again.open(), 'store_gone');
      const [backup] = await again.backups();
      await again.restore(backup!);
      assert.equal(counted(again.state), 5);
      await again.close();
    }));

  it('a folder that another store took the place of is read, and told of', () =>
    fiveCommits(async (folder) => {
      const store = await opened(folder);
      const heard: string[] = [];
      store.onChange((_before, _after, by) => heard.push(by));
      fs.renameSync(folder, `${folder}-old`);
      const other = await opened(folder);
      await other.transact(countUp('theirs'));
      await other.close();
      assert.equal(await store.transact(countUp()), 1);
      assert.deepEqual([counted(store.state, 'theirs'), heard], [1, ['other', 'self']]);
      await store.close();
    }));
});
