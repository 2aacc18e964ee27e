// What an action, its change list, a preview and the tree cost, beside what nobody can go below: the shallow copies of
// the buckets that an action changes, and one pass over what the tree shows.
import { performance } from 'node:perf_hooks';
import { Catalog } from '../../src/core/catalog/catalog.ts';
import { catalogData } from '../../src/core/catalog/catalogData.lazy.ts';
import { brokenInvariants } from '../../src/core/model/invariants.ts';
import type { State } from '../../src/core/model/state.ts';
import { appearance } from '../../src/tree/model/appearance.ts';
import { roots } from '../../src/tree/model/children.ts';
import { bigState, platformOn } from './bigState.ts';

const runs = 60;
const catalog = new Catalog(catalogData);

/** Median of several runs, in ms; the first tenth only warms up. */
async function median(work: (run: number) => unknown): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const startedMs = performance.now();
    await work(run);
    times.push(performance.now() - startedMs);
  }
  return times.slice(runs / 10).sort((first, second) => first - second)[Math.floor((runs * 0.9) / 2)] ?? 0;
}

function row(what: string, ms: number, limitMs: number, limit: string): void {
  const ratio = (ms / limitMs).toFixed(1);
  console.log(
    `  ${what.padEnd(34)} ${ms.toFixed(3).padStart(9)} ms   ${limitMs.toFixed(3).padStart(9)} ms  ×${ratio}  ${limit}`,
  );
}

/** The copies that a create can't do without: a new object for each bucket that gets or loses an entry. */
function copyBuckets(state: State, buckets: readonly (keyof State)[]): unknown {
  return buckets.map((bucket) => ({ ...state[bucket] }));
}

async function measure(apps: number): Promise<void> {
  const state = await bigState(apps);
  const broken = brokenInvariants(state);
  if (broken.length > 0) {
    throw new Error(broken[0]);
  }
  console.log(`\n${apps} apps, ${Object.keys(state.addons).length} add-ons: median, limit of the same run`);
  const platform = platformOn(state);
  await platform.ready();
  let changes = 0;
  platform.onDidChange((list) => (changes += list.length));
  const created = ['addons', 'attachments', 'priceSegments', 'apps', 'releases', 'events'] as const;
  const setVar = ['configVars', 'apps', 'releases', 'events'] as const;
  row(
    'set a config var, with change list',
    await median((run) =>
      platform.perform({
        type: 'setConfigVars',
        app: 'app-1',
        configVars: [{ name: 'A', value: String(run) }],
      }),
    ),
    await median(() => copyBuckets(platform.state, setVar)),
    'copy of 4 buckets',
  );
  row(
    'create an add-on, with change list',
    await median(() => platform.perform({ type: 'createAddon', app: 'app-2', plan: 'heroku-redis' })),
    await median(() => copyBuckets(platform.state, created)),
    'copy of 6 buckets',
  );
  row(
    'preview of a create',
    await median(() => platform.preview({ type: 'createAddon', app: 'app-3', plan: 'heroku-redis' })),
    await median(() => copyBuckets(platform.state, created)),
    'copy of 6 buckets',
  );
  row(
    'first paint of the tree (apps)',
    await median(() =>
      roots('apps', platform.state, { filter: '', sortOrder: 'name', linkedApp: undefined }).map((node) =>
        appearance(node, platform.state, catalog),
      ),
    ),
    await median(() => Object.values(platform.state.apps).map(({ id, name }) => ({ id, label: name }))),
    'a bare row for each app',
  );
  if (changes === 0) {
    throw new Error('No change list was announced');
  }
}

async function main(): Promise<void> {
  console.log('Engine (in memory; the store is not part of it)');
  await measure(10);
  await measure(1000);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
