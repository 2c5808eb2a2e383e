import { evaluate, readFact } from '@deskbook/policies/conditions';
import type { Facts, Json } from '@deskbook/policies';
import type { Derivation } from '@deskbook/dsl/bundle';
import type { FactPorts } from './fact-ports.ts';
import { ticketRecord } from './ticket-record.ts';

/** A derivation that needs no record of its own. `lookup` is left to whoever can read the record. */
export type OwnDerivation = Exclude<Derivation, { readonly kind: 'lookup' }>;

/**
 * The value of a derived fact over facts at hand; undefined where what it is made of is absent. `count` counts other tickets, each
 * read as `other`; one of which it is undecided whether it counts does not.
 */
export function deriveFact(derivation: OwnDerivation, facts: Facts, store: FactPorts['store']): Json | undefined {
  switch (derivation.kind) {
    case 'join':
      return joined(derivation.of.map((path) => readFact(facts, path)));
    case 'since':
      return since(readFact(facts, derivation.of), readFact(facts, 'now'));
    case 'sum':
      return sum(derivation.of.map((path) => readFact(facts, path)));
    case 'count':
      return count(derivation, facts, store);
  }
}

/** The texts that are there, one a line. */
function joined(parts: readonly (Json | undefined)[]): string | undefined {
  const texts = parts.filter((part) => typeof part === 'string');
  return texts.length === 0 ? undefined : texts.join('\n');
}

/** Milliseconds from an instant until now. */
function since(from: Json | undefined, now: Json | undefined): number | undefined {
  if (typeof from !== 'string' || typeof now !== 'string') return undefined;
  const age = Date.parse(now) - Date.parse(from);
  return Number.isNaN(age) ? undefined : age;
}

function sum(parts: readonly (Json | undefined)[]): number | undefined {
  const numbers = parts.filter((part) => typeof part === 'number');
  return numbers.length < parts.length ? undefined : numbers.reduce((total, part) => total + part, 0);
}

function count({ when }: Extract<Derivation, { kind: 'count' }>, facts: Facts, store: FactPorts['store']): number {
  const own = readFact(facts, 'ticket.id');
  let found = 0;
  for (const ticket of store.tickets()) {
    if (ticket.id === own) continue;
    if (evaluate(when, { ...facts, other: ticketRecord(ticket.facts) }).truth === 'holds') found += 1;
  }
  return found;
}
