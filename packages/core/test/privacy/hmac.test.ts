import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hmac, hmacKey } from '../../src/privacy/hmac.ts';

test('is the platform’s HMAC-SHA-256, whatever the key and the text, however often', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 64 }),
      fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array()), { minLength: 1, maxLength: 3 }),
      (key, texts) => {
        const ready = hmacKey(key);
        for (const text of texts) expect(hmac(ready, text)).toEqual(createHmac('sha256', key).update(text).digest());
      },
    ),
  );
});
