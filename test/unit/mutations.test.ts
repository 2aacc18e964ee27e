import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const { mutations } = createRequire(import.meta.url)(join(root, 'scripts/testMutations.js')) as {
  mutations: readonly { readonly rule: string; readonly file: string; readonly find: string }[];
};

describe('mutations', () => {
  for (const { rule, file, find } of mutations) {
    it(`of ${rule} in ${file} finds the place that it breaks, once`, () => {
      assert.equal(readFileSync(join(root, file), 'utf8').split(find).length - 1, 1);
    });
  }
});
