import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Bundle } from './bundle.ts';

/**
 * The bundle's hash: SHA-256 in hex over the canonical JSON (RFC 8785) of everything but `hash` and `origins`. What authors
 * wrote around the meaning (comments, layout, file names) is no part of it.
 */
export function hashBundle(bundle: Omit<Bundle, 'hash' | 'origins'>): string {
  const { hash: _hash, origins: _origins, ...meaning } = bundle as Bundle;
  return createHash('sha256')
    .update(canonicalize(meaning) ?? '')
    .digest('hex');
}
