import assert from 'node:assert/strict';
import { literal } from '../../../src/vscode/literal.ts';

describe('a text from outside', () => {
  it('is never drawn as an icon', () => {
    for (const text of ['$(trash)', 'a $(loading~spin) b', '$($(trash))', '\\$(trash)']) {
      assert.doesNotMatch(literal(text), /\$\([a-z~]/);
      assert.equal(literal(text).replaceAll('\u200b', ''), text);
    }
  });

  it('stays as it is otherwise', () => {
    for (const text of ['', 'example-app v16', '$3/month', '(x)', '🚀', '\u202eppa']) {
      assert.equal(literal(text), text);
    }
  });
});
