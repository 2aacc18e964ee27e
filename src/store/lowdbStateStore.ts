import { setTimeout as wait } from 'node:timers/promises';
import { Low } from 'lowdb';
import { failed, isAddonError } from '../core/errors/addonError.ts';
import type { Failure } from '../core/errors/failure.ts';
import { emptyState, type State } from '../core/model/state.ts';
import type { Disposable } from '../core/ports/disposable.ts';
import type { ChangeListener, CommittedBy, StateStore, Transition } from '../core/ports/stateStore.ts';
import type { SecretCipher, SecretsWish } from '../core/ports/secretCipher.ts';
import type { Backup, Brought, SecretCare, StoreCare, StoreHealth } from '../core/ports/storeCare.ts';
import { tellAll } from '../core/ports/tellAll.ts';
import { listBackups } from './backups.ts';
import { Batch, waitingFor, type Waiting } from './batch.ts';
import { committedBy } from './committedBy.ts';
import type { FilePort } from './filePort.ts';
import { FolderWatch } from './folderWatch.ts';
import { ourFormats } from './formats.ts';
import { GenerationsAdapter } from './generationsAdapter.ts';
import { HealthRecord } from './healthRecord.ts';
import { broughtBy, importedFrom } from './importedText.ts';
import { keepIdentity } from './keepIdentity.ts';
import { nodeFiles } from './nodeFiles.ts';
import { patientFiles } from './patientFiles.ts';
import { hasLocked } from './secretSeal.ts';
import { encodeState } from './stateFormat.ts';
import { StoreConflict, storeError } from './storeError.ts';
import type { StoreOptions } from './storeOptions.ts';
import { takeTurn } from './turn.ts';

/** After so many tries that others were faster at, each is followed by a short pause. */
const triesWithoutPause = 4;
const longestPauseMs = 20;
/** By then something else is wrong than that others are faster. */
const mostTries = 500;

/**
 * The state in a folder, by lowdb: each commit is a file of its own that never changes again. Every transaction looks
 * for newer ones before it writes; all that wait meanwhile are committed together.
 */
export class LowdbStateStore implements StateStore, StoreCare, SecretCare {
  readonly #files: FilePort;
  readonly #wish: (() => Promise<SecretsWish>) | undefined;
  readonly #adapter: GenerationsAdapter;
  readonly #db: Low<State>;
  readonly #watch: FolderWatch;
  readonly #health: HealthRecord;
  readonly #listeners = new Set<ChangeListener>();
  readonly #queue: Waiting[] = [];
  #committed: State = emptyState;
  #work: Promise<void> = Promise.resolve();
  #isOpen = false;
  #isClosed = false;

