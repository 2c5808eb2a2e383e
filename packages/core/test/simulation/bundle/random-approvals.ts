import type { Random } from '../random.ts';
import { ROLES } from './fixed-definitions.ts';
import type { Definition } from './random-actions.ts';

/** Approvals of every form: one seat or several, in order or not, with stand-ins, delegation, reminders and deadlines. */
export function randomApprovals(random: Random): readonly Definition[] {
  return Array.from({ length: 2 }, (_, number) => randomApproval(random, `approval-${number}`));
}

function randomApproval(random: Random, id: string): Definition {
  const seats = Array.from({ length: 1 + random.below(3) }, () => ({
    role: random.pick(ROLES),
    ...(random.chance(0.2) && { each: true }),
  }));
  const every = random.pick(['1h', '4h']);
  const role = random.pick(ROLES);
  // oxlint-disable-next-line unicorn/no-thenable -- what comes after the last reminder is called so
  const turn = random.chance(0.5) ? { then: random.pick([{ add: { role } }, { replace: { role } }]) } : {};
  return {
    kind: 'approval',
    id,
    question: 'May {{requester.name}}?',
    seats,
    need: random.pick(['all', 'all', 1, seats.length, '60%']),
    in_order: random.chance(0.3),
    reject: { at: 1 + random.below(seats.length), note: random.pick(['optional', 'required']) },
    ...(random.chance(0.5) && {
      stand_in: {
        absent: random.pick([[], ['deputy'], ['deputy', 'manager']]),
        else: random.pick(['skip', 'wait']),
        delegate: random.pick([{ to: 'nobody' }, { to: 'same_role', times: 1 }]),
      },
    }),
    ...(random.chance(0.4) && { chase: { every, at_most: 1 + random.below(2), ...turn } }),
    ...(random.chance(0.7) && { within: random.pick(['2h', '1d']) }),
    ...(random.chance(0.3) && { ask_again_if_changed: ['ticket.floor'] }),
  };
}
