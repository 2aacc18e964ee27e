import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { Event } from '../core/model/event.ts';
import { isUuid } from '../core/model/ids.ts';
import { namesIn } from './namesIn.ts';

/** One line of an app's log. */
export interface LogLine {
  readonly at: number;
  /** `app` for what processes and add-ons write, `heroku` for the platform. */
  readonly source: 'app' | 'heroku';
  /** Who wrote it: a process, an add-on by its name, or a part of the platform. */
  readonly process: string;
  readonly text: string;
  /** Sequence of the event that the line tells of, so that it is told once whoever writes it down. */
  readonly event?: number;
}

/** A line and its place: numbers grow, and stay when old lines are dropped. */
export interface NumberedLine extends LogLine {
  readonly number: number;
}

const limitBytes = 1024 * 1024;

/** Does something with a file while no other process does. */
export type Exclusively = (file: string, work: () => Promise<void>) => Promise<void>;

/**
 * The log of each app in a file of its own, of at most 1 MiB: when it is full, the older half goes. The first line
 * says how much went before. Several servers may write into one file, one at a time.
 */
export class LogFiles {
  readonly #folder: string;
  readonly #exclusively: Exclusively;
  /** What was read last, by app: a log that is followed is looked at often, and seldom another. */
  readonly #known = new Map<string, { readonly mark: string; readonly lines: readonly NumberedLine[] }>();

  /** What is being written, by app: two streams of one app must not drop its older half at once. */
  readonly #writing = new Map<string, Promise<void>>();

  constructor(folder: string, exclusively: Exclusively) {
    this.#folder = folder;
    this.#exclusively = exclusively;
  }

  append(appId: string, lines: readonly LogLine[]): Promise<void> {
    return this.#inTurn(appId, () => this.#append(appId, lines));
  }

  async #inTurn(appId: string, write: () => Promise<void>): Promise<void> {
    const alone = (): Promise<void> => this.#alone(appId, write);
    const turn = (this.#writing.get(appId) ?? Promise.resolve()).then(alone, alone);
    this.#writing.set(appId, turn);
    try {
      await turn;
    } finally {
      if (this.#writing.get(appId) === turn) {
        this.#writing.delete(appId);
      }
    }
  }

  /** What another server appends while the older half goes would go with it. */
  async #alone(appId: string, write: () => Promise<void>): Promise<void> {
    const file = this.#fileOf(appId);
    await fs.mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await this.#exclusively(file, write);
  }

  async #append(appId: string, lines: readonly LogLine[]): Promise<void> {
    const file = this.#fileOf(appId);
    if (lines.length === 0) {
      return;
    }
    // The first to come writes the head; whoever finds the file there goes on.
    await fs.writeFile(file, head(0), { flag: 'wx', mode: 0o600 }).catch(ignoreExisting);
    await fs.appendFile(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    if ((await fs.stat(file)).size > limitBytes) {
      await this.#dropOlderHalf(file);
    }
  }

  /** Lines after a number, oldest first. */
  async read(appId: string, after = 0): Promise<readonly NumberedLine[]> {
    const mark = await markOf(this.#fileOf(appId));
    let known = this.#known.get(appId);
    if (known?.mark !== mark) {
      known = { mark, lines: await this.#readAll(appId) };
      this.#known.set(appId, known);
    }
    return known.lines.filter((line) => line.number > after);
  }

  async #readAll(appId: string): Promise<readonly NumberedLine[]> {
    const { base, lines } = parse(await readIfThere(this.#fileOf(appId)));
    const numbered: NumberedLine[] = [];
    let [number, lastEvent] = [base, 0];
    for (const text of lines) {
      number += Buffer.byteLength(text) + 1;
      const line = parseLine(text);
      // Two servers may have written down the same event.
      if (line !== undefined && (line.event === undefined || line.event > lastEvent)) {
        lastEvent = line.event ?? lastEvent;
        numbered.push({ ...line, number });
      }
    }
    return numbered;
  }

  /** Writes down those events of an app that its log does not tell of yet. */
  async tell(appId: string, events: readonly Event[]): Promise<void> {
    // Mostly there are none, and nothing need be kept from others.
    if ((await this.#untold(appId, events)).length > 0) {
      await this.#inTurn(appId, async () => {
        await this.#append(appId, await this.#untold(appId, events));
      });
    }
  }

  async #untold(appId: string, events: readonly Event[]): Promise<readonly LogLine[]> {
    const told = (await this.read(appId)).reduce((last, { event }) => Math.max(last, event ?? 0), 0);
    return events.filter(({ sequence }) => sequence > told).flatMap(lineOf);
  }

  /** Ids of the apps that have a log. */
  async apps(): Promise<readonly string[]> {
    const names = await namesIn(this.#folder);
    return names.map((name) => name.replace(/\.log$/, '')).filter(isUuid);
  }

  remove(appId: string): Promise<void> {
    return this.#inTurn(appId, async () => {
      this.#known.delete(appId);
      await fs.rm(this.#fileOf(appId), { force: true });
    });
  }

  #fileOf(appId: string): string {
    if (!isUuid(appId)) {
      throw new RangeError('The log of what is no app');
    }
    return path.join(this.#folder, `${appId}.log`);
  }

  async #dropOlderHalf(file: string): Promise<void> {
    const { base, lines } = parse(await readIfThere(file));
    let [dropped, first] = [0, 0];
    while (dropped < limitBytes / 2 && first < lines.length - 1) {
      dropped += Buffer.byteLength(lines[first] ?? '') + 1;
      first += 1;
    }
    const kept = lines.slice(first).map((line) => `${line}\n`);
    const beside = `${file}.${randomUUID()}.tmp`;
    try {
      await fs.writeFile(beside, head(base + dropped) + kept.join(''), { mode: 0o600 });
      await fs.rename(beside, file);
    } catch (error) {
      await fs.rm(beside, { force: true });
      throw error;
    }
  }
}

/** What the log tells of an event; most are told by the release that comes with them. */
function lineOf(event: Event): readonly LogLine[] {
  const line = { at: event.at, source: 'heroku', process: 'api', event: event.sequence } as const;
  switch (event.type) {
    case 'release.created': {
      const { version, description } = event.data;
      return [
        {
          ...line,
          text: `Release v${String(version)} created by user ${event.actor}: ${String(description)}`,
        },
      ];
    }
    case 'app.restarted':
      return [{ ...line, text: `Restart by user ${event.actor}` }];
    case 'app.updated':
      return [
        { ...line, text: `Maintenance mode ${String(event.data['maintenance'])} by user ${event.actor}` },
      ];
    default:
      return [];
  }
}

function head(base: number): string {
  return `${JSON.stringify({ base })}\n`;
}

function parse(text: string): { base: number; lines: readonly string[] } {
  const [first = '', ...rest] = text.split('\n');
  // A line that is still being written has no end yet.
  const lines = rest.slice(0, -1);
  const base = /^\{"base":(\d+)\}$/.exec(first)?.[1];
  return { base: Number(base ?? 0), lines };
}

function parseLine(text: string): LogLine | undefined {
  try {
    return JSON.parse(text) as LogLine;
  } catch {
    // Cut short by a crash: the others are still good.
    return undefined;
  }
}

async function markOf(file: string): Promise<string> {
  const stats = await fs.stat(file, { bigint: true }).catch(() => undefined);
  return stats === undefined ? '' : `${stats.ino}:${stats.size}:${stats.mtimeNs}`;
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await fs.readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return '';
    }
    throw error;
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') {
    throw error;
  }
}
