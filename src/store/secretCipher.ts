import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { isStoreKey } from '../core/platform/storeKey.ts';
import type { SecretCipher, SecretPlace } from '../core/ports/secretCipher.ts';

const algorithm = 'aes-256-gcm';
const keyBytes = 32;
/** 96 bits, as GCM wants it; random, so that two writers need not agree on a counter. */
const nonceBytes = 12;
const tagBytes = 16;
const version = '1';

/** A random key, as a text that people can keep. */
export function newKey(): string {
  return randomBytes(keyBytes).toString('base64url');
}

/** @returns undefined when the text is no key */
export function cipherOf(keyText: string): SecretCipher | undefined {
  return isStoreKey(keyText) ? new AesCipher(Buffer.from(keyText.trim(), 'base64url')) : undefined;
}

/** The key that the environment gives to a program without an editor. @throws RangeError when it is none */
export function cipherFrom(
  environment: Readonly<Record<string, string | undefined>>,
): SecretCipher | undefined {
  const text = environment['ADDONS_STORE_KEY'] ?? '';
  const cipher = cipherOf(text);
  if (cipher === undefined && text !== '') {
    throw new RangeError('ADDONS_STORE_KEY is no key');
  }
  return cipher;
}

/** The id of the key that closed a value. */
export function keyIdOf(text: string): string | undefined {
  const [form, keyId] = text.split('.');
  return form === version ? keyId : undefined;
}

/** AES-256-GCM; a text is `1.<keyId>.<nonce>.<ciphertext and tag>`. */
class AesCipher implements SecretCipher {
  readonly keyId: string;
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
    this.keyId = createHash('sha256').update('key id\n').update(key).digest('hex').slice(0, 16);
  }

  seal(value: string, place: SecretPlace): string {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(algorithm, this.#key, nonce);
    cipher.setAAD(bytesOf(place));
    const closed = Buffer.concat([cipher.update(value, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return [version, this.keyId, nonce.toString('base64url'), closed.toString('base64url')].join('.');
  }

  open(text: string, place: SecretPlace): string | undefined {
    const [form, keyId, nonce = '', closed = '', ...rest] = text.split('.');
    const bytes = Buffer.from(closed, 'base64url');
    if (form !== version || keyId !== this.keyId || rest.length > 0 || bytes.length < tagBytes) {
      return undefined;
    }
    try {
      const decipher = createDecipheriv(algorithm, this.#key, Buffer.from(nonce, 'base64url'), {
        authTagLength: tagBytes,
      });
      decipher.setAAD(bytesOf(place));
      decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
      const value = decipher.update(bytes.subarray(0, bytes.length - tagBytes));
      return Buffer.concat([value, decipher.final()]).toString('utf8');
    } catch {
      return undefined;
    }
  }
}

/** JSON keeps the parts apart. */
function bytesOf({ store, owner, name }: SecretPlace): Buffer {
  return Buffer.from(JSON.stringify([store, owner, name]));
}
