import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const { levels } = createRequire(import.meta.url)(join(root, 'scripts/testLevels.js')) as {
  levels: readonly { readonly folders: readonly string[] }[];
};

describe('npm test', () => {
  it('knows every folder of tests', () => {
    const folders = readdirSync(join(root, 'test'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    assert.deepEqual(levels.flatMap((level) => level.folders).sort(), folders.sort());
  });
});
