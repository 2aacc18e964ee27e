import type { SecretCipher, SecretsWish } from '../core/ports/secretCipher.ts';
import type { FilePort } from './filePort.ts';
import type { Formats } from './formats.ts';

/** What a store is opened with; each has a default. */
export interface StoreOptions {
  readonly files?: FilePort;
  readonly formats?: Formats;
  readonly pollMs?: number;
  readonly largestBytes?: number;
  readonly nowMs?: () => number;
  /** Whether a store is known to be in the folder: when it is missing, that is told, and none is begun by itself. */
  readonly isExpected?: () => boolean;
  /** Closes values from the first write on. */
  readonly cipher?: SecretCipher | undefined;
  /** What is wanted in the place of that; asked when the store is opened. */
  readonly secrets?: () => Promise<SecretsWish>;
}
