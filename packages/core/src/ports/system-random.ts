import { randomBytes } from 'node:crypto';
import type { Random } from './random.ts';

/** The host's randomness. */
export function systemRandom(): Random {
  return { bytes: (length) => randomBytes(length) };
}
