// What the store costs, beside the bare system calls for the same bytes, alternating in the same run: `npm run bench`,
// or `node --import tsx test/bench/store.ts`. Nothing here passes or fails.
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { put } from '../../src/core/model/edit.ts';
import { emptyState, type State } from '../../src/core/model/state.ts';
import { LowdbStateStore } from '../../src/store/lowdbStateStore.ts';
import { bundleWriter, contend } from '../store/support/processes.ts';
import { bigState } from './bigState.ts';

interface Size {
  readonly title: string;
  readonly state: State;
  readonly commits: number;
}

async function main(): Promise<void> {
  // Stores keep no process alive.
  const alive = setInterval(() => undefined, 1000);
  const home = await fs.mkdtemp(path.join(tmpdir(), 'addons-bench-store-'));
  try {
    for (const size of await sizes()) {
      const folder = path.join(home, size.title);
      await benchCommits(size, folder);
      await benchOpen(size, folder);
      await benchMemory(folder);
    }
    await benchGroups(path.join(home, 'groups'));
    await benchWatch(path.join(home, 'watch'));
    await benchContention(home);
  } finally {
    clearInterval(alive);
    await fs.rm(home, { recursive: true, force: true });
  }
}

async function sizes(): Promise<readonly Size[]> {
  return [
    { title: 'small', state: await smallState(), commits: 300 },
    { title: 'typical', state: await bigState(8), commits: 200 },
    { title: 'heavy', state: withReleases(await bigState(70), 5), commits: 40 },
    { title: '1,000 apps and 10,000 add-ons', state: await bigState(1000), commits: 30 },
  ];
}

async function smallState(): Promise<State> {
  const { apps, owners, releases } = await bigState(1);
  return { ...emptyState, apps, owners, releases };
}

/** Each app's releases, so many times over. */
function withReleases(state: State, times: number): State {
  const releases = Object.entries(state.releases).map(([id, history]) => {
    const many = Array.from({ length: times }, () => history.releases).flat();
    return [
      id,
      { ...history, releases: many.map((each, position) => ({ ...each, version: position + 1 })) },
    ] as const;
  });
  return { ...state, releases: Object.fromEntries(releases) };
}

/** One app changes and gets a release: what an action changes. */
function nextState(state: State, number: number): State {
  const ids = Object.keys(state.apps);
  const id = ids[number % ids.length] ?? '';
  const history = state.releases[id];
  const app = state.apps[id];
  if (history === undefined || app === undefined) {
    throw new Error('No app');
  }
  const last = history.releases.at(-1);
  const kept = history.releases.slice(1);
  const releases = last === undefined ? kept : [...kept, { ...last, version: last.version + 1 }];
  const foldedThrough = history.foldedThrough + 1;
  const released = put(state, 'releases', id, { ...history, foldedThrough, releases });
  return put(released, 'apps', id, { ...app, updatedAt: number });
}

async function benchCommits({ title, state, commits }: Size, folder: string): Promise<void> {
  const store = new LowdbStateStore(folder, { pollMs: 1e6 });
  await store.open();
  await store.replace(state);
  const bare = path.join(folder, 'bare');
  await fs.mkdir(bare, { recursive: true });
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let number = 0; number < commits; number += 1) {
    ours.push(await timed(() => store.transact((before) => [nextState(before, number), undefined])));
    const bytes = await fs.readFile(await newest(folder));
    theirs.push(await timed(() => bareCommit(bare, bytes, number)));
  }
  const { bytes } = store.health;
  await store.close();
  await fs.rm(bare, { recursive: true });
  console.log(`\n${title}: ${(bytes / 1024).toFixed(0)} KB`);
  console.log(`  commit: ${figures(ours)}`);
  console.log(`  bare write + fsync + link + fsync of the same bytes: ${figures(theirs)}`);
  console.log(`  ratio of the medians: ${(at(ours, 0.5) / at(theirs, 0.5)).toFixed(2)} (aim: at most 1.5)`);
}

async function bareCommit(folder: string, bytes: Buffer, number: number): Promise<void> {
  const temporary = path.join(folder, 'tmp');
  const file = await fs.open(temporary, 'wx', 0o600);
  await file.write(bytes, 0, bytes.length, 0);
  await file.sync();
  await file.close();
  await fs.link(temporary, path.join(folder, `bare-${number}`));
  await fs.unlink(temporary);
  const handle = await fs.open(folder, 'r');
  await handle.sync();
  await handle.close();
  if (number >= 3) {
    // As pruning does, after the answer.
    void fs.unlink(path.join(folder, `bare-${number - 3}`));
  }
}

