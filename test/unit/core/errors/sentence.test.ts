import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandTable } from '../../../../src/commands/commandTable.ts';
import { sentence } from '../../../../src/core/errors/sentence.ts';
import { wireMessage } from '../../../../src/core/errors/wireMessage.ts';
import { exampleFailures } from '../../../support/exampleFailures.ts';

const file = join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'sentences.md');

function table(): string {
  const rows = exampleFailures.map((failure) => {
    const { text, next } = sentence(failure);
    const buttons = next.map(({ title }) => `[${title}]`).join(' ');
    return `| \`${failure.code}\` | ${`${text} ${buttons}`.trim()} | ${wireMessage(failure)} |`;
  });
  return [
    '# What is said when something is refused',
    '',
    'One example of each error code: what people read, with its buttons, and what programs get. The rules behind them:',
    '[addon-rules.md](addon-rules.md), Errors. Made from the code: `UPDATE_DOCS=1 npm run test:unit` writes it anew.',
    '',
    '| code | for people | for programs |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

describe('sentences', () => {
  it('stand in docs/sentences.md as the code says them', () => {
    if (process.env['UPDATE_DOCS'] !== undefined) {
      writeFileSync(file, table());
    }
    assert.equal(readFileSync(file, 'utf8'), table());
  });

  for (const failure of exampleFailures) {
    it(`${failure.code}: a whole sentence in the present, without blame`, () => {
      const { text } = sentence(failure);
      assert.match(text, /^.+[.]$/s);
      assert.doesNotMatch(text, /[Ss]uccessfully|[Pp]lease|!|\bundefined\b|\{\d\}/);
    });
  }

  it('say that no folder is open, whatever it was wanted for', () => {
    const { text } = sentence({ code: 'nothing_to_choose', details: { what: 'folders', app: null } });
    assert.equal(text, 'No folder is open.');
  });

  it('offer only commands that there are', () => {
    const known = new Set<string>(commandTable.map(({ id }) => id));
    for (const failure of exampleFailures) {
      for (const step of sentence(failure).next) {
        assert.ok(known.has(step.command), `${failure.code} offers ${step.command}`);
      }
    }
  });
});
