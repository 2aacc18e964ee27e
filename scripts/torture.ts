// `npm run torture`: the long form of test/store, with figures; the same on lowdb's own JSONFile, which must lose.
// `npm run torture -- kills` runs one part. Ends with exit code 1 when the store lost a write, or the other did not.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { damageFiles } from '../test/store/support/damages.ts';
import { MemoryDisk } from '../test/store/support/memoryDisk.ts';
import { cutPower } from '../test/store/support/powerCuts.ts';
import {
  bundleWriter,
  contend,
  kill,
  type Kind,
  type ProcessReport,
} from '../test/store/support/processes.ts';
import { stopAt } from '../test/store/support/stops.ts';

interface Place {
  readonly script: string;
  readonly home: string;
}

/** @returns whether it ended as it must */
type Part = (place: Place) => Promise<boolean>;

const parts: Readonly<Record<string, Part>> = {
  async contention(place) {
    const one = await contention(place, 'generations', false);
    const two = await contention(place, 'generations', true);
    const other = await contention(place, 'jsonFile', false);
    return isSafe(one) && isSafe(two) && !isSafe(other);
  },

  async kills(place) {
    const ours = await kills(place, 'generations', 600);
    const other = await kills(place, 'jsonFile', 600);
    return isSafe(ours) && !isSafe(other);
  },

  async powerCuts() {
    const { operations, cuts, lost } = await cutPower(24, 600);
    console.log(`power cuts: ${cuts} at ${operations} operations of 24 commits, ${lost.length} with a loss`);
    lost.slice(0, 5).forEach((each) => {
      console.log(`  ${each}`);
    });
    return lost.length === 0;
  },

  async stops() {
    let stops = 0;
    let lost = 0;
    for (const foreign of [1, 2, 3, 4, 5, 8, 70]) {
      for (let position = 1; ; position += 1) {
        const outcome = await stopAt(new MemoryDisk(), '/store', { position, foreign });
        if (outcome === undefined) {
          break;
        }
        stops += 1;
        lost += foreign + 2 - outcome.found;
      }
    }
    console.log(
      `stops: ${stops}, before each operation of a commit, while 1 to 70 others pass: ${lost} lost`,
    );
    return lost === 0;
  },

  async damages() {
    const { tried, recovered, refused, wrong } = await damageFiles(3000);
    console.log(
      `damages: ${tried}; ${recovered} opened on the newest whole generation with a warning, ${refused} refused, ${wrong.length} wrong`,
    );
    wrong.slice(0, 5).forEach((each) => {
      console.log(`  ${each}`);
    });
    return wrong.length === 0;
  },
};

async function contention({ script, home }: Place, kind: Kind, withStops: boolean): Promise<ProcessReport> {
  const folder = join(home, `contention-${kind}-${withStops}`);
  const report = await contend({ script, folder, kind, processes: 4, transactions: 500, withStops });
  const latencies = [...report.latenciesMs].sort((first, second) => first - second);
  const at = (part: number): string =>
    `${(latencies[Math.floor(latencies.length * part)] ?? 0).toFixed(1)} ms`;
  print(`contention of 4 × 500 on ${kind}${withStops ? `, ${report.stops} stops` : ''}`, report);
  console.log(`  latency: median ${at(0.5)}, 99 % ${at(0.99)}, longest ${at(0.9999)}`);
  return report;
}

async function kills({ script, home }: Place, kind: Kind, count: number): Promise<ProcessReport> {
  const report = await kill({ script, folder: join(home, `kills-${kind}`), kind, kills: count });
  print(`${report.kills} kill -9 on ${kind}`, report);
  return report;
}

function print(title: string, { acknowledged, lost, complaints, seconds, shares }: ProcessReport): void {
  console.log(
    `${title}: ${lost} of ${acknowledged} acknowledged writes lost (by writer ${shares.join(', ')}; ${seconds.toFixed(0)} s)`,
  );
  const counts = new Map<string, number>();
  for (const complaint of complaints) {
    const line = complaint.split('\n')[0]?.slice(0, 120) ?? '';
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  [...counts].slice(0, 5).forEach(([line, times]) => {
    console.log(`  ${times} × ${line}`);
  });
}

function isSafe({ lost, complaints }: ProcessReport): boolean {
  return lost === 0 && complaints.length === 0;
}

async function main(): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'addons-torture-'));
  try {
    const place = { home, script: await bundleWriter(home) };
    const chosen = process.argv.slice(2);
    for (const [name, part] of Object.entries(parts)) {
      if ((chosen.length === 0 || chosen.includes(name)) && !(await part(place))) {
        console.log(`✘ ${name}`);
        process.exitCode = 1;
      }
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
