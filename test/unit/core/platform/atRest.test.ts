import assert from 'node:assert/strict';
import { decideAtRest, type AtRestEnvironment } from '../../../../src/core/platform/atRest.ts';

const desktop: AtRestEnvironment = {
  isRemote: false,
  isWeb: false,
  hasSecretStorage: true,
  keyReadBackBefore: true,
};

function decided(facts: Partial<AtRestEnvironment>): string {
  const { mode, why, makesKey } = decideAtRest('auto', { ...desktop, ...facts });
  return `${mode} ${why}${makesKey ? ', makes a key' : ''}`;
}

describe('values at rest by themselves', () => {
  it('are encrypted on a local desktop alone, and only after a later start has read the key back', () => {
    assert.deepEqual(
      [
        decided({}),
        decided({ keyReadBackBefore: false }),
        decided({ hasSecretStorage: false }),
        decided({ isRemote: true }),
        decided({ isWeb: true }),
        decided({ isRemote: true, isWeb: true }),
      ],
      [
        'encrypted keyProven',
        'keep keyNotProven, makes a key',
        'keep noSecretStorage',
        'keep remote',
        'keep web',
        'keep web',
      ],
    );
  });

  it('never encrypt in any other of all environments, and never decrypt', () => {
    const both = [false, true];
    const all = both.flatMap((isRemote) =>
      both.flatMap((isWeb) =>
        both.flatMap((hasSecretStorage) =>
          both.map((keyReadBackBefore) => ({ isRemote, isWeb, hasSecretStorage, keyReadBackBefore })),
        ),
      ),
    );
    const modes = all.map((environment) => decideAtRest('auto', environment).mode);
    assert.equal(modes.filter((mode) => mode === 'encrypted').length, 1);
    assert.equal(modes.filter((mode) => mode === 'plain').length, 0);
  });

  it('are what the setting says, anywhere', () => {
    const facts: AtRestEnvironment = { ...desktop, isRemote: true, isWeb: true, keyReadBackBefore: false };
    assert.deepEqual(
      [decideAtRest('encrypted', facts), decideAtRest('plain', desktop)],
      [
        { mode: 'encrypted', why: 'setting', makesKey: true },
        { mode: 'plain', why: 'setting', makesKey: false },
      ],
    );
  });
});
