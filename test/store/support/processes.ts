import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'esbuild';
import { LowdbStateStore } from '../../../src/store/lowdbStateStore.ts';
import type { WriterTask } from './writer.ts';

export type Kind = WriterTask['kind'];

/** One writer in a process of its own, and what it said. */
interface Writer {
  readonly stored: number[];
  readonly latenciesMs: number[];
  readonly complaints: string[];
  readonly pid: number;
  readonly opened: Promise<boolean>;
  readonly ended: Promise<void>;
  signal(name: NodeJS.Signals): void;
}

export interface ProcessReport {
  readonly acknowledged: number;
  readonly lost: number;
  readonly kills: number;
  readonly stops: number;
  /** Times that the store could not be opened, and other things that writers complained of. */
  readonly complaints: readonly string[];
  readonly seconds: number;
  readonly latenciesMs: readonly number[];
  /** How much each of the writers got done. */
  readonly shares: readonly number[];
}

/** One file without dependencies starts ten times as fast. */
export async function bundleWriter(folder: string): Promise<string> {
  const outfile = path.join(folder, 'writer.mjs');
  await build({
    entryPoints: [path.join(import.meta.dirname, 'writer.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'error',
  });
  return outfile;
}

function start(script: string, task: WriterTask): Writer {
  const child = spawn(process.execPath, [script, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stored: number[] = [];
  const latenciesMs: number[] = [];
  const complaints: string[] = [];
  let tellOpened: ((isOpened: boolean) => void) | undefined;
  const opened = new Promise<boolean>((resolve) => (tellOpened = resolve));
  const lines = createInterface(child.stdout);
  lines.on('line', (line) => {
    const [word, number, latency] = line.split(' ');
    if (word === 'stored') {
      stored.push(Number(number));
      latenciesMs.push(Number(latency));
    } else if (word === 'opened') {
      tellOpened?.(true);
    } else if (word !== 'done') {
      complaints.push(line);
    }
  });
  let errors = '';
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  const ended = Promise.all([once(child, 'close'), once(lines, 'close')]).then(() => {
    tellOpened?.(false);
    if (errors !== '') {
      complaints.push(errors);
    }
  });
  return {
    stored,
    latenciesMs,
    complaints,
    pid: child.pid ?? 0,
    opened,
    ended,
    signal: (name) => void child.kill(name),
  };
}

/** Several processes commit at the same time; some are stopped now and then. */
export async function contend(options: {
  readonly script: string;
  readonly folder: string;
  readonly kind: Kind;
  readonly processes: number;
  readonly transactions: number;
  readonly withStops?: boolean;
}): Promise<ProcessReport> {
  const { script, folder, kind, transactions } = options;
  const startedMs = performance.now();
  const writers = Array.from({ length: options.processes }, (_, position) =>
    start(script, { kind, folder, name: `w${position}`, first: 0, transactions }),
  );
  let isOver = false as boolean;
  let stops = 0;
  const stopping = (async () => {
    while (options.withStops === true && !isOver) {
      await wait(Math.random() * 60);
      const writer = writers[Math.floor(Math.random() * writers.length)];
      writer?.signal('SIGSTOP');
      stops += 1;
      await wait(Math.random() * 60);
      writer?.signal('SIGCONT');
    }
  })();
  await Promise.all(writers.map(({ ended }) => ended));
  const seconds = (performance.now() - startedMs) / 1000;
  isOver = true;
  await stopping;
  const answered = new Map(writers.map(({ stored }, position) => [`w${position}`, stored]));
  return report(folder, kind, answered, {
    kills: 0,
    stops,
    seconds,
    complaints: writers.flatMap(({ complaints }) => complaints),
    latenciesMs: writers.flatMap(({ latenciesMs }) => latenciesMs),
    shares: writers.map(({ stored }) => stored.length),
  });
}

/** Two processes commit; each is killed at a random moment, and another takes its place. */
export async function kill(options: {
  readonly script: string;
  readonly folder: string;
  readonly kind: Kind;
  readonly kills: number;
}): Promise<ProcessReport> {
  const { script, folder, kind } = options;
  const startedMs = performance.now();
  const answered = new Map<string, number[]>();
  const complaints: string[] = [];
  let kills = 0;
  let isBeyondOpening = false;
  const lane = async (name: string): Promise<void> => {
    const stored: number[] = [];
    answered.set(name, stored);
    while (kills < options.kills && !isBeyondOpening) {
      const first = (stored.at(-1) ?? -1) + 2;
      const writer = start(script, { kind, folder, name, first, transactions: 1e6 });
      const isOpened = await writer.opened;
      isBeyondOpening ||= !isOpened;
      await wait(Math.random() * 120);
      kills += 1;
      writer.signal('SIGKILL');
      await writer.ended;
      stored.push(...writer.stored);
      complaints.push(...writer.complaints);
    }
  };
  await Promise.all([lane('a'), lane('b')]);
  const seconds = (performance.now() - startedMs) / 1000;
  const shares = [...answered.values()].map(({ length }) => length);
  return report(folder, kind, answered, { kills, stops: 0, seconds, complaints, latenciesMs: [], shares });
}

async function report(
  folder: string,
  kind: Kind,
  answered: ReadonlyMap<string, readonly number[]>,
  rest: Omit<ProcessReport, 'acknowledged' | 'lost'>,
): Promise<ProcessReport> {
  const marks = await marksIn(folder, kind).catch((error: unknown) => {
    return { error: String(error) };
  });
  const all = [...answered].flatMap(([name, stored]) => stored.map((number) => `${name}:${number}`));
  if ('error' in marks) {
    const complaints = [...rest.complaints, `can't be opened: ${String(marks.error)}`];
    return { ...rest, complaints, acknowledged: all.length, lost: all.length };
  }
  const lost = all.filter((mark) => !Object.hasOwn(marks, mark)).length;
  return { ...rest, acknowledged: all.length, lost };
}

async function marksIn(folder: string, kind: Kind): Promise<Readonly<Record<string, unknown>>> {
  if (kind === 'jsonFile') {
    const data = JSON.parse(readFileSync(path.join(folder, 'db.json'), 'utf8')) as {
      counters: Record<string, unknown>;
    };
    return data.counters;
  }
  const store = new LowdbStateStore(folder);
  try {
    return (await store.open()).counters;
  } finally {
    await store.close();
  }
}
