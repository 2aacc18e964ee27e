import type { Release } from '../core/model/release.ts';
import type { State } from '../core/model/state.ts';
import type { SecretCipher, SecretsWish } from '../core/ports/secretCipher.ts';
import type { SecretsHealth } from '../core/ports/storeCare.ts';
import { plainFile, type FolderListing } from './folderListing.ts';
import type { Generation, Header, SecretsHeader } from './generation.ts';
import { secretBuckets } from './secretPlaces.ts';
import { lockedCount, SecretSeal, type Sealing } from './secretSeal.ts';
import { StateSerialiser } from './stateSerialiser.ts';

const plain: SecretsHeader = { mode: 'plain' };

/** Decides how the values of a store are written, and reads and writes them so. */
export class StoreSecrets {
  readonly #seal = new SecretSeal();
  #wish: SecretsWish = { mode: 'keep', why: 'program' };
  /** How the store was last seen, also when nothing of it is left. */
  #last: SecretsHeader = plain;
  /** What the next commit does in the place of what the wish says. */
  #instead: SecretsHeader | undefined;
  #sealing: Sealing | undefined;
  #serialiser = new StateSerialiser();
  #hasMetLocked = false;

  use(wish: SecretsWish): void {
    this.#wish = wish;
    if (wish.cipher !== undefined) {
      this.#seal.add(wish.cipher);
    }
  }

  /** Another key, for what the first one does not open. */
  add(cipher: SecretCipher): void {
    this.#seal.add(cipher);
  }

  /** The state of what was read, with its values as far as there is a key. */
  opened({ header, state }: Generation): State {
    this.#last = header.secrets;
    this.#instead = undefined;
    return this.openedAgain(state, header.store);
  }

  /** The same of a copy, which may be closed in another way. */
  openedCopy({ header, state }: Generation): State {
    const seal = new SecretSeal(this.#seal);
    return this.#noting(seal.open(state, header.store));
  }

  openedAgain(state: State, store: string): State {
    return this.#noting(this.#seal.open(state, store));
  }

  /** Everything is written anew: what no key opens any more need not stay closed by that. */
  replace(): void {
    if (this.#isLocked(this.#last)) {
      this.newKey(this.#wish.mode === 'plain' ? undefined : this.#wish.cipher);
    }
  }

  /** From the next commit on, values are closed by this key, or by none; what is locked stays so. */
  newKey(cipher: SecretCipher | undefined): void {
    if (cipher !== undefined) {
      this.#seal.add(cipher);
    }
    this.#instead = cipher === undefined ? plain : closedBy(cipher);
  }

  /** It came to no commit, or to one. */
  endChange(): void {
    this.#instead = undefined;
  }

  /** How the next commit writes values. */
  next(before: Pick<Header, 'secrets'> | null): SecretsHeader {
    const present = before?.secrets ?? this.#last;
    const { mode, cipher } = this.#wish;
    if (this.#instead !== undefined) {
      return this.#instead;
    }
    if (mode === 'encrypted' && present.mode === 'plain' && cipher !== undefined) {
      return closedBy(cipher);
    }
    return mode === 'plain' && !this.#isLocked(present) ? plain : present;
  }

  /** Whether values are to be written in another way than they are. */
  isDue(header: Header): boolean {
    return !isSame(this.next(header), header.secrets);
  }

  committed({ secrets }: Pick<Header, 'secrets'>): void {
    this.#last = secrets;
    this.#instead = undefined;
  }

  /** @throws AddonError `store_locked` for a new value, when there is no key to close it with */
  serialise(state: State, sealing: Sealing): readonly Buffer[] {
    if (this.#sealing?.store !== sealing.store || !isSame(this.#sealing.secrets, sealing.secrets)) {
      this.#sealing = sealing;
      this.#serialiser = this.#serialiserFor(sealing);
    }
    return this.#serialiser.serialise(state);
  }

  /** What is written of a copy. */
  serialiseCopy(state: State, sealing: Sealing): readonly Buffer[] {
    return this.#serialiserFor(sealing).serialise(state);
  }

  /** @throws AddonError `store_locked` when a state holds new values that could not be stored */
  refuseNewValues(before: State, after: State, header: Header | null): void {
    const secrets = this.next(header);
    if (!this.#isLocked(secrets)) {
      return;
    }
    const sealing = { store: header?.store ?? '', secrets };
    for (const name of secretBuckets) {
      const known: Readonly<Record<string, unknown>> = before[name];
      for (const [key, entry] of after[name] === known ? [] : Object.entries(after[name])) {
        if (entry !== known[key]) {
          this.#seal.stored(name, entry, sealing);
        }
      }
    }
  }

  health(state: State, header: Header | null, listing: FolderListing): SecretsHealth {
    const secrets = header?.secrets ?? this.next(null);
    const mode = secrets.mode === 'plain' ? 'plain' : this.#isLocked(secrets) ? 'locked' : 'encrypted';
    const plainFiles = [...(listing.hasPlainFile ? [plainFile] : []), ...listing.damaged];
    return {
      mode,
      why: this.#wish.why,
      keyId: secrets.mode === 'plain' ? null : secrets.keyId,
      lockedValues: this.#hasMetLocked ? lockedCount(state) : 0,
      plainFiles: mode === 'plain' ? [] : plainFiles,
    };
  }

  #isLocked(secrets: SecretsHeader): boolean {
    return secrets.mode !== 'plain' && !this.#seal.has(secrets.keyId);
  }

  #serialiserFor(sealing: Sealing): StateSerialiser {
    const known = new WeakMap<Release, unknown>();
    return new StateSerialiser((bucket, entry) => this.#seal.stored(bucket, entry, sealing, known));
  }

  #noting(state: State): State {
    this.#hasMetLocked ||= lockedCount(state) > 0;
    return state;
  }
}

function closedBy({ keyId }: SecretCipher): SecretsHeader {
  return { mode: 'aes-256-gcm', keyId };
}

function isSame(first: SecretsHeader, second: SecretsHeader): boolean {
  return JSON.stringify(first) === JSON.stringify(second);
}
