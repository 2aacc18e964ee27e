// `node --import tsx writeStore.ts FOLDER APPS`: a store with so many apps, of ten add-ons each.
import { join } from 'node:path';
import { StateFile } from '../../src/store/stateFile.ts';
import { bigState } from './bigState.ts';

async function main(): Promise<void> {
  const [folder, apps] = process.argv.slice(2);
  if (folder === undefined || apps === undefined) {
    throw new Error('writeStore.ts FOLDER APPS');
  }
  const state = await bigState(Number(apps));
  await new StateFile(join(folder, 'db.json')).write(state);
  console.log(Object.keys(state.addons).length);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
