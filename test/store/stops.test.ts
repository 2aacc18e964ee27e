import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { withFileLock } from '../../src/store/fileLock.ts';
import { nodeFiles } from '../../src/store/nodeFiles.ts';
import { takeTurn } from '../../src/store/turn.ts';
import { inFolder, opened } from '../support/storeFolder.ts';
import { counted, countUp } from '../contract/stateStore.ts';
import { hookedFiles } from './support/hookedFiles.ts';
import { MemoryDisk } from './support/memoryDisk.ts';
import { stopAt } from './support/stops.ts';

describe('a writer that is stopped', () => {
  for (const foreign of [1, 2, 3, 4, 5, 8]) {
    it(`before any operation of a commit, while ${foreign} others pass, loses nothing`, async () => {
      const lost: string[] = [];
      const points = new Set<string>();
      for (let position = 1; ; position += 1) {
        const outcome = await stopAt(new MemoryDisk(), '/store', { position, foreign });
        if (outcome === undefined) {
          break;
        }
        points.add(outcome.stoppedAt.type);
        if (outcome.found !== foreign + 2) {
          lost.push(`${outcome.stoppedAt.type}: ${outcome.found} of ${foreign + 2}`);
        }
      }
      assert.deepEqual(lost, []);
      for (const type of ['list', 'create', 'write', 'sync', 'link', 'syncFolder'] as const) {
        assert.ok(points.has(type), type);
      }
    });
  }

  it('between reading and linking, on a real disk, finds that its name was used and pruned', () =>
    inFolder(async (folder) => {
      const position = await positionOfLink();
      const outcome = await stopAt(nodeFiles, folder, { position, foreign: 4 });
      assert.equal(outcome?.stoppedAt.type, 'link');
      assert.deepEqual([outcome.answer, outcome.found], [6, 6]);
    }));

  it('while it has the turn is not waited for: the others go on', () =>
    inFolder(async (folder) => {
      const store = await opened(folder);
      await store.transact(countUp());
      fs.writeFileSync(path.join(folder, 'turn'), '');
      assert.equal(await store.transact(countUp()), 2);
      assert.equal(fs.existsSync(path.join(folder, 'turn')), false);
      await store.close();
    }));

  it('a folder in the place of the turn is not waited for, nor one in the place of the lock', () =>
    inFolder(async (folder) => {
      const store = await opened(folder);
      await store.transact(countUp());
      fs.mkdirSync(path.join(folder, 'turn'));
      let waited = 0;
      const looked = hookedFiles(nodeFiles, {
        before: ({ type }) => void (waited += type === 'look' ? 1 : 0),
      });
      await (
        await takeTurn(looked, folder)
      )();
      assert.equal(waited, 1);
      assert.equal(await store.transact(countUp()), 2);
      await store.close();
      await assert.rejects(
        withFileLock(nodeFiles, path.join(folder, 'turn'), () => Promise.resolve()),
        {
          code: 'EISDIR',
        },
      );
    }));

  it('a link in the place of the turn is removed, not what it points at', () =>
    inFolder(async (folder) => {
      const store = await opened(folder);
      await store.transact(countUp());
      const target = `${folder}-target`;
      fs.writeFileSync(target, 'kept');
      fs.symlinkSync(target, path.join(folder, 'turn'));
      await store.transact(countUp());
      assert.equal(fs.readFileSync(target, 'utf8'), 'kept');
      assert.equal(fs.existsSync(path.join(folder, 'turn')), false);
      await store.close();
    }));

  it('whose temporary file is swept meanwhile writes it again', () =>
    inFolder(async (folder) => {
      let isSwept = false;
      const files = hookedFiles(nodeFiles, {
        before: ({ type, path: file }) => {
          if (type === 'link' && !isSwept) {
            isSwept = true;
            fs.rmSync(file);
          }
        },
      });
      await (await opened(folder)).transact(countUp());
      const store = await opened(folder, { files });
      assert.equal(await store.transact(countUp()), 2);
      assert.deepEqual([isSwept, counted(store.state)], [true, 2]);
      await store.close();
    }));
});

async function positionOfLink(): Promise<number> {
  for (let position = 1; ; position += 1) {
    const outcome = await stopAt(new MemoryDisk(), '/store', { position, foreign: 0 });
    if (outcome?.stoppedAt.type === 'link' || outcome === undefined) {
      return position;
    }
  }
}
