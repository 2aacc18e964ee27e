import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { nodeFiles } from '../../src/store/nodeFiles.ts';
import { counted, countUp } from '../contract/stateStore.ts';
import { inFolder, opened } from '../support/storeFolder.ts';
import { hookedFiles } from './support/hookedFiles.ts';
import { bundleWriter, contend, kill } from './support/processes.ts';

describe('processes on one store', function () {
  this.timeout(120_000);
  let home: string;
  let script: string;

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'addons-torture-'));
    script = await bundleWriter(home);
  });

  after(async () => {
    await rm(home, { recursive: true, force: true });
  });

  const shared = { kind: 'generations' } as const;

  it('that commit at the same time, and are stopped now and then, lose nothing', async () => {
    const folder = join(home, 'contended');
    const outcome = await contend({
      ...shared,
      script,
      folder,
      processes: 4,
      transactions: 60,
      withStops: true,
    });
    assert.deepEqual([outcome.acknowledged, outcome.lost, outcome.complaints], [240, 0, []]);
    assert.ok(outcome.stops > 0);
  });

  it('that are killed at random moments lose nothing that was answered', async () => {
    const outcome = await kill({ ...shared, script, folder: join(home, 'killed'), kills: 24 });
    assert.deepEqual([outcome.lost, outcome.complaints], [0, []]);
    assert.ok(outcome.acknowledged > 0 && outcome.kills >= 24);
  });

  it('on lowdb’s own JSONFile lose what was answered: this test can fail', async () => {
    const folder = join(home, 'jsonFile');
    const outcome = await contend({ script, kind: 'jsonFile', folder, processes: 4, transactions: 60 });
    assert.ok(outcome.lost > 0 || outcome.complaints.length > 0);
  });
});

describe('a change by another store', () => {
  const seen = async (isSeen: () => boolean, withinMs: number): Promise<void> => {
    const deadline = performance.now() + withinMs;
    while (!isSeen() && performance.now() < deadline) {
      await wait(5);
    }
    assert.ok(isSeen());
  };

  it('is shown by itself, once for each generation that is read', () =>
    inFolder(async (folder) => {
      const [one, two] = [await opened(folder), await opened(folder)];
      await one.transact(countUp());
      await seen(() => counted(two.state) === 1, 5000);
      const heard: unknown[] = [];
      two.onChange((before, after, by) => heard.push([counted(before), counted(after), by]));
      await one.transact(countUp());
      await seen(() => counted(two.state) === 2, 5000);
      assert.deepEqual(heard, [[1, 2, 'other']]);
      await Promise.all([one.close(), two.close()]);
    }));

  it('is shown where the system tells of nothing, and that is said', () =>
    inFolder(async (folder) => {
      const files = hookedFiles(nodeFiles, {
        watch: () => {
          throw Object.assign(new Error(), { code: 'ENOSPC' });
        },
      });
      const [one, two] = [await opened(folder), await opened(folder, { files, pollMs: 50 })];
      await one.transact(countUp());
      await seen(() => counted(two.state) === 1, 5000);
      assert.equal(two.health.isWatched, false);
      await Promise.all([one.close(), two.close()]);
    }));
});
