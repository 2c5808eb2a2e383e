import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * The libraries that the policies package rests on, in the very version it uses: found from there, so that a comparison never
 * measures another one.
 */
const fromPolicies = createRequire(join(import.meta.dirname, '..', '..', 'packages', 'policies', 'package.json'));

/** A library as the policies package sees it. */
export function peerLibrary(name: 'json-rules-engine' | 'casbin'): unknown {
  return fromPolicies(name);
}
