import type { SecretsReason, SecretsWish } from '../ports/secretCipher.ts';

/** What a person has set about values at rest. */
export type AtRestSetting = 'auto' | 'encrypted' | 'plain';

/** The facts that `auto` looks at. */
export interface AtRestEnvironment {
  /** The window shows another machine, a container or a server. */
  readonly isRemote: boolean;
  readonly isWeb: boolean;
  /** Whether there is a place for secrets, and it answers. */
  readonly hasSecretStorage: boolean;
  /** Whether a start before this one had put the key there that was read now. */
  readonly keyReadBackBefore: boolean;
}

export interface AtRestDecision {
  readonly mode: SecretsWish['mode'];
  readonly why: SecretsReason;
  /** Whether a key is to be made where there is none. */
  readonly makesKey: boolean;
}

/**
 * How values are to be kept. By itself nothing is encrypted whose key might not be there tomorrow: `auto` waits for a
 * later start that reads the same key back, and does so on a local desktop alone. Nor is anything decrypted by itself.
 */
export function decideAtRest(setting: AtRestSetting, environment: AtRestEnvironment): AtRestDecision {
  if (setting !== 'auto') {
    return { mode: setting, why: 'setting', makesKey: setting === 'encrypted' };
  }
  const obstacle = whyNotHere(environment);
  if (obstacle !== undefined) {
    return { mode: 'keep', why: obstacle, makesKey: false };
  }
  return environment.keyReadBackBefore
    ? { mode: 'encrypted', why: 'keyProven', makesKey: false }
    : { mode: 'keep', why: 'keyNotProven', makesKey: true };
}

function whyNotHere(environment: AtRestEnvironment): SecretsReason | undefined {
  if (environment.isWeb) {
    return 'web';
  }
  if (environment.isRemote) {
    return 'remote';
  }
  return environment.hasSecretStorage ? undefined : 'noSecretStorage';
}
