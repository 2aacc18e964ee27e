import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { isAddonError } from '../../src/core/errors/addonError.ts';
import type { ErrorCode } from '../../src/core/errors/failure.ts';
import { put } from '../../src/core/model/edit.ts';
import type { State } from '../../src/core/model/state.ts';
import { emptyState } from '../../src/core/model/state.ts';
import { LowdbStateStore } from '../../src/store/lowdbStateStore.ts';
import { decodeState, encodeState } from '../../src/store/stateFormat.ts';
import { TestPlatform } from '../support/platform.ts';
import { counted, countUp, describeStateStore } from './stateStore.ts';

/** A folder of its own for each test: `folder` is where the store is to be, not yet there. */
async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const parent = fs.mkdtempSync(path.join(os.tmpdir(), 'addons-store-'));
  try {
    await use(path.join(parent, 'store'));
  } finally {
    fs.rmSync(parent, { recursive: true, force: true });
  }
}

function fileOf(folder: string): string {
  return path.join(folder, 'db.json');
}

async function opened(folder: string): Promise<LowdbStateStore> {
  const store = new LowdbStateStore(folder);
  await store.open();
  return store;
}

/** A store that holds apps, add-ons, attachments and config vars. */
async function filled(folder: string): Promise<State> {
  const on = await TestPlatform.open({ store: new LowdbStateStore(folder) });
  await on.createApps('shop', 'blog');
  await on.perform({ type: 'createAddon', app: 'shop', plan: 'heroku-redis', name: 'cache' });
  await on.perform({ type: 'attachAddon', app: 'blog', addon: 'cache' });
  await on.perform({
    type: 'setConfigVars',
    app: 'blog',
    configVars: [{ name: 'constructor', value: 'ä\n🦊' }],
  });
  return on.state;
}

async function failsWith(promise: Promise<unknown>, code: ErrorCode): Promise<string> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(isAddonError(error), String(error));
  assert.equal(error.code, code);
  return error.message;
}

/** No file but the store's own. */
function assertNoRest(folder: string): void {
  assert.deepEqual(fs.readdirSync(folder), ['db.json']);
}

