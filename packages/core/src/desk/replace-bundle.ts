import { openBundle } from '@deskbook/dsl/bundle';
import type { Bundle } from '@deskbook/dsl/bundle';
import { accessOf } from '../execution/access-of.ts';
import type { BundleInForce } from './bundle-in-force.ts';
import type { BundleReplacement } from './desk.ts';
import type { DeskParts } from './desk-parts.ts';
import { beginSchedules } from './run-schedules.ts';
import { journalDesk } from './journal-desk.ts';
import { keepBundle } from './keep-bundle.ts';

/**
 * Puts another bundle into force, whole or not at all. It is verified, and its access policy prepared, before anything changes; one that
 * does not pass leaves the bundle that is in force where it is, and the refusal is journaled like the replacement.
 */
export async function replaceBundle(parts: DeskParts, force: BundleInForce, next: Bundle): Promise<BundleReplacement> {
  const before = force.bundle();
  const refusal = refusalOf(next, before);
  if (refusal !== null) {
    await journalDesk(parts, {
      type: 'bundle.refused',
      inForce: before.hash,
      refused: next.hash,
      reason: refusal,
    });
    return { ok: false, inForce: before.hash, reason: refusal };
  }
  await keepBundle(parts.store, next);
  force.put(next);
  await beginSchedules({ ...parts, bundle: next });
  await journalDesk(parts, { type: 'bundle.replaced', before: before.hash, inForce: next.hash, version: next.version });
  return { ok: true, before: before.hash, inForce: next.hash };
}

/** Why a bundle cannot come into force; null: it can. */
function refusalOf(next: Bundle, before: Bundle): string | null {
  if (next.id !== before.id) return `this is the desk of \`${before.id}\`, and the bundle is of \`${next.id}\``;
  const opened = openBundle(JSON.stringify(next));
  if (!opened.ok) return opened.problem.message;
  try {
    accessOf(next);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
