import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { put } from '../../src/core/model/edit.ts';
import { emptyState } from '../../src/core/model/state.ts';
import { isAddonError } from '../../src/core/errors/addonError.ts';
import { fileError } from '../../src/store/errorCode.ts';
import { LowdbStateStore } from '../../src/store/lowdbStateStore.ts';
import { encodeState } from '../../src/store/stateFormat.ts';
import { counted, countUp } from '../contract/stateStore.ts';
import { failsWith, inFolder, names, opened } from '../support/storeFolder.ts';
import { nodeFiles } from '../../src/store/nodeFiles.ts';
import { hookedFiles } from './support/hookedFiles.ts';

const quiet = { pollMs: 1e6 };

describe('a store whose newest file can not be read', () => {
  for (const code of ['EIO', 'EACCES']) {
    it(`(${code}) can be started over and restored; the file is kept`, () =>
      inFolder(async (folder) => {
        const first = await opened(folder, quiet);
        await first.transact(countUp());
        await first.replace(emptyState);
        await first.transact(countUp('other'));
        await first.close();
        const bytes = fs.readFileSync(path.join(folder, 'store-3.json'));
        const files = hookedFiles(nodeFiles, {
          before: ({ type, path: file }) => {
            if (type === 'read' && file.endsWith('store-3.json')) {
              throw fileError(code, file);
            }
          },
        });
        const store = new LowdbStateStore(folder, { ...quiet, files });
        await failsWith(store.open(), 'store_unreadable');
        await failsWith(store.transact(countUp()), 'store_unreadable');
        assert.equal(await store.replace(emptyState), store.folder);
        await store.restore((await store.backups()).at(-1)!);
        assert.equal(await store.transact(countUp()), 2);
        await store.close();
        const kept = names(folder, 'damaged-3-')[0] ?? '';
        assert.deepEqual(fs.readFileSync(path.join(folder, kept)), bytes);
      }));
  }
});

describe('replacing that fails', () => {
  const tooLarge = encodeState(put(emptyState, 'counters', 'x'.repeat(9000), 1));
  const ways: readonly (readonly [string, (store: LowdbStateStore) => Promise<unknown>])[] = [
    ['replacing', (store) => store.replace(emptyState)],
    ['importing', (store) => store.importText(encodeState(emptyState))],
    [
      'restoring',
      async (store) => store.restore((await store.backups())[0] ?? assert.fail('there is no backup')),
    ],
  ];
  for (const [what, attempt] of ways) {
    it(`by ${what} leaves what another store has committed, and the next commit goes on from that`, () =>
      inFolder(async (folder) => {
        let failing: string | undefined;
        const files = hookedFiles(nodeFiles, {
          before: ({ type, path }) => {
            if (type === failing && path.includes('tmp-')) {
              throw fileError('ENOSPC', path);
            }
          },
        });
        const store = await opened(folder, { ...quiet, files });
        await store.transact(countUp());
        await store.replace(store.state);
        const other = await opened(folder, quiet);
        for (const type of ['create', 'write', 'sync', 'link']) {
          const theirs = await other.transact(countUp('theirs'));
          failing = type;
          const error: unknown = await attempt(store).catch((reason: unknown) => reason);
          assert.ok(isAddonError(error) && error.code === 'disk_full', `${type}: ${String(error)}`);
          failing = undefined;
          const mine = await store.transact(countUp());
          await other.refresh();
          assert.deepEqual([counted(other.state), counted(other.state, 'theirs')], [mine, theirs], type);
        }
        await Promise.all([store.close(), other.close()]);
      }));
  }

  it('because it is too large does so as well', () =>
    inFolder(async (folder) => {
      const store = await opened(folder, { ...quiet, largestBytes: 5000 });
      await store.transact(countUp());
      const other = await opened(folder, quiet);
      await other.transact(countUp('theirs'));
      await failsWith(store.importText(tooLarge), 'store_too_large');
      assert.equal(await store.transact(countUp()), 2);
      assert.equal(counted(await other.refresh(), 'theirs'), 1);
      await Promise.all([store.close(), other.close()]);
    }));
});