describe('lowdb state store', () => {
  describeStateStore((use) =>
    inFolder(async (folder) => {
      const store = new LowdbStateStore(folder);
      await use(store);
      await store.close();
    }),
  );

  describe('file and folder', () => {
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
        try {
          const store = await opened(path.join(folder, 'deeper'));
          await store.transact(countUp());
          await store.transact(countUp());
        } finally {
          process.umask(umask);
        }
        const mode = (name: string): string => (fs.statSync(name).mode & 0o777).toString(8);
        const deeper = path.join(folder, 'deeper');
        assert.deepEqual([mode(folder), mode(deeper), mode(fileOf(deeper))], ['700', '700', '600']);
      }));

    it('hold no temporary file after commits, also of many at once', () =>
      inFolder(async (folder) => {
        const store = await opened(folder);
        await Promise.all(Array.from({ length: 25 }, () => store.transact(countUp())));
        await store.transact(countUp());
        assertNoRest(folder);
      }));

    it('a group of waiting transitions is one write and one message', () =>
      inFolder(async (folder) => {
        const store = await opened(folder);
        let heard = 0;
        store.onChange(() => (heard += 1));
        await Promise.all(Array.from({ length: 25 }, () => store.transact(countUp())));
        assert.deepEqual([counted(store.state), heard], [25, 1]);
      }));
  });

  describe('what was committed', () => {
    it('is there for the next store on the folder, whole', () =>
      inFolder(async (folder) => {
        const state = await filled(folder);
        const read = await opened(folder);
        assert.deepEqual(read.state, state);
        assert.equal(fs.readFileSync(fileOf(folder), 'utf8'), encodeState(state));
      }));

    it('is durable when it is answered', () =>
      inFolder(async (folder) => {
        const store = await opened(folder);
        for (let count = 1; count <= 5; count += 1) {
          await store.transact(countUp());
          assert.equal(counted((await opened(folder)).state), count);
        }
      }));

    it('is seen by another store on the folder after refresh, and told of', () =>
      inFolder(async (folder) => {
        const [one, two] = [await opened(folder), await opened(folder)];
        await one.transact(countUp());
        const heard: unknown[] = [];
        two.onChange((before, after) => heard.push([counted(before), counted(after)]));
        assert.equal(counted(two.state), 0);
        assert.equal(await two.refresh(), two.state);
        assert.deepEqual([two.state, heard], [one.state, [[0, 1]]]);
      }));

    it('is what the next transition of another store starts from', () =>
      inFolder(async (folder) => {
        const [one, two] = [await opened(folder), await opened(folder)];
        const answers: number[] = [];
        for (const store of [one, two, two, one, two, one]) {
          answers.push(await store.transact(countUp()));
        }
        assert.deepEqual(answers, [1, 2, 3, 4, 5, 6]);
      }));

    it('is told of when a transition meets it, before that one’s own', () =>
      inFolder(async (folder) => {
        const [one, two] = [await opened(folder), await opened(folder)];
        await one.transact(countUp());
        const heard: unknown[] = [];
        two.onChange((before, after) => heard.push([counted(before), counted(after)]));
        await two.transact(countUp());
        assert.deepEqual(heard, [
          [0, 1],
          [1, 2],
        ]);
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
      }));

    it('is never lost to another store that commits at the same time', () =>
      inFolder(async (folder) => {
        const stores = [await opened(folder), await opened(folder), await opened(folder)];
        await Promise.all(
          Array.from({ length: 60 }, (_, position) => stores[position % stores.length]!.transact(countUp())),
        );
        assert.equal(counted((await opened(folder)).state), 60);
      }));

    it('is never lost when it comes between the reading and the writing of another store', () =>
      inFolder(async (folder) => {
        const store = await opened(folder);
        await store.transact(countUp());
        let runs = 0;
        await store.transact((state) => {
          runs += 1;
          if (runs === 1) {
            // Another process commits just now.
            fs.writeFileSync(`${fileOf(folder)}.new`, encodeState(put(state, 'counters', 'theirs', 1)));
            fs.renameSync(`${fileOf(folder)}.new`, fileOf(folder));
          }
          return countUp()(state);
        });
        const { state } = await opened(folder);
        assert.deepEqual([counted(state), counted(state, 'theirs')], [2, 1]);
      }));
  });

  describe('a file that is no state', () => {
    const filledText = (
      change: (data: Record<string, Record<string, object>>) => void,
    ): (() => Promise<string>) => {
      return async () => {
        let text = '';
        await inFolder(async (folder) => {
          await filled(folder);
          const data = JSON.parse(fs.readFileSync(fileOf(folder), 'utf8')) as Record<
            string,
            Record<string, object>
          >;
          change(data);
          text = JSON.stringify(data);
        });
        return text;
      };
    };
    const text = (content: string) => (): Promise<string> => Promise.resolve(content);
    const first = (bucket: Record<string, object> | undefined): string => Object.keys(bucket ?? {})[0] ?? '';

    const damaged: readonly (readonly [string, () => Promise<string>])[] = [
      ['empty', text('')],
      ['not JSON', text('SECRET=hunter2')],
      ['cut short', text(encodeState(emptyState).slice(0, -1))],
      ['with something behind', text(`${encodeState(emptyState)}x`)],
      ['a list', text('[]')],
      ['null', text('null')],
      ['a text', text('"hunter2"')],
      ['without a format', text('{}')],
      ['of format 0', text(JSON.stringify({ ...emptyState, format: 0 }))],
      ['of a format that is a text', text(JSON.stringify({ ...emptyState, format: '1' }))],
      ['with a bucket that is a list', text(JSON.stringify({ ...emptyState, format: 1, apps: [] }))],
      ['with a bucket that is null', text(JSON.stringify({ ...emptyState, format: 1, apps: null }))],
      ['with a bucket that is a text', text(JSON.stringify({ ...emptyState, format: 1, addons: 'hunter2' }))],
      [
        'with an entry that is null',
        text(JSON.stringify({ ...emptyState, format: 1, attachments: { a: null } })),
      ],
      ['with an app of no owner', filledText((data) => (data['owners'] = {}))],
      [
        'with an add-on of no app',
        filledText((data) => Reflect.deleteProperty(data['apps']!, first(data['apps']))),
      ],
      ['with an attachment of no add-on', filledText((data) => (data['addons'] = {}))],
      ['with an add-on of no attachment', filledText((data) => (data['attachments'] = {}))],
      ['with an app of no releases', filledText((data) => (data['releases'] = {}))],
      [
        'with two apps of one name',
        filledText((data) => {
          for (const app of Object.values(data['apps']!)) {
            Object.assign(app, { name: 'twice' });
          }
        }),
      ],
    ];

    for (const [what, make] of damaged) {
      it(`is refused as damaged when it is ${what}; nothing is written`, () =>
        inFolder(async (folder) => {
          fs.mkdirSync(folder);
          const bytes = Buffer.from(await make());
          fs.writeFileSync(fileOf(folder), bytes);
          const store = new LowdbStateStore(folder);
          const message = await failsWith(store.open(), 'store_damaged');
          assert.ok(!message.includes('hunter2'), message);
          await failsWith(store.transact(countUp()), 'store_damaged');
          await failsWith(store.refresh(), 'store_damaged');
          assert.deepEqual(fs.readFileSync(fileOf(folder)), bytes);
          assert.deepEqual(store.state, emptyState);
          assertNoRest(folder);
        }));
    }

    it('is refused as newer when its format is; nothing is written', () =>
      inFolder(async (folder) => {
        fs.mkdirSync(folder);
        const content = JSON.stringify({ format: 2, apps: 'something new' });
        fs.writeFileSync(fileOf(folder), content);
        const store = new LowdbStateStore(folder);
        await failsWith(store.open(), 'store_newer_format');
        await failsWith(store.transact(countUp()), 'store_newer_format');
        assert.equal(fs.readFileSync(fileOf(folder), 'utf8'), content);
        assertNoRest(folder);
      }));

    it('is opened once it is mended', () =>
      inFolder(async (folder) => {
        fs.mkdirSync(folder);
        fs.writeFileSync(fileOf(folder), '{');
        const store = new LowdbStateStore(folder);
        await failsWith(store.open(), 'store_damaged');
        fs.writeFileSync(fileOf(folder), encodeState(put(emptyState, 'counters', 'counted', 5)));
        await store.open();
        assert.equal(await store.transact(countUp()), 6);
      }));

    it('damaged while the store is open, leaves its state as it was', () =>
      inFolder(async (folder) => {
        const store = await opened(folder);
        await store.transact(countUp());
        const before = store.state;
        fs.writeFileSync(fileOf(folder), 'SECRET=hunter2');
        await failsWith(store.refresh(), 'store_damaged');
        await failsWith(store.transact(countUp()), 'store_damaged');
        assert.equal(store.state, before);
        assert.equal(fs.readFileSync(fileOf(folder), 'utf8'), 'SECRET=hunter2');
      }));

    it('gone while the store is open, is not made anew out of what it remembers', () =>
      inFolder(async (folder) => {
        const store = await opened(folder);
        await store.transact(countUp());
        fs.rmSync(fileOf(folder));
        await failsWith(store.transact(countUp()), 'store_gone');
        assert.deepEqual(fs.readdirSync(folder), []);
      }));

    it('of an earlier version that knew fewer buckets, has them empty', () =>
      inFolder(async (folder) => {
        fs.mkdirSync(folder);
        const { owners, counters } = put(emptyState, 'counters', 'counted', 1);
        fs.writeFileSync(fileOf(folder), JSON.stringify({ format: 1, owners, counters }));
        const store = await opened(folder);
        assert.equal(await store.transact(countUp()), 2);
        assert.deepEqual(store.state.apps, {});
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
        assertNoRest(folder);
      }));

    it('after the reading, leaves the state as it was; no temporary file stays; the next one works', () =>
      inFolder(async (folder) => {
        const store = await opened(folder);
        await store.transact(countUp());
        const before = store.state;
        const kept = path.join(path.dirname(folder), 'kept.json');
        const transition = (state: State): readonly [State, number] => {
          // What the new text would be renamed over is a folder now.
          fs.renameSync(fileOf(folder), kept);
          fs.mkdirSync(fileOf(folder));
          return countUp()(state);
        };
        await failsWith(store.transact(transition), 'store_read_only');
        assert.equal(store.state, before);
        assertNoRest(folder);
        fs.rmdirSync(fileOf(folder));
        fs.renameSync(kept, fileOf(folder));
        assert.equal(await store.transact(countUp()), 2);
        assertNoRest(folder);
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
      }));

    it('tells nobody, and a refresh after it shows what is stored', () =>
      inFolder(async (folder) => {
        const [store, other] = [await opened(folder), await opened(folder)];
        await store.transact(countUp());
        const kept = `${folder}-kept`;
        await failsWith(
          store.transact((state) => {
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
      }));
  });

  it('what is replaced after its file is gone is kept as a copy of what the window knows', () =>
    inFolder(async (folder) => {
      await filled(folder);
      const store = await opened(folder);
      const known = store.state;
      fs.rmSync(fileOf(folder));
      await failsWith(store.refresh(), 'store_gone');
      const copy = await store.replace(emptyState);
      assert.ok(copy !== null);
      assert.deepEqual(decodeState(fs.readFileSync(copy, 'utf8'), copy), known);
      assert.deepEqual((await opened(folder)).state, emptyState);
    }));

  it('what is replaced after its file was damaged is kept as it is, and as the window knows it', () =>
    inFolder(async (folder) => {
      await filled(folder);
      const store = await opened(folder);
      const known = store.state;
      fs.writeFileSync(fileOf(folder), '{"broken');
      await failsWith(store.refresh(), 'store_damaged');
      const copy = await store.replace(emptyState);
      assert.ok(copy !== null);
      assert.deepEqual(decodeState(fs.readFileSync(copy, 'utf8'), copy), known);
      const backups = fs.readdirSync(folder).filter((name) => name.startsWith('backup-'));
      const texts = backups.map((name) => fs.readFileSync(path.join(folder, name), 'utf8'));
      assert.equal(backups.length, 2);
      assert.ok(texts.includes('{"broken'));
    }));

  it('a disk without space is told, nothing is changed, and no half file stays', () =>
    inFolder(async (folder) => {
      await filled(folder);
      const bytes = fs.readFileSync(fileOf(folder));
      const script = path.join(import.meta.dirname, 'fullDisk.ts');
      // A limit for the size of files is met as a full disk is: the write takes a part and fails.
      const command = `ulimit -f 64; exec "${process.execPath}" --import tsx "${script}" "${folder}"`;
      const { stdout, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
      assert.equal(stdout.trim(), 'disk_full unchanged', stderr);
      assert.deepEqual(fs.readFileSync(fileOf(folder)), bytes);
      assert.deepEqual(fs.readdirSync(folder), ['db.json']);
    }));

  it('what is replaced is kept as a copy, byte for byte, for the user alone', () =>
    inFolder(async (folder) => {
      const store = await opened(folder);
      assert.equal(await store.replace(emptyState), null);
      // By another store: what this one has not read yet must be in the copy.
      await filled(folder);
      const bytes = fs.readFileSync(fileOf(folder));
      const copy = await store.replace(emptyState);
      assert.ok(copy !== null && path.dirname(copy) === folder);
      assert.deepEqual(fs.readFileSync(copy), bytes);
      assert.equal((fs.statSync(copy).mode & 0o777).toString(8), '600');
      assert.deepEqual((await opened(folder)).state, emptyState);
    }));
});