async function benchOpen({ state }: Size, folder: string): Promise<void> {
  const [ours, parse]: [number[], number[]] = [[], []];
  const plain = path.join(folder, 'plain');
  await fs.writeFile(plain, JSON.stringify(state));
  for (let number = 0; number < 9; number += 1) {
    const store = new LowdbStateStore(folder, { pollMs: 1e6 });
    ours.push(await timed(() => store.open()));
    await store.close();
    parse.push(await timed(async () => JSON.parse(await fs.readFile(plain, 'utf8')) as State));
  }
  await fs.rm(plain);
  console.log(`  open: ${figures(ours)}; readFile and JSON.parse alone: ${figures(parse)}`);
}

async function benchMemory(folder: string): Promise<void> {
  const use = (): number => process.memoryUsage().heapUsed + process.memoryUsage().external;
  globalThis.gc?.();
  const before = use();
  const store = new LowdbStateStore(folder, { pollMs: 1e6 });
  await store.open();
  globalThis.gc?.();
  const opened = use();
  await store.transact((state) => [put(state, 'counters', 'bench', 1), undefined]);
  globalThis.gc?.();
  const committed = use();
  const mb = store.health.bytes / 1024 / 1024;
  await store.close();
  if (mb < 1) {
    // Lost in what else the process holds.
    return;
  }
  const per = (bytes: number): string => (bytes / 1024 / 1024 / mb).toFixed(1);
  console.log(
    `  memory per MB of state: ${per(opened - before)} MB opened, ${per(committed - before)} MB after a commit${globalThis.gc ? '' : ' (run with --expose-gc)'}`,
  );
}

async function benchGroups(folder: string): Promise<void> {
  const store = new LowdbStateStore(folder, { pollMs: 1e6 });
  await store.open();
  console.log('\nCallers at once, ms until all are answered');
  for (const callers of [1, 8, 64]) {
    const times: number[] = [];
    for (let number = 0; number < 50; number += 1) {
      times.push(
        await timed(() =>
          Promise.all(
            Array.from({ length: callers }, (_, caller) =>
              store.transact((state) => [put(state, 'counters', `${caller}`, number + 1), undefined]),
            ),
          ),
        ),
      );
    }
    console.log(`  ${callers}: ${figures(times)}`);
  }
  await store.close();
}

async function benchWatch(folder: string): Promise<void> {
  const watching = new LowdbStateStore(folder);
  const polling = new LowdbStateStore(folder, {
    files: {
      ...(await import('../../src/store/nodeFiles.ts')).nodeFiles,
      watch: () => ({ close: () => undefined }),
    },
  });
  const store = new LowdbStateStore(folder, { pollMs: 1e6 });
  await store.transact((state) => [put(state, 'counters', 'bench', 0), undefined]);
  await Promise.all([watching.open(), polling.open()]);
  console.log('\nUntil another store shows a commit');
  for (const [title, other] of [
    ['with watch', watching],
    ['by polling alone', polling],
  ] as const) {
    const times: number[] = [];
    for (let number = 1; number <= 10; number += 1) {
      const isShown = new Promise<void>((resolve) => {
        const listening = other.onChange(() => {
          listening.dispose();
          resolve();
        });
      });
      times.push(
        await timed(async () => {
          await store.transact((state) => [put(state, 'counters', title, number), undefined]);
          await isShown;
        }),
      );
      await wait(Math.random() * 100);
    }
    console.log(`  ${title}: ${figures(times)}`);
  }
  await Promise.all([store, watching, polling].map((each) => each.close()));
}

async function benchContention(home: string): Promise<void> {
  console.log('\nContention, one operation a commit, from an empty store');
  const script = await bundleWriter(home);
  for (const processes of [1, 2, 4]) {
    const folder = path.join(home, `contention-${processes}`);
    const transactions = 800 / processes;
    const report = await contend({ script, folder, kind: 'generations', processes, transactions });
    const perSecond = report.acknowledged / report.seconds;
    console.log(
      `  ${processes}: ${perSecond.toFixed(0)} commits/s in sum, start of the processes included; latency ${figures(report.latenciesMs)}; lost ${report.lost}`,
    );
  }
}

async function newest(folder: string): Promise<string> {
  const numbers = (await fs.readdir(folder)).flatMap((name) => /^store-(\d+)\.json$/.exec(name)?.[1] ?? []);
  return path.join(folder, `store-${Math.max(...numbers.map(Number))}.json`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

function figures(times: readonly number[]): string {
  return `median ${at(times, 0.5).toFixed(2)} ms, 95 % ${at(times, 0.95).toFixed(2)}, 99 % ${at(times, 0.99).toFixed(2)}`;
}

function at(times: readonly number[], part: number): number {
  const sorted = [...times].sort((first, second) => first - second);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
