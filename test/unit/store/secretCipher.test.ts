import assert from 'node:assert/strict';
import type { SecretCipher } from '../../../src/core/ports/secretCipher.ts';
import { cipherFrom, cipherOf, newKey } from '../../../src/store/secretCipher.ts';

const place = { store: 'store', owner: 'app', name: 'PASSWORD' };

function cipher(key = newKey()): SecretCipher {
  const made = cipherOf(key);
  assert.ok(made);
  return made;
}

describe('the cipher of values', () => {
  it('opens what it closed, whatever it holds', () => {
    const one = cipher();
    for (const value of ['', 'a', 'ä\n🦊', 'x'.repeat(32_768)]) {
      assert.equal(one.open(one.seal(value, place), place), value);
    }
  });

  it('opens nothing in another place', () => {
    const one = cipher();
    const text = one.seal('secret', place);
    for (const other of [
      { ...place, store: 'other' },
      { ...place, owner: 'other' },
      { ...place, name: 'USERNAME' },
      { ...place, owner: 'appP', name: 'ASSWORD' },
    ]) {
      assert.equal(one.open(text, other), undefined);
    }
  });

  it('opens nothing that another key closed, also under the id of its own', () => {
    const [one, other] = [cipher(), cipher()];
    const text = other.seal('secret', place);
    assert.equal(one.open(text, place), undefined);
    assert.equal(one.open(text.replace(other.keyId, one.keyId), place), undefined);
  });

  it('opens nothing that was changed in any character', () => {
    const one = cipher();
    const text = one.seal('secret', place);
    for (let position = 0; position < text.length; position += 1) {
      const character = text[position] === 'A' ? 'B' : 'A';
      const changed = text.slice(0, position) + character + text.slice(position + 1);
      const opened = one.open(changed, place);
      // The last character of base64 has bits that mean nothing.
      assert.ok(opened === undefined || (opened === 'secret' && position === text.length - 1), changed);
    }
    for (const short of ['', '1', text.slice(0, -30), `${text}.x`, `2${text.slice(1)}`]) {
      assert.equal(one.open(short, place), undefined);
    }
  });

  it('never closes two values with one nonce, nor the same value twice alike', () => {
    const one = cipher();
    const nonces = Array.from({ length: 20_000 }, () => one.seal('same', place).split('.')[2]);
    assert.equal(new Set(nonces).size, 20_000);
    assert.match(nonces[0] ?? '', /^[\w-]{16}$/);
  });

  it('has an id that tells nothing of the key, the same for the same key', () => {
    const key = newKey();
    assert.equal(cipher(key).keyId, cipher(` ${key}\n`).keyId);
    assert.match(cipher(key).keyId, /^[0-9a-f]{16}$/);
    assert.ok(!key.includes(cipher(key).keyId));
  });

  it('takes 256 bits as a key and nothing else', () => {
    for (const text of ['', 'hunter2', newKey().slice(1), `${newKey()}A`, `*${newKey().slice(1)}`]) {
      assert.equal(cipherOf(text), undefined, text);
    }
  });

  it('comes from the environment of a program, which is refused when it holds no key', () => {
    const key = newKey();
    assert.equal(cipherFrom({ ADDONS_STORE_KEY: key })?.keyId, cipher(key).keyId);
    assert.equal(cipherFrom({}), undefined);
    assert.throws(() => cipherFrom({ ADDONS_STORE_KEY: 'hunter2' }), {
      message: 'ADDONS_STORE_KEY is no key',
    });
  });
});
