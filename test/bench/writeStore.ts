// `node --import tsx writeStore.ts FOLDER APPS [VARS]`: a store with so many apps, of ten add-ons each; the first of
// them has so many config vars of its own.
import type { State } from '../../src/core/model/state.ts';
import { LowdbStateStore } from '../../src/store/lowdbStateStore.ts';
import { bigState, platformOn } from './bigState.ts';

async function main(): Promise<void> {
  const [folder, apps, vars = '0'] = process.argv.slice(2);
  if (folder === undefined || apps === undefined) {
    throw new Error('writeStore.ts FOLDER APPS [VARS]');
  }
  const state = await withVars(await bigState(Number(apps)), Number(vars));
  const store = new LowdbStateStore(folder);
  await store.replace(state);
  await store.close();
  console.log(Object.keys(state.addons).length);
}

async function withVars(state: State, count: number): Promise<State> {
  if (count === 0) {
    return state;
  }
  const platform = platformOn(state);
  const configVars = Array.from({ length: count }, (_each, at) => ({ name: `VAR_${at}`, value: String(at) }));
  await platform.perform({ type: 'setConfigVars', app: 'app-0', configVars });
  return platform.state;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
