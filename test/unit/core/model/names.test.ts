import assert from 'node:assert/strict';
import {
  isAddonName,
  isAlias,
  isAppName,
  isConfigVarName,
  suggestAlias,
} from '../../../../src/core/model/names.ts';

function accepts(isName: (text: string) => boolean, texts: readonly string[]): void {
  assert.deepEqual(
    texts.filter((text) => !isName(text)),
    [],
  );
}

function refuses(isName: (text: string) => boolean, texts: readonly string[]): void {
  assert.deepEqual(
    texts.filter((text) => isName(text)),
    [],
  );
}

const uuid = 'a1b2c3d4-1111-4222-8333-444455556666';

describe('forms of names', () => {
  it('R1: an app name has 3–30 lower-case letters, digits and dashes, a letter first and no dash last', () => {
    accepts(isAppName, ['abc', 'a-b', 'a--b', 'a12', 'constructor', 'a'.repeat(30)]);
  });

  it('R1: anything else is no app name', () => {
    refuses(isAppName, ['', 'a', 'ab', 'a'.repeat(31), '1ab', '-ab', 'ab-', 'Abc', 'abC', 'a_b', 'a b']);
    refuses(isAppName, ['__proto__', 'äbc', 'abc\n', '\nabc', 'a.b', 'a::b', 'abc ', 'аbc']);
  });

  it('R2: an add-on name has 2–63 lower-case letters, digits, dashes and underscores', () => {
    accepts(isAddonName, ['ab', 'a1', 'a_b', 'a-b', 'a-_-b', 'shining-calmly-4402', 'a'.repeat(63)]);
  });

  it('R2: anything else is no add-on name', () => {
    refuses(isAddonName, [
      '',
      'a',
      'a'.repeat(64),
      '1a',
      '-a',
      '_a',
      'a-',
      'a_',
      'Ab',
      'REDIS',
      'a b',
      'ab\n',
    ]);
    refuses(isAddonName, ['__proto__', 'a.b', 'a:b', 'app::ALIAS', 'ünder']);
  });

  it('R2: what is shaped like a UUID is no add-on name', () => {
    refuses(isAddonName, [uuid]);
    accepts(isAddonName, [`${uuid}0`, uuid.slice(0, -1), uuid.replaceAll('-', '_')]);
  });

  it('R4: an alias has 1–64 upper-case letters, digits and underscores, a letter first', () => {
    accepts(isAlias, ['A', 'A1', 'A_', 'A__B', 'REDIS', 'CONSTRUCTOR', 'A'.repeat(64)]);
  });

  it('R4: anything else is no alias', () => {
    refuses(isAlias, [
      '',
      '1A',
      '_A',
      '__PROTO__',
      'redis',
      'Redis',
      'A-B',
      'A B',
      'A\n',
      'Ä',
      'A'.repeat(65),
    ]);
  });

  it('R4: the upper-case form is suggested, and nothing where nothing can be kept', () => {
    assert.deepEqual(
      ['redis', 'Redis', 'my-redis', 'my redis', '2nd', '_a', 'a'.repeat(70), '', '___', '42'].map(
        suggestAlias,
      ),
      ['REDIS', 'REDIS', 'MY_REDIS', 'MY_REDIS', 'ND', 'A', 'A'.repeat(64), null, null, null],
    );
  });

  it('R5: a config var name has up to 256 letters, digits and underscores, no digit first', () => {
    accepts(isConfigVarName, ['A', 'a', '_', '_A', 'aB_1', 'constructor', 'toString', 'A'.repeat(256)]);
  });

  it('R5: anything else is no config var name', () => {
    refuses(isConfigVarName, [
      '',
      '1A',
      'A-B',
      'A B',
      'A=B',
      'A\n',
      'Ä',
      '__A',
      '__proto__',
      '__',
      'A'.repeat(257),
    ]);
  });
});
