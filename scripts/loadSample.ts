// `node --import tsx scripts/loadSample.ts FOLDER`: puts the sample data into a store that has no apps.
// Values are encrypted with the key in ADDONS_STORE_KEY, if there is one.
import { loadSampleData } from '../src/commands/sampleData.ts';
import { catalogData } from '../src/core/catalog/catalogData.lazy.ts';
import * as queries from '../src/core/model/queries.ts';
import { LocalPlatform } from '../src/core/platform/localPlatform.ts';
import { simulatedProvider } from '../src/providers/simulated.ts';
import { LowdbStateStore } from '../src/store/lowdbStateStore.ts';
import { cipherFrom } from '../src/store/secretCipher.ts';
import { systemClock } from '../src/system/clock.ts';
import { systemRandomness } from '../src/system/randomness.ts';

async function main(folder: string | undefined): Promise<void> {
  if (folder === undefined) {
    throw new Error('Name the folder of the store');
  }
  const platform = new LocalPlatform({
    store: new LowdbStateStore(folder, { cipher: cipherFrom(process.env) }),
    clock: systemClock,
    randomness: systemRandomness,
    provider: simulatedProvider,
    undoKeepMs: 24 * 3_600_000,
    loadCatalog: () => Promise.resolve(catalogData),
  });
  await platform.ready();
  if (queries.allApps(platform.state).length === 0) {
    await loadSampleData(platform);
  }
  await platform.dispose();
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
