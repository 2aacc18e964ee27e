import { randomUUID } from 'node:crypto';
import { failed, isAddonError } from '../core/errors/addonError.ts';
import type { State } from '../core/model/state.ts';
import type { CommitMode, SecretsHealth } from '../core/ports/storeCare.ts';
import { copyGeneration, keepRemembered, readBackup, sealBackups, type StoredState } from './backups.ts';
import { baseOn, nothing, type Base } from './base.ts';
import { commitGeneration, type Committed, type Place, type Plan } from './commit.ts';
import { probe } from './commitModes.ts';
import { hasCode } from './errorCode.ts';
import { lastGeneration, type FolderListing } from './folderListing.ts';
import { bodyOf, prefixLength, type Generation, type Header } from './generation.ts';
import { freeNumber, prune, removePlainGenerations, sweep } from './housekeeping.ts';
import { lookAgain } from './lookAgain.ts';
import { refuseLostStore } from './lostStore.ts';
import { sizeOf } from './newFile.ts';
import { listFolder, readNewest } from './newestGeneration.ts';
import { newestOrDamaged, readPlainStore, whatIsLeft } from './replaceable.ts';
import { fileIsInvalid, readError, storeError } from './storeError.ts';
import { StoreSecrets } from './storeSecrets.ts';
import { holdsNewest, withCommit } from './writers.ts';

/** A disk that fails to make a file durable gets it anew, in another file, so often. */
const writeTries = 3;
const commitsBetweenSweeps = 200;

export interface AdapterOptions extends Place {
  /** A state larger than this can't grow any more. */
  readonly largestBytes: number;
  readonly nowMs: () => number;
  /** Whether a store is known to have been here: then one that is missing is not taken for a new one. */
  readonly isExpected: () => boolean;
}

