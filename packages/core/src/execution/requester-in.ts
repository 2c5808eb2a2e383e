import type { Facts } from '@deskbook/policies';
import { readFact } from '@deskbook/policies/conditions';
import type { RunState } from '../kernel/run-state.ts';

/** Who asked for what a run does: whoever it was started for, else whoever's ticket it is about. Empty where nobody is known. */
export function requesterIn({ requester }: Pick<RunState, 'requester'>, facts: Facts): string {
  const ofTicket = requester ?? readFact(facts, 'ticket.requester');
  return typeof ofTicket === 'string' ? ofTicket : '';
}
