import { failed } from '../core/errors/addonError.ts';
import { isLocked, lockedText, lockedValueOf, type LockedValue } from '../core/model/lockedValue.ts';
import type { Release } from '../core/model/release.ts';
import { bucketNames, type State } from '../core/model/state.ts';
import type { SecretCipher, SecretPlace } from '../core/ports/secretCipher.ts';
import type { SecretsHeader } from './generation.ts';
import { keyIdOf } from './secretCipher.ts';
import { secretBuckets, withValues, type ChangeValue, type Spot } from './secretPlaces.ts';
import { isObject } from './stateFormat.ts';

/** How values are written: in which store, and by which key if any. */
export interface Sealing {
  readonly store: string;
  readonly secrets: SecretsHeader;
}

/** A line of the CLI that sets values has an equals sign; names have none. */
const mayHoldValue = (spot: Spot, value: string): boolean => spot.kind !== 'line' || value.includes('=');

/**
 * Values between a state, where they are texts, and what is stored of it, where they may be closed. What was closed once
 * stays as it is: the same value in the same place keeps its ciphertext, so that unchanged entries stay unchanged.
 */
export class SecretSeal {
  readonly #ciphers: Map<string, SecretCipher>;
  /** By place and value, what stands for it on disk. */
  #closed = new Map<string, string>();
  /** By place and what stands on disk, the value. */
  #opened = new Map<string, string>();

  /** @param other whose keys it uses, too */
  constructor(other?: SecretSeal) {
    this.#ciphers = other === undefined ? new Map<string, SecretCipher>() : other.#ciphers;
  }

  add(cipher: SecretCipher): void {
    this.#ciphers.set(cipher.keyId, cipher);
  }

  has(keyId: string): boolean {
    return this.#ciphers.has(keyId);
  }

  /**
   * Opens what was stored, and what was locked until now. What can't be opened is locked.
   *
   * @param store in which the state was stored
   */
  open(state: State, store: string): State {
    const before = this.#opened;
    this.#opened = new Map();
    this.#closed = new Map();
    return withAllValues(state, (value, spot) => {
      const closed = closedValueOf(value, spot, store);
      if (closed === undefined) {
        return value;
      }
      const isMoved = closed.owner !== spot.owner || closed.name !== spot.name;
      const opened = isMoved && spot.kind !== 'copy' ? undefined : this.#open(closed, before);
      return opened ?? lockedText(closed);
    });
  }

  #open(closed: LockedValue, before: ReadonlyMap<string, string>): string | undefined {
    const key = cacheKey(closed, closed.text);
    const opened =
      before.get(key) ?? this.#ciphers.get(keyIdOf(closed.text) ?? '')?.open(closed.text, closed);
    if (opened !== undefined) {
      this.#remember(closed, opened, closed.text);
    }
    return opened;
  }

  #remember(place: SecretPlace, value: string, text: string): void {
    this.#opened.set(cacheKey(place, text), value);
    this.#closed.set(cacheKey(place, value), text);
  }

  /**
   * What is stored of an entry.
   *
   * @param known what was stored of releases, in the same way
   * @throws AddonError `store_locked` for a new value, when there is no key to close it with
   */
  stored(
    bucket: string,
    entry: unknown,
    { store, secrets }: Sealing,
    known?: WeakMap<Release, unknown>,
  ): unknown {
    const change = (value: unknown, spot: Spot): unknown => {
      if (typeof value !== 'string') {
        return value;
      }
      const locked = lockedValueOf(value);
      if (locked !== undefined) {
        return storedForm(locked, spot, store);
      }
      if (secrets.mode === 'plain' || !mayHoldValue(spot, value)) {
        return value;
      }
      const place: SecretPlace = { store, owner: spot.owner, name: spot.name };
      return { $enc: this.#close(value, place, secrets.keyId) };
    };
    return withValues(bucket, entry, change, known);
  }

  #close(value: string, place: SecretPlace, keyId: string): string {
    const known = this.#closed.get(cacheKey(place, value));
    if (known !== undefined && keyIdOf(known) === keyId) {
      return known;
    }
    const cipher = this.#ciphers.get(keyId);
    if (cipher === undefined) {
      throw failed('store_locked', {});
    }
    const text = cipher.seal(value, place);
    this.#remember(place, value, text);
    return text;
  }
}

/** How many values of apps and add-ons are locked; those of history don't count. */
export function lockedCount(state: State): number {
  const own = Object.values(state.configVars).filter(({ value }) => isLocked(value)).length;
  const owned = Object.values(state.addons).flatMap(({ values }) => Object.values(values).filter(isLocked));
  return own + owned.length;
}

/** Whether a state holds anything that is locked, history included. */
export function hasLocked(state: State): boolean {
  let found = false;
  withAllValues(state, (value) => {
    found ||= typeof value === 'string' && isLocked(value);
    return value;
  });
  return found;
}

function withAllValues(state: State, change: ChangeValue): State {
  const buckets = bucketNames.map((name) => {
    const bucket: Readonly<Record<string, unknown>> = state[name];
    if (!secretBuckets.includes(name)) {
      return [name, bucket] as const;
    }
    const entries = Object.entries(bucket).map(
      ([key, entry]) => [key, withValues(name, entry, change)] as const,
    );
    const isSame = entries.every(([key, entry]) => entry === bucket[key]);
    return [name, isSame ? bucket : Object.fromEntries(entries)] as const;
  });
  return buckets.every(([name, bucket]) => bucket === state[name])
    ? state
    : (Object.fromEntries(buckets) as unknown as State);
}

/** `of` says where it was closed, `store` in which store, when that is not where it stands. */
function storedForm({ text, ...place }: LockedValue, spot: Spot, store: string): object {
  const isHere = place.owner === spot.owner && place.name === spot.name;
  return {
    $enc: text,
    ...(place.store !== store && { store: place.store }),
    ...(!isHere && { of: [place.owner, place.name] }),
  };
}

function closedValueOf(value: unknown, spot: Spot, store: string): LockedValue | undefined {
  if (typeof value === 'string') {
    return lockedValueOf(value);
  }
  if (!isObject(value) || typeof value['$enc'] !== 'string') {
    return undefined;
  }
  const of: readonly unknown[] = Array.isArray(value['of']) ? value['of'] : [];
  const [owner, name] = of;
  return {
    text: value['$enc'],
    store: typeof value['store'] === 'string' ? value['store'] : store,
    owner: typeof owner === 'string' ? owner : spot.owner,
    name: typeof name === 'string' ? name : spot.name,
  };
}

/** Lengths keep the parts apart. */
function cacheKey({ store, owner, name }: SecretPlace, text: string): string {
  return `${store.length} ${owner.length} ${name.length} ${store}${owner}${name}${text}`;
}
