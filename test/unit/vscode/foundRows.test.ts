import assert from 'node:assert/strict';
import { foundRows } from '../../../src/vscode/foundRows.ts';

const rows = [
  { value: 'redis', label: 'Heroku Key-Value Store', description: 'heroku-redis', heading: 'Data Stores' },
  {
    value: 'postgres',
    label: 'Heroku Postgres',
    description: 'heroku-postgresql',
    detail: 'SQL as a service',
  },
  { value: 'papertrail', label: 'Papertrail', description: 'papertrail', heading: 'Logging' },
];

const found = (typed: string): readonly string[] => [...foundRows(rows, typed)];

describe('rows by several words', () => {
  it('are found in whatever order and place the words stand', () => {
    assert.deepEqual(found('heroku redis'), ['redis']);
    assert.deepEqual(found('Store  heroku '), ['redis', 'postgres']);
    assert.deepEqual(found('sql postgres'), ['postgres']);
    assert.deepEqual(found('heroku logging'), []);
  });

  it('are not looked for by one word, or none: the editor does that', () => {
    assert.deepEqual(found('heroku'), []);
    assert.deepEqual(found(' redis '), []);
    assert.deepEqual(found(''), []);
  });
});
