import assert from 'node:assert/strict';
import { KnownStores } from '../../../src/vscode/knownStores.ts';
import { countUp } from '../../contract/stateStore.ts';
import { inFolder, opened } from '../../support/storeFolder.ts';

describe('which stores are known', () => {
  it('are those in which something was stored, each by its folder', () =>
    inFolder(async (folder) => {
      const remembered = new Map<string, unknown>();
      const updates: string[] = [];
      const known = new KnownStores({
        get: (name) => remembered.get(name),
        update: (name, value) => {
          updates.push(name);
          return Promise.resolve(void remembered.set(name, value));
        },
      });
      const store = await opened(folder);
      const following = known.follow(folder, store);
      assert.equal(known.has(folder), false);
      await store.transact(countUp());
      await store.transact(countUp());
      following.dispose();
      await store.close();
      assert.deepEqual([known.has(folder), known.has(`${folder}-other`), updates.length], [true, false, 1]);
    }));
});
