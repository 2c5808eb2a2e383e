import type { Facts } from '@deskbook/policies';
import { readFact } from '@deskbook/policies/conditions';
import { isRecord } from '../facts/is-record.ts';
import type { RunState } from '../kernel/run-state.ts';

/** What to gather before asking who asked. */
export const requesterNeeds = ['requester', 'ticket.requester'] as const;

/**
 * Who asked for what a run does: whoever it was started for, else whoever's ticket it is about, by the id the directory has for them.
 * Empty where nobody is known.
 */
export function requesterIn({ requester }: Pick<RunState, 'requester'>, facts: Facts): string {
  const person = facts['requester'];
  const id = isRecord(person) ? person['id'] : null;
  const asked = typeof id === 'string' ? id : (requester ?? readFact(facts, 'ticket.requester'));
  return typeof asked === 'string' ? asked : '';
}
