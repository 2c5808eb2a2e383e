import { createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Json } from '@deskbook/policies';
import { StoreError } from '../journal/store-error.ts';
import { type HmacKey, hmac, hmacKey } from './hmac.ts';

/** The two keys of a box: one encrypts, the other makes the nonce. */
export interface BoxKeys {
  readonly encrypt: KeyObject;
  readonly nonce: HmacKey;
}

const nonceLength = 12;
const tagLength = 16;

/** The keys of a box, from the secret of its scope and the keys of those whom it is about. None of them can be left out. */
export function boxKeys(secret: Uint8Array, people: readonly Uint8Array[]): BoxKeys {
  const each = people.map((key) => hmac(hmacKey(key), 'deskbook/1 person'));
  const root = hmacKey(hmac(hmacKey(secret), Buffer.concat([Buffer.from('deskbook/1'), ...each])));
  return { encrypt: createSecretKey(hmac(root, 'encrypt')), nonce: hmacKey(hmac(root, 'nonce')) };
}

/**
 * Seals a value for one place (AES-256-GCM). The nonce is derived from the place and the value, so that the same value in the same place
 * is the same bytes, and no nonce is ever used for two values. Moved to another place, it can't be opened.
 */
export function sealBox({ encrypt, nonce: nonceKey }: BoxKeys, place: string, value: Json): string {
  const plain = JSON.stringify(value);
  const nonce = hmac(nonceKey, `${place.length}:${place}${plain}`).subarray(0, nonceLength);
  const cipher = createCipheriv('aes-256-gcm', encrypt, nonce);
  cipher.setAAD(Buffer.from(place));
  const sealed = cipher.update(plain, 'utf8');
  return Buffer.concat([nonce, sealed, cipher.final(), cipher.getAuthTag()]).toString('base64');
}

/**
 * Opens what was sealed for a place: the value as JSON.
 *
 * @throws StoreError `wrong_keys` where it was not sealed with these keys for this place.
 */
export function openBox({ encrypt }: BoxKeys, place: string, box: string): string {
  const bytes = Buffer.from(box, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', encrypt, bytes.subarray(0, nonceLength), {
      authTagLength: tagLength,
    });
    decipher.setAAD(Buffer.from(place));
    decipher.setAuthTag(bytes.subarray(bytes.length - tagLength));
    const sealed = bytes.subarray(nonceLength, bytes.length - tagLength);
    return decipher.update(sealed, undefined, 'utf8') + decipher.final('utf8');
  } catch {
    throw new StoreError('wrong_keys', `what is sealed at ${place.slice(0, 200)} can't be opened with these keys`);
  }
}
