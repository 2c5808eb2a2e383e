import type { SourceMapping } from '@deskbook/dsl/bundle';
import { type Json, type JsonObject, sameValue } from '@deskbook/policies';
import type { FactChange } from './desk-event.ts';
import { readPointer } from './read-pointer.ts';

/** A ticket as last recorded, with the time of the event that told it. */
export interface RecordedTicket {
  readonly time: string;
  readonly facts: JsonObject;
}

/**
 * What an event changed. A vendor's change list says which facts; without one every fact is compared with the ticket as last
 * recorded. What was already recorded is no change, and an event older than the record changes nothing.
 */
export function findChanges(
  rule: SourceMapping['changes'],
  payload: Json,
  told: { readonly time: string; readonly facts: JsonObject },
  recorded: RecordedTicket | null,
): readonly FactChange[] {
  if (recorded !== null && Date.parse(told.time) < Date.parse(recorded.time)) return [];
  if (rule.kind === 'each') return listed(rule, payload, told.facts, recorded);
  if (recorded === null) return [];
  return Object.keys(told.facts).flatMap((field) => changeOf(`ticket.${field}`, told.facts, recorded));
}

function listed(
  rule: SourceMapping['changes'] & { readonly kind: 'each' },
  payload: Json,
  facts: JsonObject,
  recorded: RecordedTicket | null,
): readonly FactChange[] {
  const items = readPointer(payload, rule.each);
  if (!Array.isArray(items)) return [];
  const named = (items as readonly Json[]).flatMap((item) => {
    const vendor = readPointer(item, rule.field);
    return typeof vendor === 'string' && Object.hasOwn(rule.map, vendor) ? [rule.map[vendor] ?? ''] : [];
  });
  return [...new Set(named)].flatMap((fact) => changeOf(fact, facts, recorded));
}

/** One fact's change against the record; without a record what it was is not known. */
function changeOf(fact: string, facts: JsonObject, recorded: RecordedTicket | null): readonly FactChange[] {
  const field = fact.slice('ticket.'.length);
  const to = own(facts, field);
  if (recorded === null) return [{ fact, to }];
  const from = own(recorded.facts, field);
  return sameValue(from, to) ? [] : [{ fact, from, to }];
}

const own = (facts: JsonObject, field: string): Json => (Object.hasOwn(facts, field) ? (facts[field] ?? null) : null);
