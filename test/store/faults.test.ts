import assert from 'node:assert/strict';
import { isAddonError } from '../../src/core/errors/addonError.ts';
import { fileError } from '../../src/store/errorCode.ts';
import { LowdbStateStore } from '../../src/store/lowdbStateStore.ts';
import { counted, countUp } from '../contract/stateStore.ts';
import { failsWith } from '../support/storeFolder.ts';
import { hookedFiles, type Operation } from './support/hookedFiles.ts';
import { MemoryDisk } from './support/memoryDisk.ts';

const told: Readonly<Record<string, string>> = {
  EACCES: 'store_read_only',
  EPERM: 'store_read_only',
  EROFS: 'store_read_only',
  ENOSPC: 'disk_full',
  EDQUOT: 'disk_full',
  EFBIG: 'disk_full',
  EIO: 'store_failed',
  EMFILE: 'store_busy',
  ENFILE: 'store_busy',
};

/** What fails there may be told as unreadable too. */
const readings: ReadonlySet<Operation['type']> = new Set(['list', 'look', 'read']);

const quiet = { pollMs: 1e6 };

async function twoCommits(): Promise<MemoryDisk> {
  const disk = new MemoryDisk();
  const store = new LowdbStateStore('/store', { ...quiet, files: disk });
  await store.transact(countUp());
  await store.transact(countUp());
  await store.close();
  return disk;
}

async function found(disk: MemoryDisk): Promise<number> {
  const store = new LowdbStateStore('/store', { ...quiet, files: disk.copy() });
  await store.open();
  const count = counted(store.state);
  await store.close();
  return count;
}

interface Fault {
  readonly code: string;
  /** The operations of the commit that fail: from the first, this one, or this and all that follow. */
  readonly position: number;
  readonly isLasting: boolean;
  /** The operation is done all the same. */
  readonly isAfter?: boolean;
}

interface Outcome {
  readonly code: string;
  readonly shown: number;
  readonly found: number;
  readonly next: number;
  readonly at: Operation['type'];
}

/** One commit that meets a fault, and one after it that does not. */
async function commitWith({
  code,
  position,
  isLasting,
  isAfter = false,
}: Fault): Promise<Outcome | undefined> {
  const disk = await twoCommits();
  let operations = -1;
  let at: Operation['type'] | undefined;
  const fail = ({ type, path }: Operation): void => {
    if (operations < 0 || type === 'close') {
      return;
    }
    operations += 1;
    if (operations === position || (isLasting && operations > position)) {
      at ??= type;
      throw fileError(code, path);
    }
  };
  const files = hookedFiles(disk, isAfter ? { after: fail } : { before: fail });
  const store = new LowdbStateStore('/store', { ...quiet, files });
  await store.open();
  operations = 0;
  const outcome = await store.transact(countUp()).then(
    () => 'stored',
    (error: unknown) => (isAddonError(error) ? error.code : String(error)),
  );
  operations = -1;
  const [shown, stored] = [counted(store.state), await found(disk)];
  const next = await store.transact(countUp());
  await store.close();
  return at === undefined ? undefined : { code: outcome, shown, found: stored, next, at };
}

