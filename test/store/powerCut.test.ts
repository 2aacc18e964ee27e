import assert from 'node:assert/strict';
import { encodeState } from '../../src/store/stateFormat.ts';
import { put } from '../../src/core/model/edit.ts';
import { emptyState } from '../../src/core/model/state.ts';
import { cutPower } from './support/powerCuts.ts';
import { MemoryDisk } from './support/memoryDisk.ts';
import { LowdbStateStore } from '../../src/store/lowdbStateStore.ts';
import { countUp } from '../contract/stateStore.ts';

describe('a power cut', function () {
  this.timeout(120_000);

  it('at any operation of a commit leaves all that was acknowledged, and a store that goes on', async () => {
    const { operations, cuts, lost } = await cutPower(8, 24);
    assert.deepEqual(lost, []);
    assert.ok(operations > 100 && cuts > 1000, `${operations} operations, ${cuts} cuts`);
  });

  it('at any operation of an import leaves what the plain file held', async () => {
    const disk = new MemoryDisk();
    disk.put('/store', 'folder');
    disk.put('/store/db.json', Buffer.from(encodeState(put(emptyState, 'counters', 'counted', 7))));
    assert.deepEqual((await cutPower(3, 16, { disk, acknowledged: 7 })).lost, []);
  });

  it('at any operation of a migration leaves the old state or the new one', async () => {
    const disk = new MemoryDisk();
    const old = new LowdbStateStore('/store', { files: disk });
    await old.transact(countUp());
    await old.close();
    const formats = {
      current: 3,
      migrations: { 1: <Data>(data: Data): Data => data, 2: <Data>(data: Data): Data => data },
    };
    assert.deepEqual((await cutPower(3, 16, { disk, acknowledged: 1, formats })).lost, []);
  });

  it('is noticed by this test when a file was not made durable, or its name', async () => {
    for (const skipped of ['sync', 'syncFolder'] as const) {
      const { lost } = await cutPower(4, 16, { disk: careless(skipped) });
      assert.ok(lost.length > 0, skipped);
    }
  });
});

/** A disk on which one kind of operation does nothing. */
function careless(skipped: 'sync' | 'syncFolder'): MemoryDisk {
  const disk = new (class extends MemoryDisk {
    override copy(): MemoryDisk {
      return this;
    }
    override syncFolder(folder: string): Promise<void> {
      return skipped === 'syncFolder' ? Promise.resolve() : super.syncFolder(folder);
    }
    override async create(file: string): ReturnType<MemoryDisk['create']> {
      const made = await super.create(file);
      return skipped === 'sync' ? { ...methodsOf(made), sync: () => Promise.resolve() } : made;
    }
  })();
  return disk;
}

function methodsOf(file: Awaited<ReturnType<MemoryDisk['create']>>): typeof file {
  return {
    write: (chunks, position) => file.write(chunks, position),
    size: () => file.size(),
    mark: () => file.mark(),
    sync: () => file.sync(),
    close: () => file.close(),
  };
}
