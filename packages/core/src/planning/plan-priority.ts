import type { Facts, Json } from '@deskbook/policies';
import type { Bundle } from '@deskbook/dsl/bundle';
import type { PlanDocument } from './plan-document.ts';
import { isRecord } from '../facts/is-record.ts';

type Priority = PlanDocument['priority'];

/** Priorities by the names desks use for them, in the plan's four words. */
const words: { readonly [priority: string]: Priority } = {
  CRITICAL: 'CRITICAL',
  HIGH: 'HIGH',
  MEDIUM: 'MEDIUM',
  LOW: 'LOW',
  PLANNING: 'LOW',
  P1: 'CRITICAL',
  P2: 'HIGH',
  P3: 'MEDIUM',
  P4: 'LOW',
  P5: 'LOW',
};

/** The ticket's priority in the plan's words; `MEDIUM` where the ticket has none yet. */
export function priorityOf(bundle: Bundle, facts: Facts): Priority {
  const ticket = facts['ticket'];
  const value: Json | undefined =
    isRecord(ticket) && Object.hasOwn(ticket, 'priority') ? ticket['priority'] : undefined;
  if (typeof value !== 'string') return 'MEDIUM';
  const named = bundle.facts.records['ticket']?.['priority']?.also;
  const meant = named && Object.hasOwn(named, value) ? named[value] : value;
  const word = typeof meant === 'string' ? meant.toUpperCase() : '';
  return Object.hasOwn(words, word) ? (words[word] ?? 'MEDIUM') : 'MEDIUM';
}
