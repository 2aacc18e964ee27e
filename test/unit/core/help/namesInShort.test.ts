import assert from 'node:assert/strict';
import { namesInShort } from '../../../../src/core/help/namesInShort.ts';

describe('names in short', () => {
  it('are all there while they can be read at a glance', () => {
    assert.equal(namesInShort([]), '');
    assert.equal(namesInShort(['A', 'B', 'C', 'D', 'E']), 'A, B, C, D, E');
  });

  it('are the first ones and how many more there are', () => {
    assert.equal(namesInShort(['A', 'B', 'C', 'D', 'E', 'F']), 'A, B, C, D and 2 more');
  });
});
