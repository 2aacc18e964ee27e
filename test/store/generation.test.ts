import assert from 'node:assert/strict';
import fc from 'fast-check';
import { put } from '../../src/core/model/edit.ts';
import { emptyState, type State } from '../../src/core/model/state.ts';
import { sortOut } from '../../src/store/folderListing.ts';
import { ourFormats } from '../../src/store/formats.ts';
import {
  bodyOf,
  DamagedGeneration,
  decodeGeneration,
  prefixLength,
  prefixOf,
  sumOf,
  type Header,
} from '../../src/store/generation.ts';
import { StateSerialiser } from '../../src/store/stateSerialiser.ts';
import { standingOf, withCommit, type WritersTable } from '../../src/store/writers.ts';

const header: Omit<Header, 'parts'> = {
  format: 1,
  gen: 43,
  parent: 42,
  store: 'store',
  at: '2026-11-24T08:00:00.000Z',
  by: 'w1',
  forgotten: 7,
  writers: { w2: [5, 40], w1: [9, 43] },
  cas: 'link',
  secrets: { mode: 'plain' },
};

function bytesOf(state: State, changed: object = {}): Buffer {
  const body = bodyOf({ ...header, ...changed }, new StateSerialiser().serialise(state));
  return Buffer.concat([prefixOf(sumOf(body)), body.firstLine, ...body.parts]);
}

/** Any texts at any place where a state may hold some. */
const anyState = fc
  .dictionary(
    fc.string({ unit: 'grapheme' }),
    fc.oneof(fc.string(), fc.integer(), fc.record({ a: fc.option(fc.string()), b: fc.constant(undefined) })),
  )
  .map((entries): State => ({
    ...emptyState,
    apps: entries as never,
    counters: { constructor: 1 },
  }));

describe('a generation', () => {
  it('gives back what was put in, and ends its second line as plain JSON', () => {
    const state = put(emptyState, 'counters', 'ä\n🦊', 1);
    const bytes = bytesOf(state);
    const read = decodeGeneration(bytes, 43, 'file', ourFormats).header;
    assert.deepEqual({ ...read, ...header }, read);
    assert.deepEqual(decodeGeneration(bytes, 43, 'file', ourFormats).state, state);
    const [first, second, rest] = bytes.toString().split('\n');
    assert.deepEqual([second, rest], [JSON.stringify(state), '']);
    assert.match(first!.slice(0, prefixLength), /^\{"sha256":"[0-9a-f]{64}",$/);
  });

  it('that differs in any one byte is damaged', () => {
    const bytes = bytesOf(emptyState);
    for (let position = 0; position < bytes.length; position += 1) {
      const damaged = Buffer.from(bytes);
      damaged[position] = damaged[position]! ^ 1;
      assert.throws(
        () => decodeGeneration(damaged, 43, 'file', ourFormats),
        DamagedGeneration,
        `${position}`,
      );
    }
  });

  it('under another number, or with a first line that says nonsense, is damaged', () => {
    assert.throws(() => decodeGeneration(bytesOf(emptyState), 42, 'file', ourFormats), DamagedGeneration);
    const nonsense = [
      { gen: '43' },
      { format: '1' },
      { store: 1 },
      { cas: 'hope' },
      { writers: { w1: [1] } },
      { writers: [] },
      { secrets: null },
      { forgotten: 0.5 },
    ];
    for (const changed of nonsense) {
      const bytes = bytesOf(emptyState, changed);
      assert.throws(() => decodeGeneration(bytes, 43, 'file', ourFormats), DamagedGeneration);
    }
  });

  it('is cut at no place without being damaged', () => {
    const bytes = bytesOf(emptyState);
    for (let length = 0; length < bytes.length; length += 1) {
      const cut = bytes.subarray(0, length);
      assert.throws(() => decodeGeneration(cut, 43, 'file', ourFormats), DamagedGeneration);
    }
  });
});

describe('the text of a state', () => {
  it('is that of JSON.stringify, whatever it holds, also when most of it is kept', () => {
    const serialiser = new StateSerialiser();
    fc.assert(
      fc.property(anyState, fc.string(), (state, key) => {
        for (const each of [state, put(state, 'counters', key, 2), { ...state, owners: {} }]) {
          assert.equal(Buffer.concat(serialiser.serialise(each)).toString(), JSON.stringify(each));
        }
      }),
    );
  });

  it('keeps the pieces of what did not change', () => {
    const serialiser = new StateSerialiser();
    const entry = { text: 'x'.repeat(10_000) };
    const state = { ...emptyState, apps: { a: {}, b: entry, c: {} } as never };
    const before = serialiser.serialise(state);
    const after = serialiser.serialise(put(state, 'apps', 'd', {} as never));
    const large = (pieces: readonly Buffer[]): Buffer | undefined =>
      pieces.find(({ length }) => length > 10_000);
    assert.equal(large(before), large(after));
  });
});

describe('the table of writers', () => {
  const commit = (writer: string, sequence: number, generation: number) => ({ writer, sequence, generation });
  const none: WritersTable = { writers: {}, forgotten: 0 };

  it('knows which commits are on its chain', () => {
    const table = withCommit(withCommit(none, commit('w1', 3, 10)), commit('w2', 1, 11));
    assert.equal(standingOf(commit('w1', 3, 10), table), 'included');
    assert.equal(standingOf(commit('w1', 2, 9), table), 'included');
    assert.equal(standingOf(commit('w1', 4, 11), table), 'absent');
    assert.equal(standingOf(commit('w3', 1, 11), table), 'absent');
  });

  it('holds 64, in order of last use, and remembers up to where it has forgotten', () => {
    let table = none;
    for (let number = 1; number <= 64; number += 1) {
      table = withCommit(table, commit(`w${number}`, 1, number));
    }
    table = withCommit(table, commit('w1', 2, 65));
    assert.deepEqual([Object.keys(table.writers).length, table.forgotten], [64, 0]);
    table = withCommit(table, commit('new', 1, 66));
    assert.deepEqual([Object.keys(table.writers).length, table.forgotten], [64, 2]);
    assert.equal(standingOf(commit('w2', 1, 2), table), 'unknown');
    assert.equal(standingOf(commit('w1', 2, 65), table), 'included');
  });
});

describe('names in the folder', () => {
  it('are generations only in their own form; the highest number counts', () => {
    const { generations, top } = sortOut([
      ...['store-9.json', 'store-10.json', 'store-8', 'store-0.json', 'store-01.json', 'store-.json'],
      ...['store-1e3.json', 'store-99999999999999999999.json', 'store-11.json.bak', 'STORE-12.json'],
    ]);
    assert.deepEqual(
      [generations.map(({ name }) => name), top],
      [['store-10.json', 'store-9.json', 'store-8'], 10],
    );
  });
});
