import assert from 'node:assert/strict';
import { parse as dotenv } from 'dotenv';
import fc from 'fast-check';
import { editEnvText, misread } from '../../../../src/core/envFile/edit.ts';
import { parseEnvText, textOf } from '../../../../src/core/envFile/parse.ts';
import type { Vars } from '../../../../src/core/model/configVar.ts';
import { envText, hostileValue } from '../../../support/envTexts.ts';

/** The file before, what is set, the file after. */
const edits: readonly (readonly [title: string, before: string, vars: Vars, after: string])[] = [
  ['a missing file', '', { A: '1', B: 'a b' }, "A=1\nB='a b'\n"],
  ['a new name at the end', 'X=1\n', { A: '1' }, 'X=1\nA=1\n'],
  ['an end without a line end', 'X=1', { A: '1' }, 'X=1\nA=1\n'],
  ['an empty value', 'A=1\n', { A: '' }, "A=''\n"],
  ['an empty place', 'A=\n', { A: '1' }, 'A=1\n'],
  ['an empty place before a comment', 'A=  # note\n', { A: '1' }, 'A=1  # note\n'],
  ['lead, spaces, comment and line end', '  export A = "1" # note\r\n', { A: '9' }, '  export A = 9 # note\r\n'],
  ['a bare value with a comment', 'A=1 # note\n', { A: '9' }, 'A=9 # note\n'],
  ['a comment that is stuck to the value', 'A=1#note\n', { A: '9' }, 'A=9 #note\n'],
  ['a value in quotes that holds a #', 'A="1 # 2" # note\n', { A: '9' }, 'A=9 # note\n'],
  ['a value over lines', 'A="a\nB=no\nc" # x\nC=3\n', { A: '9' }, 'A=9 # x\nC=3\n'],
  ['a name inside of a value over lines', 'A="a\nB=no\nc"\n', { B: '9' }, 'A="a\nB=no\nc"\nB=9\n'],
  ['all of several', 'A=1\nX=2\nA=3\n', { A: '9' }, 'A=9\nX=2\nA=9\n'],
  ['only what differs of several', "A='9'\nA=3\n", { A: '9' }, "A='9'\nA=9\n"],
  ['CRLF', 'X=1\r\n', { A: '1' }, 'X=1\r\nA=1\r\n'],
  ['CRLF by its first line', 'X=1\r\nY=2\n', { A: '1' }, 'X=1\r\nY=2\nA=1\r\n'],
  ['a BOM that is there', '\uFEFFA=1\n', { A: '2' }, '\uFEFFA=2\n'],
  ['a BOM and nothing else', '\uFEFF', { A: '2' }, '\uFEFFA=2\n'],
  ['`A: 1`, which is no variable to all', 'A: 1\n', { A: '2' }, 'A: 1\nA=2\n'],
  ['a line that is out of use', '# A=1\n', { A: '2' }, '# A=1\nA=2\n'],
  ['the same value in another form', 'A="1"\n', { A: '1' }, 'A="1"\n'],
  ['the same value, which we would not write', 'A="pa$word"\n', { A: 'pa$word' }, 'A="pa$word"\n'],
  ['replacement patterns', 'A=1\nB=2\n', { A: "$&" }, "A='$&'\nB=2\n"],
  ['no portable form, new', '', { A: 'pa$word' }, '# A: not written, see Add-on Manager\n'],
  ['no portable form, there already', 'A=old\n', { A: 'pa$word' }, 'A=old\n'],
  ['a note, said once', '# A: not written, see Add-on Manager\n', { A: '$(x)' }, '# A: not written, see Add-on Manager\n'],
  ['a note that is settled', 'X=1\n# A: not written, see Add-on Manager\nY=2\n', { A: '1' }, 'X=1\nA=1\nY=2\n'],
  ['a quote in the next line', 'A=\n"x"\n', { A: '1' }, 'A=1\n'],
  ['an open quote', 'A="open\nB=2\n', { A: '1' }, 'A=1\nB=2\n'],
  ['a name of Object.prototype', 'constructor=1\n', { constructor: '2' }, 'constructor=2\n'],
  ['what turns a value into code', '', { NODE_OPTIONS: 'x' }, '# NODE_OPTIONS: not written, see Add-on Manager\n'],
]; // prettier-ignore

