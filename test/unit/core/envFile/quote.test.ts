import assert from 'node:assert/strict';
import { dotenvText } from '../../../../src/core/envFile/dotenvText.ts';
import { quote } from '../../../../src/core/envFile/quote.ts';

/** Value → the form in which every reader of .env files gives it back, or the reason why there is none. */
const forms: readonly (readonly [value: string, form: string])[] = [
  ['redis://h:p1@host:6379', 'redis://h:p1@host:6379'],
  ['a=b', 'a=b'],
  ['=a', "'=a'"],
  ['', "''"],
  [' a ', "' a '"],
  ['#a', "'#a'"],
  ['ü 🎉', "'ü 🎉'"],
  ['a&b;c', "'a&b;c'"],
  ['C:\\dir\\new', "'C:\\dir\\new'"],
  ['{"a":1}', `'{"a":1}'`],
  ["it's", `"it's"`],
  ['$ 5', "'$ 5'"],
  ['a$', "'a$'"],
  ['`ls`', "'`ls`'"],
];
const refused: readonly (readonly [value: string, reason: string])[] = [
  ['a\0b', 'nul'],
  ['$(rm -rf /)', 'executes'],
  ["'$(ls)'", 'executes'],
  ['pa$word', 'expands'],
  ['${HOME}', 'expands'],
  ['$5', 'expands'],
  ['a\nb', 'lineBreak'],
  ['a\rb', 'lineBreak'],
  ['a\\', 'backslash'],
  ["\\'", 'backslash'],
  ['\\\\', 'backslash'],
  [`'"`, 'quotes'],
  ["'`", 'quotes'],
];

describe('.env text', () => {
  for (const [value, form] of forms) {
    it(`writes ${JSON.stringify(value)} as ${form}`, () => {
      assert.deepEqual(quote(value), { text: form });
    });
  }

  for (const [value, reason] of refused) {
    it(`has no form for ${JSON.stringify(value)}: ${reason}`, () => {
      assert.deepEqual(quote(value), { reason });
    });
  }

  it('names what is left out, without its value, and what would run code by its name', () => {
    assert.deepEqual(dotenvText({ A: '1', B: 'pa$word', NODE_OPTIONS: '--require=x', constructor: 'c' }), {
      text: 'A=1\n# B: not written, see Add-on Manager\n# NODE_OPTIONS: not written, see Add-on Manager\nconstructor=c\n',
      leftOut: [
        { name: 'B', reason: 'expands' },
        { name: 'NODE_OPTIONS', reason: 'runsCode' },
      ],
    });
  });
});
