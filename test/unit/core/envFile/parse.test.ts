import assert from 'node:assert/strict';
import { parse as dotenv } from 'dotenv';
import fc from 'fast-check';
import { parseEnvText, textOf, valuesIn } from '../../../../src/core/envFile/parse.ts';
import { anyText, envText } from '../../../support/envTexts.ts';

const read = (text: string): Record<string, string> =>
  Object.fromEntries([...valuesIn(parseEnvText(text))].map(([name, values]) => [name, values.at(-1) ?? '']));
const kinds = (text: string): string =>
  parseEnvText(text)
    .map((segment) => (segment.kind === 'assignment' ? segment.name : segment.kind))
    .join(' ');

/** What a line, or a few, sets: name → value; `null` for nothing. */
const lines: readonly (readonly [text: string, set: Record<string, string>])[] = [
  ['A=1', { A: '1' }],
  ['A = 1', { A: '1' }],
  ['export A=1', { A: '1' }],
  ['export  A=1', { A: '1' }],
  ['  A=1', { A: '1' }],
  ['A=1 # note', { A: '1' }],
  ['A=1#note', { A: '1' }],
  ['A="1 # 2" # note', { A: '1 # 2' }],
  ['A=', { A: '' }],
  ['A=  # note', { A: '' }],
  ['A="a\nB=no\nc"', { A: 'a\nB=no\nc' }],
  ["A='a\r\nb'", { A: 'a\nb' }],
  ['A=`a "b" \'c\'`', { A: 'a "b" \'c\'' }],
  ['A="a\\nb"', { A: 'a\nb' }],
  ["A='a\\nb'", { A: 'a\\nb' }],
  ['A="open\nB=2', { A: '"open', B: '2' }],
  ["A='it''s'", { A: "it''s" }],
  ['# A=1', {}],
  ['  # A=1', {}],
  ['A', {}],
  ['A b=1', {}],
  ['\uFEFFA=1', { A: '1' }],
  ['A=1\nA=2', { A: '2' }],
  ['A.b-c=1', { 'A.b-c': '1' }],
  ['export=1', { export: '1' }],
  ['A=\n"x"', { A: 'x' }],
  ['A\n=1', { A: '1' }],
];

describe('parser of .env files', () => {
  for (const [text, set] of lines) {
    it(`reads ${JSON.stringify(text)} as dotenv does`, () => {
      assert.deepEqual(read(text), set);
      assert.deepEqual({ ...dotenv(text) }, set);
    });
  }

  it('leaves `NAME: value` alone, over its lines: readers disagree on it', () => {
    assert.equal(kinds('A: 1\nB: "x\nC=no"\nD=2\n'), 'other other D');
  });

  it('takes a file apart into what may change and what may not', () => {
    assert.deepEqual(parseEnvText('  export A = "1" # note\r\n'), [
      {
        kind: 'assignment',
        lead: '  export ',
        name: 'A',
        equals: ' = ',
        valueText: '"1"',
        rest: ' # note',
        lineEnd: '\r\n',
        value: '1',
      },
    ]);
    assert.equal(kinds('\n# c\nA=1\n\n# d\njunk\nB=2'), 'blank comment A blank comment other B');
  });

  it('joins to the file byte for byte, whatever it holds', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, envText), (text) => {
        assert.equal(parseEnvText(text).map(textOf).join(''), text);
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads whatever it meets as dotenv does', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, envText), (text) => {
        // `NAME: value` apart, which is left alone on purpose.
        fc.pre(!/:\s/.test(text));
        assert.deepEqual(read(text), { ...dotenv(text) });
      }),
      { numRuns: 3_000 },
    );
  });

  it('takes a mebibyte of anything in about the time of reading it', () => {
    for (const part of ['\n', 'A=1\n', "A='\n", 'A="\\"\n', '# c\n', 'x \n', 'A=\n']) {
      const text = part.repeat(2 ** 20 / part.length);
      const startMs = performance.now();
      assert.equal(parseEnvText(text).map(textOf).join(''), text);
      assert.ok(performance.now() - startMs < 5_000, `${JSON.stringify(part)} takes too long`);
    }
  });
});
