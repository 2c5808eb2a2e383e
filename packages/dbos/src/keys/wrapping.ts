import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import type { Random } from '@deskbook/core';
import { StoreError } from '@deskbook/core/stores';

/** A key in the form in which a database may have it. */
export interface Wrapped {
  /** Which wrapping key it takes to read it. */
  readonly by: string;
  readonly bytes: Uint8Array;
}

/** Wraps keys and reads them again. A place says what a key is for: wrapped for one place, it is read at no other. */
export interface Wrapping {
  /** The id of the first of its wrapping keys. */
  readonly first: string;
  /** Whether it has the wrapping key of that id. */
  has(by: string): boolean;
  /** @throws StoreError `wrong_keys` where it has no such wrapping key. */
  wrap(by: string, key: Uint8Array, place: string): Wrapped;
  /** @throws StoreError `wrong_keys` where it has no such wrapping key, or it was not wrapped for this place. */
  unwrap(wrapped: Wrapped, place: string): Uint8Array;
}

/** How long keys are, both those that wrap and those that are wrapped, in bytes. */
export const KEY_LENGTH = 32;

const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;
const CIPHER = 'aes-256-gcm';

/**
 * Wraps by AES-256-GCM. The id of a wrapping key follows from it, and tells nothing of it.
 *
 * @throws StoreError `wrong_keys` where there is none, or one has not 32 bytes.
 */
export function wrappingBy(keys: readonly Uint8Array[], random: Random): Wrapping {
  const byId = new Map(keys.map((key) => [idOf(key), Uint8Array.from(key)]));
  const [first] = byId.keys();
  if (first === undefined || keys.some(({ length }) => length !== KEY_LENGTH))
    throw new StoreError('wrong_keys', `keys are wrapped by a key of ${KEY_LENGTH} bytes`);
  const keyOf = (by: string): Uint8Array => {
    const key = byId.get(by);
    if (key === undefined) throw new StoreError('wrong_keys', `the wrapping key ${by} is needed and was not given`);
    return key;
  };
  return {
    first,
    has: (by) => byId.has(by),
    wrap(by, key, place) {
      const nonce = random.bytes(NONCE_LENGTH);
      const cipher = createCipheriv(CIPHER, keyOf(by), nonce);
      cipher.setAAD(Buffer.from(place));
      const sealed = cipher.update(key);
      return { by, bytes: Buffer.concat([nonce, sealed, cipher.final(), cipher.getAuthTag()]) };
    },
    unwrap({ by, bytes }, place) {
      const decipher = createDecipheriv(CIPHER, keyOf(by), bytes.subarray(0, NONCE_LENGTH), { authTagLength: TAG_LENGTH }); // prettier-ignore
      decipher.setAAD(Buffer.from(place));
      try {
        decipher.setAuthTag(bytes.subarray(bytes.length - TAG_LENGTH));
        const opened = decipher.update(bytes.subarray(NONCE_LENGTH, bytes.length - TAG_LENGTH));
        return Buffer.concat([opened, decipher.final()]);
      } catch {
        throw new StoreError('wrong_keys', 'a key is not as it was wrapped');
      }
    },
  };
}

const idOf = (key: Uint8Array): string =>
  createHmac('sha256', key).update('deskbook/1 wrapping key').digest('hex').slice(0, 16);
