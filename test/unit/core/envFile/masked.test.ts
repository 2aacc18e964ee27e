import assert from 'node:assert/strict';
import { maskedTexts } from '../../../../src/core/envFile/masked.ts';

describe('masked .env texts', () => {
  it('show names and comments and no value, and mark what changes', () => {
    const before = '# Secrets\nA=one # first\nB="two\nlines"\n\nC=\n';
    const after = '# Secrets\nA=uno # first\nB="two\nlines"\n\nC=\nD=four\n';
    assert.deepEqual(maskedTexts(before, after), {
      before: '# Secrets\nA=•••••••• # first\nB=••••••••\n\nC=••••••••\n',
      after: '# Secrets\nA=•••••••• (new) # first\nB=••••••••\n\nC=••••••••\nD=••••••••\n',
    });
  });

  it('mark only the one of several that changes', () => {
    assert.equal(maskedTexts('A=1\nA=2\n', 'A=2\nA=2\n').after, 'A=•••••••• (new)\nA=••••••••\n');
  });

  it('show no secret that hides in a comment or in a line that is none', () => {
    const text = '# OLD=secret\n#export OLD=secret\nA=1 # redis://u:secret@host\nkey: secret\nsecret-----\n';
    const { before } = maskedTexts(text, text);
    assert.doesNotMatch(before, /secret/);
    assert.equal(
      before,
      '# OLD=••••••••\n#export OLD=••••••••\nA=•••••••• # redis://••••••••@host\n••••••••\n••••••••\n',
    );
  });
});