describe('edit of .env files', () => {
  for (const [title, before, vars, after] of edits) {
    it(`keeps or writes ${title}`, () => {
      const edit = editEnvText(before, vars);
      assert.equal(edit.text, after);
      assert.equal(misread(before, edit, vars), undefined);
      assert.equal(editEnvText(after, vars).text, after);
    });
  }

  it('takes the line end that it is given where a file has none', () => {
    assert.equal(editEnvText('X=1', { A: '1' }, '\r\n').text, 'X=1\r\nA=1\r\n');
  });

  it('tells of each variable what becomes of it, and how often it is set', () => {
    const { vars } = editEnvText('A=1\nA=2\nB=3\nD=old\n', { A: '2', B: '3', C: '4', D: '$x', E: 'a\nb' });
    assert.deepEqual(vars, [
      { name: 'A', outcome: 'changed', reason: null, count: 2 },
      { name: 'B', outcome: 'same', reason: null, count: 1 },
      { name: 'C', outcome: 'added', reason: null, count: 0 },
      { name: 'D', outcome: 'leftOut', reason: 'expands', count: 1 },
      { name: 'E', outcome: 'leftOut', reason: 'lineBreak', count: 0 },
    ]);
  });

  it('notices that an open quote would take in what is written after it', () => {
    const before = "A='open\n";
    const vars = { B: '# foo' };
    assert.equal(misread(before, editEnvText(before, vars), vars), 'B');
  });

  const varsOf = fc.dictionary(
    fc.constantFrom('A', 'B', 'REDIS_URL', 'NEW_ONE', 'constructor'),
    hostileValue,
    { maxKeys: 4, noNullPrototype: true },
  ); // prettier-ignore

  it('is read back by dotenv, changes no other name, and nothing at the second time', () => {
    let written = 0;
    fc.assert(
      fc.property(envText, varsOf, (before, vars) => {
        const edit = editEnvText(before, vars);
        if (misread(before, edit, vars) !== undefined) {
          return; // It would be refused.
        }
        const old = dotenv(before);
        const now = dotenv(edit.text);
        const outcomes = new Map(edit.vars.map(({ name, outcome }) => [name, outcome]));
        for (const name of new Set([...Object.keys(old), ...Object.keys(now), ...Object.keys(vars)])) {
          const outcome = outcomes.get(name) ?? 'other';
          const isSet = outcome !== 'leftOut' && outcome !== 'other';
          const expected = isSet ? vars[name] : Object.hasOwn(old, name) ? old[name] : undefined;
          assert.equal(Object.hasOwn(now, name) ? now[name] : undefined, expected, name);
          written += isSet ? 1 : 0;
        }
        assert.equal(editEnvText(edit.text, vars).text, edit.text);
      }),
      { numRuns: 1_500 },
    );
    assert.ok(written > 500, 'the generator writes next to nothing');
  });

  it('keeps every line that sets none of the names, byte for byte and in order', () => {
    fc.assert(
      fc.property(envText, varsOf, (before, vars) => {
        const edit = editEnvText(before, vars);
        fc.pre(misread(before, edit, vars) === undefined);
        const others = (text: string): readonly string[] =>
          parseEnvText(text)
            .filter((segment) => segment.kind !== 'assignment' || !Object.hasOwn(vars, segment.name))
            .map(textOf)
            .filter((line) => !line.includes(': not written, see'));
        const kept = others(edit.text);
        const lines = others(before);
        // The last one may get the line end that it lacked.
        assert.deepEqual(
          kept.map((line, index) => (index === lines.length - 1 ? line.trimEnd() : line)),
          lines.map((line, index) => (index === lines.length - 1 ? line.trimEnd() : line)),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('makes the text of its changes', () => {
    fc.assert(
      fc.property(envText, varsOf, (before, vars) => {
        const { changes, text } = editEnvText(before, vars);
        const backwards = [...changes].reverse();
        const applied = backwards.reduce(
          (each, change) => each.slice(0, change.start) + change.text + each.slice(change.end),
          before,
        );
        assert.equal(applied, text);
      }),
    );
  });
});
