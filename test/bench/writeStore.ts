// `node --import tsx writeStore.ts FOLDER APPS`: a store with so many apps, of ten add-ons each.
import { LowdbStateStore } from '../../src/store/lowdbStateStore.ts';
import { bigState } from './bigState.ts';

async function main(): Promise<void> {
  const [folder, apps] = process.argv.slice(2);
  if (folder === undefined || apps === undefined) {
    throw new Error('writeStore.ts FOLDER APPS');
  }
  const state = await bigState(Number(apps));
  const store = new LowdbStateStore(folder);
  await store.replace(state);
  await store.close();
  console.log(Object.keys(state.addons).length);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
