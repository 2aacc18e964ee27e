/** Where a value stands: it can be opened there and nowhere else. */
export interface SecretPlace {
  /** Which store. */
  readonly store: string;
  /** Id of the app, the add-on or the operation that it belongs to. */
  readonly owner: string;
  /** Name of the config var; the suffix of an add-on's. */
  readonly name: string;
}

/** Closes values with one key. */
export interface SecretCipher {
  /** Names the key without telling it. */
  readonly keyId: string;

  /** Never twice the same, also for the same value. */
  seal(value: string, place: SecretPlace): string;

  /** @returns undefined for what another key closed, for another place, or what was changed since */
  open(text: string, place: SecretPlace): string | undefined;
}

/** What a store does about values at rest. */
export interface SecretsWish {
  /** `keep`: as the store is; a new one is plain. */
  readonly mode: 'plain' | 'encrypted' | 'keep';
  /** Why that is so, for people. */
  readonly why: SecretsReason;
  /** Missing when there is no key: what is encrypted stays locked. */
  readonly cipher?: SecretCipher | undefined;
}

/** Why values are kept as they are: the setting says so, or one of the facts that `auto` looks at. */
export type SecretsReason =
  'setting' | 'web' | 'remote' | 'noSecretStorage' | 'keyNotProven' | 'keyProven' | 'program';
