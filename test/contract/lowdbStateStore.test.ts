import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { emptyState, type State } from '../../src/core/model/state.ts';
import { LowdbStateStore } from '../../src/store/lowdbStateStore.ts';
import { TestPlatform } from '../support/platform.ts';
import { contents, failsWith, filled, inFolder, names, newestFile, opened } from '../support/storeFolder.ts';
import { counted, countUp, describeStateStore } from './stateStore.ts';

describe('lowdb state store', () => {
  describeStateStore((use) =>
    inFolder(async (folder) => {
      const store = new LowdbStateStore(folder);
      await use(store);
      await store.close();
    }),
  );

  describe('files and folder', () => {
    it('are not made by opening and reading', () =>
      inFolder(async (folder) => {
        const store = await opened(folder);
        await store.refresh();
        await store.transact((state) => [state, undefined]);
        await store.close();
        assert.equal(fs.existsSync(folder), false);
      }));

    it('are for the user alone, whatever the umask', () =>
      inFolder(async (folder) => {
        const umask = process.umask(0);
        const deeper = path.join(folder, 'deeper');
        try {
          const store = await opened(deeper);
          await store.transact(countUp());
          await store.transact(countUp());
          await store.replace(emptyState);
          await store.close();
        } finally {
          process.umask(umask);
        }
        const mode = (name: string): string => (fs.statSync(name).mode & 0o777).toString(8);
        assert.deepEqual([mode(folder), mode(deeper)], ['700', '700']);
        const modes = names(deeper).map((name) => mode(path.join(deeper, name)));
        assert.deepEqual(modes, ['600', '600', '600', '600']);
      }));

    it('are made private where others could look in', () =>
      inFolder(async (folder) => {
        await filled(folder);
        fs.chmodSync(folder, 0o755);
        await (await opened(folder)).close();
        assert.equal(fs.statSync(folder).mode & 0o777, 0o700);
      }));

    it('are the last three generations and nothing else, also after many commits at once', () =>
      inFolder(async (folder) => {
        const store = await opened(folder);
        await Promise.all(Array.from({ length: 25 }, () => store.transact(countUp())));
        for (let count = 0; count < 9; count += 1) {
          await store.transact(countUp());
        }
        await store.close();
        assert.deepEqual(names(folder), ['store-10.json', 'store-9.json', 'store-8.json']);
      }));

    it('a group of waiting transitions is one generation and one message', () =>
      inFolder(async (folder) => {
        const store = await opened(folder);
        let heard = 0;
        store.onChange(() => (heard += 1));
        await Promise.all(Array.from({ length: 25 }, () => store.transact(countUp())));
        assert.deepEqual([counted(store.state), heard, store.health.generation], [25, 1, 1]);
        await store.close();
      }));
  });

  describe('what was committed', () => {
    it('is there for the next store on the folder, whole, as plain JSON in the second line', () =>
      inFolder(async (folder) => {
        const state = await filled(folder);
        const read = await opened(folder);
        assert.deepEqual(read.state, state);
        const [, second] = fs.readFileSync(newestFile(folder), 'utf8').split('\n');
        assert.equal(second, JSON.stringify(state));
        await read.close();
      }));

    it('is durable when it is answered', () =>
      inFolder(async (folder) => {
        const store = await opened(folder);
        for (let count = 1; count <= 5; count += 1) {
          await store.transact(countUp());
          const other = await opened(folder);
          assert.equal(counted(other.state), count);
          await other.close();
        }
        await store.close();
      }));

    it('is seen by another store on the folder after refresh, and told of as another’s', () =>
      inFolder(async (folder) => {
        const [one, two] = [await opened(folder), await opened(folder)];
        const heard: unknown[] = [];
        one.onChange((before, after, by) => heard.push([counted(before), counted(after), by]));
        two.onChange((before, after, by) => heard.push([counted(before), counted(after), by]));
        await one.transact(countUp());
        assert.equal(await two.refresh(), two.state);
        assert.deepEqual(
          [two.state, heard],
          [
            one.state,
            [
              [0, 1, 'self'],
              [0, 1, 'other'],
            ],
          ],
        );
        await Promise.all([one.close(), two.close()]);
      }));

    it('is what the next transition of another store starts from', () =>
      inFolder(async (folder) => {
        const [one, two] = [await opened(folder), await opened(folder)];
        const answers: number[] = [];
        for (const store of [one, two, two, one, two, one]) {
          answers.push(await store.transact(countUp()));
        }
        assert.deepEqual(answers, [1, 2, 3, 4, 5, 6]);
        await Promise.all([one.close(), two.close()]);
      }));

    it('is told of when a transition meets it, before that one’s own', () =>
      inFolder(async (folder) => {
        const [one, two] = [await opened(folder), await opened(folder)];
        const heard: unknown[] = [];
        two.onChange((before, after) => heard.push([counted(before), counted(after)]));
        await one.transact(countUp());
        await two.transact(countUp());
        assert.deepEqual(heard, [
          [0, 1],
          [1, 2],
        ]);
        await Promise.all([one.close(), two.close()]);
      }));

    it('keeps the identity of entries that another store did not change', () =>
      inFolder(async (folder) => {
        await filled(folder);
        const [one, two] = [await opened(folder), await opened(folder)];
        const before = two.state;
        const on = await TestPlatform.open({ store: one });
        on.clock.ms += 1000;
        await on.perform({ type: 'setConfigVars', app: 'blog', configVars: [{ name: 'A', value: '1' }] });
        await two.refresh();
        const blog = Object.values(before.apps).find(({ name }) => name === 'blog')!;
        const shop = Object.values(before.apps).find(({ name }) => name === 'shop')!;
        for (const bucket of ['owners', 'addons', 'attachments', 'domains', 'priceSegments'] as const) {
          assert.equal(two.state[bucket], before[bucket], bucket);
        }
        for (const bucket of ['apps', 'releases', 'events'] as const) {
          assert.equal(two.state[bucket][shop.id], before[bucket][shop.id], bucket);
          assert.notEqual(two.state[bucket][blog.id], before[bucket][blog.id], bucket);
        }
        assert.deepEqual(two.state, one.state);
        await Promise.all([one.close(), two.close()]);
      }));

    it('is never lost to another store that commits at the same time', () =>
      inFolder(async (folder) => {
        const stores = [await opened(folder), await opened(folder), await opened(folder)];
        await Promise.all(
          Array.from({ length: 60 }, (_, position) => stores[position % stores.length]!.transact(countUp())),
        );
        const last = await opened(folder);
        assert.equal(counted(last.state), 60);
        await Promise.all([...stores, last].map((store) => store.close()));
      }));

    it('is never lost when it comes between the reading and the writing of another store', () =>
      inFolder(async (folder) => {
        const [store, other] = [await opened(folder), await opened(folder)];
        await store.transact(countUp());
        let theirs: Promise<unknown> | undefined;
        const mine = store.transact((state) => {
          theirs ??= other.transact(countUp('theirs'));
          return countUp()(state);
        });
        await mine;
        await theirs;
        const last = await opened(folder);
        assert.deepEqual([counted(last.state), counted(last.state, 'theirs')], [2, 1]);
        await Promise.all([store, other, last].map((each) => each.close()));
      }));
  });

  describe('a write that fails', () => {
    it('leaves the state as it was, and the next one works', () =>
      inFolder(async (folder) => {
        const store = await opened(folder);
        let heard = 0;
        store.onChange(() => (heard += 1));
        fs.writeFileSync(folder, 'a file where the folder should be');
        await failsWith(store.transact(countUp()), 'store_not_folder');
        assert.deepEqual([store.state, heard], [emptyState, 0]);
        assert.equal(fs.readFileSync(folder, 'utf8'), 'a file where the folder should be');
        fs.rmSync(folder);
        assert.equal(await store.transact(countUp()), 1);
        await store.close();
      }));

    it('fails everyone who waited for it, and nobody else', () =>
      inFolder(async (folder) => {
        const store = await opened(folder);
        fs.writeFileSync(folder, '');
        const group = await Promise.allSettled([1, 2, 3].map(() => store.transact(countUp())));
        assert.deepEqual(
          group.map(({ status }) => status),
          ['rejected', 'rejected', 'rejected'],
        );
        fs.rmSync(folder);
        assert.deepEqual(await Promise.all([1, 2, 3].map(() => store.transact(countUp()))), [1, 2, 3]);
        await store.close();
      }));

    it('tells nobody, and a refresh after it shows what is stored', () =>
      inFolder(async (folder) => {
        const [store, other] = [await opened(folder), await opened(folder)];
        await store.transact(countUp());
        const kept = `${folder}-kept`;
        await failsWith(
          store.transact((state: State) => {
            fs.renameSync(folder, kept);
            fs.writeFileSync(folder, '');
            return countUp()(state);
          }),
          'store_not_folder',
        );
        fs.rmSync(folder);
        fs.renameSync(kept, folder);
        await other.transact(countUp());
        await store.refresh();
        assert.deepEqual([counted(store.state), store.state], [2, other.state]);
        await Promise.all([store.close(), other.close()]);
      }));

    it('for want of space is told, changes nothing, and leaves no half file', () =>
      inFolder(async (folder) => {
        await filled(folder);
        const before = contents(folder);
        const script = path.join(import.meta.dirname, 'fullDisk.ts');
        // A limit for the size of files is met as a full disk is: the write takes a part and fails.
        const command = `ulimit -f 64; exec "${process.execPath}" --import tsx "${script}" "${folder}"`;
        const { stdout, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
        assert.equal(stdout.trim(), 'disk_full unchanged', stderr);
        assert.deepEqual(contents(folder), before);
      }));
  });
});