  /** @param folder is made with the first write, not before */
  constructor(folder: string, options: StoreOptions = {}) {
    this.#files = patientFiles(options.files ?? nodeFiles);
    this.#adapter = new GenerationsAdapter({
      files: this.#files,
      folder,
      formats: options.formats ?? ourFormats,
      largestBytes: options.largestBytes ?? 256 * 1024 * 1024,
      nowMs: options.nowMs ?? Date.now,
      isExpected: options.isExpected ?? (() => false),
    });
    this.#wish = options.secrets;
    if (options.cipher !== undefined) {
      this.#adapter.secrets.use({ mode: 'encrypted', why: 'program', cipher: options.cipher });
    }
    this.#db = new Low<State>(this.#adapter, emptyState);
    this.#health = new HealthRecord(this.#adapter);
    this.#watch = new FolderWatch({
      files: this.#files,
      folder: () => this.#adapter.folder,
      pollMs: options.pollMs ?? 750,
      look: () => this.#glance(),
      onWatched: (isWatched) => {
        this.#health.watched(isWatched);
      },
    });
  }

  get state(): State {
    return this.#committed;
  }

  get folder(): string {
    return this.#adapter.folder;
  }

  get health(): StoreHealth {
    return this.#health.present;
  }

  async open(): Promise<State> {
    try {
      return await this.#inTurn(() => this.#open());
    } finally {
      // Also what could not be read: it may be mended meanwhile.
      if (!this.#isClosed) {
        this.#watch.start();
      }
    }
  }

  async #open(): Promise<State> {
    await this.#takeWish();
    await this.#adapter.open();
    await this.#read();
    this.#health.opened(failureOf(await this.#adapter.whyReadOnly()));
    await this.#bringUp();
    this.#adapter.removePlainLater();
    this.#adapter.sweepLater();
    this.#isOpen = true;
    return this.#committed;
  }

  refresh(): Promise<State> {
    return this.#inTurn(async () => {
      await this.#read();
      return this.#committed;
    });
  }

  transact<Result>(transition: Transition<Result>): Promise<Result> {
    if (this.#isClosed) {
      return Promise.reject(failed('store_busy', { file: this.#adapter.folder }));
    }
    return new Promise<Result>((resolve, reject) => {
      const storable: Transition<Result> = (state) => {
        const next = transition(state);
        // Alone: others that are committed with it may go on.
        this.#adapter.secrets.refuseNewValues(state, next[0], this.#adapter.base.header);
        return next;
      };
      this.#queue.push(waitingFor(storable, resolve, reject));
      void this.#inTurn(() => this.#commitWaiting());
    });
  }

  onChange(listener: ChangeListener): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  onHealth(listener: (health: StoreHealth) => void): Disposable {
    return this.#health.onChange(listener);
  }

  replace(state: State): Promise<string | null> {
    return this.#inTurn(() => this.#replace(state));
  }

  async backups(): Promise<readonly Backup[]> {
    try {
      return await listBackups(this.#adapter.place);
    } catch (error) {
      throw storeError(error, this.#adapter.folder);
    }
  }

  restore({ name }: Pick<Backup, 'name'>): Promise<string | null> {
    return this.#inTurn(async () => this.#replace(await this.#adapter.readCopy(name)));
  }

  unlock(cipher: SecretCipher): Promise<boolean> {
    return this.#inTurn(async () => {
      await this.#read();
      const { header } = this.#adapter.base;
      const isRight = header?.secrets.mode !== 'plain' && header?.secrets.keyId === cipher.keyId;
      const before = this.#adapter.secretsHealth.lockedValues;
      this.#adapter.secrets.add(cipher);
      this.#db.data = this.#adapter.openAgain();
      this.#show(this.#db.data, 'self');
      this.#health.secretsChanged();
      return isRight || this.#adapter.secretsHealth.lockedValues < before;
    });
  }

  decideAnew(): Promise<void> {
    return this.#inTurn(async () => {
      if (!this.#isOpen) {
        return;
      }
      await this.#takeWish();
      await this.#read();
      await this.#bringUp();
      this.#health.secretsChanged();
    });
  }

  changeKey(cipher: SecretCipher): Promise<void> {
    return this.#inTurn(async () => {
      try {
        for (let tries = 1; tries <= mostTries; tries += 1) {
          await this.#read();
          this.#adapter.secrets.newKey(cipher);
          if (await this.#write(this.#committed)) {
            return;
          }
        }
        throw failed('store_busy', { file: this.#adapter.folder });
      } finally {
        this.#adapter.secrets.endChange();
      }
    });
  }

  exportText(): string {
    if (hasLocked(this.#committed)) {
      throw failed('store_locked', {});
    }
    return encodeState(this.#committed);
  }

  inspectText(text: string, file: string): Promise<Brought> {
    return broughtBy(text, file, this.#adapter.place.formats);
  }

  async importText(text: string, file = 'import'): Promise<string | null> {
    return this.replace((await importedFrom(text, file, this.#adapter.place.formats)).state);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#watch.close();
    this.#listeners.clear();
    this.#health.close();
    await this.#work;
    await this.#adapter.settled();
  }

  /** Never rejects: each caller gets its own answer. */
  async #commitWaiting(): Promise<void> {
    const batch = new Batch(this.#queue.splice(0));
    if (batch.size === 0) {
      return;
    }
    try {
      await this.#commit(batch);
    } catch (error) {
      if (failureOf(error)?.code === 'store_too_large' && batch.size > 1) {
        // One of them is: the others can be stored.
        await this.#commitEach(batch);
      } else {
        batch.reject(error);
      }
      return;
    }
    batch.settle();
  }

  async #commitEach(batch: Batch): Promise<void> {
    for (const one of batch.each()) {
      try {
        await this.#commit(one);
        one.settle();
      } catch (error) {
        one.reject(error);
      }
    }
  }

  async #commit(batch: Batch): Promise<void> {
    await this.#read();
    for (let tries = 1; tries <= mostTries; tries += 1) {
      const isMet = tries > 1 || this.#adapter.hasTurn;
      if (await (isMet ? this.#tryInTurn(batch) : this.#tryCommit(batch))) {
        return;
      }
      if (tries > triesWithoutPause) {
        await wait(Math.random() * Math.min(longestPauseMs, tries));
      }
    }
    throw failed('store_busy', { file: this.#adapter.folder });
  }

  /** Others commit as well: each gets its turn. */
  async #tryInTurn(batch: Batch): Promise<boolean> {
    const endTurn = await takeTurn(this.#files, this.#adapter.folder);
    try {
      await this.#read();
      return await this.#tryCommit(batch);
    } finally {
      await endTurn();
    }
  }

  /** @returns false when another process has committed between our reading and writing */
  async #tryCommit(batch: Batch): Promise<boolean> {
    const next = batch.apply(this.#committed);
    return next === this.#committed || this.#write(next);
  }

  async #replace(state: State): Promise<string | null> {
    try {
      for (let tries = 1; tries <= mostTries; tries += 1) {
        // What others stored is what is replaced. When it can't be read, standing aside decides.
        await this.#read().catch(() => undefined);
        const copy = await this.#adapter.standAside(this.#committed === emptyState ? null : this.#committed);
        if (await this.#write(state)) {
          return copy;
        }
        // Another process stored something meanwhile: that is to be copied too.
      }
    } finally {
      this.#adapter.secrets.endChange();
    }
    throw failed('store_busy', { file: this.#adapter.folder });
  }

  /** Stores in the present form what was read in an older one. When that can't be done now, it is with the next write. */
  async #bringUp(): Promise<void> {
    try {
      for (let tries = 1; tries <= mostTries && this.#adapter.isOutdated; tries += 1) {
        if (await this.#write(this.#committed)) {
          // Plain text that was there is gone before anybody is told.
          await this.#adapter.settled();
        } else {
          await this.#read();
        }
      }
    } catch {
      // The health tells.
    }
  }

  async #takeWish(): Promise<void> {
    if (this.#wish !== undefined) {
      this.#adapter.secrets.use(await this.#wish());
    }
  }

  /** What others committed, by itself. */
  async #glance(): Promise<void> {
    try {
      await this.refresh();
    } catch (error) {
      if (failureOf(error)?.code === 'store_gone') {
        this.#watch.forget();
      }
    }
  }

  async #read(): Promise<void> {
    const known = this.#adapter.base.header;
    try {
      await this.#db.read();
      this.#health.read(null);
    } catch (error) {
      this.#health.read(failureOf(error));
      throw error;
    }
    if (this.#db.data === this.#committed) {
      return;
    }
    this.#db.data = keepIdentity(this.#committed, this.#db.data);
    this.#show(this.#db.data, committedBy(known, this.#adapter.base.header, this.#adapter.writer));
  }

  /** @returns false when another process was faster */
  async #write(next: State): Promise<boolean> {
    this.#db.data = next;
    try {
      await this.#db.write();
    } catch (error) {
      // lowdb's memory would be ahead of the disk.
      this.#db.data = this.#committed;
      if (error instanceof StoreConflict) {
        return false;
      }
      this.#health.wrote(failureOf(error));
      throw error;
    }
    this.#health.read(null);
    this.#health.wrote(null);
    this.#show(next, 'self');
    return true;
  }

  #show(after: State, by: CommittedBy): void {
    const before = this.#committed;
    if (before !== after) {
      this.#committed = after;
      tellAll(this.#listeners, before, after, by);
    }
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#work.then(work);
    this.#work = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }
}

function failureOf(error: unknown): Failure | null {
  return isAddonError(error) ? error.failure : null;
}
