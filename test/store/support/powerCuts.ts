import { isAddonError } from '../../../src/core/errors/addonError.ts';
import { emptyState } from '../../../src/core/model/state.ts';
import { LowdbStateStore } from '../../../src/store/lowdbStateStore.ts';
import type { StoreOptions } from '../../../src/store/storeOptions.ts';
import { counted, countUp } from '../../contract/stateStore.ts';
import { hookedFiles } from './hookedFiles.ts';
import { MemoryDisk, type Choice, type Instant } from './memoryDisk.ts';
import { seeded } from './random.ts';

interface Moment {
  readonly instant: Instant;
  /** How many commits had been answered. */
  readonly acknowledged: number;
}

export interface PowerCutReport {
  readonly operations: number;
  readonly cuts: number;
  /** What was left did not hold an acknowledged write, or could not be opened, or not be written any more. */
  readonly lost: readonly string[];
}

/** What an un-synced file may hold after a power cut: nothing, a part, as many zeros, or all. */
const unsynced: readonly Choice['unsynced'][] = [
  () => Buffer.alloc(0),
  (data) => data.subarray(0, data.length >> 1),
  (data) => Buffer.alloc(data.length),
  (data) => data,
];

/** Cuts the power at every operation of some commits by two stores, in many ways each, and opens what is left. */
export async function cutPower(
  commits: number,
  cutsPerMoment: number,
  options: Pick<StoreOptions, 'formats'> & {
    readonly disk?: MemoryDisk;
    readonly acknowledged?: number;
  } = {},
): Promise<PowerCutReport> {
  const moments = await record(commits, options);
  const random = seeded(7);
  const lost: string[] = [];
  let cuts = 0;
  for (const [position, moment] of moments.entries()) {
    for (const choice of choices(moment.instant.pending, cutsPerMoment, random)) {
      cuts += 1;
      const problem = await problemAfter(moment, choice, options);
      if (problem !== undefined) {
        lost.push(`operation ${position}: ${problem}`);
      }
    }
  }
  return { operations: moments.length, cuts, lost };
}

async function record(
  commits: number,
  options: Parameters<typeof cutPower>[2] = {},
): Promise<readonly Moment[]> {
  const disk = options.disk?.copy() ?? new MemoryDisk();
  let acknowledged = options.acknowledged ?? 0;
  const moments: Moment[] = [];
  const keep = (): void => {
    moments.push({ instant: disk.instant, acknowledged });
  };
  const files = hookedFiles(disk, { after: keep });
  const { formats } = options;
  const make = (): LowdbStateStore =>
    new LowdbStateStore('/store', { files, pollMs: 1e6, ...(formats && { formats }) });
  const stores = [make(), make()];
  for (const store of stores) {
    await store.open();
  }
  for (let number = 0; number < commits; number += 1) {
    await stores[number % 3 === 0 ? 1 : 0]!.transact(countUp());
    acknowledged += 1;
    keep();
  }
  await Promise.all(stores.map((store) => store.close()));
  keep();
  return moments;
}

/** Every way to keep some of the changes when there are few, else in order, all but one, and at random. */
function choices(pending: number, most: number, random: (below: number) => number): readonly Choice[] {
  const masks = new Set<number>();
  if (2 ** pending <= most) {
    for (let mask = 0; mask < 2 ** pending; mask += 1) {
      masks.add(mask);
    }
  } else {
    for (let kept = 0; kept <= pending; kept += 1) {
      masks.add(2 ** kept - 1);
      masks.add((2 ** pending - 1) & ~(1 << kept));
    }
    while (masks.size < most) {
      masks.add(random(2 ** pending));
    }
  }
  return [...masks].map((mask) => ({
    keeps: (position) => (mask & (1 << position)) !== 0,
    unsynced: unsynced[random(unsynced.length)]!,
  }));
}

async function problemAfter(
  { instant, acknowledged }: Moment,
  choice: Choice,
  { formats }: Pick<StoreOptions, 'formats'>,
): Promise<string | undefined> {
  const store = new LowdbStateStore('/store', {
    files: instant.after(choice),
    pollMs: 1e6,
    ...(formats && { formats }),
  });
  try {
    await store.open();
    const found = counted(store.state);
    if (found < acknowledged || found > acknowledged + 1) {
      return `${found} of ${acknowledged} acknowledged`;
    }
    if (found === 0 && store.state !== emptyState) {
      return 'not the empty state';
    }
    return (await store.transact(countUp())) === found + 1 ? undefined : 'could not go on';
  } catch (error) {
    return isAddonError(error) ? error.code : String(error);
  } finally {
    await store.close();
  }
}
