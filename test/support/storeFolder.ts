import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { isAddonError } from '../../src/core/errors/addonError.ts';
import type { ErrorCode } from '../../src/core/errors/failure.ts';
import type { State } from '../../src/core/model/state.ts';
import { LowdbStateStore } from '../../src/store/lowdbStateStore.ts';
import type { StoreOptions } from '../../src/store/storeOptions.ts';
import { TestPlatform } from './platform.ts';

/** A folder of its own for each test: `folder` is where the store is to be, not yet there. */
export async function inFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const parent = fs.mkdtempSync(path.join(os.tmpdir(), 'addons-store-'));
  try {
    return await use(path.join(parent, 'store'));
  } finally {
    fs.rmSync(parent, { recursive: true, force: true });
  }
}

export async function opened(folder: string, options: StoreOptions = {}): Promise<LowdbStateStore> {
  const store = new LowdbStateStore(folder, options);
  await store.open();
  return store;
}

/** The names in a folder that begin so, the newest generation first. */
export function names(folder: string, start = ''): readonly string[] {
  return fs
    .readdirSync(folder)
    .filter((name) => name.startsWith(start))
    .sort((first, second) => number(second) - number(first));
}

function number(name: string): number {
  return Number(/\d+/.exec(name)?.[0] ?? 0);
}

/** The file of the newest generation. */
export function newestFile(folder: string): string {
  return path.join(folder, names(folder, 'store-')[0] ?? 'none');
}

/** A store that holds apps, add-ons, attachments and config vars. */
export async function filled(folder: string): Promise<State> {
  const store = new LowdbStateStore(folder);
  const on = await TestPlatform.open({ store });
  await on.createApps('shop', 'blog');
  await on.perform({ type: 'createAddon', app: 'shop', plan: 'heroku-redis', name: 'cache' });
  await on.perform({ type: 'attachAddon', app: 'blog', addon: 'cache' });
  await on.perform({
    type: 'setConfigVars',
    app: 'blog',
    configVars: [{ name: 'constructor', value: 'ä\n🦊' }],
  });
  await store.close();
  return on.state;
}

export async function failsWith(promise: Promise<unknown>, code: ErrorCode): Promise<string> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(isAddonError(error), String(error));
  assert.equal(error.code, code);
  return error.message;
}

/** Every name in a folder with what it holds. */
export function contents(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fs.readdirSync(folder).map((name) => [name, fs.readFileSync(path.join(folder, name), 'latin1')]),
  );
}
