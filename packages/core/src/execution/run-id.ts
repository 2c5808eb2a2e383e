import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Cause } from '../kernel/entry.ts';

/**
 * The id of a run: its workflow and the beginning of the SHA-256 of the cause in canonical form. The same cause is the same run, on
 * every machine, so that whatever starts a run twice starts it once.
 */
export function runIdOf(workflow: string, cause: Cause): string {
  const canonical = canonicalize({ workflow, cause }) ?? '';
  const hash = createHash('sha256').update(canonical).digest('hex').slice(0, 16);
  return `${workflow.replaceAll('/', '.')}-${hash}`;
}