/** Generations in a folder, in the form of lowdb's adapters. One caller at a time. */
export class GenerationsAdapter {
  readonly writer = `w${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  readonly secrets = new StoreSecrets();
  readonly #options: AdapterOptions;
  #folder: string;
  #isPrepared = false;
  #base: Base | undefined;
  /** What the next write alone stands on: when it fails, what was read last still counts. */
  #aside: Base | undefined;
  #mode: CommitMode | undefined;
  #kept: string | null = null;
  #sequence = 0;
  #chores: Promise<void> = Promise.resolve();
  #commits = 0;
  #hasTurn = false;

  constructor(options: AdapterOptions) {
    this.#options = options;
    this.#folder = options.folder;
  }

  get base(): Base {
    return this.#base ?? nothing;
  }

  /** Once the folder is there, its real path. */
  get folder(): string {
    return this.#folder;
  }

  get mode(): CommitMode {
    return this.base.header?.cas ?? this.#mode ?? 'link';
  }

  /** Where what was known is, that the store no longer holds. */
  get kept(): string | null {
    return this.#kept;
  }

  /** Whether somebody waits for a turn to commit. */
  get hasTurn(): boolean {
    return this.#hasTurn;
  }

  /** Whether what was read is to be stored in the present form, though nothing changed. */
  get isOutdated(): boolean {
    const { header, plainMark } = this.base;
    return header === null
      ? plainMark !== null
      : header.format < this.#options.formats.current || this.secrets.isDue(header);
  }

  get secretsHealth(): SecretsHealth {
    const { state, header, listing } = this.base;
    return this.secrets.health(state, header, listing);
  }

  /** Looks at the state again that was read last, as there may be another key now. */
  openAgain(): State {
    const { state, header } = this.base;
    const opened = header === null ? state : this.secrets.openedAgain(state, header.store);
    this.#base = { ...this.base, state: opened };
    return opened;
  }

  /** @throws AddonError `store_damaged` when the backup is */
  async readCopy(name: string): Promise<State> {
    try {
      return this.secrets.openedCopy(await readBackup(this.place, name));
    } catch (error) {
      throw fileIsInvalid(storeError(error, this.#folder), name);
    }
  }

  /** Looks at a folder that is there. */
  async open(): Promise<void> {
    try {
      await this.#prepare();
    } catch (error) {
      if (!hasCode(error, 'ENOENT', 'ENOTDIR')) {
        throw storeError(error, this.#folder);
      }
    }
  }

  /** Removes what was left behind, once the store could be read; nobody waits for it but `settled`. */
  sweepLater(): void {
    this.#chores = this.#chores.then(() => this.#sweep());
  }

  /** Once it was read: removes plain text that an end at the wrong moment left behind. */
  removePlainLater(): void {
    const { header, listing } = this.base;
    if (header !== null && header.secrets.mode !== 'plain') {
      this.#chores = this.#chores.then(() => this.#removePlain(listing));
    }
  }

  /** What a write would fail with, as far as can be told without one. */
  async whyReadOnly(): Promise<unknown> {
    try {
      await this.#options.files.checkWritable(this.#folder);
      return undefined;
    } catch (error) {
      return hasCode(error, 'ENOENT') ? undefined : storeError(error, this.#folder);
    }
  }

  /**
   * @returns null when nothing has changed since the last read or write
   * @throws AddonError `store_…`
   */
  async read(): Promise<State | null> {
    try {
      return await this.#read();
    } catch (error) {
      throw readError(error, this.#folder);
    }
  }

  /**
   * Stores a state that was made from the one that was read last.
   *
   * @throws StoreConflict when another process has stored one since; AddonError `store_…`, `disk_full`,
   *   `outcome_unknown`
   */
  async write(state: State): Promise<void> {
    const [aside, before] = [this.#aside, this.#aside ?? this.base];
    this.#aside = undefined;
    try {
      await this.#commit(state, before, aside !== undefined);
    } catch (error) {
      throw storeError(error, this.#folder);
    }
  }

  /**
   * Keeps a copy of what is there, so that the next `write` may replace it, whatever its condition is.
   *
   * @param remembered what a window knows; copied when nothing better is there
   * @returns where the copy is, for people
   */
  async standAside(remembered: State | null): Promise<string | null> {
    try {
      const { copy, base } = await this.#keepCopy(remembered);
      this.#aside = base;
      this.secrets.replace();
      return copy;
    } catch (error) {
      throw storeError(error, this.#folder);
    }
  }

  /** Waits for what is done after commits. */
  settled(): Promise<void> {
    return this.#chores;
  }

  get place(): Place {
    const { files, formats } = this.#options;
    return { files, formats, folder: this.#folder };
  }

  async #read(): Promise<State | null> {
    const { files } = this.#options;
    const listing = await listFolder(files, this.#folder);
    this.#hasTurn = listing.hasTurn;
    if (this.base.header !== null && listing.top === this.base.listing.top) {
      const base = await lookAgain(this.place, this.base);
      if (base !== undefined) {
        this.#base = base;
        return null;
      }
    }
    if (listing.generations.length > 0) {
      const newest = await readNewest(files, this.#folder, this.#options.formats, listing);
      if (newest !== undefined) {
        await this.#keepWhatIsLost(newest.found.header);
        this.#base = baseOn(newest, this.secrets.opened(newest.found));
        return this.#base.state;
      }
    }
    return this.#readWithoutGenerations(listing);
  }

  /** Another store may have taken the place of ours, or one window may have fallen back to what is older. */
  async #keepWhatIsLost(newest: Header): Promise<void> {
    const { header, state } = this.base;
    if (header !== null && !holdsNewest(newest, header)) {
      const sealed = this.#sealed(state, header.store);
      this.#kept = await keepRemembered(this.#options.files, this.#folder, this.base, sealed);
    }
  }

  async #readWithoutGenerations(listing: FolderListing): Promise<State | null> {
    refuseLostStore(this.#folder, this.base, listing, this.#options.isExpected());
    if (listing.hasPlainFile) {
      return this.#readPlainFile(listing);
    }
    this.#base = { ...nothing, listing };
    return null;
  }

  async #readPlainFile(listing: FolderListing): Promise<State | null> {
    const { files, formats } = this.#options;
    const read = await readPlainStore(files, this.#folder, formats, this.base.plainMark);
    if (read !== undefined) {
      this.#base = { ...nothing, ...read, listing };
    }
    return read?.state ?? null;
  }

  async #commit(state: State, before: Base, isReplacing: boolean): Promise<void> {
    await this.#prepareToWrite(before);
    const { damaged, header: headerBefore } = before;
    const secrets = this.secrets.next(headerBefore);
    for (let tries = 1; ; tries += 1) {
      const { plan, base } = this.#plan(state, before, isReplacing);
      try {
        const committed = await commitGeneration(this.place, plan);
        this.#base = {
          ...base,
          mark: committed.mark,
          listing: { ...committed.listing, top: plan.commit.generation },
        };
        this.secrets.committed({ secrets });
        this.#afterwards(committed, { generation: plan.commit.generation, damaged });
        if (secrets.mode !== 'plain' && headerBefore?.secrets.mode !== secrets.mode) {
          this.#chores = this.#chores.then(() => this.#removePlain(committed.listing));
        }
        return;
      } catch (error) {
        if (tries === writeTries || !hasCode(error, 'EIO')) {
          throw error;
        }
      }
    }
  }

  async #prepareToWrite(before: Base): Promise<void> {
    const { files, formats } = this.#options;
    if (before.next > lastGeneration) {
      await freeNumber(this.place, before.damaged);
    }
    const { header } = before;
    if (header === null) {
      await files.makeFolder(this.#folder);
      this.#isPrepared = false;
      await this.#prepare();
      this.#mode ??= await probe(files, this.#folder);
    } else if (header.format < formats.current) {
      await copyGeneration(files, this.#folder, before);
    }
  }

  #plan(state: State, on: Base, isReplacing: boolean): { readonly plan: Plan; readonly base: Base } {
    const { formats, largestBytes, nowMs } = this.#options;
    const { header: before, listing, next: generation, bytes: bytesBefore } = on;
    this.#sequence += 1;
    const commit = { writer: this.writer, sequence: this.#sequence, generation };
    const table = withCommit(before ?? { writers: {}, forgotten: 0 }, commit);
    const header = {
      format: formats.current,
      gen: generation,
      parent: before?.gen ?? 0,
      store: before?.store ?? randomUUID(),
      at: new Date(nowMs()).toISOString(),
      by: this.writer,
      replaced: isReplacing ? generation : before?.replaced,
      forgotten: table.forgotten,
      writers: table.writers,
      cas: before?.cas ?? this.#mode ?? 'link',
      secrets: this.secrets.next(before),
    };
    const body = bodyOf(header, this.secrets.serialise(state, header));
    const bytes = prefixLength + body.firstLine.length + sizeOf(body.parts);
    if (bytes > largestBytes && bytes > bytesBefore) {
      throw failed('store_too_large', { file: this.#folder, bytes, largest: largestBytes });
    }
    return {
      plan: { commit, store: header.store, mode: header.cas, body, top: listing.top },
      base: { ...nothing, state, header: { ...header, parts: [] }, next: generation + 1, bytes },
    };
  }

  /** After the answer: nobody waits for it but `settled`. */
  #afterwards({ draft, listing }: Committed, committed: Parameters<typeof prune>[3]): void {
    const { files } = this.#options;
    this.#commits += 1;
    const isSweepDue = this.#commits % commitsBetweenSweeps === 0;
    this.#chores = this.#chores.then(async () => {
      await draft.discard();
      await prune(files, this.#folder, listing, committed);
      if (isSweepDue) {
        await this.#sweep();
      }
    });
  }

  async #keepCopy(remembered: State | null): Promise<{ readonly copy: string | null; readonly base: Base }> {
    const { files } = this.#options;
    await files.makeFolder(this.#folder);
    const listing = await listFolder(files, this.#folder);
    const newest = await newestOrDamaged(files, this.#folder, this.#options.formats, listing);
    if (newest !== 'damaged' && newest !== undefined) {
      const base = baseOn(newest, this.secrets.opened(newest.found));
      return { copy: await copyGeneration(files, this.#folder, base), base };
    }
    await this.#refuseNewerPlainFile(listing);
    const next = Math.max(listing.top + 1, this.base.next);
    const base: Base = { ...nothing, listing, next, damaged: listing.generations };
    if (remembered !== null) {
      const state = this.#sealed(remembered, this.base.header?.store ?? randomUUID());
      return { copy: await keepRemembered(files, this.#folder, this.base, state), base };
    }
    return { copy: whatIsLeft(this.#folder, listing), base };
  }

  #sealed(state: State, store: string): StoredState {
    const sealing = { store, secrets: this.secrets.next(this.base.header) };
    const pieces = this.secrets.serialiseCopy(state, sealing);
    return { ...sealing, format: this.#options.formats.current, pieces };
  }

  /** Older commits go, backups are written anew. Never fails: it is tried again when the store is opened. */
  async #removePlain(listing: FolderListing): Promise<void> {
    await removePlainGenerations(this.place, listing);
    const sealedCopy = (copy: Generation): StoredState | undefined =>
      copy.header.secrets.mode === 'plain'
        ? this.#sealed(this.secrets.openedCopy(copy), copy.header.store)
        : undefined;
    await sealBackups(this.place, listing.backups, sealedCopy).catch(() => undefined);
  }

  async #refuseNewerPlainFile(listing: FolderListing): Promise<void> {
    if (listing.hasPlainFile && listing.generations.length === 0 && this.base.header === null) {
      await this.#readPlainFile(listing).catch((error: unknown) => {
        if (!isAddonError(error) || error.code !== 'store_damaged') {
          throw error;
        }
      });
    }
  }

  async #prepare(): Promise<void> {
    if (this.#isPrepared) {
      return;
    }
    const { files } = this.#options;
    this.#folder = await files.realPath(this.#folder);
    // What can't be listed is told of by reading.
    const listing = await listFolder(files, this.#folder).catch(() => undefined);
    await files.makePrivate(this.#folder, (listing?.generations.length ?? 0) > 0);
    this.#isPrepared = true;
  }

  async #sweep(): Promise<void> {
    await sweep(this.place, this.#options.nowMs());
  }
}
