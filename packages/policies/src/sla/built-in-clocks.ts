import type { SlaClock } from './sla.ts';

/**
 * The clocks every SLA has: the first `response`, the `next_response` to whatever the requester writes after it, and the
 * `resolution`. Whoever resolves a ticket has answered it.
 */
export const builtInClocks: readonly SlaClock[] = [
  {
    id: 'response',
    starts: [{ event: 'ticket.created' }],
    restarts: [],
    meets: [{ event: 'ticket.responded' }, { event: 'ticket.commented', by: 'agent' }, { event: 'ticket.resolved' }],
    resumes: [],
  },
  {
    id: 'next_response',
    starts: [{ event: 'ticket.commented', by: 'requester' }],
    restarts: [],
    meets: [{ event: 'ticket.responded' }, { event: 'ticket.commented', by: 'agent' }, { event: 'ticket.resolved' }],
    resumes: [],
    after: 'response',
  },
  {
    id: 'resolution',
    starts: [{ event: 'ticket.created' }],
    restarts: [],
    meets: [{ event: 'ticket.resolved' }],
    resumes: [{ event: 'ticket.reopened' }],
  },
];
