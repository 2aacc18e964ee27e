// A process of its own, run under a limit for the size of files: prints how a commit that does not fit ends.
import { isAddonError } from '../../src/core/errors/addonError.ts';
import { put } from '../../src/core/model/edit.ts';
import { configVarKey } from '../../src/core/model/configVar.ts';
import type { AppId } from '../../src/core/model/ids.ts';
import { LowdbStateStore } from '../../src/store/lowdbStateStore.ts';

async function main(folder: string): Promise<void> {
  const store = new LowdbStateStore(folder);
  await store.open();
  const before = store.state;
  const appId = Object.keys(before.apps)[0] as AppId;
  try {
    await store.transact((state) => {
      const configVar = { appId, name: 'LARGE', value: 'x'.repeat(64 * 1024) };
      return [put(state, 'configVars', configVarKey(appId, 'LARGE'), configVar), undefined];
    });
    console.log('stored');
  } catch (error) {
    const code = isAddonError(error) ? error.code : String(error);
    console.log(code, store.state === before ? 'unchanged' : 'changed');
  }
}

void main(process.argv[2] ?? '');
