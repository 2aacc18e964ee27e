import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import * as z from 'zod/mini';
import { namesIn } from './namesIn.ts';

/** No write takes so long. */
const staleMs = 60 * 60_000;

/** An entry knows its id: a UUID that this program drew. */
interface Entry {
  readonly id: string;
}

/**
 * Small things that clients of the API keep here and that are no part of the state: webhooks, offers of an app. One
 * file each, so that servers that share a store need no lock; durable before an answer is given.
 */
export class EntryFolder<Kept extends Entry> {
  readonly #folder: string;
  readonly #schema: z.ZodMiniType<Kept>;

  /** @param schema what an entry is: a file may hold anything */
  constructor(folder: string, schema: z.ZodMiniType<Kept>) {
    this.#folder = folder;
    this.#schema = schema;
  }

  /** In order of their ids. Files that hold no entry are passed over: they were left by a write that never ended. */
  async all(): Promise<readonly Kept[]> {
    const names = await namesIn(this.#folder);
    const entries = await Promise.all(
      names.filter((name) => name.endsWith('.json')).map((name) => this.#read(name)),
    );
    return entries
      .filter((entry) => entry !== undefined)
      .sort((first, second) => (first.id < second.id ? -1 : 1));
  }

  async find(id: string): Promise<Kept | undefined> {
    // Looked for among those there are: what a client sends never becomes the name of a file.
    return (await this.all()).find((entry) => entry.id === id);
  }

  async put(entry: Kept): Promise<void> {
    await fs.mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await this.#sweep();
    const beside = path.join(this.#folder, `tmp-${randomUUID()}`);
    const handle = await fs.open(beside, 'wx', 0o600);
    try {
      await handle.writeFile(JSON.stringify(entry));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await fs.rename(beside, this.#fileOf(entry));
    await this.#sync();
  }

  async remove(entry: Kept): Promise<void> {
    await fs.rm(this.#fileOf(entry), { force: true });
    await this.#sync();
  }

  #fileOf({ id }: Kept): string {
    return path.join(this.#folder, `${id}.json`);
  }

  async #read(name: string): Promise<Kept | undefined> {
    try {
      const text = await fs.readFile(path.join(this.#folder, name), 'utf8');
      const { data } = z.safeParse(this.#schema, JSON.parse(text));
      // Its name is its id, or it could not be changed or removed.
      return data !== undefined && name === `${data.id}.json` ? data : undefined;
    } catch {
      // Removed between two looks, or never written whole.
      return undefined;
    }
  }

  /** What a write left that never ended; one that is under way is young. */
  async #sweep(): Promise<void> {
    const names = (await fs.readdir(this.#folder)).filter((name) => name.startsWith('tmp-'));
    await Promise.all(
      names.map(async (name) => {
        const file = path.join(this.#folder, name);
        const stats = await fs.stat(file).catch(() => undefined);
        if (stats !== undefined && Date.now() - stats.mtimeMs > staleMs) {
          await fs.rm(file, { force: true });
        }
      }),
    );
  }

  /** A name is durable when its folder is. Windows has no such call, and needs none. */
  async #sync(): Promise<void> {
    if (process.platform === 'win32') {
      return;
    }
    const handle = await fs.open(this.#folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}
