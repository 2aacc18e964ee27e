import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { put } from '../../src/core/model/edit.ts';
import { emptyState, type State } from '../../src/core/model/state.ts';
import { LowdbStateStore } from '../../src/store/lowdbStateStore.ts';
import { encodeState } from '../../src/store/stateFormat.ts';
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

  describe('the plain file of earlier versions, and of lowdb,', () => {
    const withPlain = (text: string, use: (folder: string, file: string) => Promise<void>): Promise<void> =>
      inFolder((folder) => {
        fs.mkdirSync(folder);
        const file = path.join(folder, 'db.json');
        fs.writeFileSync(file, text);
        return use(folder, file);
      });
    const seven = put(emptyState, 'counters', 'counted', 7);

    for (const [what, text] of [
      ['with a format', encodeState(seven)],
      ['without one', JSON.stringify(seven, null, 2)],
    ] as const) {
      it(`is read ${what}, becomes the first generation, and is left as it is`, () =>
        withPlain(text, async (folder, file) => {
          const store = await opened(folder);
          assert.deepEqual(store.state, seven);
          assert.equal(await store.transact(countUp()), 8);
          await store.close();
          assert.equal(fs.readFileSync(file, 'utf8'), text);
          assert.deepEqual(names(folder), ['store-2.json', 'store-1.json', 'db.json']);
          const again = await opened(folder);
          assert.equal(counted(again.state), 8);
          await again.close();
        }));
    }

    it('of an earlier version that knew fewer buckets, has them empty', () => {
      const { owners, counters } = seven;
      return withPlain(JSON.stringify({ format: 1, owners, counters }), async (folder) => {
        const store = await opened(folder);
        assert.deepEqual(store.state, seven);
        await store.close();
      });
    });

    const filledData = async (
      change: (data: Record<string, Record<string, object>>) => void,
    ): Promise<string> =>
      inFolder(async (folder) => {
        const data = JSON.parse(encodeState(await filled(folder))) as Record<string, Record<string, object>>;
        change(data);
        return JSON.stringify(data);
      });
    const text = (content: string) => (): Promise<string> => Promise.resolve(content);
    const change = (data: Record<string, Record<string, object>>, bucket: string, to: object): void => {
      Object.assign(data[bucket]![first(data[bucket])]!, to);
    };
    const first = (bucket: Record<string, object> | undefined): string => Object.keys(bucket ?? {})[0] ?? '';

    const damaged: readonly (readonly [string, () => Promise<string>])[] = [
      ['empty', text('')],
      ['not JSON', text('SECRET=hunter2')],
      ['cut short', text(encodeState(emptyState).slice(0, -1))],
      ['with something behind', text(`${encodeState(emptyState)}x`)],
      ['a list', text('[]')],
      ['null', text('null')],
      ['a text', text('"hunter2"')],
      ['of another program', text('{"posts":[]}')],
      ['of format 0', text(JSON.stringify({ ...emptyState, format: 0 }))],
      ['of a format that is a text', text(JSON.stringify({ ...emptyState, format: '1' }))],
      ['with a bucket that is a list', text(JSON.stringify({ ...emptyState, format: 1, apps: [] }))],
      ['with a bucket that is null', text(JSON.stringify({ ...emptyState, format: 1, apps: null }))],
      ['with an entry that is null', text(JSON.stringify({ ...emptyState, attachments: { a: null } }))],
      ['with an app of no owner', () => filledData((data) => (data['owners'] = {}))],
      [
        'with an add-on of no app',
        () => filledData((data) => Reflect.deleteProperty(data['apps']!, first(data['apps']))),
      ],
      ['with an attachment of no add-on', () => filledData((data) => (data['addons'] = {}))],
      ['with an add-on of no attachment', () => filledData((data) => (data['attachments'] = {}))],
      ['with an app of no releases', () => filledData((data) => (data['releases'] = {}))],
      [
        'with an app whose name could be none',
        () =>
          filledData((data) => {
            change(data, 'apps', { name: 'A b' });
          }),
      ],
      [
        'with an app of another key',
        () =>
          filledData((data) => {
            change(data, 'apps', { id: 'another' });
          }),
      ],
      [
        'with a var whose name would be two lines',
        () =>
          filledData((data) => {
            change(data, 'configVars', { name: 'A=1\nB' });
          }),
      ],
      [
        'with an alias that could be none',
        () =>
          filledData((data) => {
            change(data, 'attachments', { alias: 'a b' });
          }),
      ],
      [
        'with an add-on whose value is a number',
        () =>
          filledData((data) => {
            change(data, 'addons', { values: { URL: 1 } });
          }),
      ],
      [
        'with a price below zero',
        () =>
          filledData((data) => {
            change(data, 'addons', { billedPrice: { cents: -1, unit: 'month', metered: false } });
          }),
      ],
      [
        'with a time that is a text',
        () =>
          filledData((data) => {
            change(data, 'apps', { createdAt: 'now' });
          }),
      ],
      [
        'with releases that are none',
        () =>
          filledData((data) => {
            change(data, 'releases', { releases: [{}] });
          }),
      ],
      [
        'with a counter that is a text',
        () => filledData((data) => (data['counters'] = { event: 'x' as never })),
      ],
      [
        'with two apps of one name',
        () =>
          filledData((data) => {
            for (const app of Object.values(data['apps']!)) {
              Object.assign(app, { name: 'twice' });
            }
          }),
      ],
    ];

    for (const [what, make] of damaged) {
      it(`is refused as damaged when it is ${what}; nothing is written`, async () =>
        withPlain(await make(), async (folder) => {
          const before = contents(folder);
          const store = new LowdbStateStore(folder);
          const message = await failsWith(store.open(), 'store_damaged');
          assert.ok(!message.includes('hunter2'), message);
          await failsWith(store.transact(countUp()), 'store_damaged');
          await failsWith(store.refresh(), 'store_damaged');
          assert.deepEqual([contents(folder), store.state], [before, emptyState]);
          await store.close();
        }));
    }

    it('is refused as newer when its format is; nothing is written', () =>
      withPlain(JSON.stringify({ format: 2, apps: 'something new' }), async (folder) => {
        const before = contents(folder);
        const store = new LowdbStateStore(folder);
        await failsWith(store.open(), 'store_newer_format');
        await failsWith(store.transact(countUp()), 'store_newer_format');
        await failsWith(store.replace(emptyState), 'store_newer_format');
        assert.deepEqual(contents(folder), before);
        await store.close();
      }));

    it('is opened once it is mended', () =>
      withPlain('{', async (folder, file) => {
        const store = new LowdbStateStore(folder);
        await failsWith(store.open(), 'store_damaged');
        fs.writeFileSync(file, encodeState(seven));
        await store.open();
        assert.equal(await store.transact(countUp()), 8);
        await store.close();
      }));

    it('is not followed when it is a link', () =>
      withPlain('', async (folder, file) => {
        const target = `${folder}.json`;
        fs.writeFileSync(target, encodeState(seven));
        fs.rmSync(file);
        fs.symlinkSync(target, file);
        const store = new LowdbStateStore(folder);
        await failsWith(store.open(), 'store_damaged');
        await store.close();
      }));

    it('when it can not be read, is the copy that replacing leaves', () =>
      withPlain('{', async (folder, file) => {
        const store = new LowdbStateStore(folder);
        await failsWith(store.open(), 'store_damaged');
        assert.equal(await store.replace(emptyState), file);
        assert.equal(fs.readFileSync(file, 'utf8'), '{');
        assert.equal(await store.transact(countUp()), 1);
        await store.close();
      }));
  });

  describe('a write that fails', () => {
    it('leaves the state as it was, and the next one works', () =>
      inFolder(async (folder) => {
        const store = await opened(folder);
        let heard = 0;
        store.onChange(() => (heard += 1));
        fs.writeFileSync(folder, 'a file where the folder should be');
        await failsWith(store.transact(countUp()), 'store_read_only');
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
          'store_read_only',
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