describe('an error of the file system', function () {
  this.timeout(120_000);

  for (const [code, answer] of Object.entries(told)) {
    // Too many open files: then nothing was done.
    const ways = code.endsWith('FILE') ? 2 : 4;
    for (const [how, isLasting, isAfter] of (
      [
        ['', false, false],
        [' that lasts', true, false],
        [' after the effect', false, true],
        [' after the effect, that lasts', true, true],
      ] as const
    ).slice(0, ways)) {
      it(`${code}${how}, at any operation: is told as ${answer} or overcome, loses nothing`, async () => {
        for (let position = 1; ; position += 1) {
          const outcome = await commitWith({ code, position, isLasting, isAfter });
          if (outcome === undefined) {
            assert.ok(position > 6);
            break;
          }
          const where = `${outcome.at} (${position}): ${JSON.stringify(outcome)}`;
          if (outcome.code === 'stored') {
            assert.deepEqual([outcome.shown, outcome.found], [3, 3], where);
          } else if (outcome.code === 'outcome_unknown') {
            assert.ok(outcome.found === 2 || outcome.found === 3, where);
          } else {
            const expected =
              readings.has(outcome.at) && outcome.code === 'store_unreadable' ? 'store_unreadable' : answer;
            assert.deepEqual([outcome.code, outcome.shown, outcome.found], [expected, 2, 2], where);
          }
          assert.equal(outcome.next, outcome.found + 1, where);
        }
      });
    }
  }

  for (const code of ['EIO', 'EACCES', 'EEXIST', 'ENOENT']) {
    it(`${code} for a name that was given all the same is no failure, and nothing is done twice`, async () => {
      for (const types of [['link'], ['link', 'list']]) {
        const disk = await twoCommits();
        let isGiven = false;
        const files = hookedFiles(disk, {
          after: ({ type, path }) => {
            isGiven ||= type === 'link';
            if (isGiven && types.includes(type)) {
              throw fileError(code, path);
            }
          },
        });
        const store = new LowdbStateStore('/store', { ...quiet, files });
        await store.open();
        if (types.includes('list') && code !== 'ENOENT') {
          await failsWith(store.transact(countUp()), 'outcome_unknown');
        } else if (!types.includes('list')) {
          assert.equal(await store.transact(countUp()), 3);
        }
        await store.close();
        assert.equal(await found(disk), code === 'ENOENT' && types.includes('list') ? 2 : 3);
      }
    });
  }

  for (const taken of [1, 7, 100]) {
    it(`a disk that takes ${taken} bytes at a time gets all of them`, async () => {
      const disk = await twoCommits();
      const store = new LowdbStateStore('/store', {
        ...quiet,
        files: hookedFiles(disk, { taken: (bytes) => Math.min(bytes, taken) }),
      });
      assert.equal(await store.transact(countUp()), 3);
      await store.close();
      assert.equal(await found(disk), 3);
    });
  }

  it('a disk that takes a part and then nothing is full', async () => {
    const disk = await twoCommits();
    let left = 100;
    const files = hookedFiles(disk, {
      taken: (bytes) => {
        const part = Math.min(bytes, left);
        left -= part;
        return part;
      },
    });
    const store = new LowdbStateStore('/store', { ...quiet, files });
    await failsWith(store.transact(countUp()), 'disk_full');
    assert.deepEqual([await found(disk), counted(store.state)], [2, 2]);
    left = 1e6;
    assert.equal(await store.transact(countUp()), 3);
    await store.close();
    assert.deepEqual(
      (await disk.list('/store')).filter((name) => name.startsWith('tmp-')),
      [],
    );
  });

  it('a disk that claims more bytes than it has is not believed', async () => {
    const disk = await twoCommits();
    const files = hookedFiles(disk, {});
    const lying = {
      ...files,
      create: async (path: string) => {
        const file = await files.create(path);
        return { ...file, size: async () => (await file.size()) - 1 };
      },
    };
    const store = new LowdbStateStore('/store', { ...quiet, files: lying });
    await failsWith(store.transact(countUp()), 'disk_full');
    await store.close();
    assert.equal(await found(disk), 2);
  });

  it('that lasts after the commit is visible leaves its outcome unknown; a refresh tells it', async () => {
    const disk = await twoCommits();
    let isVisible = false;
    const files = hookedFiles(disk, {
      before: ({ type, path }) => {
        if (isVisible && type === 'syncFolder') {
          throw fileError('EIO', path);
        }
        isVisible ||= type === 'link';
      },
    });
    const store = new LowdbStateStore('/store', { ...quiet, files });
    await failsWith(store.transact(countUp()), 'outcome_unknown');
    assert.equal(counted(await store.refresh()), 3);
    await store.close();
  });

  it('that makes a file not durable makes a new file: the old one is not made visible', async () => {
    const disk = await twoCommits();
    const failing: string[] = [];
    const linked: string[] = [];
    const files = hookedFiles(disk, {
      before: ({ type, path }) => {
        if (type === 'sync' && failing.length === 0) {
          failing.push(path);
          throw fileError('EIO', path);
        }
        if (type === 'link') {
          linked.push(path);
        }
      },
    });
    const store = new LowdbStateStore('/store', { ...quiet, files });
    assert.equal(await store.transact(countUp()), 3);
    await store.close();
    assert.equal(linked.length, 1);
    assert.notEqual(linked[0], failing[0]);
  });

  it('when opening is told, and nothing is changed or taken for an empty store', async () => {
    for (const [code, answer] of [
      ['EIO', 'store_unreadable'],
      ['EACCES', 'store_unreadable'],
      ['EMFILE', 'store_busy'],
    ] as const) {
      for (const failing of ['list', 'read'] as const) {
        const disk = await twoCommits();
        const before = await disk.list('/store');
        const files = hookedFiles(disk, {
          before: ({ type, path }) => {
            if (type === failing) {
              throw fileError(code, path);
            }
          },
        });
        const store = new LowdbStateStore('/store', { ...quiet, files });
        await failsWith(store.open(), answer);
        await failsWith(store.transact(countUp()), answer);
        await store.close();
        assert.deepEqual(await disk.list('/store'), before);
      }
    }
  });

  it('a folder that can not be written is open for reading, says so, and is tried anew at each write', async () => {
    const disk = await twoCommits();
    let isReadOnly = true;
    const files = hookedFiles(disk, {
      before: ({ type, path }) => {
        if (isReadOnly && ['checkWritable', 'create', 'link', 'remove', 'rename'].includes(type)) {
          throw fileError('EROFS', path);
        }
      },
    });
    const store = new LowdbStateStore('/store', { ...quiet, files });
    assert.equal(counted(await store.open()), 2);
    assert.equal(store.health.trouble?.code, 'store_read_only');
    assert.equal(store.health.readOnly?.code, 'store_read_only');
    await failsWith(store.transact(countUp()), 'store_read_only');
    isReadOnly = false;
    assert.equal(await store.transact(countUp()), 3);
    assert.deepEqual([store.health.trouble, store.health.readOnly], [null, null]);
    await store.close();
  });

  it('a folder of somebody else is refused', async () => {
    const disk = await twoCommits();
    const files = hookedFiles(disk, {
      before: ({ type, path }) => {
        if (type === 'makePrivate') {
          throw fileError('EACCES', path);
        }
      },
    });
    const store = new LowdbStateStore('/store', { ...quiet, files });
    await failsWith(store.open(), 'store_read_only');
    await store.close();
  });
});
