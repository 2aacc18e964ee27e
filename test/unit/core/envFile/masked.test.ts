import assert from 'node:assert/strict';
import { maskedTexts } from '../../../../src/core/envFile/masked.ts';

describe('masked .env texts', () => {
  it('show names and order and no value, and mark what changes', () => {
    const before = '# Secrets\nA=one # first\nB="two\nlines"\n\n#\nC=\n';
    const after = '# Secrets\nA=uno # first\nB="two\nlines"\n\n#\nC=\nD=four\n';
    assert.deepEqual(maskedTexts(before, after), {
      before: '# ••••••••\nA=•••••••• # ••••••••\nB=••••••••\n\n#\nC=••••••••\n',
      after: '# ••••••••\nA=•••••••• (new) # ••••••••\nB=••••••••\n\n#\nC=••••••••\nD=••••••••\n',
    });
  });

  it('mark only the one of several that changes', () => {
    assert.equal(maskedTexts('A=1\nA=2\n', 'A=2\nA=2\n').after, 'A=•••••••• (new)\nA=••••••••\n');
  });

  it('show our own note of what was not written, and no other that looks like it', () => {
    const note = '# B: not written, see Add-on Manager\n';
    const text = `${note}# my secret: not written, see Add-on Manager\n`;
    assert.equal(maskedTexts(text, text).before, `${note}# ••••••••\n`);
  });

  it('show no secret that hides in a comment or in a line that is none', () => {
    const text = '# OLD=secret\n#export OLD=secret\nA=1 # redis://u:secret@host\nkey: secret\nsecret-----\n';
    const { before } = maskedTexts(text, text);
    assert.equal(before, '# ••••••••\n# ••••••••\nA=•••••••• # ••••••••\n••••••••\n••••••••\n');
  });

  for (const line of [
    '# old: hunter2-tail',
    '# password: hunter2-tail',
    '# db postgres://u:pa/ss-hunter2-tail@h/x',
    '# redis://:p@ss-hunter2-tail@host',
    '#hunter2-tail',
    '   ## hunter2-tail',
    'API_KEY=p4ss#w0rd-hunter2-tail',
    'API_KEY=#hunter2-tail',
  ]) {
    it(`show nothing of what stands behind the # of \`${line}\``, () => {
      for (const end of ['', '\n', '\r\n']) {
        const { before, after } = maskedTexts(line + end, `${line}${end}B=1\n`);
        assert.doesNotMatch(before + after, /hunter2|tail|w0rd|p4ss|pa\/|p@|u:/);
        assert.ok(before.includes('••••••••'));
      }
    });
  }

  it('show nothing of what follows a quote that stands open: it may all be one value', () => {
    const pem = '"-----BEGIN KEY-----\nhunter/2==\nhunter2==\n# hunter2\n-----END KEY-----\nhunter2=A\n';
    for (const text of [`A=${pem}`, `A="hunter2\nhunter2=='\n`, `A='hunter2\n\nhunter2=1 # hunter2`]) {
      const { before, after } = maskedTexts(`Z=1\n${text}`, `Z=2\n${text}`);
      assert.doesNotMatch(before + after, /hunter|KEY/);
      assert.match(after, /^Z=•••••••• \(new\)\nA=••••••••\n/);
    }
  });

  it('show nothing of a key over several lines without quotes, and what comes after it', () => {
    const text = 'A=-----BEGIN KEY-----\nhunter/2\nhunter2==\n-----END KEY-----\nB=1\n';
    assert.equal(maskedTexts(text, text).before, `A=••••••••\n${'••••••••\n'.repeat(3)}B=••••••••\n`);
  });
});
