import { isAddonError } from '../../../src/core/errors/addonError.ts';
import { LowdbStateStore } from '../../../src/store/lowdbStateStore.ts';
import { counted, countUp } from '../../contract/stateStore.ts';
import { MemoryDisk } from './memoryDisk.ts';
import { seeded } from './random.ts';

type Random = (below: number) => number;

/** What can happen to a file: the other one is a generation next to it. */
const damages: Readonly<Record<string, (bytes: Buffer, other: Buffer, random: Random) => Buffer>> = {
  bit(bytes, _other, random) {
    const damaged = Buffer.from(bytes);
    const position = random(bytes.length);
    damaged[position] = damaged[position]! ^ (1 << random(8));
    return damaged;
  },
  cut: (bytes, _other, random) => bytes.subarray(0, random(bytes.length)),
  zeros(bytes, _other, random) {
    const start = random(bytes.length);
    return Buffer.from(bytes).fill(0, start, start + 1 + random(bytes.length - start));
  },
  tail: (bytes, _other, random) => Buffer.concat([bytes, Buffer.alloc(1 + random(40), random(256))]),
  noise: (bytes, _other, random) => Buffer.from(bytes.map(() => random(256))),
  splice(bytes, other, random) {
    const position = random(Math.min(bytes.length, other.length));
    return Buffer.concat([bytes.subarray(0, position), other.subarray(position)]);
  },
  foreign: (_bytes, other) => Buffer.from(other),
};

export interface DamageReport {
  readonly tried: number;
  /** Opened on the newest generation that was whole, with a warning. */
  readonly recovered: number;
  /** All were damaged: refused, with every file as it was. */
  readonly refused: number;
  /** Everything else. */
  readonly wrong: readonly string[];
}

/** Damages the newest one, two or three generations of a store, and opens it. */
export async function damageFiles(count: number): Promise<DamageReport> {
  const whole = new MemoryDisk();
  const store = new LowdbStateStore('/store', { files: whole, pollMs: 1e6 });
  for (let number = 0; number < 5; number += 1) {
    await store.transact(countUp());
  }
  await store.close();
  const random = seeded(3);
  const kinds = Object.keys(damages);
  const outcomes = { recovered: 0, refused: 0 };
  const wrong: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const kind = kinds[number % kinds.length]!;
    const damaged = 1 + (Math.floor(number / kinds.length) % 3);
    const disk = whole.copy();
    for (let generation = 5; generation > 5 - damaged; generation -= 1) {
      damage({ disk, whole }, generation, kind, random);
    }
    const outcome = await openDamaged(disk, damaged);
    if (outcome === 'recovered' || outcome === 'refused') {
      outcomes[outcome] += 1;
    } else {
      wrong.push(`${kind} of ${damaged}: ${outcome}`);
    }
  }
  return { tried: count, ...outcomes, wrong };
}

function damage(
  { disk, whole }: { readonly disk: MemoryDisk; readonly whole: MemoryDisk },
  generation: number,
  kind: string,
  random: Random,
): void {
  const file = `/store/store-${generation}.json`;
  const bytes = disk.bytes(file);
  const other = whole.bytes(`/store/store-${generation === 3 ? 4 : 3}.json`);
  for (;;) {
    const damaged = damages[kind]!(
      bytes,
      generation === 3 && kind === 'foreign' ? Buffer.from('{}') : other,
      random,
    );
    if (!damaged.equals(bytes)) {
      disk.put(file, damaged);
      return;
    }
  }
}

async function openDamaged(disk: MemoryDisk, damaged: number): Promise<string> {
  const before = await snapshot(disk);
  const store = new LowdbStateStore('/store', { files: disk, pollMs: 1e6 });
  try {
    await store.open();
    const found = counted(store.state);
    if (found !== 5 - damaged || store.health.damaged?.files.length !== damaged) {
      return `${found} in silence`;
    }
    // Goes on above what is damaged, which is kept.
    const next = await store.transact(countUp());
    await store.close();
    const names = await disk.list('/store');
    const kept = names.filter((name) => name.startsWith('damaged-')).length;
    return next === found + 1 && names.includes('store-6.json') && kept === damaged
      ? 'recovered'
      : `no evidence: ${names.join()}`;
  } catch (error) {
    await store.close();
    const isAsBefore = (await snapshot(disk)) === before;
    const isRefused = isAddonError(error) && error.code === 'store_damaged';
    return damaged === 3 && isRefused && isAsBefore ? 'refused' : String(error);
  }
}

async function snapshot(disk: MemoryDisk): Promise<string> {
  const names = [...(await disk.list('/store'))].sort();
  return names.map((name) => `${name}:${disk.bytes(`/store/${name}`).toString('latin1')}`).join();
}
