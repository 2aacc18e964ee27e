import assert from 'node:assert/strict';
import { LocalPlatform } from '../../src/core/platform/localPlatform.ts';
import { findApp } from '../../src/core/model/identifiers.ts';
import { simulatedProvider } from '../../src/providers/simulated.ts';
import { LowdbStateStore } from '../../src/store/lowdbStateStore.ts';
import { systemClock } from '../../src/system/clock.ts';
import { systemRandomness } from '../../src/system/randomness.ts';
import { catalogData } from '../../src/core/catalog/catalogData.lazy.ts';
import { PlatformApiProcess, temporaryFolder, testToken } from '../support/platformApiProcess.ts';

const dayMs = 24 * 3_600_000;

/** A server writes into the store of a window: it keeps as much as the window does. */
describe('what a server keeps', function () {
  this.timeout(60_000);
  let folder: string;

  /** A window whose settings keep the most that they can. */
  async function inWindow<Result>(
    nowMs: () => number,
    use: (platform: LocalPlatform) => Promise<Result>,
  ): Promise<Result> {
    const platform = new LocalPlatform({
      store: new LowdbStateStore(folder),
      clock: { ...systemClock, nowMs },
      randomness: systemRandomness,
      provider: simulatedProvider,
      undoKeepMs: 30 * dayMs,
      keptReleases: 5000,
      loadCatalog: () => Promise.resolve(catalogData),
    });
    try {
      await platform.ready();
      return await use(platform);
    } finally {
      await platform.dispose();
    }
  }

  /** 602 releases of two days ago, and an operation that can be undone. */
  beforeEach(async () => {
    folder = temporaryFolder('retention');
    await inWindow(
      () => Date.now() - 2 * dayMs,
      async (platform) => {
        await platform.perform({ type: 'createApp', name: 'shop' });
        const sets = Array.from({ length: 600 }, (_, number) => ({
          type: 'setConfigVars' as const,
          app: 'shop',
          configVars: [{ name: 'A', value: String(number) }],
        }));
        await platform.performTogether(sets);
        await platform.perform({ type: 'createApp', name: 'old-app' });
      },
    );
  });

  async function keptAfterAWrite(...args: readonly string[]): Promise<readonly [number, boolean]> {
    const api = await PlatformApiProcess.start(folder, ['--token', testToken, ...args]);
    await api.ask('/apps/shop/config-vars', { method: 'PATCH', body: { B: '1' } });
    await api.stop();
    return inWindow(
      () => Date.now(),
      ({ state }) => {
        const { id } = findApp(state, 'shop');
        const isUndoable = Object.values(state.operations).some(({ type }) => type === 'createApp');
        return Promise.resolve([state.releases[id]?.releases.length ?? 0, isUndoable] as const);
      },
    );
  }

  it('by itself as much as the settings of a window allow', async () => {
    assert.deepEqual(await keptAfterAWrite(), [603, true]);
  });

  it('as much as it is told', async () => {
    assert.deepEqual(await keptAfterAWrite('--keep-releases', '100', '--undo-keep-hours', '24'), [
      100,
      false,
    ]);
  });
});
