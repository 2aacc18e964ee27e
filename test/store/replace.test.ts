import assert from 'node:assert/strict';
import { put } from '../../src/core/model/edit.ts';
import { emptyState } from '../../src/core/model/state.ts';
import { isAddonError } from '../../src/core/errors/addonError.ts';
import { fileError } from '../../src/store/errorCode.ts';
import type { LowdbStateStore } from '../../src/store/lowdbStateStore.ts';
import { encodeState } from '../../src/store/stateFormat.ts';
import { counted, countUp } from '../contract/stateStore.ts';
import { failsWith, inFolder, opened } from '../support/storeFolder.ts';
import { nodeFiles } from '../../src/store/nodeFiles.ts';
import { hookedFiles } from './support/hookedFiles.ts';

const quiet = { pollMs: 1e6 };

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
