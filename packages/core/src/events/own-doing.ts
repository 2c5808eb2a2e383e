import type { Json, JsonObject } from '@deskbook/policies';
import type { IntakePorts, OwnRun } from './intake-ports.ts';

const MARKER = /deskbook:effect\/([\w.:#/-]{1,300})/u;

/**
 * A text that, written into a comment by whoever performs an effect, lets the desk recognise its own doing when it comes back
 * as an event. `key` is the effect's idempotency key.
 */
export const effectMarker = (key: string): string => `deskbook:effect/${key}`;

/** Who did what an event tells. */
export interface Doer {
  /** The account as the source names it. */
  readonly account: string | null;
  /** The person behind it, where known. */
  readonly person: string | null;
}

/**
 * Whether an event is the desk's own doing come back: by the account it is known as there, or by the marker of an effect. A
 * marker in a known person's words proves nothing: people quote.
 */
export function recogniseOwn(
  knownAs: string | undefined,
  doer: Doer,
  facts: JsonObject,
  runBehind: IntakePorts['runBehind'],
): OwnRun | null {
  const robot = knownAs !== undefined && doer.account === knownAs;
  if (!robot && doer.person !== null) return null;
  const key = findMarker(facts['comment'] ?? null);
  if (!robot && key === null) return null;
  const found = runBehind({ key, ticket: robot ? ticketOf(facts) : null });
  return found ?? (robot ? { run: '', hops: 1 } : null);
}

function findMarker(value: Json): string | null {
  if (typeof value === 'string') return MARKER.exec(value)?.[1] ?? null;
  if (typeof value !== 'object' || value === null) return null;
  for (const part of Object.values(value)) {
    const found = findMarker(part);
    if (found !== null) return found;
  }
  return null;
}

function ticketOf(facts: JsonObject): string | null {
  const ticket = facts['ticket'];
  const id = typeof ticket === 'object' && ticket !== null && 'id' in ticket ? ticket['id'] : null;
  return typeof id === 'string' ? id : null;
}
