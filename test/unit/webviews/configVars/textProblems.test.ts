import assert from 'node:assert/strict';
import { problemsIn } from '../../../../src/webviews/configVars/textProblems.ts';

describe('what is wrong with a text of config vars', () => {
  it('is told all at once, each with its line', () => {
    const text = 'A=1\nnonsense\n2ND=x\nREDIS_URL=y\nA=2\nLONG="one\ntwo"\n__X=1\n';
    const refusal = (name: string): string | undefined => (name === 'REDIS_URL' ? 'not yours' : undefined);
    assert.deepEqual(
      problemsIn(text, refusal).map(({ line, text: problem }) => `${line}: ${problem.slice(0, 26)}`),
      [
        '2: This line is not NAME=valu',
        "3: 2ND can't be a config var'",
        '4: not yours',
        '5: A is set twice.',
        "8: __X can't be a config var'",
      ],
    );
  });

  it('is nothing where every line can be saved', () => {
    assert.deepEqual(
      problemsIn('# a note\n\nA=1\nexport B=2\n', () => undefined),
      [],
    );
  });
});
